"""The sessions that other opening hours would leave outside: they stay booked, but their desk should know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bookings.desk.open_week import timetable_of
from bookings.models import Session
from venues.files.contents import HoursRow
from venues.models import Venue
from venues.opening import Timetable
from venues.periods import Period


def left_outside(venue: Venue, before: Sequence[HoursRow], after: Sequence[HoursRow], *, at: datetime) -> list[Session]:
    """Those asked or booked and not over that lie within the one and not the other; three questions."""
    was, will = _Hours(before), _Hours(after)
    sessions = Session.objects.at(venue).blocking().to_come(at).for_lists()
    loaded = sessions.prefetch_related("rooms__cells")
    return [
        session
        for session in loaded.order_by("starts_at", "pk")
        if was.are_open_for(session) and not will.are_open_for(session)
    ]


@dataclass
class _Hours:
    rows: Sequence[HoursRow]
    cells: dict[str, Timetable] = field(default_factory=dict)
    answers: dict[tuple[Timetable, Period], bool] = field(default_factory=dict)

    def are_open_for(self, session: Session) -> bool:
        cells = {cell.code for room in session.rooms.all() for cell in room.cells.all()}
        return all(self._is_open(cell, session) for cell in cells)

    def _is_open(self, cell: str, session: Session) -> bool:
        if cell not in self.cells:
            self.cells[cell] = timetable_of(cell, self.rows)
        asked = (self.cells[cell], session.period)
        if asked not in self.answers:
            self.answers[asked] = self.cells[cell].open_in(session.period, session.venue.tz) == [session.period]
        return self.answers[asked]
