"""The closures of a venue as its desk sees them, and days on which halls are often shut."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from accounts.clock import span_words
from bookings import rights
from bookings.desk.parts import part_words
from bookings.models import Session
from venues.bank_holidays import OF_THE_KINGDOM, bank_holidays_after
from venues.files import VenueFile
from venues.models import Closure, Venue

OFFERED = 8


@dataclass(frozen=True)
class Shut:
    closure: Closure
    when: str
    part: str
    why: str


@dataclass(frozen=True)
class OfferedDay:
    on: date
    name: str
    cause: str


def shut(closures: Iterable[Closure], file: VenueFile, zone: ZoneInfo) -> list[Shut]:
    """Closures in words; they come with their cells."""
    return [
        Shut(
            closure,
            span_words(closure.starts_at, closure.ends_at, zone),
            part_words(file, [cell.code for cell in closure.cells.all()]),
            closure.note or closure.get_cause_display(),
        )
        for closure in closures
    ]


def untold(sessions: Iterable[Session]) -> set[int]:
    """The hirers, by their keys, whom no letter can reach."""
    without = {each.booking.hirer_id: each.booking for each in sessions if not each.booking.hirer.contact_email}
    return {hirer for hirer, booking in without.items() if not rights.letters_go_to(booking)}


def days_to_offer(venue: Venue, *, at: datetime) -> list[OfferedDay]:
    """The next bank holidays and polling day, but for those on which the whole place is shut already."""
    today = at.astimezone(venue.tz).date()
    days = [
        OfferedDay(on, name, Closure.Cause.HOLIDAY.value)
        for on, name in bank_holidays_after(venue.nation, today, OFFERED)
    ]
    if venue.nation in OF_THE_KINGDOM:
        days.append(
            OfferedDay(_next_polling_day(today), _("polling day, where there are elections"), Closure.Cause.POLL.value)
        )
    whole = list(venue.closures.filter(cells=None, ends_at__gt=at).values_list("starts_at", "ends_at"))
    return sorted(
        (day for day in days if not any(start <= _noon(day.on, venue) < end for start, end in whole)),
        key=lambda day: day.on,
    )


def _next_polling_day(today: date) -> date:
    """The first Thursday in May, on which local elections are held."""
    for year in (today.year, today.year + 1):
        first = date(year, 5, 1)
        thursday = first + timedelta(days=(3 - first.weekday()) % 7)
        if thursday > today:
            return thursday
    raise AssertionError("next year has one that is to come")


def _noon(on: date, venue: Venue) -> datetime:
    return datetime.combine(on, time(12), venue.tz)
