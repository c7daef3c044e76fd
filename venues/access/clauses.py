"""What a need is made of: tests of facts, all of which or any of which must hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from math import inf
from typing import Any, Protocol

from venues.access.claims import Answer
from venues.access.outages import Outage, OutNow
from venues.access.values import Fit, Values
from venues.access.vocabulary import FACTS, Fact

ENTRIES = {"fact", "yes", "in_part", "or_not_applicable", "if"}
EQUIPMENT = {other: code for code, fact in FACTS.items() for other in fact.meanwhile}


@dataclass(frozen=True)
class Visit:
    """One way in: the answers there, what was said with the needs, and what is out of order."""

    answers: Mapping[str, Answer]
    said: Mapping[str, int] = field(default_factory=dict)
    out: Mapping[str, OutNow] = field(default_factory=dict)


@dataclass(frozen=True)
class Ground:
    """An answer that decides, how far it has what was asked, and what is out of order where that is why."""

    answer: Answer
    fit: Fit
    outage: Outage | None = None


@dataclass(frozen=True)
class Verdict:
    fit: Fit
    grounds: tuple[Ground, ...] = ()


class Clause(Protocol):
    def judge(self, visit: Visit) -> Verdict: ...

    def facts(self) -> Iterator[str]:
        """All that it may ask."""
        ...


@dataclass(frozen=True)
class OneFact:
    """One fact, the answers that are what was asked, and those that are it in part; any other is a no."""

    fact: Fact
    yes: Values
    in_part: Values
    least: str = ""  # the number said with the need that is the least
    or_not_applicable: bool = False
    only_if: str = ""  # what must have been ticked for it to count
    counted: dict[Values, Fit] = field(default_factory=dict, repr=False, compare=False)  # as worked out before

    def facts(self) -> Iterator[str]:
        yield self.fact.code
        if self.fact.code in EQUIPMENT:
            yield EQUIPMENT[self.fact.code]

    def judge(self, visit: Visit) -> Verdict:
        if self.only_if and not visit.said.get(self.only_if):
            return Verdict(Fit.MEETS)
        answer = visit.answers[self.fact.code]
        ground = min((self._ground(part, visit) for part in answer.parts or (answer,)), key=lambda each: each.fit)
        if answer.parts:  # what follows from the whole may contradict the parts
            yes, out = self._yes(visit), visit.out.get(self.fact.code)
            best = min((self._best(values, yes, out) for values in answer.allows), default=Fit.MEETS)
            ground = min(ground, Ground(answer, best), key=lambda each: each.fit)
        meanwhile = self._meanwhile(visit)
        ground = min(ground, meanwhile, key=lambda each: each.fit) if meanwhile else ground
        return Verdict(ground.fit, (ground,))

    def _ground(self, answer: Answer, visit: Visit) -> Ground:
        yes, out = self._yes(visit), visit.out.get(self.fact.code)
        working = self._counted(answer, yes, None)
        fit = self._counted(answer, yes, out) if out else working
        return Ground(answer, fit, out.outage if out and fit < working else None)

    def _counted(self, answer: Answer, yes: Values, out: OutNow | None) -> Fit:
        """The claim's answer, or the best that others leave of it where that is lower; else what follows from them."""
        if answer.claim:
            return min(
                [self._alike(answer.claim.values, yes, out), *(self._best(each, yes, out) for each in answer.allows)]
            )
        return min((self._alike(each, yes, out) for each in answer.allows), default=Fit.NOT_KNOWN)

    def _alike(self, values: Values, yes: Values, out: OutNow | None) -> Fit:
        """If every answer in the set counts alike; otherwise nobody knows."""
        if out is None and not self.least and values in self.counted:
            return self.counted[values]
        fits = {min(self._fit(part, yes), cap) for part, cap in self._apart(values, out)}
        fit = fits.pop() if len(fits) == 1 else Fit.NOT_KNOWN
        if out is None and not self.least:
            self.counted[values] = fit
        return fit

    def _best(self, values: Values, yes: Values, out: OutNow | None) -> Fit:
        """The best that any answer in the set counts for."""
        fits = (min(self._at_best(part, yes), cap) for part, cap in self._apart(values, out))
        return max(fits, default=Fit.NOT_KNOWN)

    def _apart(self, values: Values, out: OutNow | None) -> Iterator[tuple[Values, Fit]]:
        """What works, and what depends on something out of order with what that counts for at most."""
        broken = values.words & self.fact.depends if out else frozenset[str]()
        works = replace(values, words=values.words - broken) if broken else values
        if works:
            yield works, Fit.MEETS
        if broken and out:
            yield Values(broken), out.fit

    def _fit(self, values: Values, yes: Values) -> Fit:
        if values.not_applicable:
            return Fit.MEETS if self.or_not_applicable else Fit.DOES_NOT
        if values.within(yes):
            return Fit.MEETS
        if values.meets(yes):
            return Fit.NOT_KNOWN
        if values.within(self.in_part):
            return Fit.IN_PART
        return Fit.NOT_KNOWN if values.meets(self.in_part) else Fit.DOES_NOT

    def _at_best(self, values: Values, yes: Values) -> Fit:
        if values.meets(yes) or (values.not_applicable and self.or_not_applicable):
            return Fit.MEETS
        return Fit.IN_PART if values.meets(self.in_part) else Fit.DOES_NOT

    def _yes(self, visit: Visit) -> Values:
        return Values(at_least=visit.said[self.least], at_most=inf) if self.least else self.yes

    def _meanwhile(self, visit: Visit) -> Ground | None:
        """What it counts for at most while something else of the room is out of order."""
        equipment = EQUIPMENT.get(self.fact.code, "")
        out = visit.out.get(equipment)
        if out is None:
            return None
        answer = visit.answers[equipment]
        fits = [_while_out(part, out, self.fact) for part in answer.parts or (answer,)]
        fit = min(fits)
        return None if fit is Fit.MEETS else Ground(answer, fit, out.outage)


