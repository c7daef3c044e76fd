"""The letters about what somebody needs, brought about; imported where all letters are."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone

from accounts.models import User
from bookings import actions
from bookings.actions.answer_needs import Answered, ToDo, answer_needs
from bookings.actions.ask_whether_it_worked import (
    ask_whether_it_worked,
    note_that_it_was_read,
    say_whether_it_worked,
)
from bookings.actions.forget_needs import forget_needs, forget_needs_of_nothing
from bookings.actions.state_needs import save_needs, state_needs
from bookings.actions.tell_of_outages import tell_of_outages
from bookings.actions.tick_task import tell_of_what_is_not_done, tick_task
from bookings.models import Adjustment, Booking, DidItWork, Session
from bookings.stated_needs import Stated
from bookings.undoing import UNDO_FOR
from tests.letter_cases import Cast, writes
from tests.make import soon, the_room
from venues.actions.keep_outages import note_outage
from venues.models import AccessClaim, Room

A_DAY = timedelta(days=1)
LOOP = Stated(("hearing_loop",), {}, "A chair near the door")
RAMP = ToDo("Put out the ramp", "Side door", 30)


def all_arranged(booking: Booking, *, by: User, at: datetime, to_do: ToDo | None = RAMP) -> None:
    """Every need of it, with something to do for each."""
    said = {"answer": "arranged", "told": "It will be ready.", "to_do": to_do}
    rows = booking.stated_needs.values_list("pk", flat=True)
    answer_needs(booking, [Answered(pk, **said) for pk in rows], by=by, at=at)


def happened(booking: Booking, *, ago: timedelta) -> None:
    """Its last date ended so long ago; what was said and agreed about it was before."""
    last = booking.sessions.latest("ends_at")
    by = last.ends_at - (timezone.now() - ago)
    Session.objects.filter(booking=booking).update(
        starts_at=F("starts_at") - by, ends_at=F("ends_at") - by, first_starts_at=F("first_starts_at") - by
    )
    Adjustment.objects.filter(stated__booking=booking).update(made_at=F("made_at") - by)
    booking.stated_needs.update(stated_at=F("stated_at") - by)


def loop_here(room: Room) -> None:
    """A loop that depends on equipment, and a microphone."""
    for fact, value in (("hea_listening", "fixed_loop"), ("hea_mic", "yes")):
        seen = {"state": "known", "value": value, "evidence": "stated", "checked_on": soon(-9)}
        AccessClaim.objects.create(venue=room.venue, room=room, fact=fact, **seen)


@writes("needs_stated", "needs_answered", "task_not_done", "did_it_work", "worked_answered", "access_out")
def needs_are_stated_and_seen_to(cast: Cast) -> None:
    """From the first word to the last; one booking is forgotten when it is over, one when it is refused."""
    room, at, hall = the_room(cast.hall, "main"), timezone.now(), cast.hall
    save_needs(cast.ben, LOOP, at=at)
    booking = cast.a_request(160, confirmed=True)
    state_needs(booking, LOOP, at=at)
    all_arranged(booking, by=cast.sue, at=at)
    all_arranged(booking, by=cast.sue, at=at + UNDO_FOR / 5, to_do=ToDo("Put out the ramp", "", 60))
    loop_here(room)
    note_outage(hall, fact="hea_listening", starts_on=soon(0), expected_on=soon(300), note="", by=cast.sue, at=at)
    tell_of_outages(at)
    session = booking.sessions.get()
    done, _left = Adjustment.objects.filter(stated__booking=booking, ended_at=None)
    due = done.due_for(session)
    tick_task(done, session, shown=due, is_done=True, by=cast.mel, at=due - timedelta(minutes=5))
    tell_of_what_is_not_done(session.starts_at - timedelta(minutes=5))
    ask_whether_it_worked(session.ends_at + A_DAY)
    asked = DidItWork.objects.get(booking=booking)
    say_whether_it_worked(asked, outcome="in_part", words="It hummed.", at=session.ends_at + A_DAY)
    note_that_it_was_read(asked, by=cast.sue, at=session.ends_at + A_DAY)
    refused = cast.a_request(161)
    state_needs(refused, LOOP, at=at, desk=True)
    actions.decline_booking(refused, reason="access", words="No lift.", by=cast.sue, at=at)
    forget_needs_of_nothing(at + UNDO_FOR)
    forget_needs([booking.pk], at=at)
