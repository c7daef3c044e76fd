"""The pages that say no, seen as a person meets them: well made like any other, with a way on."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.core.exceptions import BadRequest
from django.test import Client
from django.urls import reverse

from bookings import finding
from tests.browser.hands import press
from tests.browser.looking import faults, faults_at_a_desk
from tests.browser.town import next_tuesday

SEARCH = f"/?on={next_tuesday()}&from=19:00&to=21:00&people=25"


@pytest.fixture
def page(page_at):
    cache.clear()  # what counts tries
    return page_at(390)


def assert_well_made(page, title: str) -> None:
    assert page.title() == f"{title} – Hearth"
    assert [*faults(page), *faults_at_a_desk(page)] == []
    assert page.get_by_role("main").get_by_role("link", name="Find a room").is_visible()


def test_no_such_page(page):
    assert page.goto("/no/such/page/").status == 404
    assert_well_made(page, "There is no such page")


def test_a_form_from_a_browser_that_keeps_no_cookies(page):
    page.goto(reverse("account_signup"))
    page.context.clear_cookies()
    with page.expect_navigation() as sent:
        press(page, "Sign up")
    assert sent.value.status == 403
    assert_well_made(page, "Please send that again")
    assert page.get_by_role("main").get_by_role("link", name="Sign in").is_visible()


def test_a_form_that_is_too_large(page):
    page.goto(reverse("account_signup"))
    page.get_by_label("Your name").evaluate("box => { box.value = 'a'.repeat(1_100_000) }")
    with page.expect_navigation() as sent:
        press(page, "Sign up")
    assert sent.value.status == 413
    assert_well_made(page, "That is too much to send")


def test_too_many_tries(page, settings, monkeypatch):
    settings.RATELIMIT_ENABLE = True
    monkeypatch.setattr("django_ratelimit.core.time", SimpleNamespace(time=lambda: 1_800_000_000))  # all in one minute
    page.goto("/")
    visitor = Client()
    while visitor.post("/", {}).status_code != 429:
        pass
    with page.expect_navigation() as sent:
        press(page, "Find a room")
    assert sent.value.status == 429
    assert_well_made(page, "Too many tries")


def test_what_cannot_be_read(page, monkeypatch):
    monkeypatch.setattr(finding, "search", refuse(BadRequest("unreadable")))
    assert page.goto(SEARCH).status == 400
    assert_well_made(page, "We could not read that")


def test_our_own_fault(page, monkeypatch):
    monkeypatch.setattr(finding, "search", refuse(RuntimeError("a fault made for this test")))
    assert page.goto(SEARCH).status == 500
    assert_well_made(page, "Sorry, something went wrong")


def refuse(fault: Exception):
    def raise_it(*args, **named):
        raise fault

    return raise_it
