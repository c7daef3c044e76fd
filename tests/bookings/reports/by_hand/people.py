"""Who came, how many, how often; newcomers; what was cancelled."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import combinations

from accounts.likeness import name_key, number_key, phone_key
from accounts.models import Hirer
from bookings.models import Session, ToldApart
from tests.bookings.reports.by_hand.asked import DECIDED, Request
from tests.bookings.reports.by_hand.clock import Clock, hours
from tests.bookings.reports.by_hand.place import Place
from tests.bookings.reports.by_hand.told import NOT_KNOWN, NOTHING, Told, half_up, in_hours, number, of_count, percent
from tests.bookings.reports.by_hand.uses import EVER_CONFIRMED, Use, Uses, hours_of
from venues.models import Venue

OPEN = ("free", "pay-what-you-can")
MANY = 10
LONG_AGO = datetime(1990, 1, 1, tzinfo=UTC)


def figures(venue: Venue, uses: Uses, place: Place, clock: Clock, ended: list[Request]) -> Iterator[Told]:
    yield from _reached(venue, uses, clock)
    yield from _attended(uses, clock)
    yield from _cancelled(uses)
    yield from _broken(uses)
    yield from _open_doors(uses)
    yield from _newcomers(venue, uses, clock, ended)
    yield from _came_back(venue, uses, clock)
    yield from _concentration(uses, place)
    whole = hours_of(uses.used)
    for entered in ("imported", "desk", "online"):
        some = [use for use in uses.used if use.booking.entered == entered]
        yield percent(f"provenance.{entered}", hours_of(some), whole)
    yield from _ahead(uses, clock)


def _reached(venue: Venue, uses: Uses, clock: Clock) -> Iterator[Told]:
    groups = {use.hirer.pk for use in uses.external if use.group}
    before = {use.hirer.pk for use in uses.before(clock.as_at, LONG_AGO) if use.start < clock.begin}
    yield number("E4", len(uses.used))
    yield number("E4.in_series", len([use for use in uses.used if use.booking.sessions.count() > 1]))
    yield number("E4.own_use", len([use for use in uses.used if use.own]))
    yield number("F1", len(groups))
    known = uses.knows_hirers_from(clock.first)
    yield number("F1.new", len(groups - before)) if known else Told("F1.new", "n", None, None, NOT_KNOWN)
    yield number("F1.alike", _alike(venue, groups))
    yield number("F1.households", len({use.hirer.pk for use in uses.external if not use.group}))


def _ahead(uses: Uses, clock: Clock) -> Iterator[Told]:
    """What of the period is booked and not over."""
    until = clock.midnight(clock.until)
    if clock.as_at < until:
        booked = [
            u for u in uses.ever if u.planned and u.cells and clock.begin <= u.start < until and u.end > clock.as_at
        ]
        yield number("ahead.sessions", len(booked))
        yield in_hours("ahead.hours", hours_of(booked))


def _alike(venue: Venue, groups: set[int]) -> int:
    """Pairs with a charity number, an address, a phone number, a name or a payer in common, and not told apart."""
    apart = set(ToldApart.objects.filter(venue__operator=venue.operator).values_list("one_id", "other_id"))
    known = Hirer.objects.filter(bookings__venue=venue, forgotten_at=None, merged_into=None).distinct().order_by("pk")
    known = known.exclude(kind="household").exclude(pk=venue.operator.own_hirer_id or 0)
    signs = {hirer.pk: _signs(venue, hirer) for hirer in known}
    shared = Counter(sign for each in signs.values() for sign in each if sign[0] not in ("name", "number"))
    crowded = {sign for sign, n in shared.items() if n > 6}
    hirers = [hirer for hirer in known if hirer.pk in groups]
    found = 0
    for one, other in combinations(hirers, 2):
        common = (signs[one.pk] & signs[other.pk]) - crowded
        numbers = {number_key(each.charity_number) for each in (one, other)} - {""}
        are_two = len(numbers) == 2 and not any(kind == "name" for kind, _ in common)
        found += bool(common) and not are_two and (one.pk, other.pk) not in apart
    return found


def _signs(venue: Venue, hirer: Hirer) -> set[tuple[str, str]]:
    paid = Session.objects.filter(venue=venue, booking__hirer=hirer).exclude(payer="")
    found = {("payer", name_key(payer)) for payer in paid.values_list("payer", flat=True)}
    found |= {("name", name_key(hirer.name)), ("number", number_key(hirer.charity_number))}
    found |= {("email", hirer.contact_email.lower()), ("phone", phone_key(hirer.contact_phone))}
    return {(kind, sign) for kind, sign in found if sign}


def _attended(uses: Uses, clock: Clock) -> Iterator[Told]:
    for state in ("counted", "typical", "expected"):
        stood = [(use, use.attended[1]) for use in uses.used if use.attended and use.attended[0] == state]
        people = sum(count for _use, count in stood)
        yield number(f"E6.{state}", people)
        yield of_count(f"E6.{state}_coverage", len(stood), len(uses.used))
        months = clock.days * 12 / 365
        a_month = half_up(people / months, 0) if months else NOTHING
        yield Told(f"E6.{state}_a_month", "n/month", Fraction(people), months, a_month)
        yield in_hours(f"E7.{state}", sum((use.hours * count for use, count in stood), Fraction(0)))


def _cancelled(uses: Uses) -> Iterator[Told]:
    due = uses.due
    for id, status in (
        ("C7", "cancelled_by_venue"), ("E11.late", "cancelled_late"), ("E11.no_show", "no_show"),
        ("E11.in_time", "cancelled_in_time"),
    ):  # fmt: skip
        yield of_count(id, len([use for use in due if use.session.status == status]), len(due))


def _broken(uses: Uses) -> Iterator[Told]:
    """By cause, and by the category of those who were put out."""
    due, out = uses.due, [use for use in uses.due if use.session.status == "cancelled_by_venue"]
    for cause in {use.session.cancel_cause or "other" for use in out}:
        yield of_count(f"C7.{cause}", len([u for u in out if (u.session.cancel_cause or "other") == cause]), len(due))
    for category in {use.category for use in due}:
        theirs = [use for use in due if use.category == category]
        yield of_count(
            f"C7.{category.replace('-', '_')}", len([use for use in out if use.category == category]), len(theirs)
        )
    yield number("C7.moves", len([use for use in due if use.session.first_starts_at != use.session.starts_at]))


def _open_doors(uses: Uses) -> Iterator[Told]:
    came = hours_of(uses.used, lambda use: use.booking.open_to_anyone in OPEN)
    missing = len([use for use in uses.used if use.booking.open_to_anyone == "yes"])
    yield in_hours("N2", came)
    yield percent("N2", came, hours_of(uses.used), len(uses.used), missing=missing)


def _newcomers(venue: Venue, uses: Uses, clock: Clock, ended: list[Request]) -> Iterator[Told]:
    decided = [
        request
        for request in ended
        if (request.outcome in DECIDED or request.withdrawn_after_reply) and request.hirer.kind != "household"
    ]
    for suffix, some in (("", decided), ("_peak", [each for each in decided if _is_peak(each, clock)])):
        shares, unknown = [], False
        for name, such in (("first_time", _is_first), ("regular", _is_regular)):
            known = [each for each in some if uses.knows_hirers_from(clock.day(each.asked_at))]
            unknown |= len(known) < len(some)
            mine = [request for request in known if such(request, venue, uses)]
            confirmed = [request for request in mine if request.outcome == "confirmed"]
            yield of_count(f"N1.{name}{suffix}", len(confirmed), len(mine))
            shares.append((len(confirmed), len(mine)))
        [(new, of_new), (old, of_old)] = shares
        few = min(of_new, of_old) < 5
        ratio = "" if few else half_up(Fraction(new * of_old, of_new * old), 2) if old else NOTHING
        ratio = NOT_KNOWN if unknown and not of_new + of_old else ratio
        yield Told("N1" if not suffix else "N1.peak", "ratio", None, None, ratio)


def _is_peak(request: Request, clock: Clock) -> bool:
    at_peak = sum(clock.peak(at) for ask in request.asks for at in ask)
    return 2 * at_peak >= request.ticks


def _is_first(request: Request, venue: Venue, uses: Uses) -> bool:
    """No booking here confirmed before it asked; an import that says nothing was confirmed at its start."""
    others = request.hirer.bookings.filter(venue=venue, status__in=EVER_CONFIRMED).exclude(pk=request.booking.pk)
    for other in others:
        confirmed_at = other.decided_at or min(session.starts_at for session in other.sessions.all())
        if confirmed_at < request.asked_at:
            return False
    return True


def _is_regular(request: Request, venue: Venue, uses: Uses) -> bool:
    asked = request.asked_at.astimezone(venue.tz)
    since = asked.replace(year=asked.year - 1).astimezone(UTC)
    mine = [use for use in uses.before(request.asked_at, since) if use.hirer.pk == request.hirer.pk]
    return len(mine) >= MANY or three_months_running(mine, uses.clock)


def three_months_running(uses: list[Use], clock: Clock) -> bool:
    months = {(day.year * 12 + day.month) for day in (clock.day(use.start) for use in uses)}
    return any({month, month + 1, month + 2} <= months for month in months)


def _came_back(venue: Venue, uses: Uses, clock: Clock) -> Iterator[Told]:
    last = clock.day(clock.end - timedelta(microseconds=1))  # as far as the figures go, so far is the one before
    begin = clock.first - (last - clock.first) - timedelta(days=1)
    if venue.use_known_from is None or venue.use_known_from > begin:
        yield Told("D6", "%", None, None, NOT_KNOWN)
        return
    earlier = {
        use.hirer.pk for use in uses.before(clock.as_at, clock.midnight(begin)) if use.group and use.start < clock.begin
    }
    now = {use.hirer.pk for use in uses.external if use.group}
    yield of_count("D6", len(earlier & now), len(earlier))


def hours_by_group(uses: Uses) -> dict[int, Fraction]:
    found: dict[int, Fraction] = defaultdict(Fraction)
    for use in uses.external:
        if use.group:
            found[use.hirer.pk] += use.hours
    return found


def _concentration(uses: Uses, place: Place) -> Iterator[Told]:
    """How much of the hours few groups have."""
    by_group = hours_by_group(uses)
    held, whole = sorted(by_group.values()), sum(by_group.values(), Fraction(0))
    yield percent("F7.three_largest", sum(held[-3:], Fraction(0)), whole, len(held))
    yield from _how_equal(held, whole)
    peak = defaultdict[int, set[tuple[int, int]]](set)
    for use in uses.external:
        for cell in use.cells:
            peak[use.hirer.pk] |= {(cell, at) for at in use.ticks if at in place.bookable[cell] and uses.clock.peak(at)}
    taken = sorted(len(ticks) for ticks in peak.values() if ticks)
    yield percent("C9.five_largest", hours(sum(taken[-5:])), hours(sum(taken)), len(taken))


def _how_equal(held: list[Fraction], whole: Fraction) -> Iterator[Told]:
    """Hours of each group, the fewest first."""
    if not held:
        yield Told("F7", "ratio", None, None, NOTHING)
        yield Told("F7.gini", "ratio", None, None, NOTHING)
        return
    squares = sum((share / whole) ** 2 for share in held)
    yield Told("F7", "ratio", Fraction(1) / squares, None, half_up(1 / squares, 2))
    if len(held) >= 5:
        n = len(held)
        gini = 2 * sum(i * hours_ for i, hours_ in enumerate(held, 1)) / (n * whole) - Fraction(n + 1, n)
        yield Told("F7.gini", "ratio", gini, None, half_up(gini, 2))
    else:
        yield Told("F7.gini", "ratio", None, None, "")
