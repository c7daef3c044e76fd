"""One row of a diary as values: when, where, who, what became of it, and the money. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bookings.diaries.faults import Where
from bookings.diaries.words import Fate
from bookings.recurrence import Times


@dataclass(frozen=True)
class Money:
    """In the minor unit of the venue's currency, tax out; None where it was not recorded."""

    charge: int | None = None
    extras: int | None = None
    tax: int | None = None
    standard: int | None = None
    why_less: str = ""
    less: int | None = None
    payer: str = ""
    payer_pays: int | None = None


@dataclass(frozen=True)
class Asked:
    """The request that a row was, on the clock of the place."""

    at: datetime | None = None
    answered_at: datetime | None = None
    decided_at: datetime | None = None
    number: str = ""

    @property
    def is_request(self) -> bool:
        return self.at is not None or bool(self.number)


@dataclass(frozen=True)
class DiaryRow:
    """Codes and values; `starts` and `ends` are told on the clock of the place."""

    where: Where
    starts: datetime
    ends: datetime
    rooms: tuple[str, ...]
    hirer: str
    kind: str = ""
    title: str = ""
    category: str = ""
    purpose: str = ""
    fate: Fate = Fate.PLANNED
    money: Money = Money()
    asked: Asked = Asked()
    expected: int | None = None
    counted: int | None = None
    open_to: str = ""
    reason: str = ""
    reason_words: str = ""
    own: bool = False
    moved_from: datetime | None = None

    @property
    def day(self) -> date:
        return self.starts.date()

    @property
    def times(self) -> Times:
        return Times(self.starts.time(), self.ends.time())

    @property
    def is_long(self) -> bool:
        """Longer than a day: no rule of a calendar gives such dates."""
        return self.ends - self.starts > timedelta(days=1)

    @property
    def takes_hours(self) -> bool:
        """Whether nobody else can have had the room."""
        return self.fate in (Fate.PLANNED, Fate.NO_SHOW, Fate.REQUESTED)
