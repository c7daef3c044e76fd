"""Sessions as the ground rules count them: due, used, external, a long hire cut by local day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
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


@dataclass
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
    def priced(self) -> bool:
        return self.money["hire_pence"] is not None

    @property
    def compared(self) -> bool:
        return self.priced and self.money["standard_pence"] is not None

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
        self.ever = [use for session in rows for use in self._pieces(session)]
        due = [use for use in self.ever if clock.begin <= use.start < clock.midnight(clock.until)]
        self.with_things = [use for use in due if use.end <= clock.as_at]
        self.due = [use for use in self.with_things if use.cells]  # without a room it is a hire of things alone
        self.used = [use for use in self.due if use.planned]
        self.external = [use for use in self.used if not use.own]

    def _pieces(self, session: Session) -> Iterable[Use]:
        cells = frozenset(cell.pk for room in session.rooms.all() for cell in room.cells.all())
        hirer = standing(session.booking.hirer)
        money = {name: getattr(session, name) for name in MONEY}
        own = hirer.pk == self.venue.operator.own_hirer_id and not any(
            money[name] for name in ("hire_pence", "compulsory_pence", "extras_pence", "payer_pence")
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

    def before(self, moment: datetime, since: datetime) -> list[Use]:
        """Used and over by then."""
        return [use for use in self.ever if use.cells and use.planned and use.end <= moment and use.start >= since]


def _down(pence: int | None, share: Fraction) -> int | None:
    return None if pence is None else int(pence * share)


def hours_of(uses: Iterable[Use], such: Callable[[Use], bool] = lambda _use: True) -> Fraction:
    return sum((use.hours for use in uses if such(use)), Fraction(0))
