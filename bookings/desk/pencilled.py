"""What is pencilled in at a venue, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.clock import day_words, hours_words, span_words, time_words
from bookings.models import Hold
from venues.models import Venue
from venues.periods import Period


@dataclass(frozen=True)
class Pencilled:
    """A hold in words."""

    hold: Hold

    @property
    def when(self) -> str:
        return span_words(self.hold.starts_at, self.hold.ends_at, self.hold.venue.tz)

    @property
    def hours(self) -> str:
        return hours_words(self.hold.starts_at, self.hold.ends_at, self.hold.venue.tz)

    @property
    def until(self) -> str:
        """Of the hours that are kept: “until they begin” where that comes first."""
        if self.hold.expires_at == self.hold.starts_at:
            return _("until it begins")
        zone = self.hold.venue.tz
        local = self.hold.expires_at.astimezone(zone)
        return _("until %(day)s, %(time)s") % {"day": day_words(local.date()), "time": time_words(local.time())}


def pencilled_at(venue: Venue, *, at: datetime, within: Period | None = None) -> list[Pencilled]:
    """All that is pencilled in and still stands, soonest first; one question."""
    found = Hold.objects.pencilled().standing(at).filter(venue=venue)
    holds = list((found.overlapping(within) if within else found).select_related("room"))
    for hold in holds:
        hold.venue = venue
    return [Pencilled(hold) for hold in holds]
