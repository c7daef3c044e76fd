"""How an answer stands, how it reads, and sets of the values it can have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from math import inf
from typing import Any, Self

Value = str | int


class State(StrEnum):
    """Whether somebody knows; not knowing is not a no."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


class Fit(IntEnum):
    """How far a place has what was asked, the worst first."""

    DOES_NOT = 0
    NOT_KNOWN = 1
    IN_PART = 2
    MEETS = 3


class Reading(StrEnum):
    """How an answer reads to somebody who looks for a room; some only say what there is, neither good nor bad."""

    YES = "yes"
    PARTLY = "partly"
    SAID = "said"
    NOT_KNOWN = "not known"
    NO = "no"
    DOES_NOT_APPLY = "does not apply"

    @property
    def rank(self) -> int:
        """Yes is better than partly, that than not known, that than no; what does not apply is no use."""
        return RANKS[self]


RANKS = {
    Reading.YES: 3,
    Reading.PARTLY: 2,
    Reading.SAID: 2,
    Reading.NOT_KNOWN: 1,
    Reading.NO: 0,
    Reading.DOES_NOT_APPLY: 0,
}


@dataclass(frozen=True)
class Values:
    """A set of answers: some words, a span of numbers, that it does not apply, or none at all."""

    words: frozenset[str] = frozenset()
    at_least: float = inf
    at_most: float = -inf
    not_applicable: bool = False

    @classmethod
    def only(cls, state: State, value: Value | None) -> Self:
        """The set with this one answer in it."""
        if state is State.NOT_APPLICABLE:
            return cls(not_applicable=True)
        if isinstance(value, str):
            return cls(words=frozenset([value]))
        if isinstance(value, int):
            return cls(at_least=value, at_most=value)
        return cls()

    @classmethod
    def read(cls, row: str | list[str] | Mapping[str, Any]) -> Self:
        """The set as the vocabulary writes it: words, or at_least and at_most, or "not_applicable"."""
        if row == State.NOT_APPLICABLE:
            return cls(not_applicable=True)
        if isinstance(row, list):
            return cls(words=frozenset(row))
        if isinstance(row, Mapping) and row and not row.keys() - {"at_least", "at_most"}:
            return cls(at_least=row.get("at_least", -inf), at_most=row.get("at_most", inf))
        raise ValueError(f"{row!r} names no answers")

    def __bool__(self) -> bool:
        return bool(self.words or self.is_span or self.not_applicable)

    @property
    def is_span(self) -> bool:
        """Whether there are numbers in it."""
        return self.at_least <= self.at_most

    @property
    def single(self) -> Value | None:
        """The one answer that is in it, if it is no more than one."""
        if len(self.words) == 1 and not self.is_span and not self.not_applicable:
            return next(iter(self.words))
        return int(self.at_least) if self.at_least == self.at_most and not self.words else None

    def but(self, other: Values) -> Values:
        """What is in both."""
        return Values(
            self.words & other.words,
            max(self.at_least, other.at_least),
            min(self.at_most, other.at_most),
            self.not_applicable and other.not_applicable,
        )

    def within(self, other: Values) -> bool:
        """Whether this is not empty and all of it is in the other."""
        in_span = other.at_least <= self.at_least and self.at_most <= other.at_most
        return (
            bool(self)
            and self.words <= other.words
            and (in_span or not self.is_span)
            and (other.not_applicable or not self.not_applicable)
        )

    def meets(self, other: Values) -> bool:
        """Whether some answer is in both."""
        return bool(self.but(other))
