"""Hiring without an account on the pages, as a person in front of them goes through it."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

from accounts.models import Letter
from tests.bookings.booking_page import page_of
from tests.guests import typed as typed_on
from tests.make import soon
from tests.reading import words_of
from venues.models import Room


def typed(**other: Any) -> dict[str, Any]:
    return typed_on(soon(30), **other)


def shown_on(answer: Any) -> dict[str, str]:
    """What travels hidden with the button of a page that shows the price."""
    hidden = r'<input type="hidden" name="(submission_key|shown_\w+)" value="([^"]*)"'
    return dict(re.findall(hidden, answer.content.decode()))


def send_link(room: Room, browser: Client | None = None, **other: Any) -> str:
    """Type, check, have the link sent; the path in the letter."""
    browser, data = browser or Client(), typed(**other)
    checked = browser.post(page_of(room), {**data, "action": "check"})
    assert "Send me the link" in checked.content.decode(), words_of(checked)
    sent = browser.post(page_of(room), {**data, **shown_on(checked), "action": "ask"})
    assert sent.status_code == 200, words_of(sent)
    return re.findall(r"/bookings/new/key-\S+", Letter.objects.filter(kind="guest_link").latest("pk").body)[0]


def ask_by(link: str, **more: Any) -> Any:
    browser = Client()
    return browser.post(link, {**shown_on(browser.get(link)), "action": "ask", **more})
