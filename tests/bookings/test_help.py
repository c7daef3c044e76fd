"""The page of help: for everybody, with the halls that are shown and how to reach them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bookings.demo.cast import PASSWORD
from tests.make import a_post, a_venue, signed_in

pytestmark = pytest.mark.django_db

HELP = reverse("help")


def test_every_page_leads_to_it_and_it_says_whom_to_ask():
    hall = a_venue(name="Fernley Hall", email="desk@hearth.example", phone="01632 960 001", text_number="07700 900001")
    quiet, hidden = a_venue(name="Quiet Hall"), a_venue(name="Hidden Hall", published=False)
    assert f'href="{HELP}"' in Client().get("/").content.decode()
    page = Client().get(HELP).content.decode()
    for words in ("mailto:desk@hearth.example", "tel:01632960001", "sms:07700900001", hall.get_absolute_url()):
        assert f'href="{words}"' in page
    assert page.index("Fernley Hall") < page.index(quiet.name)
    assert hidden.name not in page


def test_it_says_what_the_four_words_mean():
    page = Client().get(HELP).content.decode()
    assert [word for word in ("Asked", "Booked", "Refused", "Cancelled") if f"</svg> {word}" not in page] == []
    assert "No hall is shown here yet." in page


@pytest.mark.parametrize("address", [HELP, reverse("account_login"), reverse("account_signup"), "/nowhere/"])
def test_nobody_is_told_to_sign_in_without_the_way_of_those_who_have_no_account(address):
    page = Client().get(address).content.decode()
    assert "account" in page
    assert f'href="{reverse("bookings:link_again")}"' in page


@pytest.mark.once
def test_the_password_of_the_demo_stands_on_its_sign_in_page_and_on_no_other_site(settings):
    """The page hangs on a setting alone; and the manual names the same password."""
    assert PASSWORD not in Client().get(reverse("account_login")).content.decode()
    settings.DEMO = True
    page = Client().get(reverse("account_login")).content.decode()
    assert PASSWORD in page
    assert "secretary@hearth.example" in page
    assert PASSWORD in (settings.BASE_DIR / "README.md").read_text()


def test_it_says_how_to_complain_and_what_a_report_is():
    page = Client().get(HELP).content.decode()
    assert ("[c] stands for a number that is not given" in page, "/desk/" in page) == (True, False)
    post = a_post(a_venue(slug="vale"), "secretary")
    assert 'href="/desk/vale/report/">Report of' in signed_in(post.user).get(HELP).content.decode()
    assert f'<a href="{reverse("privacy")}">privacy notices</a>' in page[page.index("How to complain") :]


def test_twenty_halls_ask_as_many_questions_as_two():
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            Client().get(HELP)
        return len(asked)

    for _ in range(2):
        a_venue()
    two = questions()
    for _ in range(18):
        a_venue()
    assert questions() == two
