"""Count a call for which nothing was free, and take the count back: a day, minutes, a part of the week, no person."""

from __future__ import annotations

from datetime import datetime

from accounts import journal
from accounts.models import User
from bookings.locks import all_or_nothing
from bookings.models import PhonedFull, UnmetSearch
from venues.models import Venue
from venues.periods import Period


@all_or_nothing
def count_call(venue: Venue, period: Period, *, mark: str, by: User, at: datetime) -> PhonedFull:
    """`period` is what was asked for. The same mark again is the first count."""
    wanted = period.local(venue.tz).start
    told = {
        "on": at.astimezone(venue.tz).date(),
        "minutes": period.minutes,
        "part": UnmetSearch.Part.of(wanted.date(), wanted.time()),
    }
    counted, is_new = PhonedFull.objects.get_or_create(venue=venue, mark=mark, defaults=told)
    if is_new:
        journal.record(by, "counted a call", venue)
    return counted


@all_or_nothing
def do_not_count_call(venue: Venue, *, mark: str, by: User) -> bool:
    """Whether there was such a count to take back."""
    gone, _by_kind = PhonedFull.objects.filter(venue=venue, mark=mark).delete()
    if gone:
        journal.record(by, "took a counted call back", venue)
    return bool(gone)
