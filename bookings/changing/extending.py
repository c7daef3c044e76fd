"""A series that goes on: the same rule, from the day after its last one to another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date as day
from datetime import datetime

from django.utils.translation import gettext as _

from bookings.asking import Answers
from bookings.availability.taken import Own
from bookings.changing.planning import rooms_of
from bookings.exceptions import NotPossible
from bookings.models import Booking, EquipmentUse, Hold, Session
from bookings.plans import Ask
from bookings.recurrence import Pattern, TermDays, from_document
from venues.models import Room, Venue


def may_go_on(booking: Booking) -> bool:
    """Whether it has a rule that could."""
    if booking.pattern is None or not (booking.is_waiting or booking.is_confirmed):
        return False
    return from_document(booking.pattern).is_a_rule


def further_ask(booking: Booking, until: day, *, at: datetime) -> Ask:
    """For the dates that would come: where, when and for how many its last one is. Raises NotPossible."""
    if not may_go_on(booking):
        raise NotPossible(_("Only a series that is asked for or booked can go on."))
    if booking.hold_lapsed(at):
        raise NotPossible(_("The hall no longer keeps its hours. Wait for the answer first."))
    pattern = _tail(from_document(booking.pattern or {}), until, booking.venue)
    last, rooms = _last(booking)
    return Ask(
        hirer=booking.hirer,
        room=rooms[0],
        beside=tuple(rooms[1:]),
        pattern=pattern,
        category=booking.category,
        title=booking.title,
        purpose=booking.purpose,
        people=last.people,
        layout=last.laid_out_in({room.pk for room in rooms}),
        listed=booking.listed,
        open_to_anyone=booking.open_to_anyone,
        confidential=booking.confidential,
        sound=booking.sound,
        answers=Answers.from_row(booking.asked),
    )


def let_go_of_just_now(booking: Booking) -> Own:
    """Its dates that the desk ended a moment ago, whose hours are kept: in nobody's way of its going on."""
    holds = Hold.objects.kept_of(booking).values_list("pk", flat=True)
    things = EquipmentUse.objects.filter(session__booking=booking).exclude(hold=None)
    return Own(frozenset(things.values_list("session", flat=True)), frozenset(holds))


def _tail(pattern: Pattern, until: day, venue: Venue) -> Pattern:
    """In term time by the terms that the hall knows today."""
    last = pattern.until or pattern.first
    terms = pattern.terms
    if terms is not None and venue.term_calendar is not None:
        terms = tuple(TermDays(term.starts_on, term.ends_on) for term in venue.term_calendar.terms.all())
    longer = replace(pattern, until=max(until, last), terms=terms, skip=frozenset())
    days = [each for each in longer.dates() if each > last]
    if not days:
        raise NotPossible(_("The series has no further date until then."))
    return replace(longer, first=days[0])


def _last(booking: Booking) -> tuple[Session, list[Room]]:
    """The last date that stands as its rule has it, and its rooms; the last of all where none does."""
    sessions = booking.sessions.filter(status=Session.Status.PLANNED).select_related("layout")
    dates = list(sessions.prefetch_related("session_rooms__stretch").order_by("-starts_at"))
    last = next((date for date in dates if _is_by_rule(date)), dates[0] if dates else None)
    held = list(last.session_rooms.all()) if last else []
    if last is None or not held:
        raise NotPossible(_("None of its dates has a room any more. Ask for the further dates."))
    last.booking = booking
    rooms = rooms_of(booking.venue)
    return last, [rooms[each.room_id] for each in held]


def _is_by_rule(session: Session) -> bool:
    """Not by itself in another room, where something else was in the way."""
    return any(held.stretch is not None and held.stretch.rule_id is not None for held in session.session_rooms.all())