def _while_out(answer: Answer, out: OutNow, fact: Fact) -> Fit:
    """Nothing changes where the room does not depend on it; nobody knows where that is not known."""
    sets = (answer.claim.values,) if answer.claim else answer.allows
    depends = Values(answer.fact.depends)
    if sets and not any(values.meets(depends) for values in sets):
        return Fit.MEETS
    if sets and all(values.within(depends) for values in sets):
        return max(out.fit, answer.fact.meanwhile[fact.code])
    return Fit.NOT_KNOWN


@dataclass(frozen=True)
class AllOf:
    """The lowest of them is the answer, and those that are as low have decided it."""

    clauses: tuple[Clause, ...]

    def facts(self) -> Iterator[str]:
        for clause in self.clauses:
            yield from clause.facts()

    def judge(self, visit: Visit) -> Verdict:
        verdicts = [clause.judge(visit) for clause in self.clauses]
        fit = min((verdict.fit for verdict in verdicts), default=Fit.MEETS)
        return Verdict(fit, _together(verdict for verdict in verdicts if verdict.fit is fit))


@dataclass(frozen=True)
class AnyOf:
    """The highest of them is the answer: the first that is as high has decided it; of a no, all of them have."""

    clauses: tuple[Clause, ...]

    def facts(self) -> Iterator[str]:
        for clause in self.clauses:
            yield from clause.facts()

    def judge(self, visit: Visit) -> Verdict:
        verdicts = [clause.judge(visit) for clause in self.clauses]
        best = max(verdicts, key=lambda verdict: verdict.fit)
        if best.fit >= Fit.IN_PART:
            return best
        return Verdict(best.fit, _together(verdict for verdict in verdicts if verdict.fit is best.fit))


@dataclass(frozen=True)
class AllOfNeed:
    """Another need, all of it."""

    code: str
    needs: Mapping[str, AllOf] = field(repr=False, compare=False)

    def facts(self) -> Iterator[str]:
        yield from self.needs[self.code].facts()

    def judge(self, visit: Visit) -> Verdict:
        return self.needs[self.code].judge(visit)


def read(row: Mapping[str, Any], needs: Mapping[str, AllOf]) -> Clause:
    """A clause as needs.toml writes it."""
    match row:
        case {"any": rows, **more} if not more:
            return AnyOf(tuple(read(each, needs) for each in rows))
        case {"all": rows, **more} if not more:
            return AllOf(tuple(read(each, needs) for each in rows))
        case {"need": code, **more} if not more:
            return AllOfNeed(code, needs)
        case {"fact": code} if code in FACTS and not row.keys() - ENTRIES:
            return _test(FACTS[code], row)
    raise ValueError(f"{dict(row)!r} is no clause")


def _test(fact: Fact, row: Mapping[str, Any]) -> OneFact:
    yes = row.get("yes", ["yes"] if fact.value == "ynp" else None)
    in_part = row.get("in_part", ["partial"] if fact.value == "ynp" and "yes" not in row else [])
    if yes is None or not {
        *(yes if isinstance(yes, list) else []),
        *(in_part if isinstance(in_part, list) else []),
    } <= (fact.options.keys()):
        raise ValueError(f"{dict(row)!r} does not say which answers of {fact.code} count")
    least = yes.get("at_least", "") if isinstance(yes, Mapping) else ""
    return OneFact(
        fact,
        Values() if isinstance(least, str) and least else Values.read(yes),
        Values.read(in_part),
        least if isinstance(least, str) else "",
        row.get("or_not_applicable", False),
        row.get("if", ""),
    )


def _together(verdicts: Iterable[Verdict]) -> tuple[Ground, ...]:
    by_fact = {ground.answer.fact.code: ground for verdict in verdicts for ground in verdict.grounds}
    return tuple(by_fact.values())
