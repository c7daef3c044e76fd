"""The rows of a price list: what names time and occasions, and what costs money."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from venues.money import Money
from venues.tariffs.ways import HOUR, WHOLE_HIRE, PerTime, Price, Share, Way
from venues.tariffs.when import ALWAYS, When

DAY = 24 * 60  # minutes on the clock of an ordinary day
HOURLY = "hour"  # the product of a price that names none
HIRE, TOTAL = "hire", "total"  # what a limit is of, where it is not of a group of extras


class Calendar(StrEnum):
    """Days that another calendar knows."""

    BANK_HOLIDAYS = "bank_holidays"
    TERM = "term"
    SCHOOL_HOLIDAYS = "school_holidays"


@dataclass(frozen=True)
class Season:
    """Every year from one day to another, both included, as (month, day); it may run over the new year."""

    code: str
    name: str
    first: tuple[int, int]
    last: tuple[int, int]

    def holds(self, on: date) -> bool:
        day = on.month, on.day
        if self.first <= self.last:
            return self.first <= day <= self.last
        return day >= self.first or day <= self.last


@dataclass(frozen=True)
class NamedDays:
    """Single days: of every year as (month, day), of one year, or those that a calendar knows."""

    code: str
    name: str
    yearly: tuple[tuple[int, int], ...] = ()
    on: tuple[date, ...] = ()
    calendar: Calendar | None = None


@dataclass(frozen=True)
class Band:
    """A named stretch of the week: `days` count from Monday (0), minutes from midnight.

    A band that runs past midnight (`to_minute` beyond 1440) belongs to the day it starts on.
    `named` are the codes of named days on which it holds as well.
    """

    code: str
    name: str
    days: tuple[int, ...]
    from_minute: int
    to_minute: int
    named: tuple[str, ...] = ()

    def spans(self) -> Iterator[tuple[int, int, int]]:
        """Each (weekday, from, to) that the band covers, cut at midnight."""
        for day in self.days:
            yield day, self.from_minute, min(self.to_minute, DAY)
            if self.to_minute > DAY:
                yield (day + 1) % 7, 0, self.to_minute - DAY


@dataclass(frozen=True)
class Occasion:
    """What the room is hired for, where that changes a price."""

    code: str
    name: str


@dataclass(frozen=True)
class Product:
    """A way of hiring that stands beside the hour: by the session, half a day, a day, a weekend.

    Minutes of `shortest` and `longest` are what it may be had for; `opens` and `closes` the hours of
    the clock that it must lie between (past 1440: of the next day); `sessions` the bands that are
    sold whole. `like` another product, it costs what `charged_minutes` of that one cost.
    """

    code: str
    name: str
    sessions: tuple[str, ...] = ()
    shortest: int | None = None
    longest: int | None = None
    opens: int | None = None
    closes: int | None = None
    days: tuple[int, ...] = ()
    like: str | None = None
    charged_minutes: int | None = None
    only_if_asked: bool = False


class Kind(StrEnum):
    """What a fact is: a number, a sum of money, or yes or no."""

    NUMBER = "number"
    MONEY = "money"
    YES_NO = "yes_no"


@dataclass(frozen=True)
class FactAsked:
    """Something a price may depend on, and how it is asked; `after` can only be known when all is over.

    `unless_said` is what holds where nothing is said; without it the question must be answered.
    """

    code: str
    question: str
    kind: Kind
    after: bool = False
    unless_said: bool | Decimal | None = None


@dataclass(frozen=True)
class Rate:
    """What a room costs, to whom and when; without limits of its own, the tariff's hold.

    Minutes: the shortest hire that is charged for, the step that it is rounded up to, and what may be
    over a step without being counted. Of the rates that apply the one of the highest rank holds, then
    the one for a named day, then the narrowest.
    """

    when: When
    way: Way
    minimum_minutes: int | None = None
    step_minutes: int | None = None
    grace_minutes: int | None = None
    rank: int = 0
    tax: Decimal | None = None

    @classmethod
    def hourly(
        cls, category: str, room: str, band: str | None, per_hour: Money, minimum_minutes: int | None = None
    ) -> Rate:
        """The commonest row: an hour of a room for one category, in one band or at any time."""
        when = When(category=(category,), room=(room,), band=(band,) if band else ())
        return cls(when, PerTime(Price.of(per_hour.pence)), minimum_minutes)

    @cached_property
    def is_plain(self) -> bool:
        """Whether it is a price per hour of one category in one room, such as a grid shows."""
        return (
            self.when.is_plain
            and isinstance(self.way, PerTime)
            and (self.way.minutes, self.way.whole) == (HOUR, False)
            and self.way.price == Price.of(int(self.way.price.pence))
            and (self.step_minutes, self.grace_minutes, self.rank, self.tax) == (None, None, 0, None)
        )

    @cached_property
    def is_for_the_whole(self) -> bool:
        """Whether it prices a hire as a whole, and is found by the moment it begins."""
        return isinstance(self.way, WHOLE_HIRE)

    @property
    def pence_per_hour(self) -> int:
        """Of a plain rate."""
        assert isinstance(self.way, PerTime), "only a price by time has an hour"
        return int(self.way.price.pence)

    @property
    def products(self) -> tuple[str, ...]:
        return self.when.product or (HOURLY,)


@dataclass(frozen=True)
class Limit:
    """Never less, and never more, than so much; `minutes` is how long a hire the most covers, the rest on top.

    `of` says of what: `hire` of one room, `total` of all, or the extras of a group. `by_day`: of each day.
    """

    code: str
    name: str
    of: str
    when: When = ALWAYS
    least: Price | None = None
    most: Price | None = None
    minutes: int | None = None
    by_day: bool = False


@dataclass(frozen=True)
class Adjustment:
    """More or less than the rates say: per cent of the hire, so much an hour, or a sum.

    Those of a lower `order` come first; those of the same order start from the same sum.
    """

    code: str
    name: str
    when: When = ALWAYS
    percent: Decimal | None = None
    per_hour: Price | None = None
    flat: Price | None = None
    order: int = 0


@dataclass(frozen=True)
class Fee:
    """What comes on top whether asked for or not. Of the fees of one code, the one that applies best.

    `from_bond`: it is taken from the bond, and is no part of the total.
    """

    code: str
    name: str
    way: Way
    when: When = ALWAYS
    rank: int = 0
    tax: Decimal | None = None
    from_bond: bool = False


@dataclass(frozen=True)
class ExtraPrice:
    way: Way
    when: When = ALWAYS
    rank: int = 0


@dataclass(frozen=True)
class Extra:
    """Something that is asked for: a kitchen, a projector, a caretaker. `stock`: how many there are."""

    code: str
    name: str
    prices: tuple[ExtraPrice, ...]
    group: str | None = None
    stock: int | None = None
    tax: Decimal | None = None


@dataclass(frozen=True)
class Bond:
    """Held against damage and given back. Of the bonds of one code, the one that applies best; codes add up."""

    code: str
    name: str
    way: Way
    when: When = ALWAYS
    rank: int = 0


@dataclass(frozen=True)
class Deposit:
    """A part of the total that is due on booking, and kept where the hire is given up."""

    code: str
    name: str
    way: Way | Share
    when: When = ALWAYS
    rank: int = 0


@dataclass(frozen=True)
class SettingUp:
    """Time before or after that is charged at so many per cent of what it would cost as hire."""

    percent: Decimal
    when: When = ALWAYS
    free_minutes: int = 0
    rank: int = 0


@dataclass(frozen=True)
class PricedAs:
    """Who pays what another category pays, while this holds."""

    category: str
    when: When = ALWAYS
    rank: int = 0


@dataclass(frozen=True)
class Tax:
    """Per cent, and whether the prices have it inside."""

    name: str
    percent: Decimal
    included: bool
