"""What somebody wishes to be otherwise: of one date, of it and all later ones, or of all to come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as day
from datetime import time
from typing import Any

from bookings.models import Session
from bookings.recurrence import Times
from venues.models import Layout, Room
from venues.money import Money

ONE, LATER, ALL = "one", "later", "all"


@dataclass(frozen=True)
class Wish:
    """What is None stays as it is, and so do the rooms where none is said. They come loaded, as `rooms_of` has them.

    `date` is the key of the session that it is wished of, or counted from. `ways` has, by the key of a date
    that cannot be had as wished, the other time that was chosen for it; the others stay where they are. `along`
    has the keys of dates that had gone to a time of their own before, and shall go to the new one all the same.
    """

    which: str
    date: int
    on: day | None = None  # of one date: to that day
    weekday: int | None = None  # of several: to that day of their week
    times: Times | None = None
    rooms: tuple[Room, ...] = ()  # all that the date named is to have
    layout: Layout | None = None
    people: int | None = None
    price: Money | None = None  # of each date of which no list can tell it: by the desk
    ways: Mapping[int, Times] = field(default_factory=dict)
    along: frozenset[int] = frozenset()
    castle: Times | None = None  # when a bouncy castle is there, where its hours do not simply move along
    only: frozenset[int] = frozenset()  # where it was asked for: the dates that were shown as changed

    @property
    def is_empty(self) -> bool:
        return not self.moves and self.layout is None and self.people is None

    @property
    def moves(self) -> bool:
        """Whether it is about when or where."""
        return bool(self.rooms) or any(each is not None for each in (self.on, self.weekday, self.times))

    def among(self, sessions: Sequence[Session]) -> list[Session]:
        """Those that it is about, of all to come; nothing where that date is no longer among them."""
        anchor = next((session for session in sessions if session.pk == self.date), None)
        if anchor is None:
            return []
        if self.which == ONE:
            return [anchor]
        found = [each for each in sessions if self.which == ALL or each.starts_at >= anchor.starts_at]
        return [each for each in found if not self.only or each.pk in self.only]

    def as_document(self) -> dict[str, Any]:
        """To be kept until somebody has decided."""
        row = {
            "on": self.on and self.on.isoformat(),
            "weekday": self.weekday,
            "times": self.times and _written(self.times),
            "rooms": [room.pk for room in self.rooms] or None,
            "layout": self.layout and self.layout.pk,
            "people": self.people,
            "castle": self.castle and _written(self.castle),
            "only": sorted(self.only) or None,
            "along": sorted(self.along) or None,
            "ways": {str(key): _written(times) for key, times in self.ways.items()} or None,
        }
        return {
            "which": self.which,
            "date": self.date,
            **{name: value for name, value in row.items() if value is not None},
        }

    @classmethod
    def from_document(cls, row: Mapping[str, Any], rooms: Mapping[int, Room]) -> Wish | None:
        """What was kept; None where its room or its layout is no longer there."""
        layouts = {layout.pk: layout for room in rooms.values() for layout in room.layouts.all()}
        wanted = row.get("rooms") or ([row["room"]] if "room" in row else [])  # one alone, as it was once written
        if not rooms.keys() >= set(wanted) or row.get("layout", 0) not in {0, *layouts}:
            return None
        return cls(
            row["which"],
            row["date"],
            on=day.fromisoformat(row["on"]) if "on" in row else None,
            weekday=row.get("weekday"),
            times=_read(row["times"]) if "times" in row else None,
            rooms=tuple(rooms[key] for key in wanted),
            layout=layouts[row["layout"]] if "layout" in row else None,
            people=row.get("people"),
            castle=_read(row["castle"]) if "castle" in row else None,
            only=frozenset(row.get("only", ())),
            along=frozenset(row.get("along", ())),
            ways={int(key): _read(times) for key, times in row.get("ways", {}).items()},
        )


def _written(times: Times) -> list[str]:
    return [f"{times.start:%H:%M}", f"{times.end:%H:%M}"]


def _read(row: Sequence[str]) -> Times:
    return Times(time.fromisoformat(row[0]), time.fromisoformat(row[1]))
