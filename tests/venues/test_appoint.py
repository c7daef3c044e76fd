"""Who looks after a venue: the command that says so, and what the person may do from then on."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import JournalEntry, User
from tests.make import a_user, a_venue, signed_in
from venues.models import Post, Venue

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> Venue:
    return a_venue(slug="corn-hall", name="Corn Hall")


def appoint(*words: str) -> str:
    said = StringIO()
    call_command("appoint", *words, stdout=said)
    return said.getvalue()


def test_a_new_hall_gets_its_secretary_who_lets_herself_in_by_a_code(hall: Venue) -> None:
    said = appoint("corn-hall", "secretary", "Ada@Hall.example", "--name", "Ada Marsh")
    assert said.startswith("Ada Marsh is now Booking secretary of Corn Hall.\nThey have no password yet.")
    [address] = re.findall(r"https?://\S+?(/\S+)", said)

    ada = Client()
    ada.post(address, {"email": "ada@hall.example"})
    [letter] = mail.outbox
    assert letter.to == ["ada@hall.example"]
    [code] = re.findall(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", letter.body, re.MULTILINE)
    ada.post("/account/login/code/confirm/", {"code": code})
    assert ada.get("/desk/corn-hall/").status_code == 200


def test_who_is_known_keeps_the_account_and_a_post_is_given_once(hall: Venue) -> None:
    ben = a_user("Ben")
    assert signed_in(ben).get("/desk/corn-hall/diary/").status_code == 404
    assert appoint("corn-hall", "caretaker", ben.email.upper()) == "Ben is now Caretaker of Corn Hall.\n"
    assert appoint("corn-hall", "caretaker", ben.email) == "Nothing to change: Ben is Caretaker of Corn Hall.\n"
    assert Post.objects.get().user == ben
    assert signed_in(ben).get("/desk/corn-hall/diary/").status_code == 200
    assert JournalEntry.objects.get(verb="appointed").why == f"caretaker: {ben.email}"


def test_a_post_that_is_taken_away_ends_at_once_and_can_be_given_again(hall: Venue) -> None:
    ben = a_user("Ben")
    appoint("corn-hall", "caretaker", ben.email)
    assert appoint("corn-hall", "caretaker", ben.email, "--end") == "Ben is no longer Caretaker of Corn Hall.\n"
    assert signed_in(ben).get("/desk/corn-hall/diary/").status_code == 404
    appoint("corn-hall", "caretaker", ben.email)
    assert signed_in(ben).get("/desk/corn-hall/diary/").status_code == 200
    assert Post.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (("nowhere", "secretary", "ada@hall.example"), "There is no venue “nowhere”."),
        (("corn-hall", "secretary", "ada"), "Enter a valid email address."),
        (("corn-hall", "mayor", "ada@hall.example"), "invalid choice: 'mayor'"),
        (("corn-hall", "secretary", "ada@hall.example", "--end"), "is not Booking secretary of Corn Hall"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_makes_nobody(hall: Venue, words: tuple[str, ...], refusal: str) -> None:
    with pytest.raises(CommandError, match=re.escape(refusal)):
        appoint(*words)
    assert not User.objects.exists()
    assert not Post.objects.exists()
