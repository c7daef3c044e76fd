"""Whether a price list answers for every open hour, once and not twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from venues.tariffs.contradictions import contradictions
from venues.tariffs.faults import Fault
from venues.tariffs.rows import DAY
from venues.tariffs.tariff import Tariff

Hours = Mapping[int, Sequence[tuple[int, int]]]
Span = tuple[int, int]


def check(tariff: Tariff, open_hours_by_room: Mapping[str, Hours], categories: Collection[str]) -> list[Fault]:
    """Strangers, contradictions and holes, each with its room, days and hours.

    `open_hours_by_room` names every room of the venue; a weekday's hours are minutes from
    midnight, and may run past 1440 into the next day.
    """
    return [
        *_strangers(tariff, open_hours_by_room, categories),
        *contradictions(tariff.bands, tariff.rates),
        *_holes(tariff, open_hours_by_room, categories),
    ]


def _strangers(tariff: Tariff, rooms: Collection[str], categories: Collection[str]) -> list[Fault]:
    """Categories and rooms that the list names and the venue does not have."""
    faults = []
    if tariff.standard not in categories:
        faults.append(Fault("standard", "no_such_category", value=tariff.standard))
    for index, rate in enumerate(tariff.rates):
        if rate.category not in categories:
            place = f"rates[{index}].category"
            faults.append(Fault(place, "no_such_category", value=rate.category))
        if rate.room not in rooms:
            faults.append(Fault(f"rates[{index}].room", "no_such_room", value=rate.room))
    return faults


def _holes(tariff: Tariff, open_hours_by_room: Mapping[str, Hours], categories: Iterable[str]) -> list[Fault]:
    """Open hours without a price; the days that share the same hours are told together."""
    faults = []
    week_by_room = {room: _by_day(hours) for room, hours in open_hours_by_room.items()}
    for category in categories:
        for room, open_week in week_by_room.items():
            priced_week = _priced(tariff, category, room)
            days_by_hole: dict[Span, list[int]] = defaultdict(list)
            for day in range(7):
                for hole in _left_over(_merged(open_week[day]), priced_week[day]):
                    days_by_hole[hole].append(day)
            for (start, end), days in sorted(days_by_hole.items()):
                faults.append(
                    Fault(
                        "rates",
                        "no_price",
                        category=category,
                        room=room,
                        days=tuple(days),
                        from_minute=start,
                        to_minute=end,
                    )
                )
    return faults


def _by_day(hours: Hours) -> list[list[Span]]:
    """The hours of each weekday, those past midnight given to the day they fall on."""
    week: list[list[Span]] = [[] for _ in range(7)]
    for weekday, spans in hours.items():
        for start, end in spans:
            for days_on in range((end - 1) // DAY + 1):
                first, last = max(start - days_on * DAY, 0), min(end - days_on * DAY, DAY)
                if first < last:
                    week[(weekday + days_on) % 7].append((first, last))
    return week


def _priced(tariff: Tariff, category: str, room: str) -> list[list[Span]]:
    """For each weekday, the hours in which this category has a price for this room."""
    rates = tariff.prices.get((category, room), {})
    if None in rates:
        return [[(0, DAY)] for _ in range(7)]
    week: list[list[Span]] = [[] for _ in range(7)]
    for band in tariff.bands:
        if band.code in rates:
            for day, start, end in band.spans():
                week[day].append((start, end))
    return week


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _left_over(spans: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    """What is left of the spans without those taken."""
    left = list(spans)
    for first, last in taken:
        left = [
            piece
            for start, end in left
            for piece in ((start, min(end, first)), (max(start, last), end))
            if piece[0] < piece[1]
        ]
    return left
