"""The library's calendar after a change: dates moved in their stretch, or a rule that ends and another that begins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bookings import calendars
from bookings.changing.dates import ChangedDate, ChangePlan
from bookings.changing.wishes import ONE, Wish
from bookings.models import SessionRoom, Stretch
from bookings.recurrence import Times, asked_on
from venues.models import Room
from venues.periods import Period

Held = tuple[SessionRoom, ChangedDate, Room]  # a room of a date, the date, and the room that it will be in


def restand(plan: ChangePlan) -> None:
    """Before the sessions themselves are changed; their rooms are, here, with the stretches that carry them.

    A single date moves within its stretch, or leaves it for another room; several dates of a rule leave it
    together for a rule of their own, those that could not be had as wished among them.
    """
    held = [each for date in plan.dates for each in _held(date)]
    rows = [row for date in plan.dates for row in date.session.session_rooms.all()]
    before = {row.stretch.pk: row.stretch for row in rows if row.stretch}
    if plan.wish.which != ONE:
        _split(plan, [each for each in held if each[0].stretch and each[0].stretch.rule_id])
    _stand_alone(plan, [each for each in held if each[0].room_id != each[2].pk])
    _save(rows, [row for row, _date, _room in held])
    _rewrite(plan, before, {row.pk: date.period for row, date, _room in held})


def _held(date: ChangedDate) -> Iterator[Held]:
    """Each room that it will have: as it has it, in the place of one that goes, or beside the first."""
    rows = list(date.session.session_rooms.all())
    by_room = {row.room_id: row for row in rows}
    go = [row for row in rows if row.room_id not in {room.pk for room in date.rooms}]
    for room in date.rooms:
        row = by_room.get(room.pk) or (go.pop(0) if go else _beside(rows[0]))
        row.session = date.session
        yield row, date, room


def _beside(row: SessionRoom) -> SessionRoom:
    """For a room that comes: carried as this one is, until it is known how."""
    return SessionRoom(room_id=row.room_id, stretch=row.stretch, rule_starts_at=row.rule_starts_at)


def _save(before: Sequence[SessionRoom], rows: Sequence[SessionRoom]) -> None:
    """Rooms that go first, since others may come in their place."""
    kept = {row.pk for row in rows}
    SessionRoom.objects.filter(pk__in=[row.pk for row in before if row.pk not in kept]).delete()
    SessionRoom.objects.bulk_update([row for row in rows if row.pk], ["room", "stretch", "rule_starts_at"])
    SessionRoom.objects.bulk_create(row for row in rows if not row.pk)


def _split(plan: ChangePlan, held: Sequence[Held]) -> None:
    """Each rule goes on as another from here, in its rooms or the new ones; what is left where it was stays there."""
    along: dict[tuple[int, int], list[Held]] = defaultdict(list)
    for row, date, room in held:
        if row.stretch_id and (not plan.wish.rooms or room.pk != row.room_id or date.is_moved):
            along[row.stretch_id, room.pk].append((row, date, room))
    for some in along.values():
        _go_on(plan, some)


def _go_on(plan: ChangePlan, held: Sequence[Held]) -> None:
    zone, (first, _date, room) = plan.booking.venue.tz, held[0]
    by_rule = {id(row): _by_the_new_rule(row, plan.wish, zone) for row, _date, _room in held}
    kept = sorted(period for period in by_rule.values() if period is not None)
    if not kept or first.stretch is None:
        return
    moved = {
        period.start: date.period
        for row, date, _room in held
        if (period := by_rule[id(row)]) is not None and period != date.period
    }
    new = calendars.write_by_rule(plan.booking, room, first.stretch.event.rule, kept, zone, moved)
    for row, _date, _room in held:
        period = by_rule[id(row)]
        if period is not None:
            row.stretch, row.room, row.rule_starts_at = new, room, period.start


def _by_the_new_rule(row: SessionRoom, wish: Wish, zone: ZoneInfo) -> Period | None:
    """Where the new rule has it; None where that day has no such time."""
    assert row.stretch is not None, "only what has a rule is split"
    on = row.stands_at.astimezone(zone).date()
    if wish.weekday is not None:
        on += timedelta(days=wish.weekday - on.weekday())
    event = row.stretch.event
    usual = Times(event.start.astimezone(zone).time(), event.end.astimezone(zone).time())
    return asked_on(on, wish.times or usual, zone).period


def _stand_alone(plan: ChangePlan, held: Sequence[Held]) -> None:
    """Each by itself in the room that it goes to."""
    for key in {room.pk: room for _row, _date, room in held}.values():
        there = [(row, date) for row, date, room in held if room.pk == key.pk]
        events = calendars.write_dates(plan.booking, key, [date.period for _row, date in there])
        for (row, date), event in zip(there, events, strict=True):
            row.stretch, row.room, row.rule_starts_at = event, key, date.period.start


def _rewrite(plan: ChangePlan, before: Mapping[int, Stretch], periods: Mapping[int, Period]) -> None:
    """What is left in the stretches that the dates were in; a stretch without any date goes."""
    stand: dict[int, dict[datetime, Period]] = {key: {} for key in before}
    used = set()
    for row in SessionRoom.objects.filter(stretch__in=before).select_related("session"):
        used.add(row.stretch_id)
        if row.stretch_id is not None and not row.session.is_cancelled:
            stand[row.stretch_id][row.stands_at] = periods.get(row.pk, row.session.period)
    calendars.rewrite({before[key]: dates for key, dates in stand.items() if key in used}, plan.booking.venue.tz)
    calendars.take_out([stretch for key, stretch in before.items() if key not in used])
