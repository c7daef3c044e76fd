"""Hours that are only kept name nobody who has gone: those of next year, and what the desk pencilled in."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from accounts.models import Membership
from bookings.actions.ask_regulars import ask_regulars
from bookings.actions.close import close, holds_it_hits, print_of_sessions
from bookings.actions.erase_household import erase_household
from bookings.actions.erase_person import erase_person
from bookings.actions.forget import forget_words
from bookings.actions.pencil_in import pencil_in
from bookings.models import Booking, ClosingAct, Hold
from tests.make import a_booking, a_group, a_user, a_venue, evening, soon, the_room
from tests.shared import shared
from venues.files.contents import ClosureRow

pytestmark = pytest.mark.django_db

NAME = "Quillon Bird"


@shared
def quill():
    return a_user(NAME)


@shared
def choir(quill) -> Booking:
    """A group that goes on without him has sung under his name for weeks."""
    group = a_group(organiser=quill)
    Membership.objects.create(hirer=group, user=a_user("Mel"), role="organiser")
    series = {"on": soon(7), "until": soon(14), "title": f"Singing with {NAME}"}
    return a_booking(the_room(a_venue(), "main"), by=quill, hirer=group, confirmed=True, **series)


@shared
def kept(choir) -> None:
    days = {"starts_on": soon(30), "ends_on": soon(50), "answer_by": soon(20)}
    ask_regulars(choir.venue, [choir.pk], **days, by=a_user("Ada"), at=timezone.now())


@shared
def pencilled(choir) -> Hold:
    by, room = a_user("Ada"), the_room(choir.venue, "main")
    return pencil_in(room, evening(soon(3)), f"{NAME}'s party", by=by, at=timezone.now())


def titles() -> set[str]:
    return set(Hold.objects.values_list("title", flat=True))


def test_a_person_s_name_is_blotted_out_of_kept_hours_and_they_stay_kept(quill):
    number = Hold.objects.count()
    assert erase_person(quill, at=timezone.now())
    assert titles() == {"Singing with …", "…'s party"}
    assert Hold.objects.count() == number


def test_a_booking_that_is_forgotten_is_forgotten_next_year_too(choir):
    forget_words([choir.pk], at=timezone.now())
    assert titles() == {"", f"{NAME}'s party"}
    assert "Kept for whoever has it this year" in {hold.words for hold in Hold.objects.all()}


def test_a_household_that_is_erased_is_named_beside_no_hours(choir, quill):
    home = a_group(NAME, kind="household")
    past = a_booking(the_room(choir.venue, "main"), on=soon(4), by=quill, hirer=home, confirmed=True)
    past.sessions.update(starts_at=timezone.now() - timedelta(days=3), ends_at=timezone.now() - timedelta(days=2))
    erase_household(home, choir.venue, by=a_user("Ada"), at=timezone.now())
    assert not any(NAME in title for title in titles())


def test_nobody_who_has_gone_is_named_by_what_a_closing_let_go(choir, quill):
    at, venue = timezone.now(), choir.venue
    midnight = datetime.combine(soon(3), time())
    row = ClosureRow(midnight, midnight + timedelta(days=1), (), "works")
    close(venue, row, by=a_user("Ada"), at=at, shown=print_of_sessions([], holds_it_hits(venue, row, at=at)))
    assert NAME in str(ClosingAct.objects.get().holds)
    assert erase_person(quill, at=timezone.now())
    assert "…'s party" in str(ClosingAct.objects.get().holds)
    assert NAME not in str(ClosingAct.objects.get().holds)

    ClosingAct.objects.update(before={str(choir.pk): {}})
    forget_words([choir.pk], at=timezone.now())
    assert not ClosingAct.objects.exists()
