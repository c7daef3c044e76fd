"""Saying yes, saying no, and letting a group book at once: each once, by those who may, in words where it cannot be.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import ANY

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import strip_tags

from accounts.models import Hirer, JournalEntry, Letter
from bookings.actions import cancel_session, count_people, lapse_holds, withdraw_booking
from bookings.models import Booking, Occupancy, Standing
from bookings.undoing import UNDO_FOR, close_what_stands
from tests.make import a_booking, a_group, a_post, a_user, an_ask, book, signed_in, soon, the_room
from tests.shared import shared

pytestmark = [pytest.mark.django_db, pytest.mark.once]

NO = {"reason": "policy", "words": "Music must end at eight. The library might suit you."}


@shared
def booking() -> Booking:
    return a_booking(people=30)


@shared
def ada(booking):
    return signed_in(a_post(booking.venue, "secretary", a_user("Ada")).user)


def at(booking: Booking, act: str = "") -> str:
    return f"/desk/{booking.venue.slug}/bookings/{booking.ref}/{act}"


def test_confirm_says_what_was_done_and_leads_back_to_the_list(ada, booking):
    answer = ada.post(at(booking, "confirm/"))
    assert (answer.status_code, answer["Location"]) == (303, f"/desk/{booking.venue.slug}/")
    booking.refresh_from_db()
    assert booking.status == Booking.Status.CONFIRMED
    assert booking.decided_by.name == "Ada"
    assert Letter.objects.filter(kind="confirmed").count() == 1
    page = ada.get(answer["Location"]).content.decode()
    assert "Booked: Rehearsal. A letter goes to Alder Vale Choir at" in page


def test_where_nobody_else_has_the_hours_the_reason_that_they_are_taken_says_so(ada, booking):
    hint, here = "only if somebody has them outside Hearth", f"/desk/{booking.venue.slug}/"
    assert hint in ada.get(here).content.decode()
    assert hint in ada.get(at(booking, "decline/")).content.decode()
    Booking.objects.update(hold_until=timezone.now() - timedelta(days=1))
    Occupancy.objects.filter(session__booking=booking).delete()
    session = booking.sessions.get()
    a_booking(the_room(booking.venue, "main"), on=session.starts_at.date(), confirmed=True)
    assert hint not in ada.get(here).content.decode()
    assert hint not in ada.get(at(booking, "decline/")).content.decode()


def test_the_same_button_twice_leads_to_the_first_result(ada, booking):
    ada.post(at(booking, "confirm/"))
    letters = Letter.objects.count()
    again = ada.post(at(booking, "confirm/"))
    assert again.status_code == 303
    assert Letter.objects.count() == letters
    assert JournalEntry.objects.filter(verb="confirmed").count() == 1


def test_the_same_refusal_twice_leads_to_the_first_result(ada, booking):
    ada.post(at(booking, "decline/"), NO)
    again = ada.post(at(booking, "decline/"), {**NO, "words": "Something else"})
    assert again.status_code == 303
    booking.refresh_from_db()
    assert booking.reason_words == NO["words"]
    assert Letter.objects.filter(kind="declined").count() == 1


@pytest.mark.parametrize(("act", "data"), [("confirm/", {}), ("decline/", NO)])
def test_what_somebody_else_has_answered_is_told_in_a_sentence(ada, booking, act, data):
    bea = signed_in(a_post(booking.venue, "manager", a_user("Bea")).user)
    bea.post(at(booking, "decline/" if act == "confirm/" else "confirm/"), NO)
    before = Booking.objects.values().get(pk=booking.pk)
    answer = ada.post(at(booking, act), data)
    assert answer.status_code == 409
    assert "Somebody has already answered this request" in answer.content.decode()
    assert Booking.objects.values().get(pk=booking.pk) == before


def test_what_the_hirer_took_back_cannot_be_confirmed(ada, booking):
    withdraw_booking(booking, by=a_user(), at=timezone.now())
    answer = ada.post(at(booking, "confirm/"))
    assert answer.status_code == 409
    assert not Occupancy.objects.exists()


def test_a_lapsed_request_whose_hours_went_to_somebody_else_is_refused_in_words(booking, ada):
    lapse_holds(booking.hold_until)
    room = the_room(booking.venue, "main")
    at_last = booking.hold_until + timedelta(minutes=1)
    rival = book(an_ask(room, booking.sessions.get().starts_at.date(), hirer=a_group()), by=a_user(), at=at_last)
    answer = ada.post(at(booking, "confirm/"))
    assert answer.status_code == 409
    assert "Somebody else has booked the room for that time" in answer.content.decode()
    booking.refresh_from_db()
    assert booking.is_waiting
    assert {held.session.booking_id for held in Occupancy.objects.all()} == {rival.pk}


def test_decline_keeps_the_reason_and_the_words_and_frees_the_hours(ada, booking):
    answer = ada.post(at(booking, "decline/"), NO)
    assert answer.status_code == 303
    page = ada.get(answer["Location"]).content.decode()
    booking.refresh_from_db()
    assert (booking.status, booking.reason_code, booking.reason_words) == ("declined", NO["reason"], NO["words"])
    close_what_stands(timezone.now() + UNDO_FOR)
    assert not Occupancy.objects.exists()
    assert "Refused: Rehearsal." in page


@pytest.mark.once
@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Choose the reason that fits best."),
        ({"reason": "other"}, "Write a sentence for the person who asked."),
        ({"reason": "other", "words": "   "}, "Write a sentence for the person who asked."),
        ({"reason": "no_answer", "words": "x"}, "Choose one of those that are offered now."),
        ({"reason": "policy", "words": "x" * 501}, "That is longer than 500 letters."),
        ({"reason": "policy", "words": "bell \x07"}, "cannot be shown"),
    ],
)
def test_declining_without_a_reason_or_words_is_sent_back(ada, booking, data, words):
    """It is judged in Python before anything is kept; what is odd in itself the storm types on both kinds."""
    answer = ada.post(at(booking, "decline/"), data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "There is a problem" in page
    assert 'href="#id_' in page
    booking.refresh_from_db()
    assert booking.is_waiting


@pytest.mark.once
def test_markup_in_the_words_stays_words(ada, booking):
    """The words of a form, whatever the database."""
    ada.post(at(booking, "decline/"), {"reason": "policy", "words": "<script>alert(1)</script>"})
    page = ada.get(at(booking)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_a_letter_to_a_hirer_without_an_address_waits_to_be_printed(booking, ada):
    Hirer.objects.filter(pk=booking.hirer_id).update(contact_email="")
    Booking.objects.filter(pk=booking.pk).update(made_by=None)
    booking.hirer.memberships.all().delete()
    answer = ada.post(at(booking, "confirm/"), follow=True)
    assert "has no e-mail address: a letter waits to be printed" in answer.content.decode()
    assert Letter.objects.on_paper().get().kind == "confirmed"


@pytest.mark.once
@pytest.mark.parametrize("act", ["confirm/", "decline/", "standing/"])
def test_to_look_at_an_act_shows_a_button_and_changes_nothing(ada, booking, act):
    """Words made of rows that the tests beside this one read from both kinds of database."""
    before = Booking.objects.values().get(pk=booking.pk)
    page = ada.get(at(booking, act)).content.decode()
    assert '<form method="post"' in page
    assert Booking.objects.values().get(pk=booking.pk) == before
    assert not Standing.objects.exists()


@pytest.mark.once
@pytest.mark.parametrize("act", ["confirm/", "decline/"])
def test_what_is_answered_has_no_button(ada, booking, act):
    """Words made of rows that the tests beside this one read from both kinds of database."""
    ada.post(at(booking, "confirm/"))
    page = ada.get(at(booking, act)).content.decode()
    assert "This request has its answer already" in page
    assert 'method="post" novalidate' not in page


@pytest.mark.once
@pytest.mark.parametrize("act", ["confirm/", "decline/", "standing/"])
@pytest.mark.parametrize("post", ["treasurer", "trustee", "caretaker", "funder"])
def test_who_may_not_decide_is_told_that_there_is_no_such_page(booking, act, post):
    """Not found by the question by which others find it, on both kinds of database."""
    person = signed_in(a_post(booking.venue, post).user)
    assert person.post(at(booking, act), {**NO, "at_once": "yes"}).status_code == 404
    booking.refresh_from_db()
    assert booking.is_waiting
    assert not Standing.objects.exists()


def test_a_post_without_its_token_is_refused(booking):
    person = signed_in(a_post(booking.venue, "secretary").user, enforce_csrf_checks=True)
    assert person.post(at(booking, "confirm/")).status_code == 403
    booking.refresh_from_db()
    assert booking.is_waiting


def test_a_booking_of_another_venue_is_not_found_by_its_number(ada, booking):
    other = a_booking()
    assert ada.get(f"/desk/{booking.venue.slug}/bookings/{other.ref}/").status_code == 404
    assert ada.post(f"/desk/{booking.venue.slug}/bookings/{other.ref}/confirm/").status_code == 404


def test_a_group_may_be_let_book_at_once_and_no_longer(ada, booking):
    answer = ada.post(at(booking, "standing/"), {"at_once": "yes"}, follow=True)
    assert "Alder Vale Choir now books at once." in answer.content.decode()
    sooner = a_booking(the_room(booking.venue, "main"), on=soon(20), hirer=booking.hirer)
    assert sooner.is_confirmed
    ada.post(at(booking, "standing/"), {"at_once": "no"})
    assert a_booking(the_room(booking.venue, "main"), on=soon(21), hirer=booking.hirer).is_waiting


@pytest.mark.parametrize("typed", [{}, {"at_once": "perhaps"}])
def test_a_standing_that_says_neither_is_sent_back(ada, booking, typed):
    answer = ada.post(at(booking, "standing/"), typed)
    assert answer.status_code == 422
    assert "Say whether to confirm at once." in answer.content.decode()
    assert not Standing.objects.exists()


def test_the_page_of_a_booking_tells_all_of_it(ada, booking):
    first = soon(40)
    hirer = Hirer.objects.get(pk=booking.hirer_id)
    Hirer.objects.filter(pk=hirer.pk).update(contact_phone="01632 960123")
    room = the_room(booking.venue, "main")
    series = a_booking(
        room,
        on=first,
        until=first + timedelta(weeks=3),
        skip=[first + timedelta(weeks=1)],
        hirer=hirer,
        message="Piano, please.",
        confirmed=True,
    )
    given_up = series.sessions.last()
    cancel_session(given_up, shown=ANY, by=a_user("Ben"), at=timezone.now())
    page = " ".join(ada.get(at(series)).content.decode().split())
    for words in (
        "01632 960123",
        hirer.contact_email,
        "Piano, please.",
        "2 hours at £8.00 an hour (Community group)",
        "Dates they left out themselves",
        "Cancelled in time",
        "Ada",
        "said yes",
        "cancelled",
        "Arts, music and crafts",
    ):
        assert words in page
    assert "/confirm/" not in page
    assert "could not be booked" not in page


@pytest.mark.once
def test_the_history_names_days_in_words(ada, booking):
    """Words made of rows that the tests beside this one read from both kinds of database."""
    ada.post(at(booking, "confirm/"))
    session, cora = booking.sessions.get(), a_user("Cora")
    began = session.starts_at + timedelta(hours=1)
    count_people(session, people=24, by=cora, at=began)
    count_people(session, people=None, by=cora, at=began)
    page = strip_tags(ada.get(at(booking)).content.decode())
    day = f"{session.starts_at:%A} {session.starts_at.day} {session.starts_at:%B %Y}"
    assert f"Cora counted the people ({day}: 24)" in page
    assert f"Cora took a count back ({day})" in page


@pytest.mark.once
@pytest.mark.parametrize(
    "typed", ["2026-02-30", "2026-13-45", "0000-01-01", "٢٠٢٦-٠٢-٠١", "AB-2026-02-03", "12026-02-03"]
)
def test_what_only_looks_like_a_day_stays_as_it_was_typed(ada, booking, typed):
    """The words of a form, whatever the database."""
    ada.post(at(booking, "decline/"), {**NO, "words": f"See our letter {typed}, or come on 2026-02-03."})
    page = strip_tags(ada.get(at(booking)).content.decode())
    assert f"See our letter {typed}, or come on Tuesday 3 February 2026." in page
    assert ada.post(at(booking, "confirm/")).status_code == 409


@pytest.mark.once
def test_a_booking_of_forty_dates_asks_as_many_questions_as_one_of_four(ada, booking):
    """How many statements a page asks is Django’s doing, whichever database answers them."""

    def questions(weeks: int) -> int:
        venue = booking.venue
        series = a_booking(
            the_room(venue, "main"), on=soon(20 + Booking.objects.count()), until=soon(20 + 7 * weeks), start=9, end=10
        )
        with CaptureQueriesContext(connection) as asked:
            assert ada.get(at(series)).status_code == 200
        return len(asked)

    assert questions(4) == questions(40)
