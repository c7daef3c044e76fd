"""A request as the rows of a price list see it: who, where, when, in which way of hiring."""

from __future__ import annotations

from collections.abc import Callable, Iterable, MutableSequence, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from venues.tariffs.clock import Part, local_time, moment, parts
from venues.tariffs.compiled import Applying, Compiled
from venues.tariffs.days import Day
from venues.tariffs.quotes import FactMissing, Request
from venues.tariffs.rows import DAY, Product
from venues.tariffs.when import Range, When


@dataclass(frozen=True)
class Slot:
    """A session of the day that a hire touches."""

    code: str
    start: int
    end: int
    part: Part


class Spell(NamedTuple):
    """From and to in minutes since 1970, cut wherever a band begins or ends."""

    start: int
    end: int
    parts: Sequence[Part]


def spell_of(list_: Compiled, request: Request) -> Spell:
    """When the hire is; if they stayed longer and the list charges that as hire, until they left."""
    start, end = moment(request.period.first), moment(request.period.last)
    overrun = list_.tariff.overrun
    return spell(list_, request, start, end + int(told(list_, request, overrun)) if overrun else end)


def spell(list_: Compiled, request: Request, start: int, end: int) -> Spell:
    return Spell(start, end, parts(list_.days, start, end, request.zone, request.calendars))


def told(list_: Compiled, request: Request, code: str) -> Any:
    """What was said, or holds where nothing is said; raises FactMissing."""
    said = request.facts.get(code)
    if said is None and code in list_.facts:
        said = list_.facts[code].unless_said
    if said is None:
        raise FactMissing(code)
    return said


