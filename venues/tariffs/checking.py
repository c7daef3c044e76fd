"""Whether a price list answers for every open hour, once and not twice.

Holes are found by asking: an hour at every edge of a band, of the opening hours and of what a price says
of times, on one day of every kind that the list knows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from venues.tariffs.contradictions import contradictions
from venues.tariffs.faults import Fault
from venues.tariffs.grid import may_price
from venues.tariffs.lengths import bounds, unpriced_lengths
from venues.tariffs.rows import DAY
from venues.tariffs.tariff import Tariff
from venues.tariffs.trying import Crowds, KindOfDay, Trial, days_of_every_kind
from venues.tariffs.when import Range, When

Hours = Mapping[int, Sequence[tuple[int, int]]]
Span = tuple[int, int]
Hole = tuple[int, int, tuple[str, ...], Crowds, bool]  # from, to, names of its days, people, and whether told by date


def check(
    tariff: Tariff,
    open_hours_by_room: Mapping[str, Hours],
    categories: Collection[str],
    lengths: tuple[int, int | None] = (0, None),
) -> list[Fault]:
    """Strangers, contradictions and holes, each with its room, days and hours.

    `open_hours_by_room` names every room of the venue; a weekday's hours are minutes from
    midnight, and may run past 1440 into the next day. `lengths` are the minutes of the shortest and the longest hire
    that the venue takes at all.
    """
    faults = [*_strangers(tariff, open_hours_by_room, categories), *contradictions(tariff)]
    return faults or list(_holes(tariff, open_hours_by_room, categories, lengths))


def _strangers(tariff: Tariff, rooms: Collection[str], categories: Collection[str]) -> Iterator[Fault]:
    """Categories and rooms that the list names and the venue does not have."""
    if tariff.standard not in categories:
        yield Fault("standard", "no_such_category", value=tariff.standard)
    for place, when in _conditions(tariff):
        for code in when.category:
            if code not in categories:
                yield Fault(f"{place}.category", "no_such_category", value=code)
        for key in ("room", "together", "with_room"):
            for code in getattr(when, key):
                if code not in rooms:
                    yield Fault(f"{place}.{NAMES.get(key, key)}", "no_such_room", value=code)
    for index, row in enumerate(tariff.priced_as):
        if row.category not in categories:
            yield Fault(f"priced_as[{index}].category", "no_such_category", value=row.category)


NAMES = {"together": "rooms"}  # as the document calls them
LISTS = ("rates", "limits", "adjustments", "fees", "bonds", "deposits", "setting_up", "priced_as")


def _conditions(tariff: Tariff) -> Iterator[tuple[str, When]]:
    for name in LISTS:
        for index, row in enumerate(getattr(tariff, name)):
            yield f"{name}[{index}]", row.when
    for index, extra in enumerate(tariff.extras):
        for number, price in enumerate(extra.prices):
            yield f"extras[{index}].prices[{number}]", price.when
    for index, row in enumerate(tariff.scales):
        yield f"cancellation[{index}]", row.when


def _holes(
    tariff: Tariff,
    open_hours_by_room: Mapping[str, Hours],
    categories: Iterable[str],
    lengths: tuple[int, int | None],
) -> Iterator[Fault]:
    """Open hours without a price; the days that share the same hours are told together."""
    kinds = list(days_of_every_kind(tariff))
    week_by_room = {room: _by_day(hours) for room, hours in open_hours_by_room.items()}
    for category in categories:
        for room, open_week in week_by_room.items():
            trial = Trial(tariff, category, room)
            always = _days_by_hole(trial, kinds, open_week, None)
            yield from _told(trial, always, {})
            yield from _lengths(trial, kinds, open_week, lengths)
            for occasion in trial.occasions:
                found = _days_by_hole(trial, kinds, open_week, occasion)
                untold = {hole: days for hole, days in found.items() if hole not in always}
                names = {row.code: row.name for row in tariff.occasions}
                yield from _told(trial, untold, {"occasion": names[occasion]})

    yield from _extras(tariff, [room for room, week in week_by_room.items() if any(week)], categories)


def _extras(tariff: Tariff, rooms: Collection[str], categories: Iterable[str]) -> Iterator[Fault]:
    """Extras that somebody who may hire a room has no price for."""
    for category in categories:
        payers = _pays_as(tariff, category)
        if not any(may_price(tariff, payer, room) for payer in payers for room in rooms):
            continue
        for index, extra in enumerate(tariff.extras):
            if all(price.when.category and payers.isdisjoint(price.when.category) for price in extra.prices):
                yield Fault(f"extras[{index}]", "no_price", category=category, extra=extra.name)


def _pays_as(tariff: Tariff, category: str) -> set[str]:
    """The category, and those as which it may come to pay."""
    found = {category}
    for _turn in tariff.priced_as:
        found |= {
            row.category for row in tariff.priced_as if not row.when.category or not found.isdisjoint(row.when.category)
        }
    return found


def _days_by_hole(
    trial: Trial, kinds: Iterable[KindOfDay], open_week: Sequence[Sequence[Span]], occasion: str | None
) -> Mapping[Hole, Sequence[date]]:
    found: dict[Hole, list[date]] = defaultdict(list)
    for kind in kinds:
        for (start, end), crowds in trial.holes(kind, _merged(open_week[kind.on.weekday()]), occasion):
            found[start, end, kind.names, crowds, kind.is_rare].append(kind.on)
    return found


def _lengths(
    trial: Trial, kinds: Iterable[KindOfDay], open_week: Sequence[Sequence[Span]], lengths: tuple[int, int | None]
) -> Iterator[Fault]:
    """Hires too short or too long for any price, on ordinary days."""
    found: dict[Range, set[int]] = defaultdict(set)
    if bounds(trial.tariff):
        for kind in kinds:
            if not kind.names:
                for unpriced in unpriced_lengths(trial, kind, _merged(open_week[kind.on.weekday()]), *lengths):
                    found[unpriced].add(kind.on.weekday())
    for unpriced, days in found.items():
        yield Fault(
            "rates",
            "no_price",
            category=trial.category,
            room=trial.room,
            days=tuple(sorted(days)),
            length=unpriced,
        )


def _told(trial: Trial, days_by_hole: Mapping[Hole, Sequence[date]], more: Mapping[str, object]) -> Iterator[Fault]:
    called = {row.code: row.name for row in trial.tariff.named_days}
    for (start, end, names, crowds, is_rare), dates in sorted(days_by_hole.items()):
        if (names or is_rare) and (start, end, (), crowds, False) in days_by_hole:
            continue  # it is there on ordinary days too
        yield Fault(
            "rates",
            "no_price",
            category=trial.category,
            room=trial.room,
            days=tuple(sorted({on.weekday() for on in dates})),
            from_minute=start,
            to_minute=end,
            **({"dates": tuple(sorted(set(dates)))} if is_rare else {}),
            **({"people": crowds} if crowds else {}),
            **({"named": tuple(called[code] for code in names)} if names else {}),
            **more,
        )


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


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
