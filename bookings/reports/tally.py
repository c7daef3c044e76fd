"""Numbers that know what they were added up from, so that the desk can look at the rows behind a figure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Self, TypeVar

from bookings.reports.rows import AskRow, RequestRow, SessionRow

Number = Fraction | int


@dataclass(frozen=True)
class HirerRow:
    """A hirer, counted once however often it came."""

    hirer: int


@dataclass(frozen=True)
class Said:
    """What is no row of anybody: a space, a document, a line of the price list."""

    label: str


Row = SessionRow | RequestRow | AskRow | HirerRow | Said
Part = tuple[Row, Fraction]  # a row, and what it adds
R = TypeVar("R", bound=Row)


class Tally(Fraction):
    """A fraction that is the sum of its parts; what is reckoned with it is a plain fraction again."""

    _parts: Callable[[], Iterable[Part]]

    def __new__(cls, number: Number, parts: Callable[[], Iterable[Part]]) -> Self:
        tally = super().__new__(cls, number)
        tally._parts = parts
        return tally

    @property
    def parts(self) -> Iterator[Part]:
        """Worked out when they are asked for: most figures are only printed."""
        return iter(self._parts())

    def __reduce__(self) -> tuple[Any, ...]:
        return Fraction, (self.numerator, self.denominator)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self


def added(rows: Iterable[R], adds: Callable[[R], Number], per: int = 1) -> Tally:
    """What each row adds, divided by `per`."""
    kept = rows if isinstance(rows, Collection) else tuple(rows)
    whole = Fraction(sum(map(adds, kept)), per)
    return Tally(whole, lambda: ((row, Fraction(adds(row), per)) for row in kept))


def count(rows: Iterable[Row]) -> Tally:
    """Each once."""
    kept = rows if isinstance(rows, Collection) else tuple(rows)
    return Tally(len(kept), lambda: ((row, Fraction(1)) for row in kept))


def hirers(keys: Iterable[int]) -> Tally:
    """How many they are."""
    return count([HirerRow(key) for key in keys])


def hirers_with(minutes: Mapping[int, int]) -> Tally:
    """The hours of each."""
    return added([HirerRow(key) for key in minutes], lambda row: minutes[row.hirer], 60)


def said(*parts: tuple[str, Number]) -> Tally:
    """A sum of what has a name and no rows of its own."""
    named = [(Said(label), Fraction(number)) for label, number in parts]
    return Tally(sum((number for _row, number in named), Fraction(0)), lambda: named)


def together(*numbers: Number, less: Number = 0) -> Tally:
    """The sum of the first, without the last."""
    whole = sum(map(Fraction, numbers), Fraction(0)) - less
    return Tally(
        whole,
        lambda: (
            *(part for number in numbers for part in parts_of(number)),
            *((row, -each) for row, each in parts_of(less)),
        ),
    )


def parts_of(number: Number | None) -> Iterator[Part]:
    """Nothing, where it was not added up from rows."""
    return number.parts if isinstance(number, Tally) else iter(())
