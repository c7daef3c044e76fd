"""How an amount comes about: by time, by session, by day, by head, by steps of length, or as a share of something."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

HOUR = 60


@dataclass(frozen=True)
class Price:
    """What one of something costs, in pence; `text` is how the list writes it ("8.50", "1.35 units")."""

    pence: Fraction | int
    text: str

    def __post_init__(self) -> None:
        if self.pence.denominator == 1:  # whole numbers are quicker to reckon with
            object.__setattr__(self, "pence", self.pence.numerator)

    @classmethod
    def of(cls, pence: int) -> Price:
        """A price in whole pence."""
        pounds, rest = divmod(abs(pence), 100)
        return cls(pence, f"{'-' if pence < 0 else ''}{pounds}.{rest:02d}")


@dataclass(frozen=True)
class PerTime:
    """So much for so many minutes; a part of them costs its share, or the whole where `whole` is set."""

    price: Price
    minutes: int = HOUR
    whole: bool = False


@dataclass(frozen=True)
class PerSession:
    """So much for each session of the day that the hire touches."""

    price: Price


@dataclass(frozen=True)
class PerDay:
    """So much for each day of the calendar that the hire touches."""

    price: Price


@dataclass(frozen=True)
class Flat:
    """So much each time, however long."""

    price: Price


@dataclass(frozen=True)
class Once:
    """So much for the whole booking, however many dates it has."""

    price: Price


@dataclass(frozen=True)
class PerPerson:
    price: Price


@dataclass(frozen=True)
class Tier:
    """From this many on: so much each, or so much for all of them together."""

    least: int
    price: Price
    for_all: bool = False


@dataclass(frozen=True)
class PerItem:
    """By number, in lots of `lot` (a part counts as a lot); the tier that the number reaches prices them all."""

    tiers: tuple[Tier, ...]
    lot: int = 1


@dataclass(frozen=True)
class Step:
    """A hire of at most so many minutes, or so many days, costs so much as a whole."""

    up_to: int
    price: Price


@dataclass(frozen=True)
class Steps:
    """The first step that is long enough; past the last one, `beyond` is added for the rest, where there is one.

    `by_day` counts days of the calendar, and `beyond` is then the price of a further day.
    """

    steps: tuple[Step, ...]
    beyond: PerTime | Price | None = None
    by_day: bool = False


@dataclass(frozen=True)
class Share:
    """So many per cent of something: `hire`, `standard_hire`, `total`, or a fact that is money (`takings`)."""

    percent: Decimal
    of: str
    least: Price | None = None
    most: Price | None = None


@dataclass(frozen=True)
class GreaterOf:
    """A sum, or a share where that is more."""

    price: Price
    share: Share


@dataclass(frozen=True)
class PerFact:
    """So much for each `each` of a number that is told (units of electricity); the first `free` cost nothing."""

    fact: str
    price: Price
    each: int = 1
    free: int = 0


@dataclass(frozen=True)
class OnApplication:
    """A person says what it costs."""


Way = (
    PerTime
    | PerSession
    | PerDay
    | Flat
    | Once
    | PerPerson
    | PerItem
    | Steps
    | Share
    | GreaterOf
    | PerFact
    | OnApplication
)
WHOLE_HIRE = (
    Flat,
    Once,
    PerDay,
    PerPerson,
    Steps,
    Share,
    GreaterOf,
    PerFact,
    OnApplication,
)  # found by when the hire begins
