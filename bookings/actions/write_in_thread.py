"""What a hall and somebody who books, or may book, write to each other: asked, answered, closed, taken back."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from bookings import thread_letters
from bookings.exceptions import TooLate
from bookings.locks import all_or_nothing
from bookings.models import Booking, Message, Thread
from bookings.thread_links import hash_of, token_of
from bookings.undoing import UNDO_FOR

SAME_WITHIN = timedelta(hours=1)

ASKED, WROTE, ANSWERED = "asked them something", "wrote to the hall", "answered"


@all_or_nothing
def ask_hirer(booking: Booking, text: str, *, by: User, at: datetime) -> Message:
    """Ask whoever booked; the hold goes on, and it counts as the first answer of substance. The same twice is one."""
    booking = Booking.objects.locked(booking.pk)
    thread = _thread_of(booking, at)
    again = said_just_now(thread, text, from_desk=True, at=at)
    if again:
        return again
    if booking.is_waiting and booking.answered_at is None:
        booking.answered_at = at
        booking.save(update_fields=["answered_at"])
    journal.record(by, ASKED, booking)
    return write(thread, text, by=by, from_desk=True, at=at)


@all_or_nothing
def write_to_hall(booking: Booking, text: str, *, by: User | None, at: datetime) -> Message:
    """Answer, or ask the hall, about a booking of one's own group."""
    booking = Booking.objects.locked(booking.pk)
    thread = _thread_of(booking, at)
    again = said_just_now(thread, text, from_desk=False, at=at)
    if again:
        return again
    journal.record(by, WROTE, booking)
    return write(thread, text, by=by, from_desk=False, at=at)


@all_or_nothing
def answer_enquiry(thread: Thread, text: str, *, by: User, at: datetime, close: bool = False) -> Message:
    """The hall answers what was asked before a booking; closed, it is off the desk until somebody writes again."""
    thread = Thread.objects.locked(thread.pk)
    must_be_known(thread)
    again = said_just_now(thread, text, from_desk=True, at=at)
    if again:
        return again
    journal.record(by, ANSWERED, thread)
    return write(thread, text, by=by, from_desk=True, at=at, close=close)


@all_or_nothing
def say_more(thread: Thread, text: str, *, by: User | None, at: datetime) -> Message:
    """Whoever asked writes again; a thread that was closed is open once more."""
    thread = Thread.objects.locked(thread.pk)
    must_be_known(thread)
    return said_just_now(thread, text, from_desk=False, at=at) or write(thread, text, by=by, from_desk=False, at=at)


@all_or_nothing
def close_thread(thread: Thread, *, by: User, at: datetime) -> None:
    """Nothing is left to answer; no letter goes."""
    thread = Thread.objects.locked(thread.pk)
    if thread.closed_at is None:
        thread.closed_at = at
        thread.save(update_fields=["closed_at"])
        journal.record(by, "closed", thread)


@all_or_nothing
def take_back(message: Message, *, by: User, at: datetime) -> None:
    """What the desk wrote is not sent and stands nowhere; raises TooLate once its letter may have gone."""
    thread = Thread.objects.locked(message.thread_id)
    found = thread.messages.filter(pk=message.pk, from_desk=True).first()
    if found is None:
        return
    found.thread = thread
    until = found.at + UNDO_FOR
    if at >= until or not thread_letters.was_taken_back(found, until=until):
        raise TooLate(_("The letter has gone, so it cannot be taken back. Write once more instead."))
    found.delete()
    journal.record(by, "took a message back", thread.booking or thread)
    _forget_that_it_was_said(thread, found)


def write(
    thread: Thread,
    text: str,
    *,
    by: User | None,
    from_desk: bool,
    at: datetime,
    look: str = "",
    look_at: datetime | None = None,
    close: bool = False,
) -> Message:
    """One more message of a thread that is locked, with its letter."""
    message = Message.objects.create(
        thread=thread, at=at, by=by, from_desk=from_desk, text=text, look=look, look_at=look_at
    )
    thread.last_at, thread.last_from_desk, thread.closed_at = at, _needs_no_answer(message), at if close else None
    if look:
        thread.look_at, thread.look_agreed = (None, False) if look == Message.Look.OFF else (look_at, look == "agreed")
    if not thread.is_about_a_booking:
        thread.token_hash = hash_of(token_of(thread))  # another than before only where the site has another secret key
    thread.save(update_fields=["last_at", "last_from_desk", "closed_at", "look_at", "look_agreed", "token_hash"])
    if from_desk:
        thread_letters.to_them(message, after=at + UNDO_FOR)
    else:
        thread_letters.to_desk(message)
    return message


def said_just_now(thread: Thread, text: str, *, from_desk: bool, at: datetime, look: str = "") -> Message | None:
    """The button pressed twice: the last word was this very one."""
    last = thread.messages.order_by("-at", "-pk").first()
    same = last and (last.text, last.from_desk, last.look) == (text, from_desk, look) and last.at > at - SAME_WITHIN
    return last if same else None


def must_be_known(thread: Thread) -> None:
    """Raises TooLate where the person is forgotten already."""
    if thread.forgotten_at is not None:
        raise TooLate(_("This was long ago: whoever asked is no longer kept."))


def _needs_no_answer(message: Message) -> bool:
    """Of the desk: it has said its word; and it need say none once they will come to look round."""
    return message.from_desk or message.look == Message.Look.AGREED


def _thread_of(booking: Booking, at: datetime) -> Thread:
    """The one of this booking, which is locked."""
    begun = {"venue": booking.venue, "kind": Thread.Kind.BOOKING, "opened_at": at, "last_at": at}
    thread, _is_new = Thread.objects.get_or_create(booking=booking, defaults=begun)
    thread.booking, thread.venue = booking, booking.venue
    return thread


def _forget_that_it_was_said(thread: Thread, gone: Message) -> None:
    """Everything is as the messages that are left say."""
    booking, left = thread.booking, list(thread.messages.all())
    if booking and booking.is_waiting and booking.answered_at == gone.at:
        booking.answered_at = None
        booking.save(update_fields=["answered_at"])
    if not left:
        thread.delete()  # of a booking: an enquiry begins with the person's own words
        return
    looks = [message for message in left if message.look]
    stands = looks and looks[-1].look != Message.Look.OFF
    thread.look_at = looks[-1].look_at if stands else None
    thread.look_agreed = bool(stands and looks[-1].look == Message.Look.AGREED)
    thread.last_at, thread.last_from_desk = left[-1].at, _needs_no_answer(left[-1])
    if thread.closed_at == gone.at:
        thread.closed_at = None
    thread.save(update_fields=["last_at", "last_from_desk", "closed_at", "look_at", "look_agreed"])
