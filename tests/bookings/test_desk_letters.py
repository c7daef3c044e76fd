"""The desk's letters: what could not be sent and why, what is to be printed, and getting both off the list.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

import io
from datetime import timedelta

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts import outbox
from accounts.models import Letter
from bookings.desk.letters import why_words
from bookings.paper_letters import Sheet
from tests.make import a_booking, a_group, a_post, a_user, a_venue, signed_in, the_room

pytestmark = [pytest.mark.django_db, pytest.mark.once]

REFUSED = "SMTPRecipientsRefused 550"


@pytest.fixture
def hall():
    return a_venue(phone="01632 960158")


@pytest.fixture
def desk(hall):
    return signed_in(a_post(hall, "secretary").user)


@pytest.fixture
def choir():
    return a_group("The Larks", organiser=a_user("Ben"), postal_address="3 Mill Lane, Alder Vale\nZZ1 1ZZ")


def a_letter(hall, hirer, key: str = "one", **fields) -> Letter:
    body = "Hello,\n\nit is booked.\n\nSee it:\nhttp://localhost:8000/bookings/x/\n\nYours\n"
    told = {"kind": "confirmed", "to": "larks@hearth.example", "subject": f"Booked: Tea {key}", "body": body}
    stands = {name: fields.pop(name) for name in ("tries", "last_error", "sent_at") if name in fields}
    outbox.post(key, **{**told, "place": hall.slug, "hirer": hirer, **fields})
    Letter.objects.filter(key=key).update(**stands)
    return Letter.objects.get(key=key)


def stuck(hall, hirer, key: str = "one", **fields) -> Letter:
    return a_letter(hall, hirer, key, **{"tries": 6, "last_error": REFUSED, **fields})


def page(hall) -> str:
    return reverse("desk:letters", args=[hall.slug])


def act(desk, letter: Letter, hall, what: str) -> str:
    answer = desk.post(reverse("desk:letter", args=[hall.slug, letter.pk]), {"act": what}, follow=True)
    assert answer.redirect_chain == [(page(hall), 303)]
    return answer.content.decode()


def test_the_desk_says_how_many_wait_and_nothing_where_none_does(hall, desk, choir):
    front = reverse("desk:requests", args=[hall.slug])
    a_letter(hall, choir, "goes", tries=1)
    stuck(a_venue(), choir, "elsewhere")
    assert "could not be sent" not in desk.get(front).content.decode()
    stuck(hall, choir, "one")
    stuck(hall, choir, "two")
    a_letter(hall, choir, "three", to="")
    told = desk.get(front).content.decode()
    assert "2 letters could not be sent; 1 letter to print" in told
    assert page(hall) in told
    trustee = signed_in(a_post(hall, "trustee", a_user("Tom")).user)
    assert "could not be sent" not in trustee.get(front).content.decode()


def test_who_was_not_reached_about_what_since_when_and_why(hall, desk, choir):
    booking = a_booking(the_room(hall, "main"), hirer=choir, by=choir.members.get(), title="Tea & songs")
    stuck(hall, choir, about=booking.ref)
    told = desk.get(page(hall)).content.decode()
    assert "1 letter could not be sent" in told
    assert "The Larks" in told
    assert reverse("desk:booking", args=[hall.slug, booking.ref]) in told
    assert "there is no such address" in told
    assert "larks@hearth.example" not in told  # where it stands, the looking is noted


@pytest.mark.once
@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (REFUSED, "no such address"),
        ("SMTPRecipientsRefused 450", "come back later"),
        ("SMTPDataError 451", "come back later"),
        ("SMTPDataError 554", "does not take it"),
        ("ConnectionRefusedError", "could not be reached"),
        ("SMTPServerDisconnected", "could not be reached"),
        ("UnicodeEncodeError", "something in the address"),
        ("", "does not take it"),
    ],
)
def test_why_in_words(fault, words):
    """Words made of rows that the tests beside this one read from both kinds of database."""
    assert words in why_words(fault)


def test_trying_again_brings_it_back_at_once_if_it_fails_again(hall, desk, choir, mailoutbox):
    letter = stuck(hall, choir, tries=Letter.MOST_TRIES)
    assert "It is tried again within a minute" in act(desk, letter, hall, "again")
    assert "Every letter was sent" in desk.get(page(hall)).content.decode()
    assert outbox.send_due(timezone.now()) == len(mailoutbox) == 1
    assert "It has gone" in act(desk, letter, hall, "again")
    assert len(mailoutbox) == 1


@pytest.mark.parametrize("how", ["printed", "told"])
def test_what_the_hall_sees_to_itself_is_off_the_list_and_never_sent(hall, desk, choir, how):
    letter = stuck(hall, choir)
    assert "It is off the list." in act(desk, letter, hall, how)
    assert "It has gone" in act(desk, letter, hall, "again")
    letter.refresh_from_db()
    assert letter.went == how
    assert outbox.send_due(timezone.now() + timedelta(days=30)) == 0
    assert "Every letter was sent" in desk.get(page(hall)).content.decode()


def test_letters_to_print_are_one_document_and_what_came_since_stays_on_the_list(hall, desk, choir):
    first, second = (a_letter(hall, choir, key, to="") for key in ("first", "second"))
    shown = desk.get(page(hall)).content.decode()
    assert "2 letters to print" in shown
    answer = desk.get(reverse("desk:letters_pdf", args=[hall.slug]))
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    document = pikepdf.open(io.BytesIO(answer.content))
    assert len(document.pages) == 2
    assert [round(float(length) / 72 * 25.4) for length in document.pages[0].mediabox[2:]] == [210, 297]

    third = a_letter(hall, choir, "third", to="")
    elsewhere = a_letter(a_venue(), choir, "elsewhere", to="")
    answer = desk.post(page(hall), {"letter": [first.pk, second.pk, elsewhere.pk, "x"]}, follow=True)
    assert "2 letters are off the list." in answer.content.decode()
    assert set(Letter.objects.on_paper()) == {third, elsewhere}
    desk.post(page(hall), {"letter": [first.pk]})
    assert Letter.objects.get(pk=first.pk).went == Letter.Went.PRINTED
    assert desk.get(reverse("desk:letter_pdf", args=[hall.slug, first.pk])).status_code == 200  # the printer jammed


def test_what_can_still_be_undone_is_not_printed_yet(hall, desk, choir):
    a_letter(hall, choir, to="", after=timezone.now() + timedelta(minutes=5))
    assert "0 letters to print" in desk.get(page(hall)).content.decode()
    assert desk.get(reverse("desk:letters_pdf", args=[hall.slug])).status_code == 404


def test_a_letter_on_paper_has_an_address_for_the_window_and_no_links(hall, choir):
    sheet = Sheet(a_letter(hall, choir, to=""))
    assert sheet.address == ["The Larks", "3 Mill Lane", "Alder Vale", "ZZ1 1ZZ"]
    assert sheet.paragraphs == ["Hello,", "it is booked.", "Yours\n"]


def test_letters_about_posts_name_nobody_and_are_not_read_here(hall, desk):
    letter = stuck(hall, None, to="nell@hearth.example", subject="nell@hearth.example is asked", kind="invitation")
    told = desk.get(page(hall)).content.decode()
    assert "Somebody who holds a post here" in told
    assert "nell@" not in told
    for name in ("desk:letter", "desk:letter_pdf"):
        assert desk.get(reverse(name, args=[hall.slug, letter.pk])).status_code == 404
    assert "off the list" in act(desk, letter, hall, "told")


def test_a_letter_that_went_by_itself_is_not_read_at_the_desk(hall, desk, choir):
    letter = a_letter(hall, choir, sent_at=timezone.now())
    assert desk.get(reverse("desk:letter", args=[hall.slug, letter.pk])).status_code == 404
    elsewhere = a_letter(a_venue(), choir, "elsewhere", to="")
    assert desk.get(reverse("desk:letter", args=[hall.slug, elsewhere.pk])).status_code == 404


@pytest.mark.once
def test_twenty_letters_ask_as_much_as_ten(hall, desk, choir):
    """How many statements a page asks is Django’s doing, whichever database answers them."""
    asked = []
    for number in range(20):
        stuck(hall, choir, f"s{number}", about="x")
        a_letter(hall, choir, f"p{number}", to="")
        if number in (9, 19):
            with CaptureQueriesContext(connection) as queries:
                desk.get(page(hall))
            asked.append(len(queries))
    assert asked[0] == asked[1] < 12
