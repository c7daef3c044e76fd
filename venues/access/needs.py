"""What people may need of a place, read once from needs.toml: practical terms, never a diagnosis."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any, Self

from venues.access.clauses import AllOf, Verdict, Visit, read
from venues.access.rules import bearing_on
from venues.access.vocabulary import FACTS, document

ENTRANCE = frozenset(code for code, fact in FACTS.items() if fact.scope == "entrance")


@dataclass(frozen=True)
class Question:
    """What is asked together with a need: a number from a least one on, or a yes to tick."""

    name: str
    words: str
    at_least: int | None = None

    @property
    def is_number(self) -> bool:
        return self.at_least is not None


@dataclass(frozen=True)
class Need:
    """One need: all its clauses must hold; `told` is told with the answer, and `better` lists a room before others."""

    code: str
    group: str
    label: str
    clauses: AllOf
    asks: Question | None
    better: tuple[str, ...]
    told: tuple[str, ...]
    is_common: bool  # offered before the groups

    @classmethod
    def read(cls, row: Mapping[str, Any], clauses: AllOf) -> Self:
        if unknown := {*row.get("better", ()), *row.get("told", ())} - FACTS.keys():
            raise ValueError(f"{row['code']} tells of {sorted(unknown)}, which are no facts.")
        asks = row.get("asks")
        return cls(
            code=row["code"],
            group=row["group"],
            label=row["label"],
            clauses=clauses,
            asks=Question(asks["name"], asks["question"], asks.get("at_least")) if asks else None,
            better=tuple(row.get("better", ())),
            told=tuple(row.get("told", ())),
            is_common=row.get("common", False),
        )

    @property
    def facts(self) -> frozenset[str]:
        """All that decides it or is told with it."""
        return frozenset(self.clauses.facts()) | {*self.better, *self.told}

    @cached_property
    def bearing(self) -> tuple[str, ...]:
        """All that its answer may go back to."""
        return tuple(sorted(bearing_on(frozenset(self.clauses.facts()))))

    @cached_property
    def is_by_entrance(self) -> bool:
        """Whether it matters by which door one comes in."""
        return not ENTRANCE.isdisjoint(self.clauses.facts())

    def judge(self, visit: Visit) -> Verdict:
        return self.clauses.judge(visit)


def least_of(needs: Iterable[Need]) -> dict[str, int]:
    """The least number that each asks for, where it asks for one."""
    return {need.asks.name: need.asks.at_least for need in needs if need.asks and need.asks.at_least is not None}


def deciding(needs: Iterable[Need]) -> frozenset[str]:
    """All facts that decide these: what they follow from, and what makes an entrance the best."""
    return bearing_on(ENTRANCE.union(*(need.facts for need in needs)))


def _read(rows: Iterable[Mapping[str, Any]], others: Mapping[str, AllOf]) -> Mapping[str, Need]:
    """A need may include one that comes later, and no need itself."""
    rows, clauses = list(rows), dict(others)
    for row in rows:
        clauses[row["code"]] = AllOf(tuple(read(clause, clauses) for clause in row["clauses"]))
    needs = {row["code"]: Need.read(row, clauses[row["code"]]) for row in rows}
    for need in needs.values():
        frozenset(need.clauses.facts())  # whatever it includes is there
    return MappingProxyType(needs)


DOCUMENT = document("needs.toml")
NEEDS = _read(DOCUMENT["needs"], {})
FIGURES = _read(DOCUMENT["figures"], {code: need.clauses for code, need in NEEDS.items()})
STEP_FREE_WITH_TOILET = FIGURES["step_free_with_toilet"]
