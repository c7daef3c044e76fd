"""The year of a day that is written without one, between rows that have theirs: a guess. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bookings.diaries.days import read_day
from bookings.diaries.faults import Unreadable


def years_between(dates: Sequence[str]) -> dict[int, int]:
    """By the place of a day without a year, the year that the nearest before it and after it both have."""
    known = [_year_of(text) for text in dates]
    before, after = list(_carried(known)), list(_carried(reversed(known)))[::-1]
    return {
        place: year
        for place, (text, year) in enumerate(zip(dates, before, strict=True))
        if known[place] is None and year is not None and year == after[place] and _year_of(text, year)
    }


def _carried(years: Iterable[int | None]) -> Iterator[int | None]:
    """Each, or the last before it."""
    last = None
    for year in years:
        last = last if year is None else year
        yield last


def _year_of(text: str, year: int | None = None) -> int | None:
    try:
        return read_day(text, year=year).year
    except Unreadable:
        return None
