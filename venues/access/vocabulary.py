"""The facts an access guide is made of, read once from vocabulary.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Self

from venues.access.values import Fit, Reading, State, Value, Values

YES_PARTLY_NO = {
    "yes": (Reading.YES, ""),
    "partial": (Reading.PARTLY, ""),
    "no": (Reading.NO, ""),
}
NUMBERED = {"mm": " (millimetres)", "m": " (metres)", "h": " (hours)", "grad": " (1 in …)"}
WHILE_OUT = {"no": Fit.DOES_NOT, "not known": Fit.NOT_KNOWN}
WORDED = ("ynp", "enum")
MEASURED = ("mm", "m", "grad")
PLACES = {"venue": ("venue", "room"), "entrance": ("entrance",), "room": ("room",)}
LONGEST_NUMBER = 9


@dataclass(frozen=True)
class Fact:
    """One question about a venue, an entrance or a room, and how its answers read."""

    code: str
    label: str
    question: str
    hint: str
    group: str  # the stage at which somebody of the house is asked
    stage: str  # and at which a visitor reads it
    value: str
    scope: str
    refresh: str
    core: int | None
    options: Mapping[str, str]  # each word it may have, and how that is said
    reads: Mapping[Reading, Values]
    warns: Values  # of those that read as nothing: what stands in somebody's way
    least: int
    most: int
    usual: Values  # the numbers there mostly are; any other is asked about once
    less_is_better: bool
    none: str  # how a nought is said
    counts: str  # what a plain number counts
    private: frozenset[str]
    by_manager: bool
    is_scored: bool
    line: str  # what it is called where there is only a line for all of it; facts may share one
    how: str  # how it is measured
    photo: str  # what a picture of it shows
    is_measured: bool  # with a tape, so that it may wait for another day
    measure: str  # what guidance asks for, and which guidance
    source: str
    equipment: str  # what may be out of order, where answers hang on that
    depends: frozenset[str]  # the answers that are a no while the equipment is out of order
    meanwhile: Mapping[str, Fit]  # what other facts of a room count for at most in that time
    elsewhere: Mapping[str, str]  # what A11yJSON, OpenStreetMap and OpenActive call it

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> Self:
        """A fact from its row of the vocabulary."""
        told = YES_PARTLY_NO if row["value"] == "ynp" else row.get("answers", {})
        answers = {code: (Reading.SAID, said) if isinstance(said, str) else said for code, said in told.items()}
        readings = {Reading(reads) for reads, _words in answers.values()}
        reads = {
            reading: Values(frozenset(code for code, (r, _words) in answers.items() if r == reading))
            for reading in readings
        }
        spans = {Reading(name): Values.read(span) for name, span in row.get("reads", {}).items()}

        return cls(
            code=row["code"],
            label=row["label"],
            question=row["question"],
            hint=row.get("hint", ""),
            group=row["group"],
            stage=row.get("stage", row["group"]),
            value=row["value"],
            scope=row["scope"],
            refresh=row["refresh"],
            core=row.get("core"),
            options=MappingProxyType({code: words for code, (_reads, words) in answers.items()}),
            reads=MappingProxyType(reads | spans),
            warns=Values.read(row["warns"]) if "warns" in row else Values(),
            least=row.get("least", 0),
            most=row.get("most", 10**LONGEST_NUMBER - 1),
            usual=Values.read(row["usual"]) if "usual" in row else Values(),
            less_is_better=row.get("less_is_better", False),
            none=row.get("none", ""),
            counts=row.get("counts", ""),
            private=frozenset(row.get("private", ())),
            by_manager=row.get("by_manager", False),
            is_scored=row.get("scored", True),
            line=row.get("line", ""),
            how=row.get("how", ""),
            photo=row.get("photo", ""),
            is_measured=row.get("measured", row["value"] in MEASURED),
            measure=row.get("measure", ""),
            source=row.get("source", ""),
            equipment=row.get("equipment", ""),
            depends=frozenset(row.get("depends", ())),
            meanwhile=MappingProxyType({code: WHILE_OUT[fit] for code, fit in row.get("meanwhile", {}).items()}),
            elsewhere=MappingProxyType(row.get("elsewhere", {})),
        )

    @property
    def places(self) -> tuple[str, ...]:
        """Where it may be answered: a room may differ from its venue, and has answers no venue can give."""
        return PLACES[self.scope]

    @property
    def is_number(self) -> bool:
        return self.value not in WORDED

    @property
    def unit(self) -> str:
        """schema.org's code of what it is measured in, none where it is a word."""
        return UNITS.get(self.value, "")

    def worth(self, value: Value) -> int:
        """How good an answer is beside others to the same question: the larger, the better."""
        if isinstance(value, int):
            return -value if self.less_is_better else value
        return -list(self.options).index(value)

    def reading(self, values: Values) -> Reading:
        """How these answers read if they all read alike; otherwise it is not known."""
        if values.not_applicable:
            return Reading.DOES_NOT_APPLY
        if values and not self.reads:
            return Reading.SAID
        alike = (reading for reading, span in self.reads.items() if values.within(span))
        return next(alike, Reading.NOT_KNOWN)

    def best(self, values: Values) -> Reading:
        """The best that any of these answers reads."""
        some = [reading for reading, span in self.reads.items() if values.meets(span)]
        return max(some, key=lambda reading: reading.rank, default=self.reading(values))


