"""The closures of a venue as its desk sees them, and days on which halls are often shut."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from accounts.clock import span_words
from bookings import rights
from bookings.crediting import full_credit
from bookings.desk.parts import part_words
from bookings.models import Session
from bookings.moved_words import but_words, choice_words
from bookings.rooms_instead import HitDate
from bookings.ways_out import fits
from venues.bank_holidays import OF_THE_KINGDOM, bank_holidays_after
from venues.files import VenueFile
from venues.models import Closure, Room, Venue

OFFERED, MOST_ELSEWHERE = 8, 12


@dataclass(frozen=True)
class Shut:
    closure: Closure
    when: str
    part: str
    why: str


@dataclass(frozen=True)
class Option:
    value: str
    words: str
    but: str  # what speaks against it
    is_chosen: bool


@dataclass(frozen=True)
class HitInWords:
    """A date with the rooms that could stand in, and what it is to be given up."""

    date: HitDate
    options: list[Option]

    @property
    def people(self) -> int:
        return self.date.session.people

    @property
    def credit(self) -> str:
        """What is done where no room is chosen."""
        if self.date.session.booking.is_waiting:
            return _("Nowhere: the request is refused")
        price = full_credit(self.date.session)
        if price is None:
            return _("Nowhere: cancel it; they owe nothing, and what they paid for it is theirs")
        if not price:
            return _("Nowhere: cancel it; it cost nothing")
        return _("Nowhere: cancel it; they owe nothing, and if they paid, the %(sum)s is theirs") % {"sum": price}

    @property
    def why_none(self) -> str:
        if len(self.date.session.rooms.all()) == 1:
            return _("No other room that takes so many is open and free then.")
        return _("No other rooms that take so many are open and free then.")


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


def hits_in_words(dates: Iterable[HitDate]) -> list[HitInWords]:
    """Each date with the rooms that could stand in, in words, and which of them is chosen."""
    return [
        HitInWords(
            date,
            [
                Option(each.value, choice_words(each), but_words(each), is_chosen=each == date.chosen)
                for each in date.rooms
            ],
        )
        for date in dates
    ]


def rooms_elsewhere(venue: Venue, sessions: Iterable[Session]) -> list[Room]:
    """Rooms of the operator’s other places that take the smallest of these groups; whether free, is seen there."""
    numbers = [each.people for each in sessions]
    if not numbers:
        return []
    others = Room.objects.on_offer().filter(venue__operator=venue.operator_id).exclude(venue=venue)
    rooms = others.select_related("venue").prefetch_related("layouts").order_by("venue__name", "venue", "position")
    return [room for room in rooms if fits(room, min(numbers))][:MOST_ELSEWHERE]


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
