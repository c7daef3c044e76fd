"""S1, the “ask” of Monday’s ten minutes: a question about a request, which both sides see and get by letter.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Hirer, Letter, Membership, User
from bookings.actions import confirm_booking
from bookings.actions.write_in_thread import ask_hirer, take_back, write_to_hall
from bookings.exceptions import TooLate
from bookings.models import Booking, Message, Occupancy, Thread
from bookings.undoing import UNDO_FOR
from tests.make import a_booking, a_group, a_post, a_user, a_venue, signed_in, soon, the_room
from tests.reading import words_of
from tests.shared import shared
from venues.models import Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@shared
def hall() -> Venue:
    return a_venue(email="desk@hearth.example")


@shared
def ben() -> User:
    return a_user("Ben")


@shared
def booking(hall, ben) -> Booking:
    return a_booking(the_room(hall, "main"), by=ben, hirer=a_group(organiser=ben))


@shared
def sue(hall) -> User:
    return a_post(hall, "secretary", a_user("Sue Fell")).user


@shared
def desk(sue) -> Client:
    return signed_in(sue)


def at_the_desk(booking: Booking, page: str = "desk:ask") -> str:
    return reverse(page, args=[booking.venue.slug, booking.ref])


def later() -> timedelta:
    return UNDO_FOR + timedelta(seconds=1)


def test_S1_ask_is_one_page_with_one_box_and_the_hold_goes_on(desk, booking):
    held = list(Occupancy.objects.order_by("pk").values_list("pk", "expires_at"))
    Letter.objects.all().delete()
    assert at_the_desk(booking) in desk.get(reverse("desk:requests", args=[booking.venue.slug])).content.decode()
    assert desk.post(at_the_desk(booking), {"text": "Do you bring a piano?"}).status_code == 303
    booking.refresh_from_db()
    assert booking.is_waiting
    assert booking.answered_at is not None
    assert list(Occupancy.objects.order_by("pk").values_list("pk", "expires_at")) == held
    [letter] = Letter.objects.all()
    assert (letter.to, letter.reply_to) == (booking.hirer.contact_email, "desk@hearth.example")
    assert "Do you bring a piano?" in letter.body
    assert "Sue" not in letter.body  # it is the hall that asks
    assert letter.send_after >= booking.answered_at + UNDO_FOR


def test_S1_the_request_says_that_it_was_asked_about_and_then_that_they_answered(desk, ben, booking):
    page, at = reverse("desk:requests", args=[booking.venue.slug]), timezone.now()
    ask_hirer(booking, "A piano?", by=ben, at=at - timedelta(days=2))
    assert f"You asked on {soon(-2):%A} " in words_of(desk.get(page))
    assert "no answer yet" in words_of(desk.get(page))
    Letter.objects.all().delete()
    answered = signed_in(ben).post(reverse("bookings:answer", args=[booking.ref]), {"text": "Two of them."})
    assert answered.status_code == 303
    told = words_of(desk.get(page))
    assert f"They wrote on {soon(0):%A} " in told
    assert "no answer yet" not in told
    [letter] = Letter.objects.all()
    assert letter.to == "desk@hearth.example"
    assert "Two of them." in letter.body


def test_S1_both_sides_read_all_of_it_and_the_group_knows_no_officer_by_name(desk, ben, sue, booking):
    at = timezone.now() - later()
    ask_hirer(booking, "A piano?", by=sue, at=at)
    write_to_hall(booking, "Two of them.", by=ben, at=at)
    own = words_of(signed_in(ben).get(booking.get_absolute_url()))
    theirs = words_of(desk.get(at_the_desk(booking, "desk:booking")))
    for said in ("A piano?", "Two of them."):
        assert said in own
        assert said in theirs
    assert "Sue Fell" in theirs
    assert "Sue Fell" not in own


def test_S1_for_five_minutes_it_can_be_taken_back_and_then_no_letter_goes(desk, ben, booking):
    Letter.objects.all().delete()
    desk.post(at_the_desk(booking), {"text": "A pianola?"})
    [message] = Message.objects.all()
    assert "A pianola?" not in words_of(signed_in(ben).get(booking.get_absolute_url()))
    assert "Take it back" in words_of(desk.get(at_the_desk(booking)))
    for _press in range(2):
        assert desk.post(at_the_desk(booking), {"take_back": str(message.pk)}).status_code == 303
    assert not Letter.objects.exists()
    assert not Thread.objects.exists()
    booking.refresh_from_db()
    assert booking.answered_at is None


def test_S1_a_message_taken_back_leaves_what_was_said_before(ben, sue, booking):
    at = timezone.now()
    ask_hirer(booking, "A piano?", by=sue, at=at - later())
    write_to_hall(booking, "Two.", by=ben, at=at - timedelta(minutes=1))
    take_back(ask_hirer(booking, "Both grand?", by=sue, at=at), by=sue, at=at)
    thread = Thread.objects.get()
    assert [message.text for message in thread.messages.all()] == ["A piano?", "Two."]
    assert not thread.last_from_desk
    booking.refresh_from_db()
    assert booking.answered_at == at - later()


def test_S1_once_the_letter_has_gone_it_is_too_late(sue, booking):
    at = timezone.now()
    message = ask_hirer(booking, "A piano?", by=sue, at=at)
    with pytest.raises(TooLate):
        take_back(message, by=sue, at=at + UNDO_FOR)
    Letter.objects.filter(body__contains="A piano?").update(sent_at=at)
    with pytest.raises(TooLate):
        take_back(message, by=sue, at=at)
    assert Message.objects.exists()


@pytest.mark.on_postgres
def test_S1_the_same_question_twice_is_asked_once(desk, booking):
    Letter.objects.all().delete()
    for _press in range(2):
        desk.post(at_the_desk(booking), {"text": "A piano?"})
    assert (Message.objects.count(), Letter.objects.count()) == (1, 1)


def test_S1_the_first_answer_of_substance_stays_the_first(sue, booking):
    at = timezone.now()
    ask_hirer(booking, "A piano?", by=sue, at=at)
    confirm_booking(booking, by=sue, at=at + timedelta(hours=3))
    booking.refresh_from_db()
    assert booking.answered_at == at


@pytest.mark.once
@pytest.mark.parametrize("text", ["", "   ", "x" * 4001])
def test_S1_a_word_is_asked_for_and_nothing_is_lost(desk, ben, booking, text):
    """The words of a form, whatever the database."""
    for browser, page in (
        (desk, at_the_desk(booking)),
        (signed_in(ben), reverse("bookings:answer", args=[booking.ref])),
    ):
        answer = browser.post(page, {"text": text})
        assert answer.status_code == 422
        assert text.strip() in answer.content.decode()
    assert not Message.objects.exists()


@pytest.mark.parametrize("key", ["", "0", "x", "²", "9" * 40])
def test_S1_nothing_is_taken_back_by_a_wrong_key(desk, booking, key):
    assert desk.post(at_the_desk(booking), {"take_back": key}).status_code == 303


def test_S1_who_may_only_look_reads_and_does_not_answer(booking):
    mel = a_user("Mel")
    Membership.objects.create(hirer=booking.hirer, user=mel, role=Membership.Role.MEMBER)
    ask_hirer(booking, "A piano?", by=mel, at=timezone.now() - later())
    assert "A piano?" in words_of(signed_in(mel).get(booking.get_absolute_url()))
    assert signed_in(mel).post(reverse("bookings:answer", args=[booking.ref]), {"text": "Yes"}).status_code == 404


def test_S1_without_an_address_a_letter_waits_for_paper(desk, booking):
    Hirer.objects.filter(pk=booking.hirer_id).update(contact_email="")
    Booking.objects.filter(pk=booking.pk).update(made_by=None)
    booking.hirer.memberships.all().delete()
    Letter.objects.all().delete()
    answer = desk.post(at_the_desk(booking), {"text": "A piano?"}, follow=True)
    assert "a letter waits to be printed" in words_of(answer)
    assert Letter.objects.get().to == ""
