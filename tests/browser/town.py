"""A hall with everything that a page can show, and the people who look at it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from unittest.mock import ANY

from allauth.account.models import EmailAddress
from django.utils import timezone
from PIL import Image

from accounts.actions import invite
from accounts.models import Hirer, Letter, Membership, User
from bookings.actions import cancel_session, confirm_booking, count_people, decline_booking, withdraw_booking
from bookings.actions.import_venue import import_venue
from bookings.models import Booking, Session
from bookings.undoing import UNDO_FOR, close_what_stands
from tests.make import LONDON, a_group, a_post, a_user, a_venue, an_ask, book, the_room
from venues.actions import invite_to_post
from venues.files import read
from venues.models import Closure, Post, Room, Venue
from venues.pictures import store_picture

EXAMPLE = Path(__file__).parents[2] / "docs" / "example-venue.toml"
WEEK = timedelta(weeks=1)
NO_SUCH_PLACE = "Reading Room"  # nothing is known of it but its address


@dataclass(frozen=True)
class Town:
    """Ada keeps the desk, Ben the choir's bookings; Cleo is new, Len takes care, Owen grants, Dot has no password."""

    hall: Venue
    reading_room: Venue
    choir: Hirer
    ada: User
    ben: User
    cleo: User
    len: User
    owen: User
    dot: User
    asked: Booking
    series: Booking
    past: Booking
    declined: Booking
    withdrawn: Booking
    invitation: str

    def room(self, code: str) -> Room:
        return the_room(self.hall, code)

    def post_letter(self, email: str) -> str:
        """The address behind the link of a letter that asks this person to be a trustee of the hall."""
        invite_to_post(self.hall, email=email, kind=Post.Kind.TRUSTEE, by=None, at=timezone.now())
        return re.findall(r"/posts/\S+", Letter.objects.get(to=email).body)[0]

    @property
    def first_date(self) -> Session:
        return self.series.sessions.order_by("starts_at")[0]

    @property
    def last_week(self) -> Session:
        return self.past.sessions.order_by("-starts_at")[0]


def a_town() -> Town:
    hall, reading_room = the_hall(), a_venue(name=NO_SUCH_PLACE, slug="reading-room", summary="")
    ada, ben, cleo, caretaker, owen, dot = map(a_person, ("Ada", "Ben", "Cleo", "Len", "Owen", "Dot"))
    dot.set_unusable_password()
    dot.save()
    for kind, person in ((Post.Kind.SECRETARY, ada), (Post.Kind.CARETAKER, caretaker), (Post.Kind.FUNDER, owen)):
        a_post(hall, kind, person)
    a_post(reading_room, Post.Kind.SECRETARY, ada)
    choir = a_group("Alder Vale Choir", organiser=ben, contact_phone="01632 960001")
    a_group("Ben’s family", organiser=ben, kind=Hirer.Kind.HOUSEHOLD)

    asked = ask_for(hall, choir, ben, "whole-hall", next_tuesday() + WEEK, message="We bring our own piano stool.")
    return Town(
        hall=hall,
        reading_room=reading_room,
        choir=choir,
        ada=ada,
        ben=ben,
        cleo=cleo,
        len=caretaker,
        owen=owen,
        dot=dot,
        asked=asked,
        series=a_series(hall, choir, ben, ada),
        past=what_has_been(hall, choir, ben, ada),
        declined=a_no(hall, choir, ben, ada),
        withdrawn=taken_back(hall, choir, ben),
        invitation=an_invitation(choir, cleo, ben),
    )


def a_person(name: str) -> User:
    """Somebody whose e-mail address is known to be theirs."""
    user = a_user(name)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def the_hall() -> Venue:
    """The manual's example, with dates of today and with pictures."""
    hall = import_venue(read(EXAMPLE.read_text()), by=None, at=timezone.now()).venue
    hall.opening_hours.exclude(valid_from=None).delete()
    hall.closures.all().delete()
    shut = next_tuesday() + 3 * WEEK
    Closure.objects.create(
        venue=hall, starts_at=at(shut, 8), ends_at=at(shut, 22), cause=Closure.Cause.WORKS, note="The floor is sanded"
    )
    store_picture(hall, None, a_picture("saddlebrown"), "The hall from the lane, its porch to the left")
    store_picture(hall, hall.rooms.get(code="whole-hall"), a_picture("peru"), "Both halves, with the wall folded back")
    return hall


def a_picture(colour: str) -> bytes:
    held = BytesIO()
    Image.new("RGB", (640, 400), colour).save(held, "PNG")
    return held.getvalue()


def ask_for(hall: Venue, group: Hirer, by: User, code: str, on: date, **fields) -> Booking:
    when = fields.pop("at", None)
    return book(an_ask(the_room(hall, code), on, hirer=group, **fields), by=by, at=when)


def a_series(hall: Venue, choir: Hirer, ben: User, ada: User) -> Booking:
    """Six Tuesdays: one the choir holds already, on another the hall is shut, a third is given up again."""
    first = next_tuesday()
    booking = ask_for(hall, choir, ben, "front-half", first, until=first + 5 * WEEK, listed=True, title="Sectionals")
    booking = confirm_booking(booking, by=ada, at=timezone.now())
    cancel_session(booking.sessions.order_by("starts_at").last(), shown=ANY, by=ben, at=timezone.now())
    return booking


def what_has_been(hall: Venue, choir: Hirer, ben: User, ada: User) -> Booking:
    """Eight weeks up to the last one, some of them counted."""
    last = timezone.localdate() - WEEK
    before = timezone.now() - 12 * WEEK
    booking = ask_for(hall, choir, ben, "back-half", last - 7 * WEEK, until=last, title="Concert practice", at=before)
    confirm_booking(booking, by=ada, at=before)
    for session in booking.sessions.order_by("starts_at")[:5]:
        count_people(session, people=22, by=ada, at=timezone.now())
    return booking


def a_no(hall: Venue, choir: Hirer, ben: User, ada: User) -> Booking:
    booking = ask_for(hall, choir, ben, "back-half", next_tuesday(), title="Jumble sale", confidential=True)
    words = "The stage is being painted that week. The front half is free."
    at = timezone.now()
    decline_booking(booking, reason=Booking.Reason.choices[0][0], words=words, by=ada, at=at)
    close_what_stands(at + UNDO_FOR)  # nobody takes it back any more: its hours are free
    return Booking.objects.get(pk=booking.pk)


def taken_back(hall: Venue, choir: Hirer, ben: User) -> Booking:
    booking = ask_for(hall, choir, ben, "back-half", next_tuesday() + timedelta(days=1), title="Carols")
    return withdraw_booking(booking, by=ben, at=timezone.now())


def an_invitation(choir: Hirer, cleo: User, ben: User) -> str:
    """The address behind the link of the letter; the letter alone knows it."""
    invite(choir, email=cleo.email, role=Membership.Role.MEMBER, by=ben, at=timezone.now())
    letter = Letter.objects.get(to=cleo.email)
    return re.findall(r"/invitations/\S+", letter.body)[0]


def next_tuesday() -> date:
    """The first Tuesday that is at least ten days ahead: beyond every notice and free cancelling."""
    day = timezone.localdate() + timedelta(days=10)
    return day + timedelta(days=(1 - day.weekday()) % 7)


def at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), LONDON)
