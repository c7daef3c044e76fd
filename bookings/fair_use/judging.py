"""Whether dates are fair to other groups: what a venue has set, asked in a fixed number of questions or in none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, Min, OuterRef, Q
from django.utils.translation import gettext as _

from accounts.models import Hirer
from bookings.fair_use import words
from bookings.fair_use.rules import Had, Keeping, is_new, keeping_from, over_the_cap
from bookings.models import Booking, RefusedDate, Session
from venues.fair_use import Cap, FairUse, FirstCall, first_call, from_document
from venues.models import Room, SpecialTerms, Venue
from venues.periods import Period

A_WEEK = timedelta(days=7)
Wanted = tuple[Room, Period]


@dataclass(frozen=True)
class Refused:
    """Why a date is not to be had: a reason of RefusedDate, the sentence, and what the history says of it.

    The desk may book it all the same; then `past` is the line of the history.
    """

    reason: str
    words: str
    past: str


def judge(
    venue: Venue,
    hirer: Hirer,
    wanted: Sequence[Wanted],
    *,
    at: datetime,
    leaving_out: Collection[int] = (),
    desk: bool = False,
) -> list[Refused | None]:
    """Of each room and time that a hirer wants, in order, what speaks against it; None where nothing does.

    For whatever books or moves dates, a change of dates too: give the keys of the sessions that move as
    `leaving_out`, so that what they have now does not count. Whoever writes afterwards locks the hirer's row
    first, or two requests at once might both pass. A date that is refused does not count against the next,
    unless the `desk` books it all the same. No question is asked where the venue has no such rules.
    """
    rules = from_document(venue.fair_use)
    if not wanted or hirer.pk == venue.operator.own_hirer_id or (rules.is_off and not venue.has_first_calls):
        return [None] * len(wanted)
    today = at.astimezone(venue.tz).date()
    keepings = _keepings(venue, rules, hirer, [period for _room, period in wanted], today)
    had = _had(venue, rules.caps, hirer, [period for _room, period in wanted], leaving_out) if rules.caps else {}
    return list(_Judge(venue, rules.caps, keepings, had, today, desk=desk).each(wanted))


@dataclass
class _Judge:
    """All that the dates are judged by; what is counted grows with each that is kept."""

    venue: Venue
    caps: Sequence[Cap]
    keepings: Sequence[Keeping]
    had: dict[int, list[Had]]  # by the place of the cap
    today: date
    desk: bool

    def each(self, wanted: Iterable[Wanted]) -> Iterator[Refused | None]:
        for room, period in wanted:
            refused = self._kept(room, period) or self._over(period)
            if refused is None or self.desk:
                for counted in self.had.values():
                    counted.append(Had(period))
            yield refused

    def _kept(self, room: Room, period: Period) -> Refused | None:
        cells = [cell.pk for cell in room.cells.all()]
        found = keeping_from(self.keepings, period, cells, zone=self.venue.tz, today=self.today)
        if found is None:
            return None
        return Refused(RefusedDate.Reason.KEPT, words.kept_words(*found), words.past_kept_words(found[0]))

    def _over(self, period: Period) -> Refused | None:
        for number, cap in enumerate(self.caps):
            counted = over_the_cap(cap, period, self.had[number], self.venue.tz)
            if counted is not None:
                said = words.over_words(cap, counted, self.venue.tz)
                return Refused(RefusedDate.Reason.OVER_CAP, said, words.past_cap_words(cap))
        return None


def told(venue: Venue, wanted: Sequence[tuple[Collection[int], Period]], *, at: datetime) -> list[list[str]]:
    """Of each stretch in some cells, the rules that touch it, for somebody of whom nothing is known."""
    rules = from_document(venue.fair_use)
    if not wanted or (rules.is_off and not venue.has_first_calls):
        return [[] for _each in wanted]
    today = at.astimezone(venue.tz).date()
    keepings = _keepings(venue, rules, None, [period for _cells, period in wanted], today)

    def said(cells: Collection[int], period: Period) -> Iterator[str]:
        found = keeping_from(keepings, period, cells, zone=venue.tz, today=today)
        if found:
            yield words.kept_from_most_words(*found)
        yield from (words.cap_words(cap) for cap in rules.caps if any(cap.hours.inside(period, venue.tz)))

    return [list(said(cells, period)) for cells, period in wanted]


def rules_told(venue: Venue, room: Room) -> list[str]:
    """What holds in a room, in words, for its page."""
    rules = from_document(venue.fair_use)
    cells = {cell.pk for cell in room.cells.all()}
    inside = _cells_of(venue, [kept.room for kept in rules.kept])
    kept = [row for row in rules.kept if not row.room or inside[row.room] & cells]
    return [words.cap_told(cap) for cap in rules.caps] + [words.kept_told(row, words.whom_words(row)) for row in kept]


def _keepings(
    venue: Venue, rules: FairUse, hirer: Hirer | None, periods: Sequence[Period], today: date
) -> list[Keeping]:
    """The hours kept for some groups, and those kept for affiliated ones."""
    calls = _first_calls(venue, periods) if venue.has_first_calls else []
    inside = _cells_of(venue, [kept.room for kept in rules.kept] + [call.room for call, _terms, _whom in calls])
    new = _is_new(venue, hirer, today) if hirer and any(kept.for_new for kept in rules.kept) else False
    young = hirer is not None and hirer.serves_young
    return [
        *(
            Keeping(
                kept.hours,
                kept.days_before,
                words.whom_words(kept),
                (kept.for_new and new) or (kept.for_young and young),
                inside[kept.room],
            )
            for kept in rules.kept
        ),
        *(
            Keeping(
                call.hours,
                call.days_before,
                whom,
                hirer is not None and hirer.pk == terms.hirer_id,
                inside[call.room],
                terms.since,
                terms.until,
            )
            for call, terms, whom in calls
        ),
    ]


def _first_calls(venue: Venue, periods: Sequence[Period]) -> list[tuple[FirstCall, SpecialTerms, str]]:
    """Those agreed for these days, and for whom: by name only where a booking of the group is public."""
    first, last = min(period.first for period in periods), max(period.last for period in periods)
    public = Booking.objects.filter(
        venue=venue, hirer=OuterRef("hirer"), status=Booking.Status.CONFIRMED, listed=True, confidential=False
    ).exclude(hirer__kind=Hirer.Kind.HOUSEHOLD)
    found = SpecialTerms.objects.filter(venue=venue, first_call__isnull=False, since__lte=last.astimezone(venue.tz))
    found = found.filter(Q(until=None) | Q(until__gte=first.astimezone(venue.tz).date() - A_WEEK))
    rows = found.select_related("hirer").annotate(is_named=Exists(public)).order_by("pk")
    unnamed = _("an affiliated group")
    return [(first_call(row.first_call or {}), row, row.hirer.name if row.is_named else unnamed) for row in rows]


def _cells_of(venue: Venue, rooms: Collection[str]) -> dict[str, frozenset[int]]:
    """By the code of a room, the cells that are only its own to use; none for the whole place."""
    found: dict[str, set[int]] = {code: set() for code in {"", *rooms}}
    if any(rooms):
        rows = Room.cells.through.objects.filter(room__venue=venue, room__code__in=found)
        for code, cell in rows.values_list("room__code", "cell_id"):
            found[code].add(cell)
    return {code: frozenset(cells) for code, cells in found.items()}


def _is_new(venue: Venue, hirer: Hirer, today: date) -> bool:
    first = Session.objects.at(venue).blocking().filter(booking__hirer=hirer).aggregate(at=Min("starts_at"))["at"]
    return is_new(first.astimezone(venue.tz).date() if first else None, today)


def _had(
    venue: Venue, caps: Sequence[Cap], hirer: Hirer, periods: Sequence[Period], leaving_out: Collection[int]
) -> dict[int, list[Had]]:
    """What the hirer has booked or asked for around these dates, for each cap what it counts."""
    span = Period(min(period.first for period in periods), max(period.last for period in periods))
    rows = Session.objects.blocking().filter(booking__hirer=hirer).overlapping(span.widened(A_WEEK, A_WEEK))
    everywhere = any(cap.all_branches for cap in caps)
    rows = rows.filter(venue__operator=venue.operator_id) if everywhere else rows.at(venue)
    here, elsewhere = [], []
    found = rows.exclude(pk__in=leaving_out).order_by("starts_at", "pk")
    for place, name, starts_at, ends_at in found.values_list("venue_id", "venue__name", "starts_at", "ends_at"):
        if place == venue.pk:
            here.append(Had(Period(starts_at, ends_at)))
        else:
            elsewhere.append(Had(Period(starts_at, ends_at), name))
    return {number: [*here, *elsewhere] if cap.all_branches else list(here) for number, cap in enumerate(caps)}
