"""Sessions as the ground rules count them: due, used, external, a long hire cut by local day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise

from accounts.models import Hirer
from bookings.models import Booking, Session
from tests.bookings.reports.by_hand.clock import Clock, hours, tick
from venues.models import Venue

EVER_CONFIRMED = (Booking.Status.CONFIRMED, Booking.Status.CANCELLED)
MONEY = (
    "hire_pence", "compulsory_pence", "extras_pence", "vat_pence", "extras_vat_pence", "standard_pence",
    "category_gap_pence", "discount_gap_pence", "waiver_gap_pence", "cancellation_pence", "payer_pence",
)  # fmt: skip


@dataclass(eq=False)
class Use:
    """A session, or one local day of a long one."""

    session: Session
    booking: Booking
    hirer: Hirer
    start: datetime
    end: datetime
    money: dict[str, int | None]
    cells: frozenset[int]
    own: bool

    @property
    def hours(self) -> Fraction:
        return hours(tick(self.end) - tick(self.start))

    @property
    def ticks(self) -> range:
        return range(tick(self.start), tick(self.end))

    @property
    def planned(self) -> bool:
        return self.session.status == Session.Status.PLANNED

    @property
    def group(self) -> bool:
        return not self.own and self.hirer.kind != Hirer.Kind.HOUSEHOLD

    @property
    def category(self) -> str:
        return (self.session.category or self.booking.category).code

    def pence(self, name: str) -> int:
        return self.money[name] or 0

    @property
    def payer(self) -> int:
        """What somebody else was billed, tax out."""
        return self.pence("payer_pence")

    @property
    def kept(self) -> int:
        """What is still charged though it was given up, tax out."""
        return self.pence("cancellation_pence")

    @property
    def priced(self) -> bool:
        return self.money["hire_pence"] is not None

    @property
    def extras_said(self) -> bool:
        """What could not be left out is on record, if only as nothing."""
        return "extras" not in (self.session.unsaid or ())

    @property
    def all_said(self) -> bool:
        return self.extras_said and "tax" not in (self.session.unsaid or ())

    @property
    def compared(self) -> bool:
        return self.priced and self.extras_said and self.money["standard_pence"] is not None

    @property
    def is_free_or_not(self) -> bool:
        """Extras that are missing beside a known standard price leave the free hours, too."""
        return self.priced and (self.extras_said or self.money["standard_pence"] is None)

    @property
    def all_in(self) -> int:
        tax = self.pence("vat_pence") - self.pence("extras_vat_pence")
        return self.pence("hire_pence") + self.pence("compulsory_pence") + tax

    @property
    def gap(self) -> dict[str, int]:
        """By reason, in the order in which each takes what is left."""
        asked = self.pence("hire_pence") + self.pence("compulsory_pence")
        left = max(0, self.pence("standard_pence") - asked)
        found = {}
        for reason in ("category", "discount", "waiver"):
            found[reason] = min(left, self.pence(f"{reason}_gap_pence"))
            left -= found[reason]
        return {**found, "unexplained": left}

    @property
    def conceded(self) -> int:
        return self.gap["category"] + self.gap["waiver"]

    @property
    def attended(self) -> tuple[str, int] | None:
        """The best that is known, and which of the three it is."""
        known = {state: getattr(self.session, state) for state in ("counted", "typical", "expected")}
        return next(((state, count) for state, count in known.items() if count is not None), None)


def standing(hirer: Hirer) -> Hirer:
    while hirer.merged_into is not None:
        hirer = hirer.merged_into
    return hirer


class Uses:
    """Of the whole history, and of the period."""

    def __init__(self, venue: Venue, clock: Clock) -> None:
        self.venue, self.clock = venue, clock
        rows = Session.objects.filter(venue=venue, booking__status__in=EVER_CONFIRMED)
        rows = rows.select_related("booking__hirer", "booking__category", "category").prefetch_related("rooms__cells")
        sessions = list(rows)
        self.unavoidable = self._unavoidable([use for each in sessions for use in self._pieces(each, ())])
        self.ever = [use for each in sessions for use in self._pieces(each, self.unavoidable.get(room_of(each), ()))]
        due = [use for use in self.ever if clock.begin <= use.start < clock.midnight(clock.until)]
        self.with_things = [use for use in due if use.end <= clock.as_at]
        self.due = [use for use in self.with_things if use.cells]  # without a room it is a hire of things alone
        self.used = [use for use in self.due if use.planned]
        self.external = [use for use in self.used if not use.own]

    def _unavoidable(self, ever: list[Use]) -> dict[str, set[str]]:
        """By room, the optional extras that stand on 90% or more of its external uses, of 10 or more."""
        hires, having = Counter[str](), defaultdict[str, Counter[str]](Counter)
        for use in ever:
            here = self.clock.begin <= use.start < self.clock.midnight(self.clock.until)
            if here and use.end <= self.clock.as_at and use.cells and use.planned and not use.own:
                hires[room_of(use.session)] += 1
                having[room_of(use.session)].update(extras_of(use.session).keys())
        found = {
            room: {code for code, times in having[room].items() if 10 * times >= 9 * n}
            for room, n in hires.items()
            if n >= 10
        }
        return {room: codes for room, codes in found.items() if codes}

    def _pieces(self, session: Session, unavoidable: Iterable[str]) -> Iterable[Use]:
        cells = frozenset(cell.pk for room in session.rooms.all() for cell in room.cells.all())
        hirer = standing(session.booking.hirer)
        money = _with(unavoidable, session, {name: getattr(session, name) for name in MONEY})
        own = hirer.pk == self.venue.operator.own_hirer_id and not any(
            getattr(session, name)
            for name in ("hire_pence", "compulsory_pence", "extras_pence", "payer_pence", "cancellation_pence")
        )
        cuts = [session.starts_at, *self._midnights(session), session.ends_at]
        whole, left = session.ends_at - session.starts_at, dict(money)
        for start, end in pairwise(cuts):
            share = Fraction((end - start) // timedelta(minutes=5), whole // timedelta(minutes=5))
            mine = left if end == session.ends_at else {name: _down(sum_, share) for name, sum_ in money.items()}
            left = {name: None if sum_ is None else sum_ - (mine[name] or 0) for name, sum_ in left.items()}
            yield Use(session, session.booking, hirer, start, end, mine, cells, own)

    def _midnights(self, session: Session) -> list[datetime]:
        if session.ends_at - session.starts_at <= timedelta(hours=24):
            return []
        day, found = self.clock.day(session.starts_at), []
        while (at := self.clock.midnight(day := day + timedelta(days=1))) < session.ends_at:
            found.append(at)
        return found

    def knows_hirers_from(self, day: date) -> bool:
        """Whether twelve months of records lie before that day."""
        past = (self.clock.day(use.start) for use in self.ever if use.planned and use.end <= self.clock.as_at)
        since = self.venue.hirers_known_from or min(past, default=None)
        leap = (day.month, day.day) == (2, 29)
        return since is not None and since <= day.replace(year=day.year - 1, day=28 if leap else day.day)

    @property
    def on_record_from(self) -> date | None:
        """The day that the venue has typed, else that of the first session that took place."""
        past = (use for use in self.ever if use.planned and use.end <= self.clock.as_at)
        return self.venue.use_known_from or min((self.clock.day(use.start) for use in past), default=None)

    def before(self, moment: datetime, since: datetime) -> list[Use]:
        """Used and over by then; of a hire of several days that is under way the days that are."""
        used = (use for use in self.ever if use.cells and use.planned)
        return [use for use in used if use.end <= moment and use.start >= since]


def room_of(session: Session) -> str:
    """The room as it was booked; several booked together are a room of their own."""
    rooms = sorted(session.rooms.all(), key=lambda room: (room.position, room.pk))
    return "+".join(room.code for room in rooms)


def extras_of(session: Session) -> Counter[str]:
    """What was asked for beside the room, by its code, in pence."""
    found = Counter[str]()
    if session.extras_pence:
        for line in session.price_lines:
            if line["kind"] == "extra":
                found[line["code"]] += line["amount"]
    return found


def _with(unavoidable: Iterable[str], session: Session, money: dict[str, int | None]) -> dict[str, int | None]:
    """What could not be left out is compulsory, and part of the standard price; and its tax is tax on the price."""
    extras = extras_of(session)
    part = Fraction(sum(extras[code] for code in unavoidable), sum(extras.values()) or 1)
    moved, tax = (_half_up(part * (money[name] or 0)) for name in ("extras_pence", "extras_vat_pence"))
    changed: Mapping[str, int] = {
        "compulsory_pence": moved, "standard_pence": moved, "extras_pence": -moved, "extras_vat_pence": -tax,
    }  # fmt: skip
    found = {name: None if pence is None else pence + changed.get(name, 0) for name, pence in money.items()}
    return found | {name: _tax_out(found[name] or 0, session) for name in ("payer_pence", "cancellation_pence")}


def _tax_out(due: int, session: Session) -> int:
    """It bears as much tax as the price of which it is a part."""
    net = (session.hire_pence or 0) + session.compulsory_pence + session.extras_pence
    return _half_up(Fraction(due * net, net + session.vat_pence)) if session.vat_pence else due


def _half_up(pence: Fraction) -> int:
    return (2 * pence.numerator + pence.denominator) // (2 * pence.denominator)


def _down(pence: int | None, share: Fraction) -> int | None:
    return None if pence is None else int(pence * share)


def hours_of(uses: Iterable[Use], such: Callable[[Use], bool] = lambda _use: True) -> Fraction:
    return sum((use.hours for use in uses if such(use)), Fraction(0))
