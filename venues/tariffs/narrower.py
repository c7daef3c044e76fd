"""Which of two conditions is the narrower, and whether both can hold at once.

A condition is narrower than another where it can only hold when the other holds too. Of two prices that
apply, the narrower one is meant: "Saturdays after 7pm" goes before "Saturdays".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from venues.tariffs.coinciding import DaysOfTheYear
from venues.tariffs.rows import DAY, Band, NamedDays, Season
from venues.tariffs.tariff import Tariff
from venues.tariffs.when import Range, When

Span = tuple[int, int]
Key = int | str  # a weekday, or a named day
ONE_OF = ("category", "room", "occasion", "product", "extra")


@dataclass(frozen=True)
class Coverage:
    """The hours of the week, and of named days, that some bands cover."""

    by_day: Mapping[Key, Sequence[Span]]

    @classmethod
    def of(cls, bands: Iterable[Band]) -> Coverage:
        found: dict[Key, list[Span]] = {}
        for band in bands:
            for day, start, end in band.spans():
                found.setdefault(day, []).append((start, end))
            for code in band.named:
                found.setdefault(code, []).append((band.from_minute, min(band.to_minute, DAY)))
                if band.to_minute > DAY:
                    found.setdefault(f"{code}+1", []).append((0, band.to_minute - DAY))
        return cls({day: _merged(spans) for day, spans in found.items()})

    def is_within(self, other: Coverage) -> bool:
        return all(
            any(first <= start and end <= last for first, last in other.by_day.get(day, ()))
            for day, spans in self.by_day.items()
            for start, end in spans
        )

    def meets(self, other: Coverage) -> bool:
        return any(
            start < last and first < end
            for day, spans in self.by_day.items()
            for start, end in spans
            for first, last in other.by_day.get(day, ())
        )


def _overlap(spans: Iterable[Span], others: Sequence[Span]) -> bool:
    return any(start < last and first < end for start, end in spans for first, last in others)


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


class Order:
    """Compares conditions, over the bands, the seasons and the named days of one price list."""

    def __init__(self, tariff: Tariff) -> None:
        self._bands: Mapping[str, Band] = {band.code: band for band in tariff.bands}
        self._dates: dict[str, Season | NamedDays] = {days.code: days for days in tariff.named_days}
        self._dates |= {season.code: season for season in tariff.seasons}
        self._covered: dict[tuple[str, ...], Coverage] = {}
        self._days: dict[tuple[str, ...], DaysOfTheYear] = {}

    def is_narrower(self, one: When, other: When) -> bool:
        """Whether one can only hold where the other does, and not the other way round."""
        return self._implies(one, other) and not self._implies(other, one)

    def can_meet(self, one: When, other: When) -> bool:
        """Whether both can hold at once, as far as can be told without pricing anything."""
        for name in ONE_OF:
            mine, theirs = getattr(one, name), getattr(other, name)
            if mine and theirs and not set(mine) & set(theirs):
                return False
        if one.dates and other.dates and not self._days_of(one.dates).meets(self._days_of(other.dates)):
            return False
        if set(one.together) != set(other.together):
            return False
        if one.slots_are and other.slots_are and set(one.slots_are) != set(other.slots_are):
            return False
        if one.band and other.band and not self._bands_meet(one.band, other.band):
            return False
        for name in When.RANGES:
            mine, theirs = _range(one, name), _range(other, name)
            if mine and theirs and not mine.meets(theirs):
                return False
        return all(_both(told, other.facts[code]) for code, told in one.facts.items() if code in other.facts)

    def settles(self, third: When, one: When, other: When) -> bool:
        """Whether a third condition is narrower than both and holds wherever both of them do."""
        if not (self.is_narrower(third, one) and self.is_narrower(third, other)):
            return False
        for name in (*ONE_OF, "dates", "slots_are"):
            shared = _shared(getattr(one, name), getattr(other, name))
            if getattr(third, name) and not (shared and shared <= set(getattr(third, name))):
                return False
        if third.band and not self._meeting(one.band, other.band).is_within(self._coverage(third.band)):
            return False
        for name in When.RANGES:
            found, mine, theirs = getattr(third, name), getattr(one, name), getattr(other, name)
            if found and not any(each and each.is_within(found) for each in (mine, theirs)):
                return False
        told = {**one.facts, **other.facts}
        return set(third.with_room) <= {*one.with_room, *other.with_room} and all(
            code in told and _is_told(told[code], value) for code, value in third.facts.items()
        )

    def _meeting(self, one: tuple[str, ...], other: tuple[str, ...]) -> Coverage:
        """The hours that both cover; bands that are not named cover all."""
        if not one or not other:
            return self._coverage(one or other)
        mine, theirs = self._coverage(one), self._coverage(other)
        return Coverage(
            {
                day: [
                    (max(start, first), min(end, last))
                    for start, end in spans
                    for first, last in theirs.by_day.get(day, ())
                    if max(start, first) < min(end, last)
                ]
                for day, spans in mine.by_day.items()
            }
        )

    def _implies(self, one: When, other: When) -> bool:
        """Whether the other holds wherever this one does."""
        for name in ONE_OF:
            mine, theirs = getattr(one, name), getattr(other, name)
            if theirs and not (mine and set(mine) <= set(theirs)):
                return False
        if other.dates and not (one.dates and self._days_of(one.dates).is_within(self._days_of(other.dates))):
            return False
        if set(one.together) != set(other.together) or not set(other.with_room) <= set(one.with_room):
            return False
        if other.slots_are and set(one.slots_are) != set(other.slots_are):
            return False
        if other.band and not (one.band and self._coverage(one.band).is_within(self._coverage(other.band))):
            return False
        for name in When.RANGES:
            mine, theirs = _range(one, name), getattr(other, name)
            if theirs and not (mine and mine.is_within(theirs)):
                return False
        return all(code in one.facts and _is_told(one.facts[code], told) for code, told in other.facts.items())

    def _bands_meet(self, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        """Whether they share some hours, be it because a day has two names."""
        mine, theirs = self._coverage(one), self._coverage(other)
        return mine.meets(theirs) or any(
            self._days_of((str(day),)).meets(self._days_of((str(also),))) and _overlap(spans, others)
            for day, spans in mine.by_day.items()
            for also, others in theirs.by_day.items()
            if day != also and day in self._dates and also in self._dates
        )

    def _days_of(self, codes: tuple[str, ...]) -> DaysOfTheYear:
        if codes not in self._days:
            self._days[codes] = DaysOfTheYear.of(codes, self._dates)
        return self._days[codes]

    def _coverage(self, codes: tuple[str, ...]) -> Coverage:
        if codes not in self._covered:
            self._covered[codes] = Coverage.of(self._bands[code] for code in codes)
        return self._covered[codes]


def _range(when: When, name: str) -> Range | None:
    """The range of that name; sessions that are named are also so many."""
    found: Range | None = getattr(when, name)
    if found is None and name == "slots" and when.slots_are:
        found = Range(len(when.slots_are), len(when.slots_are))
    return found


def _shared(one: Iterable[str], other: Iterable[str]) -> set[str]:
    """The codes that both allow; none named allows all."""
    mine, theirs = set(one), set(other)
    return mine & theirs if mine and theirs else mine | theirs


def _is_told(one: object, other: object) -> bool:
    if isinstance(one, Range) and isinstance(other, Range):
        return one.is_within(other)
    return one == other


def _both(one: object, other: object) -> bool:
    if isinstance(one, Range) and isinstance(other, Range):
        return one.meets(other)
    return one == other
