"""Change a room from its page: its bookings keep the layout they chose, whatever it is called now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from accounts.models import User
from bookings.actions.change_venue import change_venue
from bookings.locks import all_or_nothing
from bookings.models import Booking
from venues import files
from venues.files.contents import RoomRow
from venues.files.rearranging import with_changed
from venues.models import Layout, Venue


@all_or_nothing
def change_room(
    venue: Venue, row: RoomRow, *, renamed: Mapping[str, str], by: User | None, at: datetime, seen: str | None = None
) -> tuple[str, ...]:
    """Put the row in the place of the room with its code; `renamed` says what each layout was called before.

    Raises what change_venue raises, nothing done.
    """
    held = {layout.name: layout.pk for layout in Layout.objects.filter(room__venue=venue, room__code=row.code)}
    chosen = {
        new: list(Booking.objects.filter(layout=held[old]).values_list("pk", flat=True))
        for old, new in renamed.items()
        if old in held and old != new
    }
    changes = change_venue(
        venue, part="rooms", by=by, at=at, seen=seen, **with_changed(files.from_database(venue), row)
    )
    for name, bookings in chosen.items():
        layout = Layout.objects.get(room__venue=venue, room__code=row.code, name=name)
        Booking.objects.filter(pk__in=bookings).update(layout=layout)
    return changes
