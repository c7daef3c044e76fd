"""What follows from what: one claim often answers another fact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from typing import Any, Self

from venues.access.claims import Claim
from venues.access.values import Values
from venues.access.vocabulary import DOCUMENT, FACTS


@dataclass(frozen=True)
class Rule:
    """When these facts have these answers, that one can only have those."""

    when: tuple[tuple[str, Values], ...]
    fact: str
    values: Values
    because: str

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


RULES: tuple[Rule, ...] = tuple(Rule.read(row) for row in DOCUMENT["rules"])
FOLLOWING: frozenset[str] = frozenset(rule.fact for rule in RULES)


def bearing_on(facts: Set[str]) -> frozenset[str]:
    """These facts, and all from which an answer to one of them may follow."""
    found = frozenset(facts)
    while more := {code for rule in RULES if rule.fact in found for code, _values in rule.when} - found:
        found |= more
    return found


def consequences(claims: Iterable[Claim], rules: Iterable[Rule] = RULES) -> dict[str, list[Consequence]]:
    """All that follows from claims about one room, its venue and one entrance, by fact."""
    standing = {claim.fact: claim for claim in claims if claim.stands}
    waiting = list(rules)
    found: dict[str, list[Consequence]] = {}

    while ready := {rule: grounds for rule in waiting if (grounds := _grounds(rule, standing, found)) is not None}:
        for rule, grounds in ready.items():
            found.setdefault(rule.fact, []).append(Consequence(rule, grounds))
        waiting = [rule for rule in waiting if rule not in ready]
    return found


def _grounds(
    rule: Rule, standing: Mapping[str, Claim], found: Mapping[str, list[Consequence]]
) -> tuple[Claim, ...] | None:
    """The claims that make a rule apply, or None while it does not."""
    grounds: list[Claim] = []
    for code, values in rule.when:
        if code in standing:
            holds = standing[code].values.within(values)
            because: tuple[Claim, ...] = (standing[code],)
        else:
            firm = [c for c in found.get(code, ()) if c.rule.values.within(values)]
            holds = bool(firm)
            because = firm[0].claims if firm else ()
        if not holds:
            return None
        grounds.extend(because)
    return tuple(dict.fromkeys(grounds))
