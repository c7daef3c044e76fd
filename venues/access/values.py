"""How an answer stands, how it reads, and sets of the values it can have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import inf
from typing import Any, Self

Value = str | int


class State(StrEnum):
    """Whether somebody knows; not knowing is not a no."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


class Reading(StrEnum):
    """How an answer reads to somebody who looks for a room."""

    YES = "yes"
    PARTLY = "partly"
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
        return bool(self.words or self.at_least <= self.at_most or self.not_applicable)

    def within(self, other: Values) -> bool:
        """Whether this is not empty and all of it is in the other."""
        in_span = other.at_least <= self.at_least and self.at_most <= other.at_most
        return (
            bool(self)
            and self.words <= other.words
            and (in_span or self.at_least > self.at_most)
            and (other.not_applicable or not self.not_applicable)
        )

    def meets(self, other: Values) -> bool:
        """Whether some answer is in both."""
        return bool(
            self.words & other.words
            or max(self.at_least, other.at_least) <= min(self.at_most, other.at_most)
            or (self.not_applicable and other.not_applicable)
        )
