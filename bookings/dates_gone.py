"""Which dates of a request somebody else has by now: it waits together with others, or its hold has lapsed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from datetime import datetime

from django.db.models import prefetch_related_objects
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.clock import day_words
from bookings.availability import taken_periods
from bookings.availability.survey import guarded
from bookings.models import Booking, Session
from venues.models import Room
from venues.periods import Period

FEW = 4  # days that are named


def keeps_its_hours(booking: Booking, at: datetime) -> bool:
    """Whether nobody else can have what it asks for, or has booked."""
    return not (booking.is_waiting and (booking.waits_together or booking.hold_lapsed(at)))


def dates_gone(dates: Collection[Session], *, at: datetime) -> list[Session]:
    """Those of the dates; one question for those of twenty requests, none where all of them keep their hours."""
    loose = [date for date in dates if not date.is_cancelled and not keeps_its_hours(date.booking, at)]
    if not loose:
        return []
    prefetch_related_objects(loose, "rooms__venue", "rooms__cells")
    uses = [(date, room) for date in loose for room in date.rooms.all()]
    reach = [guarded(room, date.period) for date, room in uses]
    span = Period(min(period.start for period in reach), max(period.end for period in reach))
    cells = {cell.pk for _on, room in uses for cell in room.cells.all()}
    taken = taken_periods(cells, [span], at=at)
    gone = {date.pk for date, room in uses if _is_taken(room, date, taken)}
    return [date for date in loose if date.pk in gone]


def days_words(dates: Sequence[Session]) -> str:
    """Tuesday 8 December 2026 and Tuesday 15 December 2026; of many the first few, and how many more."""
    days = [day_words(date.starts_at.astimezone(date.venue.tz).date()) for date in dates]
    if len(days) <= FEW:
        return get_text_list(days, _("and"))
    more = ngettext("%(number)d more", "%(number)d more", len(days) - FEW + 1) % {"number": len(days) - FEW + 1}
    return get_text_list([*days[: FEW - 1], more], _("and"))


def _is_taken(room: Room, date: Session, taken: dict[int, list[Period]]) -> bool:
    """The guard lets no two of a cell overlap, so the first that ends after our start is the only one to look at."""
    wanted = guarded(room, date.period)
    for cell in room.cells.all():
        rows: Sequence[Period] = taken.get(cell.pk, [])
        place = bisect_right(rows, wanted.first, key=lambda row: row.last)
        if place < len(rows) and rows[place].overlaps(wanted):
            return True
    return False
