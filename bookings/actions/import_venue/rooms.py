"""Rooms and layouts of an imported venue; what has a history is retired, never deleted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bookings.actions.import_venue.cells import put_in_order, sessions_to_come, write_differences
from bookings.actions.import_venue.findings import Findings, sessions_words
from bookings.calendars import calendar_of
from bookings.models import RefusedDate, RoomCalendar, SessionRoom, Wait
from venues.files.contents import RoomRow
from venues.files.stored import room_row
from venues.models import Cell, Layout, Room, Venue
from venues.models.room import RoomQuerySet

FIELDS = {
    "name": gettext_lazy("name"),
    "summary": gettext_lazy("what it is like"),
    "cells": gettext_lazy("what it takes up"),
    "turnaround_minutes": gettext_lazy("time between hires"),
    "turnaround": gettext_lazy("how that time is shared"),
    "confirms_at_once": gettext_lazy("who answers"),
    "requests_wait_together": gettext_lazy("whether requests for the same hours wait together"),
    "retired_on": gettext_lazy("whether it is let"),
    "layouts": gettext_lazy("layouts"),
}


def bring_rooms(venue: Venue, rows: Sequence[RoomRow], cells: Mapping[str, Cell], found: Findings) -> dict[str, Room]:
    """The venue's rooms by code; those that the file leaves out are retired or gone."""
    rooms = {room.code: room for room in venue.rooms.prefetch_related("cells", "layouts")}
    for index, row in enumerate(rows):
        held = rooms.get(row.code)
        if held is None:
            rooms[row.code] = _add(venue, row, cells, len(rooms))
            found.changed(_("Added the room “%(name)s”.") % {"name": row.name})
        elif _row(held) != row:
            _change(held, row, cells, f"rooms[{index}]", found)

    kept = [row.code for row in rows]
    _leave_out(venue, [room for code, room in rooms.items() if code not in kept and not room.retired_on], found)
    if put_in_order({room.code: room for room in venue.rooms.all()}, kept):
        found.changed(_("Put the rooms in another order."))
    for room in venue.rooms.filter(retired_on=None, room_calendar=None):
        calendar_of(room)
    return rooms


def _add(venue: Venue, row: RoomRow, cells: Mapping[str, Cell], position: int) -> Room:
    room = Room.objects.create(venue=venue, code=row.code, position=position, **_values(row))
    room.cells.set([cells[code] for code in row.cells])
    _set_layouts(room, row)
    return room


def _change(held: Room, row: RoomRow, cells: Mapping[str, Cell], place: str, found: Findings) -> None:
    before = _row(held)
    if row.retired_on and not held.retired_on:
        _refuse_while_booked(held, f"{place}.retired_on", found)
    if set(before.cells) != set(row.cells):
        if held.session_rooms.exists():
            words = _(
                "The room has been booked, so its cells cannot change. "
                "Give what it becomes a code of its own, and leave this one out: it will be retired."
            )
            found.refused(f"{place}.cells", words, row.name)
            return
        held.cells.set([cells[code] for code in row.cells])
    write_differences(held, _values(row))
    if before.layouts != row.layouts:
        _set_layouts(held, row)
    what = [str(words) for field, words in FIELDS.items() if getattr(before, field) != getattr(row, field)]
    found.changed(_("Changed the room “%(name)s”: %(what)s.") % {"name": row.name, "what": ", ".join(what)})


def _row(room: Room) -> RoomRow:
    return room_row(room, [cell.code for cell in room.cells.all()])


def _values(row: RoomRow) -> dict[str, object]:
    names = (
        "name",
        "summary",
        "turnaround_minutes",
        "turnaround",
        "confirms_at_once",
        "requests_wait_together",
        "retired_on",
    )
    return {name: getattr(row, name) for name in names}


def _set_layouts(room: Room, row: RoomRow) -> None:
    """By name, so that a booking keeps the layout it chose."""
    room.layouts.exclude(name__in=[layout.name for layout in row.layouts]).delete()
    for position, layout in enumerate(row.layouts):
        Layout.objects.update_or_create(
            room=room,
            name=layout.name,
            defaults={
                "capacity": layout.capacity,
                "assessed_by": layout.assessed_by,
                "assessed_on": layout.assessed_on,
                "position": position,
            },
        )


def _leave_out(venue: Venue, rooms: Sequence[Room], found: Findings) -> None:
    lived_in = set(with_history(venue).values_list("pk", flat=True)) if rooms else set()
    for room in rooms:
        if _refuse_while_booked(room, "rooms", found):
            continue
        if room.pk in lived_in:
            write_differences(room, {"retired_on": found.today})
            found.changed(_("Retired the room “%(name)s”.") % {"name": room.name})
        else:
            _delete(room)
            found.changed(_("Deleted the room “%(name)s”.") % {"name": room.name})


def _refuse_while_booked(room: Room, place: str, found: Findings) -> bool:
    sessions = sessions_to_come(room.venue, Q(rooms=room), found)
    if sessions:
        words = _("The room “%(name)s” cannot go while it is booked: %(sessions)s.")
        facts = {"name": room.name, "sessions": sessions_words(sessions, found.zone)}
        found.refused(place, words % facts, room.name)
    return bool(sessions)


def with_history(venue: Venue) -> RoomQuerySet:
    """Rooms that were booked or asked for, or of which somebody said something."""
    return venue.rooms.filter(
        Exists(SessionRoom.objects.filter(room=OuterRef("pk")))
        | Exists(RefusedDate.objects.filter(room=OuterRef("pk")))
        | Exists(Wait.objects.filter(room=OuterRef("pk")))
        | Exists(venue.access_claims.filter(room=OuterRef("pk")))
        | Exists(venue.pictures.filter(room=OuterRef("pk")))
    )


def _delete(room: Room) -> None:
    held = RoomCalendar.objects.select_related("calendar").filter(room=room).first()
    if held:
        held.delete()
        held.calendar.delete()
    room.delete()
