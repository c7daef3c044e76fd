"""Where a free stretch of a room leads: the form that asks for it, with the day and the hours filled in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.urls import reverse

from bookings.policy import Window
from venues.models import Room
from venues.periods import Period


class WayToAsk:
    """For one room: an address where its hall is shown and the stretch can be asked for now."""

    def __init__(self, room: Room, at: datetime, beside: Mapping[str, str] = {}) -> None:
        """`beside` is what else is known of the wish, by the names of the form."""
        self.beside = beside
        venue = room.venue
        self.venue, self.at, self.zone = venue, at, venue.tz
        self.window = Window(timedelta(hours=venue.notice_hours), timedelta(days=venue.furthest_days))
        self.book = reverse("bookings:book", args=[venue.slug, room.code])

    def address(self, period: Period) -> str:
        may_ask = not self.window.is_too_soon(period, self.at) and not self.window.is_too_far(period, self.at)
        if not may_ask or not self.venue.published:
            return ""
        start, end = (moment.astimezone(self.zone) for moment in (period.start, period.end))
        end = max(end, start + timedelta(minutes=self.venue.shortest_minutes))
        query = {"on": start.date().isoformat(), "from": f"{start:%H:%M}", "to": f"{end:%H:%M}", **self.beside}
        return f"{self.book}?{urlencode(query)}"
