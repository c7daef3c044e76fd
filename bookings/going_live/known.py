"""What a hall knows that a diary may name: its rooms, its categories of price, and who has booked here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count

from accounts.likeness import name_key
from accounts.models import Hirer
from bookings.availability.whole_days import WholeDays
from bookings.diaries.names import Names, RoomName
from venues.models import Category, Room, Venue


@dataclass(frozen=True)
class Known:
    """In three questions."""

    venue: Venue
    rooms: Mapping[str, Room]  # with their cells, by code
    categories: Mapping[str, Category]
    hirers: Mapping[str, Hirer]  # by the key of their name; of two alike the one with more bookings
    alike: frozenset[str]  # names that two of them have

    @classmethod
    def of(cls, venue: Venue) -> Known:
        rooms = Room.objects.filter(venue=venue).select_related("venue__operator").prefetch_related("cells", "layouts")
        categories = Category.objects.filter(operator=venue.operator_id)
        here = Hirer.objects.standing().filter(bookings__venue__operator=venue.operator_id, forgotten_at=None)
        found = list(here.annotate(hires=Count("bookings")).order_by("-hires", "pk"))
        hirers: dict[str, Hirer] = {}
        for hirer in found:
            hirers.setdefault(name_key(hirer.name), hirer)
        alike = Counter(name_key(hirer.name) for hirer in found)
        return cls(
            venue,
            {room.code: room for room in rooms},
            {category.code: category for category in categories},
            hirers,
            frozenset(key for key, count in alike.items() if count > 1),
        )

    @cached_property
    def names(self) -> Names:
        standard = next(code for code, category in self.categories.items() if category.is_standard)
        return Names(
            tuple(
                RoomName(code, room.name, frozenset(cell.pk for cell in room.cells.all()))
                for code, room in self.rooms.items()
            ),
            {code: category.name for code, category in self.categories.items()},
            standard,
            {key: hirer.kind for key, hirer in self.hirers.items()},
            all_day=WholeDays(self.rooms),
        )
