"""How full rooms were, and what they were used for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from tests.bookings.reports.by_hand.clock import Clock, hours
from tests.bookings.reports.by_hand.hours import taken_of
from tests.bookings.reports.by_hand.place import Place
from tests.bookings.reports.by_hand.told import NOT_KNOWN, Told, in_hours, number, of_count, percent
from tests.bookings.reports.by_hand.uses import Use, Uses, hours_of
from venues.models import Layout

UP_TO = (("under_25", 25), ("25_50", 50), ("50_80", 80), ("80_100", 100), ("over_100", 10**9))


def figures(place: Place, uses: Uses, clock: Clock) -> Iterator[Told]:
    takes = {use: capacity for use in uses.used if (capacity := _capacity(use))}
    counted = [use for use in takes if use.session.counted is not None]
    yield from _bands("", [Fraction(100 * (use.session.counted or 0), takes[use]) for use in counted])
    typical = [use for use in takes if use.attended and use.attended[0] == "typical"]
    yield from _bands("_typical", [Fraction(100 * (use.session.typical or 0), takes[use]) for use in typical])
    missing = len(uses.used) - len(counted)
    if counted or not uses.used:
        well = [use for use in counted if 25 * takes[use] < 100 * (use.session.counted or 0) <= 100 * takes[use]]
        yield of_count("D1", len(well), len(counted), missing=missing)
        over = [use for use in counted if (use.session.counted or 0) > takes[use]]
        yield number("D2", len(over), missing=missing)
    else:
        yield Told("D1", "%", None, None, NOT_KNOWN, missing)
        yield Told("D2", "n", None, None, NOT_KNOWN, missing)
    yield from _at_once(uses, clock)
    yield from _seats(place, uses, clock, takes, counted)
    yield from _purposes(uses)


def _capacity(use: Use) -> int | None:
    """Of the layout of this date, else of the booking's; else what the rooms take at most together."""
    rooms = list(use.session.rooms.all())
    for key in (use.session.layout_id, use.booking.layout_id):
        layout = Layout.objects.filter(pk=key, room__in=rooms).first() if key else None
        if layout:
            return layout.capacity
    most = [max((each.capacity or 0 for each in room.layouts.all()), default=0) for room in rooms]
    return sum(most) if most and all(most) else None


def _bands(suffix: str, fullness: list[Fraction]) -> Iterator[Told]:
    """A band includes its upper end."""
    found: dict[str, int] = defaultdict(int)
    for each in fullness:
        found[next(code for code, most in UP_TO if each <= most)] += 1
    for code, _most in UP_TO:
        yield of_count(f"D1.{code}{suffix}", found[code], len(fullness))


def _at_once(uses: Uses, clock: Clock) -> Iterator[Told]:
    there: dict[int, int] = defaultdict(int)
    for use in uses.used:
        for at in use.ticks:
            there[at] += use.session.counted or 0
    by_day: dict[date, int] = defaultdict(int)
    for at, people in there.items():
        day = clock.day_of(at)
        by_day[day] = max(by_day[day], people)
    yield number("D2.at_once", max(by_day.values(), default=0))
    yield number("D2.dates_of_200", len([people for people in by_day.values() if people >= 200]))


def _seats(place: Place, uses: Uses, clock: Clock, takes: dict[Use, int], counted: list[Use]) -> Iterator[Told]:
    if not counted and uses.used:
        yield Told("E10", "%", None, None, NOT_KNOWN)
        return
    taken = taken_of(place, uses, clock, own=True)
    used = hours(sum(len(ticks & place.bookable[cell]) for cell, ticks in taken.items()))
    offered = hours(sum(map(len, place.bookable.values())))
    seated = sum((use.hours * (use.session.counted or 0) for use in counted), Fraction(0))
    seats = sum((use.hours * takes[use] for use in counted), Fraction(0))
    yield percent("E10", used * seated, offered * seats, len(counted))


def _purposes(uses: Uses) -> Iterator[Told]:
    drawers: dict[str, list[Use]] = defaultdict(list)
    for use in uses.used:
        drawers["own_use" if use.own else use.booking.purpose or "not_recorded"].append(use)
    whole = hours_of(uses.used)
    yield in_hours("E8", whole, missing=len(drawers.get("not_recorded", ())))
    for purpose, some in drawers.items():
        yield percent(f"E8.{purpose}", hours_of(some), whole, len(uses.used))
        yield number(f"E8.{purpose}_sessions", len(some))
        counts = [use.session.counted for use in some if use.session.counted is not None]
        yield number(f"E8.{purpose}_counted", sum(counts), missing=len(some) - len(counts))
