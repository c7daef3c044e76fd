"""What follows from what: one claim often answers another fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce
from typing import Any, Self

from venues.access.claims import Claim
from venues.access.values import Values
from venues.access.vocabulary import FACTS, document


@dataclass(frozen=True)
class Rule:
    """When these facts have these answers, that one can only have those."""

    when: tuple[tuple[str, Values], ...]
    fact: str
    values: Values
    because: str

    @cached_property
    def asks(self) -> frozenset[str]:
        """The facts that it hangs on."""
        return frozenset(code for code, _values in self.when)

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> Self:
        """A rule from its row of the vocabulary, about facts that are there."""
        [(fact, values)] = row["then"].items()
        for code in (fact, *row["when"]):
            if code not in FACTS:
                raise ValueError(f"A rule speaks of {code!r}, which is no fact.")

        when = tuple((code, Values.read(answers)) for code, answers in row["when"].items())
        return cls(when, fact, Values.read(values), row["because"])


@dataclass(frozen=True)
class Consequence:
    """What a rule says about a fact, and the claims that led there."""

    rule: Rule
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class Clash:
    """A claim, and what others leave no room for it."""

    told: Claim
    consequence: Consequence

    @property
    def both(self) -> tuple[Claim, ...]:
        """All the claims of which one must be wrong."""
        return (self.told, *self.consequence.claims)


Followed = tuple[Rule, tuple[str, ...]]
RULES: tuple[Rule, ...] = tuple(Rule.read(row) for row in document("rules.toml")["rules"])
ASKED: frozenset[str] = frozenset(code for rule in RULES for code in (rule.fact, *rule.asks))
FOLLOWING: frozenset[str] = frozenset(rule.fact for rule in RULES)


def bearing_on(facts: Set[str]) -> frozenset[str]:
    """These facts, and all from which an answer to one of them may follow."""
    found = frozenset(facts)
    while more := {code for rule in RULES if rule.fact in found for code, _values in rule.when} - found:
        found |= more
    return found


def consequences(claims: Iterable[Claim], rules: Sequence[Rule] = RULES) -> dict[str, list[Consequence]]:
    """All that follows from claims about one room, its venue and one entrance, by fact."""
    standing = {claim.fact: claim for claim in claims if claim.stands}
    said = frozenset((code, claim.values) for code, claim in standing.items() if code in ASKED or rules is not RULES)
    found: dict[str, list[Consequence]] = {}
    for rule, grounds in _following(said) if rules is RULES else _follow(said, rules):
        found.setdefault(rule.fact, []).append(Consequence(rule, tuple(standing[code] for code in grounds)))
    return found


def allowed(follows: Iterable[Consequence]) -> tuple[Values, ...]:
    """What all of them leave; or, where they do not agree, what each of them says."""
    sets = tuple(dict.fromkeys(consequence.rule.values for consequence in follows))
    both = reduce(Values.but, sets) if sets else Values()
    return (both,) if both else sets


def clashes(claims: Iterable[Claim]) -> Iterator[Clash]:
    """Which claims about one room, its venue and one entrance cannot all be true."""
    said = {claim.fact: claim for claim in claims if claim.stands}
    for fact, follows in consequences(said.values()).items():
        told = said.get(fact)
        if told is None:
            continue
        for consequence in follows:
            if not told.values.meets(consequence.rule.values):
                yield Clash(told, consequence)


def _follow(said: Set[tuple[str, Values]], rules: Sequence[Rule]) -> list[Followed]:
    """The rules that apply, in the order in which they come to, each with the facts that it goes back to."""
    standing = dict(said)
    new, waiting = set(standing), list(rules)
    found: dict[str, list[Followed]] = {}
    applied: list[Followed] = []

    while new:
        ready = [
            (rule, grounds)
            for rule in waiting
            if not rule.asks.isdisjoint(new) and (grounds := _grounds(rule, standing, found)) is not None
        ]
        for rule, grounds in ready:
            found.setdefault(rule.fact, []).append((rule, grounds))
            waiting.remove(rule)
        applied += ready
        new = {rule.fact for rule, _grounds in ready if rule.fact not in standing}
    return applied


@lru_cache(maxsize=8192)
def _following(said: frozenset[tuple[str, Values]]) -> list[Followed]:
    """Worked out once for all rooms that say the same: a district of them says little that differs."""
    return _follow(said, RULES)


def _grounds(rule: Rule, standing: Mapping[str, Values], found: Mapping[str, list[Followed]]) -> tuple[str, ...] | None:
    """The claimed facts that make a rule apply, or None while it does not."""
    grounds: list[str] = []
    for code, values in rule.when:
        if code in standing:
            if not standing[code].within(values):
                return None
            grounds.append(code)
        else:
            firm = next((facts for firm, facts in found.get(code, ()) if firm.values.within(values)), None)
            if firm is None:
                return None
            grounds.extend(firm)
    return tuple(dict.fromkeys(grounds))