class BadAnswer(ValueError):
    """An answer that this fact cannot have; says what it can."""

    def __init__(self, fact: Fact, given: object) -> None:
        self.fact = fact
        self.given = str(given)[:60]
        super().__init__(f"{fact.code} is one of {', '.join(self.allowed)}, not {self.given!r}")

    @property
    def allowed(self) -> tuple[str, ...]:
        """Everything that may be written as its answer."""
        number = f"{self.fact.least}–{self.fact.most}{NUMBERED.get(self.fact.value, '')}"
        known = tuple(self.fact.options) or (number,)
        return (*known, State.UNKNOWN, State.NOT_APPLICABLE)


def parse_answer(fact: Fact, raw: object) -> tuple[State, Value | None]:
    """What a file or a form says about a fact: how it stands, and its value where it is known."""
    if raw in (State.UNKNOWN, State.NOT_APPLICABLE):
        return State(str(raw)), None
    if isinstance(raw, str) and raw in fact.options:
        return State.KNOWN, raw

    number = _whole_number(raw)
    if not fact.is_number or number is None or not fact.least <= number <= fact.most:
        raise BadAnswer(fact, raw)
    return State.KNOWN, number


def _whole_number(raw: object) -> int | None:
    if isinstance(raw, int) and not isinstance(raw, bool):
        return raw
    if isinstance(raw, str) and raw.isascii() and raw.isdigit() and len(raw) <= LONGEST_NUMBER:
        return int(raw)
    return None


def document(name: str) -> Mapping[str, Any]:
    """One of the files of data that lie here."""
    return tomllib.loads(files("venues.access").joinpath(name).read_text(encoding="utf-8"))


DOCUMENT = document("vocabulary.toml")
UNITS: Mapping[str, str] = MappingProxyType(DOCUMENT["units"])
FACTS: Mapping[str, Fact] = MappingProxyType({row["code"]: Fact.read(row) for row in DOCUMENT["facts"]})
CORE: tuple[Fact, ...] = tuple(sorted((fact for fact in FACTS.values() if fact.core), key=lambda fact: fact.core or 0))
GROUPS: Mapping[str, str] = MappingProxyType(DOCUMENT["groups"])
JOURNEY: Mapping[str, str] = MappingProxyType(DOCUMENT["journey"])
MONTHS: Mapping[str, int] = MappingProxyType(DOCUMENT["months"])
AS_STRUCTURE: frozenset[str] = frozenset(DOCUMENT["as_structure"])
