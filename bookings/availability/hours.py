"""When the cells and rooms of venues are open, and when they are shut all the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from venues.models import Closure, OpeningHours, Room, Venue
from venues.opening import Timetable, WeeklyHours
from venues.periods import Period, overlap


@dataclass(frozen=True)
class Shut:
    """A closure: its time, the cells it shuts (none: the whole venue), and what it says."""

    period: Period
    cells: frozenset[int]
    note: str
    cause: str

    def hits(self, cells: Collection[int]) -> bool:
        return not self.cells or not self.cells.isdisjoint(cells)


@dataclass(frozen=True)
class Hours:
    """Loaded at one go; every question afterwards is arithmetic."""

    own: dict[int, list[WeeklyHours]] = field(default_factory=lambda: defaultdict(list))  # by cell
    default: dict[int, list[WeeklyHours]] = field(default_factory=lambda: defaultdict(list))  # by venue
    shut: dict[int, list[Shut]] = field(default_factory=lambda: defaultdict(list))  # by venue
    _answers: dict[tuple[int, int, Period], bool] = field(default_factory=dict)

    @classmethod
    def load(cls, venues: Iterable[Venue], span: Period) -> Hours:
        """At most four questions, whatever the number of venues: hours and closures, each with its cells."""
        ids = {venue.pk for venue in venues}
        hours = cls()
        for row in OpeningHours.objects.filter(venue__in=ids).prefetch_related("cells"):
            hours._add_row(row)
        closures = Closure.objects.filter(venue__in=ids, starts_at__lt=span.end, ends_at__gt=span.start)
        for closure in closures.prefetch_related("cells"):
            hours.shut[closure.venue_id].append(_shut(closure))
        return hours

    def timetable(self, cell: int, venue: int) -> Timetable:
        return Timetable(tuple(self.own.get(cell, ())), tuple(self.default.get(venue, ())))

    def open_periods(self, room: Room, span: Period) -> list[Period]:
        """When a room is open, closures not taken off: when all its cells are."""
        zone = room.venue.tz
        left = [span]
        for cell in room.cells.all():
            left = overlap(left, self.timetable(cell.pk, room.venue_id).open_in(span, zone))
        return left

    def shut_for(self, room: Room) -> list[Shut]:
        cells = [cell.pk for cell in room.cells.all()]
        return [shut for shut in self.shut.get(room.venue_id, ()) if shut.hits(cells)]

    def closure_over(self, room: Room, period: Period) -> Shut | None:
        return next((shut for shut in self.shut_for(room) if shut.period.overlaps(period)), None)

    def is_open(self, room: Room, period: Period) -> bool:
        """Whether the whole stretch lies in the opening hours of every cell."""
        return all(self._cell_is_open(cell.pk, room.venue, period) for cell in room.cells.all())

    def _cell_is_open(self, cell: int, venue: Venue, period: Period) -> bool:
        """Worked out once for each cell with hours of its own, and once for the rest of the venue."""
        asked = (venue.pk, cell if cell in self.own else 0, period)
        if asked not in self._answers:
            self._answers[asked] = self.timetable(cell, venue.pk).open_in(period, venue.tz) == [period]
        return self._answers[asked]

    def _add_row(self, row: OpeningHours) -> None:
        hours = WeeklyHours(row.weekday, row.opens_minute, row.closes_minute, row.valid_from, row.valid_to)
        cells = row.cells.all()
        for cell in cells:
            self.own[cell.pk].append(hours)
        if not cells:
            self.default[row.venue_id].append(hours)


def _shut(closure: Closure) -> Shut:
    return Shut(
        Period(closure.starts_at, closure.ends_at),
        frozenset(cell.pk for cell in closure.cells.all()),
        closure.note or closure.get_cause_display(),
        closure.cause,
    )
