"""A claim is a dated answer to a fact; an answer is what somebody who looks at a room is told."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date
from functools import lru_cache

from venues.access.values import Reading, State, Value, Values
from venues.access.vocabulary import AS_STRUCTURE, FACTS, MONTHS, Fact

LAST_PART = 0.2  # of the time for which an answer is in date; then it is due
EVIDENCE = ("measured", "surveyed", "photographed", "stated", "reported", "imported")


@dataclass(frozen=True)
class Claim:
    """What somebody in a post of the venue says about a fact, how they know, and when they looked."""

    fact: str
    state: State
    value: Value | None = None
    checked_on: date | None = None
    evidence: str = ""
    note: str = ""
    by_post: str = ""
    place: str = ""  # the entrance or room it is about, by name; the venue has none
    method: str = ""  # with what it was measured, or how it was tried
    picture: int | None = None  # the key of one of the venue's that shows it
    source: str = ""  # the address of a page where it is written
    reported_on: date | None = None  # the first visitor's word that it was different, unanswered until now
    has_lapsed: bool = False  # for that reason it counts as not known
    is_for_the_house: bool = False  # told to its own people, from whom nothing is kept back

    def __post_init__(self) -> None:
        if (self.value is not None) != (self.state is State.KNOWN):
            raise ValueError("a claim has a value when it is known, and only then")

    @property
    def about(self) -> Fact:
        """The fact it answers."""
        return FACTS[self.fact]

    @property
    def stands(self) -> bool:
        """Whether it is an answer at all."""
        return self.state is not State.UNKNOWN and not self.has_lapsed

    @property
    def values(self) -> Values:
        """Its one answer as a set, empty where it is not known."""
        if self.has_lapsed:
            return Values()
        return _only(self.state, self.value)

    @property
    def reads(self) -> Reading:
        """How it reads."""
        return _reading(self.fact, self.values)

    @property
    def answer(self) -> Value:
        """The answer as a file or a form writes it."""
        return str(self.state) if self.value is None else self.value

    @property
    def is_private(self) -> bool:
        """Whether whoever is told is not to know it, such as that there is a key in a safe."""
        return not self.is_for_the_house and self.value in self.about.private

    @property
    def months(self) -> int:
        """How long it is in date; what does not apply or is not needed lasts as long as the walls."""
        lasting = self.state is State.NOT_APPLICABLE or self.value in AS_STRUCTURE
        return MONTHS["S" if lasting else self.about.refresh]

    def faults(self, *, place: str, today: date) -> tuple[str, ...]:
        """What is wrong with saying this of a venue, an entrance or a room."""
        fact = self.about
        needs_note = self.state is State.NOT_APPLICABLE or self.value == "partial"
        said_by_manager = self.by_post == "manager" and self.evidence != "imported"
        found = {
            "wrong_place": place not in fact.places,
            "no_note": needs_note and not self.note,
            "not_by_manager": fact.by_manager and self.stands and not said_by_manager,
            "checked_later": self.checked_on is not None and self.checked_on > today,
        }
        return tuple(code for code, is_fault in found.items() if is_fault)


@dataclass(frozen=True)
class Answer:
    """What is told about one fact of a room: the claim, or what it follows from, or that nobody knows."""

    fact: Fact
    reads: Reading
    claim: Claim | None = None
    follows_from: tuple[Claim, ...] = ()
    because: str = ""
    allows: tuple[Values, ...] = ()  # what the claims that it follows from leave; more than one where they disagree
    part: str = ""  # the part of the room that the answer is about
    parts: tuple[Answer, ...] = ()  # those of the smaller rooms inside, of which this is the weakest

    @property
    def value(self) -> Value | None:
        """The value somebody gave, where this is not merely what follows."""
        return self.claim.value if self.claim else None

    @property
    def place(self) -> str:
        """The entrance or the part of the room that it is about."""
        entrance = self.claim.place if self.claim and self.fact.scope == "entrance" else ""
        return self.part or entrance

    @property
    def is_known(self) -> bool:
        """Whether it is an answer; a no is one, and so is that it does not apply."""
        return self.reads is not Reading.NOT_KNOWN

    @property
    def is_disputed(self) -> bool:
        """Whether the claim and what follows from other claims cannot both be true."""
        return self.claim is not None and bool(self.follows_from)

    @property
    def grounds(self) -> tuple[Claim, ...]:
        """Every claim that the answer rests on."""
        return (*filter(None, [self.claim]), *self.follows_from)

    @property
    def checked_on(self) -> date | None:
        """The day of the oldest check it rests on, None where one has no date."""
        days = [claim.checked_on for claim in self.grounds]
        known = [day for day in days if day]
        return min(known) if days and len(known) == len(days) else None

    @property
    def lasts_until(self) -> date:
        """The last day on which its oldest claim is in date, by that claim's own kind; long ago without a date."""
        return min((_last_day(claim) for claim in self._oldest), default=date.min)

    @property
    def _oldest(self) -> tuple[Claim, ...]:
        return tuple(claim for claim in self.grounds if claim.checked_on == self.checked_on)

    @property
    def depends_on_equipment(self) -> bool:
        """Whether some of the answers there may be are a no while something is out of order."""
        sets = (self.claim.values,) if self.claim else self.allows
        return any(values.words & self.fact.depends for values in sets)

    @property
    def stands_in_the_way(self) -> bool:
        """Whether every answer that it may be is a no, or one that reads as nothing and hinders all the same."""
        sets = (self.claim.values,) if self.claim else self.allows
        return self.reads is Reading.NO or (
            self.reads is Reading.SAID and bool(sets) and all(values.within(self.fact.warns) for values in sets)
        )

    def in_date(self, on: date) -> bool:
        """Whether it had been checked by that day, and not too long before; what is not known never was."""
        checked = self.checked_on
        return self.is_known and checked is not None and checked <= on <= self.lasts_until

    def is_due(self, on: date) -> bool:
        """Whether it is in date still, and somebody should look again: the last fifth of its time has begun."""
        if not self.in_date(on) or self.checked_on is None:
            return False
        return (self.lasts_until - on) <= (self.lasts_until - self.checked_on) * LAST_PART


@lru_cache(maxsize=2048)
def _only(state: State, value: Value | None) -> Values:
    return Values.only(state, value)


@lru_cache(maxsize=4096)
def _reading(fact: str, values: Values) -> Reading:
    return FACTS[fact].reading(values)


def _last_day(claim: Claim) -> date:
    return _months_after(claim.checked_on, claim.months) if claim.checked_on else date.min


@lru_cache(maxsize=2048)
def _months_after(day: date, months: int) -> date:
    """The same day of that month, or its last where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
