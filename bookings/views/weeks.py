"""The page's week of a room: a grid of hours, the same as a list, and the weeks before and after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.clock import day_words, hours_words, time_words
from bookings.availability.week import Day, Hour, State, Stretch, week_of
from bookings.forms.fields import DayField
from bookings.way_to_ask import WayToAsk
from venues.models import Room

WORDS = {
    State.FREE: gettext_lazy("Free"),
    State.BOOKED: gettext_lazy("Booked"),
    State.ASKED: gettext_lazy("Asked"),
    State.CLEARING: gettext_lazy("Clearing up"),
    State.CLOSED: gettext_lazy("Closed"),
    State.SHUT: gettext_lazy("Shut"),
    State.PAST: gettext_lazy("Past"),
}
MAY_BE_ASKED = (State.FREE, State.BOOKED, State.ASKED)  # what others have can be waited for
LOOKS = {State.FREE: "free", State.BOOKED: "taken", State.ASKED: "held", State.CLEARING: "held"}
WEEK = timedelta(days=7)


class NoSuchWeek(Exception):
    """A week that nobody can read, or that is past or too far ahead."""


@dataclass(frozen=True)
class Box:
    """One hour of one day in the grid; with an address where it can be asked for."""

    look: str
    words: str
    note: str = ""
    when: str = ""
    address: str = ""


@dataclass(frozen=True)
class WeekPage:
    first: date
    heads: list[tuple[str, str]]
    rows: list[tuple[str, list[Box]]]
    days: list[tuple[str, str]]
    earlier: date | None
    later: date | None

    @property
    def last(self) -> date:
        return self.first + WEEK - timedelta(days=1)


def first_day_asked(query: str, room: Room, at: datetime) -> date:
    """The day that the address names, today where it names none; raises NoSuchWeek."""
    today, furthest = _reach(room, at)
    if not query:
        return today
    try:
        day = DayField().clean(query)
    except ValidationError:
        raise NoSuchWeek from None
    if not today <= day <= furthest:
        raise NoSuchWeek
    return day


def week_page(room: Room, first: date, *, at: datetime, beside: Mapping[str, str] = {}) -> WeekPage:
    """Seven days from the first, which nobody need look back from: what is past cannot be had.

    `beside` is what every hour hands on to the step to book, such as how many come.
    """
    today, furthest = _reach(room, at)
    week = week_of(room, first, at=at)
    boxes = _Boxes(room, at, beside)
    return WeekPage(
        first=first,
        heads=[(date_format(day.on, "D"), date_format(day.on, "j M")) for day in week.days],
        rows=[
            (time_words(time(hour)), [boxes.of(day, place) for day in week.days])
            for place, hour in enumerate(week.hours)
        ],
        days=[(day_words(day.on), _told(day.told, room)) for day in week.days],
        earlier=max(first - WEEK, today) if first > today else None,
        later=first + WEEK if first + WEEK <= furthest else None,
    )


class _Boxes:
    """What stands in the grid for an hour, and whether a visitor may ask for it now."""

    def __init__(self, room: Room, at: datetime, beside: Mapping[str, str]) -> None:
        self.zone, self.way = room.venue.tz, WayToAsk(room, at, beside)
        self.day_words = cache(day_words)  # the same for all the hours of a day

    def of(self, day: Day, place: int) -> Box:
        """The note stands only where it begins: five hours of a fair say once whose it is."""
        hour = day.hours[place]
        main = hour.main
        if main is None:
            return Box("shut", _("No such hour"))
        look = LOOKS.get(main.state, "shut")
        words = str(WORDS[main.state]) if hour.is_whole else self._in_part(main, hour)
        address = self.way.address(main.period) if main.state in MAY_BE_ASKED else ""
        before = day.hours[place - 1].main if place else None
        note = main.note if before is None or before.note != main.note else ""
        if not address:
            return Box(look, words, note)
        when = f"{self.day_words(day.on)}, {hours_words(main.period.start, main.period.end, self.zone)}"
        return Box(look, words, note, when, address)

    def _in_part(self, main: Stretch, hour: Hour) -> str:
        """Free from 9:15pm; Booked to 8:30pm."""
        start, end = (
            time_words(moment.astimezone(self.zone).time()) for moment in (main.period.start, main.period.end)
        )
        first, last = hour.stretches[0], hour.stretches[-1]
        facts = {"word": WORDS[main.state], "start": start, "end": end}
        if main is last:
            return _("%(word)s from %(start)s") % facts
        if main is first:
            return _("%(word)s to %(end)s") % facts
        return _("%(word)s %(start)s to %(end)s") % facts


def _told(stretches: Iterable[Stretch], room: Room) -> str:
    """Free 9am to midday; booked midday to 2pm (Rehearsal, Alder Vale Choir)."""
    told = []
    for stretch in stretches:
        facts = {
            "word": WORDS[stretch.state],
            "hours": hours_words(stretch.period.start, stretch.period.end, room.venue.tz),
            "note": stretch.note,
        }
        told.append((_("%(word)s %(hours)s (%(note)s)") if stretch.note else _("%(word)s %(hours)s")) % facts)
    return "; ".join(told) or _("Shut all day")


def _reach(room: Room, at: datetime) -> tuple[date, date]:
    """Today and the last day that can be booked."""
    today = at.astimezone(room.venue.tz).date()
    return today, today + timedelta(days=room.venue.furthest_days)
