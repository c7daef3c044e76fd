"""What would be booked from a diary: each row with its moments and rooms, each booking with its hirer."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from accounts.likeness import name_key
from accounts.models import Hirer
from bookings.diaries.faults import Fault
from bookings.diaries.folding import Fold, Run
from bookings.diaries.reading import Reading
from bookings.diaries.rows import DiaryRow
from bookings.diaries.words import Fate
from bookings.going_live.known import Known
from bookings.models import Booking, Session
from venues.models import Room
from venues.periods import Period

HELD = {
    Fate.PLANNED: Session.Status.PLANNED,
    Fate.IN_TIME: Session.Status.CANCELLED_IN_TIME,
    Fate.LATE: Session.Status.CANCELLED_LATE,
    Fate.BY_VENUE: Session.Status.CANCELLED_BY_VENUE,
    Fate.NO_SHOW: Session.Status.NO_SHOW,
}
CAME_TO_NOTHING = {
    Fate.DECLINED: Booking.Status.DECLINED,
    Fate.EXPIRED: Booking.Status.EXPIRED,
    Fate.WITHDRAWN: Booking.Status.WITHDRAWN,
}


@dataclass(frozen=True)
class Dated:
    """A row in the hall's zone; `stood` is where it was agreed first, if it was moved."""

    row: DiaryRow
    period: Period
    stood: Period
    rooms: tuple[Room, ...]

    @property
    def held(self) -> Session.Status:
        """What became of it; a cancellation is late where something was charged."""
        if self.row.fate is Fate.CANCELLED:
            money = self.row.money
            charged = (money.charge or 0) + (money.extras or 0)
            return Session.Status.CANCELLED_LATE if charged else Session.Status.CANCELLED_IN_TIME
        return HELD.get(self.row.fate, Session.Status.PLANNED)

    @property
    def where_it_was(self) -> str:
        return " + ".join(room.name for room in self.rooms)


@dataclass(frozen=True)
class Agreement:
    """One booking of the diary; `hirer` is None where one has to be made."""

    fold: Fold
    dates: tuple[Dated, ...]
    refused: tuple[Dated, ...]
    name: str
    hirer: Hirer | None
    at: datetime

    @property
    def first(self) -> Dated:
        return self.dates[0]

    @cached_property
    def status(self) -> Booking.Status:
        """A request whose first date has passed without a word has lapsed; none is left where all were cancelled."""
        fates = {date.row.fate for date in self.dates}
        if fates == {Fate.REQUESTED}:
            over = self.first.period.start <= self.at
            return Booking.Status.EXPIRED if over else Booking.Status.REQUESTED
        if len(fates) == 1 and fates <= set(CAME_TO_NOTHING):
            return CAME_TO_NOTHING[fates.pop()]
        if all(date.held in Session.CANCELLED for date in self.dates):
            return Booking.Status.CANCELLED
        return Booking.Status.CONFIRMED

    @property
    def keeps_its_hours(self) -> bool:
        return self.status in (Booking.Status.CONFIRMED, Booking.Status.REQUESTED)

    @property
    def taking(self) -> list[Dated]:
        """Those of its dates that nobody else can have."""
        return [date for date in self.dates if date.held not in Session.CANCELLED] if self.keeps_its_hours else []

    @property
    def title(self) -> str:
        return self.first.row.title or self.name

    def dates_of(self, run: Run) -> list[Dated]:
        wanted = set(map(id, run.rows))
        return [date for date in self.dates if id(date.row) in wanted]


@dataclass(frozen=True)
class DiaryPlan:
    """All that a file would become; nothing of it is saved where there are faults or questions."""

    known: Known
    reading: Reading
    agreements: tuple[Agreement, ...]
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]

    @property
    def can_come_in(self) -> bool:
        return bool(self.agreements) and not self.faults and not self.reading.questions

    @cached_property
    def dates(self) -> int:
        return sum(len(agreement.dates) for agreement in self.agreements)

    @property
    def series(self) -> list[Agreement]:
        return [agreement for agreement in self.agreements if len(agreement.dates) > 1]

    @property
    def single(self) -> list[Agreement]:
        return [agreement for agreement in self.agreements if len(agreement.dates) == 1]

    @cached_property
    def new_hirers(self) -> dict[str, str]:
        """The kind of each that has to be made, by its name as it is written most often."""
        spelt: dict[str, Counter[str]] = defaultdict(Counter)
        kinds: dict[str, str] = {}
        for agreement in self.agreements:
            if agreement.hirer is None and not agreement.first.row.own:
                for date in agreement.dates:
                    key = name_key(date.row.hirer)
                    spelt[key][date.row.hirer] += 1
                    kinds[key] = kinds.get(key) or date.row.kind
        return {names.most_common(1)[0][0]: kinds[key] for key, names in spelt.items()}

    @property
    def without_a_price(self) -> int:
        """Dates to come whose price is not in the file."""
        return sum(
            date.row.money.charge is None and date.period.start > agreement.at
            for agreement in self.agreements
            for date in agreement.taking
        )

    @property
    def without_all_of_a_price(self) -> int:
        """Dates with a charge that say nothing of extras or of tax: not even that there were none."""
        prices = (date.row.money for agreement in self.agreements for date in agreement.taking if not date.row.own)
        return sum(price.charge is not None and None in (price.extras, price.tax) for price in prices)

    @cached_property
    def print(self) -> str:
        """A fingerprint of what was shown."""
        return hashlib.sha256("\n".join(self._lines()).encode()).hexdigest()[:16]

    def _lines(self) -> Iterator[str]:
        for agreement in self.agreements:
            hirer = agreement.hirer.pk if agreement.hirer else "new"
            yield f"{agreement.name} {hirer} {agreement.status} {agreement.title}"
            yield from (
                f"{date.period.first} {date.period.last} {date.where_it_was} {date.row}" for date in agreement.dates
            )
