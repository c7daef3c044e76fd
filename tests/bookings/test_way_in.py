"""From “Ask for this room”, signed out, to the booking form: nothing that was chosen is lost on the way.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

import html
import re
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import Hirer, Membership
from tests.bookings.booking_page import page_of
from tests.make import PASSWORD, a_group, a_user, a_venue, signed_in, soon, the_room

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(autouse=True)
def nothing_counted_yet():
    cache.clear()


@pytest.fixture
def asked():
    """What somebody pressed who had looked for a Tuesday evening, every week."""
    when = f"on={soon()}&from=19:00&to=21:30&every=1&until={soon(35)}"
    return f"{page_of(the_room(a_venue(), 'main'))}?{when}&people=25&kind=club"


def follow(browser: Client, page: Any, words: str, *, part: str = "main") -> Any:
    """The link of that name in this part of the page."""
    shown = page.content.decode().split(f"<{part}", 1)[1].split(f"</{part}>", 1)[0]
    links = re.findall(rf'<a[^>]*href="([^"]*)"[^>]*>{words}</a>', shown)
    return browser.get(html.unescape(links[0]))


def fill_in(browser: Client, page: Any, **typed: str) -> Any:
    """The first form of the page's main part, with what it carries hidden."""
    main = page.content.decode().split("<main", 1)[1]
    form = re.search(r'<form method="post" action="([^"]*)"[^>]*>(.*?)</form>', main, re.DOTALL)
    assert form
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form[2]))
    carried = {name: html.unescape(value) for name, value in hidden.items()}
    return browser.post(html.unescape(form[1]), {**carried, **typed}, follow=True)


def code() -> str:
    return re.findall(r"^[A-Z0-9-]{6,9}$", mail.outbox[-1].body, re.MULTILINE)[0]


def assert_is_the_form_with_all_that_was_chosen(answer: Any, asked: str) -> None:
    where = urlsplit(asked)
    assert answer.request["PATH_INFO"] == where.path
    assert parse_qsl(answer.request["QUERY_STRING"]) == parse_qsl(where.query)
    page = answer.content.decode()
    for value in (soon().isoformat(), "19:00", "21:30", "25", soon(35).isoformat()):
        assert f'value="{value}"' in page


@pytest.mark.parametrize("part", ["header", "main"])
def test_somebody_new_signs_up_makes_a_group_and_is_at_the_form(asked, part):
    browser = Client()
    page = browser.get(asked)
    assert "the day and the hours are kept" in page.content.decode()
    login = follow(browser, page, "sign in or sign up")
    signup = follow(browser, login, "Sign up", part=part)
    confirm = fill_in(browser, signup, name="Dora", email="dora@hearth.example", password1=PASSWORD)
    wrong = fill_in(browser, confirm, code="WRONG1")
    assert "This is not the code we sent." in wrong.content.decode()
    group = fill_in(browser, wrong, code=code())
    assert group.request["PATH_INFO"] == reverse("groups:new")
    assert re.findall(r'name="kind" value="(\w+)"[^>]*checked', group.content.decode()) == ["club"]
    mistaken = fill_in(browser, group, name="", kind="informal")
    assert mistaken.status_code == 422
    form = fill_in(browser, mistaken, name="Stroke club", kind="informal")
    assert_is_the_form_with_all_that_was_chosen(form, asked)
    assert Hirer.objects.get(name="Stroke club").memberships.get().user.email == "dora@hearth.example"


@pytest.fixture
def ben():
    """As somebody is who came through our own doors, with a group."""
    ben = a_user()
    EmailAddress.objects.create(user=ben, email=ben.email, verified=True, primary=True)
    a_group(organiser=ben)
    return ben


def test_who_signs_in_with_a_password_is_at_the_form(asked, ben):
    browser = Client()
    login = follow(browser, browser.get(asked), "sign in or sign up")
    wrong = fill_in(browser, login, login=ben.email, password="something else")
    assert "do not belong together" in wrong.content.decode()
    assert_is_the_form_with_all_that_was_chosen(fill_in(browser, wrong, login=ben.email, password=PASSWORD), asked)


def test_who_signs_in_with_a_code_is_at_the_form(asked, ben):
    browser = Client()
    login = follow(browser, browser.get(asked), "sign in or sign up").content.decode()
    to = html.unescape(re.findall(r'formaction="([^"]+)"', login)[0])
    hidden = html.unescape(re.findall(r'name="next" value="([^"]+)"', login)[0])
    confirm = browser.post(to, {"login": ben.email, "password": "", "next": hidden}, follow=True)
    assert f"A code is on its way to {ben.email}." in confirm.content.decode()
    assert_is_the_form_with_all_that_was_chosen(fill_in(browser, confirm, code=code()), asked)


def test_a_member_is_told_who_books_in_the_group(asked):
    cleo = a_user("Cleo")
    Membership.objects.create(hirer=a_group("Stroke club"), user=cleo, role=Membership.Role.MEMBER)
    page = signed_in(cleo).get(asked, follow=True).content.decode()
    assert "In Stroke club you do not book." in page
    assert "only its organisers" not in signed_in(a_user("Dot")).get(asked, follow=True).content.decode()
