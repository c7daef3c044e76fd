"""When the cells and rooms of venues are open, and when they are shut all the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter

from django.db.models import QuerySet

from venues.at_one_go import Asked, Told, at_one_go, rows_of
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
    _timetables: dict[tuple[int, int], Timetable] = field(default_factory=dict)
    _alike: dict[Timetable, Timetable] = field(default_factory=dict)
    _answers: dict[tuple[int, str, Period], bool] = field(default_factory=dict)  # by timetable's id, zone, period

    @classmethod
    def load(cls, venues: Iterable[Venue], span: Period) -> Hours:
        """One statement, whatever the number of venues: hours and closures, each with its cells."""
        return cls.read(at_one_go(cls.questions({venue.pk for venue in venues}, span)))

    @classmethod
    def without_closures(cls, venues: Iterable[Venue]) -> Hours:
        """In one statement too."""
        return cls.read(at_one_go(cls.questions({venue.pk for venue in venues})))

    @classmethod
    def closures_alone(cls, venues: Iterable[Venue], span: Period) -> Hours:
        """In one statement too, for whoever may have it outside the weekly hours."""
        asked = cls.questions({venue.pk for venue in venues}, span)
        return cls.read(at_one_go({"closures": asked["closures"]}))

    @staticmethod
    def questions(venues: Collection[int] | QuerySet[Venue], span: Period | None = None) -> Asked:
        """What `read` reads; without a span nothing is asked of closures."""
        weekly = OpeningHours.objects.filter(venue__in=venues)
        asked = {
            "hours": rows_of(
                weekly, "venue_id", "weekday", "opens_minute", "closes_minute", "valid_from", "valid_to", "cells", "pk"
            )
        }
        if span:
            shut = Closure.objects.filter(venue__in=venues, starts_at__lt=span.end, ends_at__gt=span.start)
            asked["closures"] = rows_of(shut, "venue_id", "starts_at", "pk", "ends_at", "cause", "note", "cells")
        return asked

    @classmethod
    def read(cls, told: Told) -> Hours:
        hours = cls()
        for *row, _key in sorted(told["hours"], key=itemgetter(-1)):
            hours._add_hours(*row)
        closures = sorted(told["closures"], key=itemgetter(0, 1, 2))
        for row, same in groupby(closures, key=lambda row: row[:-1]):
            hours._add_closure(*row, cells=frozenset(each[-1] for each in same if each[-1] is not None))
        return hours

    def timetable(self, cell: int, venue: int) -> Timetable:
        """The hours of a cell; one and the same value for all that are alike."""
        asked = (venue, cell if cell in self.own else 0)
        if asked not in self._timetables:
            found = Timetable(tuple(self.own.get(cell, ())), tuple(self.default.get(venue, ())))
            self._timetables[asked] = self._alike.setdefault(found, found)
        return self._timetables[asked]

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

    def are_open(self, cells: Iterable[int], venue: Venue, period: Period) -> bool:
        """Whether all these cells of a venue are open for the whole stretch; worked out once for all hours alike."""
        return all(self._is_open(self.timetable(cell, venue.pk), venue, period) for cell in cells)

    def _is_open(self, timetable: Timetable, venue: Venue, period: Period) -> bool:
        asked = (id(timetable), venue.zone, period)
        if asked not in self._answers:
            self._answers[asked] = timetable.open_in(period, venue.tz) == [period]
        return self._answers[asked]

    def _add_hours(
        self, venue: int, weekday: int, opens: int, closes: int, first: date | None, last: date | None, cell: int | None
    ) -> None:
        """Hours with no cells are those of the whole venue."""
        hours = WeeklyHours(weekday, opens, closes, first, last)
        (self.default[venue] if cell is None else self.own[cell]).append(hours)

    def _add_closure(
        self,
        venue: int,
        starts_at: datetime,
        _key: int,
        ends_at: datetime,
        cause: str,
        note: str,
        *,
        cells: frozenset[int],
    ) -> None:
        words = note or str(Closure.Cause(cause).label)
        self.shut[venue].append(Shut(Period(starts_at, ends_at), cells, words, cause))
