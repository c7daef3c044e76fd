"""Questions and wishes to look round as the desk reads them: what waits, and whether the time asked for is free."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.clock import day_words, span_words, time_words
from bookings.actions.look_round import is_free_to_look
from bookings.availability import survey
from bookings.clerk_line import line_of
from bookings.desk.phone import Answer, answer, rooms_of
from bookings.models import Message, Thread
from bookings.phone_box import Call, Unheard
from bookings.recurrence import Times
from bookings.thread_letters import desk_address
from bookings.thread_links import mark_of
from venues.models import Room, Venue
from venues.periods import Period

A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Row:
    """One line of the list."""

    thread: Thread

    @property
    def address(self) -> str:
        return desk_address(self.thread)

    @property
    def about(self) -> str:
        """Of a booking its title; before one the room and the time, as far as they were said."""
        thread = self.thread
        if thread.booking:
            return thread.booking.title
        return ", ".join(filter(None, [thread.title, thread.room.name if thread.room else "", when_words(thread)]))

    @property
    def look(self) -> str:
        return look_words(self.thread)


def listed(venue: Venue) -> QuerySet[Thread]:
    """What is open: first what waits for the desk, the oldest first; each with the last that was written."""
    last = Message.objects.filter(thread=OuterRef("pk")).order_by("-at", "-pk").values("text")[:1]
    open_ones = Thread.objects.at(venue).on_the_desk().select_related("venue", "room", "booking__hirer")
    return open_ones.annotate(last_words=Subquery(last)).order_by("last_from_desk", "last_at", "pk")


def not_free_lately(venue: Venue, *, at: datetime) -> list[Row]:
    """Times asked about in the last year that could not be had, whoever asked; the newest first."""
    found = Thread.objects.filter(venue=venue, opened_at__gt=at - A_YEAR).not_free().select_related("venue", "room")
    return [Row(thread) for thread in found.order_by("-opened_at", "-pk")[:20]]


def waiting_for_the_desk(venue: Venue) -> int:
    return Thread.objects.at(venue).waiting_for_the_desk().count()


def when_words(thread: Thread) -> str:
    period = thread.period
    return span_words(period.start, period.end, thread.venue.tz) if period else ""


def look_words(thread: Thread) -> str:
    """Tuesday 3 March 2026, 6pm; nothing where no time is offered."""
    if thread.look_at is None:
        return ""
    local = thread.look_at.astimezone(thread.venue.tz)
    return _("%(day)s, %(time)s") % {"day": day_words(local.date()), "time": time_words(local.time())}


@dataclass(frozen=True)
class LookRound:
    """Somebody who comes to look round, as it stands in the diary; it holds no room."""

    thread: Thread
    on: date
    time: str


def looks_round(venue: Venue, span: Period) -> list[LookRound]:
    """Those that are agreed, in order; one question."""
    found = Thread.objects.at(venue).looking_round(span).select_related("room")
    local = [(thread, thread.look_at.astimezone(venue.tz)) for thread in found if thread.look_at]
    return [LookRound(thread, moment.date(), time_words(moment.time())) for thread, moment in local]


@dataclass(frozen=True)
class Looking:
    """The time to look round that is offered or agreed, and whether the room is still free then."""

    thread: Thread
    at: datetime

    @property
    def words(self) -> str:
        return look_words(self.thread)

    @property
    def is_past(self) -> bool:
        return not self.thread.may_still_look(self.at)

    @cached_property
    def is_taken(self) -> bool:
        thread = self.thread
        if thread.room is None or thread.look_at is None or self.is_past:
            return False
        thread.room.venue = thread.venue
        return not is_free_to_look(thread.room, thread.look_at, at=self.at)


@dataclass(frozen=True)
class Wanted:
    """The time that somebody asks about: free or not, at what price, and what else is."""

    thread: Thread
    at: datetime

    @property
    def when(self) -> str:
        return when_words(self.thread)

    @property
    def was_not_free(self) -> bool:
        return self.thread.when_asked not in ("", Thread.Found.FREE)

    @cached_property
    def answer(self) -> Answer | None:
        """As the phone box tells it; nothing where no room was named, or the clocks take the time away."""
        period, room = self.thread.period, self.thread.room
        if period is None or room is None or room.retired_on is not None:
            return None
        zone = self.thread.venue.tz
        start, end = period.start.astimezone(zone), period.end.astimezone(zone)
        try:
            call = Call(start.date(), Times(start.time(), end.time()), (room.code,))
            return answer(rooms_of(self.thread.venue), call, at=self.at)
        except Unheard:
            return None

    @cached_property
    def free_rooms(self) -> list[Room]:
        """Where no room was named: those that are free."""
        period = self.thread.period
        if period is None or self.thread.room is not None or period.first < self.at:
            return []
        rooms = rooms_of(self.thread.venue)
        seen = survey(rooms, _cells(rooms), [period], at=self.at, desk=True)
        return [room for room in rooms if seen.is_free(room)]

    @property
    def phone_box(self) -> str:
        """The same question in the phone box, where one key pencils it in."""
        return _with_query(reverse("desk:phone", args=[self.thread.venue.slug]), ask=self._line) if self._line else ""

    @property
    def book_for_them(self) -> str:
        """The page on which the desk books for them, with all that is known filled in; nothing once they have asked."""
        thread = self.thread
        if thread.became_id:
            return ""
        whose = {"who": thread.hirer.name} if thread.hirer else {"who": thread.name, "contact": thread.email}
        about = {"when": self._line, "title": thread.title, "people": thread.people, "began": mark_of(thread)}
        return _with_query(reverse("desk:book", args=[thread.venue.slug]), **about, **whose)

    @property
    def _line(self) -> str:
        """As the desk would type it; nothing where the day, the hours or the room is not known, or it is past."""
        period, room = self.thread.period, self.thread.room
        if period is None or room is None or room.retired_on is not None or period.first < self.at:
            return ""
        local = period.local(self.thread.venue.tz)
        return line_of(local.start.date(), Times(local.start.time(), local.end.time()), room.name)

    @property
    def request(self) -> str:
        """The booking page with all that is known filled in; nothing where nobody could ask for it."""
        thread, venue, room = self.thread, self.thread.venue, self.thread.room
        if thread.became_id or room is None or room.retired_on is not None or not venue.published:
            return ""
        group = thread.hirer.ref if thread.hirer else ""
        about = {"began": mark_of(thread), "title": thread.title, "people": thread.people, "group": group}
        period = thread.period
        when = _as_typed(period, venue) if period and period.first > self.at else {}
        return _with_query(reverse("bookings:book", args=[venue.slug, room.code]), **about, **when)


def _with_query(address: str, **said: str | int | None) -> str:
    return f"{address}?{urlencode({name: value for name, value in said.items() if value})}"


def _as_typed(period: Period, venue: Venue) -> dict[str, str]:
    start, end = period.start.astimezone(venue.tz), period.end.astimezone(venue.tz)
    return {"on": start.date().isoformat(), "from": f"{start:%H:%M}", "to": f"{end:%H:%M}"}


def _cells(rooms: list[Room]) -> dict[int, list[int]]:
    return {room.pk: [cell.pk for cell in room.cells.all()] for room in rooms}
