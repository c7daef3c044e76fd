"""How a hall's report counts, where the hall may say so: each with what is usual, which side by side goes for all."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from fractions import Fraction

HOUR, A_DAY = 60, 24 * 60  # minutes
PAY_PERCENT = (50, 200)  # least and most of each
A_HEAD = (10, 2000)
SMALL_INCOME = (1000, 1_000_000)
FEWEST_PERSONS = (5, 10)
MOST_AREAS = 200
UK, LONDON = "uk", "london"


@dataclass(frozen=True)
class Hours:
    """Of a day, in minutes of the clock on the wall; until 1440 is until midnight."""

    since: int
    until: int


@dataclass(frozen=True)
class Counting:
    """Affordable is an hour for `pay_percent` of an hour's pay, and a session for `a_head` pence. A group is small with
    less than `small_income` pounds a year. Outside, fewer persons than `fewest_persons` are never told. `areas` are
    the codes of those around the hall; where none is named, what lies near.
    """

    evening: Hours = Hours(17 * HOUR, 22 * HOUR)
    weekday_peak: Hours = Hours(17 * HOUR, 22 * HOUR)
    weekend_peak: Hours = Hours(9 * HOUR, 17 * HOUR)
    pay_percent: int = 100
    a_head: int = 200
    region: str = UK
    small_income: int = 10_000
    fewest_persons: int = FEWEST_PERSONS[0]
    areas: tuple[str, ...] = ()

    @property
    def hours_of_pay(self) -> Fraction:
        """For which an hour of a room is affordable."""
        return Fraction(self.pay_percent, 100)

    @property
    def otherwise(self) -> frozenset[str]:
        """The names of what this hall set otherwise than is usual."""
        return changed(USUAL, self)

    @property
    def beside_others(self) -> Counting:
        """As every hall is counted where several are set side by side; what it never tells outside it tells nowhere."""
        return replace(USUAL, fewest_persons=self.fewest_persons)


USUAL = Counting()


def changed(was: Counting, now: Counting) -> frozenset[str]:
    """The names of what differs."""
    return frozenset(each.name for each in fields(Counting) if getattr(was, each.name) != getattr(now, each.name))


def is_small(answer: str, asked: int, limit: int) -> str:
    """What a group's yes or no to "less than so many pounds a year" says of another limit; nothing where it does not.

    Who has less than £10,000 has less than £25,000; who has less than £10,000 may have less than £5,000 or not.
    """
    says = asked <= limit if answer == "yes" else asked >= limit
    return answer if says else ""
