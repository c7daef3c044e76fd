"""Conditions of hire: versions that never change, accepted before the button, and kept with the booking.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from bookings.documents import drawn
from bookings.exceptions import ConditionsChanged
from bookings.models import Acceptance, Booking
from tests.bookings.booking_page import asking, check, press_ask, typed
from tests.make import a_booking, a_post, a_venue, signed_in, the_room
from venues.actions.publish_conditions import PublishedMeanwhile, publish_conditions
from venues.models import Conditions, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]

MAY = datetime(2026, 5, 2, 12, tzinfo=ZoneInfo("Europe/London"))


def publish(venue: Venue, text: str, by: User | None = None) -> Conditions:
    now = Conditions.objects.current(venue)
    return publish_conditions(venue, text, seen=now.number if now else 0, by=by, at=MAY)


@pytest.fixture
def third(room) -> Conditions:
    for text in ("Sweep.", "Sweep and mop."):
        publish(room.venue, text)
    return publish(room.venue, "Sweep, mop.\n\nBe <b>quiet</b> by eleven.")


def page(venue: Venue, name: str = "venues:conditions", *more: Any) -> Any:
    return Client().get(reverse(name, args=[venue.slug, *more]))


def test_a_version_never_changes_and_the_same_words_are_no_new_one(third):
    third.text = "Other"
    with pytest.raises(TypeError):
        third.save()
    assert publish(third.venue, Conditions.objects.get(pk=third.pk).text).number == 3
    assert third.words == "version 3, 2 May 2026"


def test_two_who_publish_at_once_do_not_overlook_each_other(third):
    with pytest.raises(PublishedMeanwhile):
        publish_conditions(third.venue, "Mine", seen=2, by=None, at=MAY)


def test_anybody_reads_those_that_hold_and_the_older_by_number(third):
    now, old = page(third.venue).content.decode(), page(third.venue, "venues:conditions_version", 1).content.decode()
    assert "Version 3, 2 May 2026" in now
    assert "Be &lt;b&gt;quiet&lt;/b&gt; by eleven." in now
    assert "<p>Sweep.</p>" in old
    assert "See the conditions that hold now" in old
    assert page(third.venue, "venues:conditions_version", 99999).status_code == 404
    assert page(a_venue()).status_code == 404
    assert reverse("venues:conditions", args=[third.venue.slug]) in page(third.venue, "venues:venue").content.decode()


def test_they_are_a_sheet_to_print(third, drawn_once):
    answer = page(third.venue, "venues:conditions_pdf", 2)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    words = {"venue": third.venue, "conditions": third, "language": "en"}
    assert drawn("documents/conditions.html", "hearth/document.css", words).startswith(b"%PDF")


def test_the_manager_publishes_the_next_version_on_a_page(third):
    ada = a_post(third.venue, "manager").user
    browser, where = signed_in(ada), reverse("place:conditions", args=[third.venue.slug])
    shown = browser.get(where).content.decode()
    assert "Publish as version 4" in shown
    assert browser.post(where, {"text": "", "seen": "3"}).status_code == 422
    assert browser.post(where, {"text": "Late", "seen": "2"}).status_code == 409
    assert browser.post(where, {"text": "Sweep, mop, air.", "seen": "3"}).status_code == 303
    fourth = Conditions.objects.current(third.venue)
    assert (fourth.number, fourth.text, fourth.published_by) == (4, "Sweep, mop, air.", ada)
    assert "Last changed by" in browser.get(where).content.decode()


def test_nothing_is_booked_before_they_are_accepted(browser, room, choir, third):
    seen = check(browser, room, typed(choir))
    assert "conditions of hire (version 3, 2 May 2026)" in seen.content.decode()
    answer = press_ask(browser, room, typed(choir, version="3"), seen)
    assert answer.status_code == 422
    assert "Tick that you have read and accept the conditions of hire." in answer.content.decode()
    summary = re.findall(r'<a href="#id_accepts">(.*?)</a>', answer.content.decode())
    assert summary[0].startswith("I have read and accept the conditions of hire"), "no link inside a link"
    assert not Booking.objects.exists()


def test_those_accepted_stay_with_the_booking_whatever_is_published_later(browser, room, choir, ben, third):
    data = typed(choir, version="3", accepts="on")
    press_ask(browser, room, data, check(browser, room, data))
    booking, kept = Booking.objects.get(), Acceptance.objects.get()
    assert (kept.booking, kept.conditions, kept.by, kept.was_told) == (booking, third, ben, False)
    assert timezone.now() - kept.at < timedelta(minutes=5)
    publish(room.venue, "Quite other words")
    shown = browser.get(booking.get_absolute_url()).content.decode()
    assert "Version 3, 2 May 2026" in shown
    assert "accepted by Ben" in shown


def test_new_conditions_between_looking_and_pressing_are_read_first(browser, room, choir, third):
    data = typed(choir, version="3", accepts="on")
    pressed = asking(data, check(browser, room, data))
    publish(room.venue, "New words")
    answer = browser.post(reverse("bookings:book", args=[room.venue.slug, room.code]), pressed)
    assert answer.status_code == 409
    assert "published new conditions since you looked" in answer.content.decode()
    assert not Booking.objects.exists()


def test_the_action_itself_refuses_what_nobody_accepted(room, third):
    with pytest.raises(ConditionsChanged):
        a_booking(the_room(room.venue, "main"))


def test_a_hall_without_conditions_asks_nobody(browser, room, choir):
    assert b'name="accepts"' not in check(browser, room, typed(choir)).content