@dataclass(frozen=True)
class Asked:
    """One hire under one product; `category` is the one that pays, `start` and `end` are minutes since 1970."""

    list: Compiled
    request: Request
    category: str
    product: Product
    spell: Spell
    rooms: frozenset[str]

    @property
    def start(self) -> int:
        return self.spell.start

    @property
    def end(self) -> int:
        return self.spell.end

    @property
    def parts(self) -> Sequence[Part]:
        return self.spell.parts

    @property
    def length(self) -> int:
        return self.end - self.start

    @cached_property
    def starts(self) -> int:
        """Minutes on the clock since the midnight before."""
        at = local_time(self.start, self.request.zone)
        return at.hour * 60 + at.minute

    @cached_property
    def ends(self) -> int:
        """The same of its end: past 1440 on the next day."""
        at = local_time(self.end, self.request.zone)
        return (at.date() - local_time(self.start, self.request.zone).date()).days * DAY + at.hour * 60 + at.minute

    @property
    def day(self) -> Day:
        """The kind of day on which it begins."""
        return self.parts[0].slice.day

    @cached_property
    def days(self) -> int:
        """How many days of the calendar it touches."""
        first = local_time(self.start, self.request.zone).date()
        return (local_time(self.end - 1, self.request.zone).date() - first).days + 1

    @cached_property
    def slots(self) -> Sequence[Slot]:
        """The sessions that the product sells and the hire touches, in order."""
        found: list[Slot] = []
        for part in self.parts:
            for code in part.slice.bands.intersection(self.product.sessions):
                if found and (found[-1].code, found[-1].end) == (code, part.start):
                    found[-1] = Slot(code, found[-1].start, part.end, found[-1].part)
                else:
                    found.append(Slot(code, part.start, part.end, part))
        return found

    @property
    def is_inside_its_sessions(self) -> bool:
        """Whether it begins in one session and ends in one; the time between two of them is nobody else's."""
        return bool(self.slots) and self.slots[0].start == self.start and self.slots[-1].end == self.end

    def fits(self) -> bool:
        """Whether the product may be had for this time."""
        product = self.product
        if product.shortest is not None and self.length < product.shortest:
            return False
        if product.longest is not None and self.length > product.longest:
            return False
        if product.opens is not None and self.starts < product.opens:
            return False
        if product.closes is not None and self.ends > product.closes:
            return False
        return not product.days or self.day.weekday in product.days

    def fact(self, code: str) -> Any:
        """Raises FactMissing."""
        return told(self.list, self.request, code)

    def leave_open(self, missing: FactMissing, open_facts: MutableSequence[str]) -> None:
        """Note what only time will tell, which is priced later; raises again what could be said now."""
        if not self.can_be_left_open(missing.fact, open_facts):
            raise missing

    def can_be_left_open(self, fact: str, open_facts: MutableSequence[str]) -> bool:
        """Whether only time will tell, which is then noted."""
        told = self.list.facts.get(fact)
        if told is None or not told.after:
            return False
        if fact not in open_facts:
            open_facts.append(fact)
        return True

    def people(self) -> int:
        if self.request.people is None:
            raise FactMissing("people")
        return self.request.people

    def holds(self, when: When, hire: int | None = None) -> bool:
        """Whether all of it holds of this hire as a whole; raises FactMissing where that hangs on what was not said."""
        request = self.request
        return (
            (not when.category or self.category in when.category)
            and (not when.product or self.product.code in when.product)
            and (not when.occasion or request.occasion in when.occasion)
            and (not when.room or not self.rooms.isdisjoint(when.room))
            and self.rooms.issuperset((*when.with_room, *when.together))
            and self._is_in_range(when, hire)
            and (not when.dates or self.day.is_one_of(when.dates))
            and (not when.band or self._touches(when.band))
            and self._is_told(when)
        )

    def holds_of_the_hire(self, when: When) -> bool:
        """Its ranges, extras and facts; facts come last, so that they are asked only where all else holds."""
        return self._is_in_range(when, None) and self._is_told(when)

    def _is_in_range(self, when: When, hire: int | None) -> bool:
        request = self.request
        return (
            _in(when.length, self.length)
            and _in(when.starts, self.starts)
            and _in(when.ends, self.ends)
            and _in(when.dates_booked, request.dates_booked)
            and _in(when.date_number, request.date_number)
            and (not when.extra or any(extra.code in when.extra for extra in request.extras))
            and (not when.slots or len(self.slots) in when.slots)
            and (not when.slots_are or sorted(slot.code for slot in self.slots) == sorted(when.slots_are))
            and (hire is None or _in(when.hire, hire))
        )

    def _is_told(self, when: When) -> bool:
        """The number of people and the facts, which may have to be asked."""
        if when.people and self.people() not in when.people:
            return False
        return all(self._is_said(code, told) for code, told in when.facts.items())

    def may_hold(self, when: When) -> bool:
        """Whether its bands and dates hold in some part of the hire."""
        if when.band and not self._touches(when.band):
            return False
        return not when.dates or any(part.slice.day.is_one_of(when.dates) for part in self.parts)

    def is_by_name(self, when: When) -> bool:
        """Whether it holds of the hire because of a named day."""
        return not self.day.named.isdisjoint(when.dates) or any(
            not part.slice.by_name.isdisjoint(when.band) for part in self.parts
        )

    def minutes_in(self, bands: Iterable[str]) -> int:
        """How long the hire lies in these bands."""
        codes = frozenset(bands)
        return sum(part.end - part.start for part in self.parts if part.slice.bands & codes)

    def _touches(self, bands: Sequence[str]) -> bool:
        return any(not part.slice.bands.isdisjoint(bands) for part in self.parts) or any(
            part.slice.is_in(bands) for part in self.parts
        )

    def _is_said(self, code: str, told: object) -> bool:
        said = self.fact(code)
        return bool(said in told) if isinstance(told, Range) else bool(said == told)


def _in(range_: Range | None, value: int) -> bool:
    return range_ is None or value in range_


def best_row(asked: Asked, rows: Sequence[Applying], dearness: Callable[[Applying], Any]) -> Applying | None:
    """Of the rows that hold of a hire, the one that is meant; where rooms that are hired together differ, the dearest.

    A row that hangs on what was not said is asked about.
    """
    return max(best_rows(asked, rows), key=dearness, default=None)


def best_rows(asked: Asked, rows: Sequence[Applying], hire: int | None = None) -> list[Applying]:
    """The one that is meant, or those of different rooms that are hired together."""
    holding, by_name = _holding(asked, rows, hire)
    return asked.list.bests(holding, by_name)


def _holding(asked: Asked, rows: Sequence[Applying], hire: int | None) -> tuple[list[Applying], list[bool]]:
    holding = [row for row in rows if asked.holds(row.when, hire)]
    if len(holding) < 2:
        return holding, [False] * len(holding)
    return holding, [asked.is_by_name(row.when) for row in holding]
