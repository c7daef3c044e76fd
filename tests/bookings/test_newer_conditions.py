"""Whoever changes a booking, or lets it go on, accepts the conditions of hire that the hall has published since.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Letter
from bookings.accepting import accepted_with, newer_than_accepted
from bookings.models import Acceptance, Booking
from tests.make import a_booking, a_group, a_post, a_user, a_venue, signed_in, soon, the_room
from tests.shared import shared
from venues.actions.publish_conditions import publish_conditions
from venues.models import Conditions, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]

WEEK = timedelta(weeks=1)


@shared
def hall() -> Venue:
    venue = a_venue()
    venue.rooms.update(confirms_at_once=True)
    return venue


@shared
def ada(hall):
    return a_post(hall, "secretary", a_user("Ada")).user


@shared
def ben():
    return a_user("Ben")


@shared
def series(hall, ben) -> Booking:
    """Two weeks, booked when there were no conditions yet; those of today were published since."""
    made = a_booking(the_room(hall, "main"), on=soon(), until=soon() + WEEK, by=ben, hirer=a_group(organiser=ben))
    publish_conditions(hall, "Sweep the floor.", seen=0, by=None, at=timezone.now())
    return made


def goes_on(browser: Client, address: str, **more: str) -> tuple[int, str]:
    until = {"until": (soon() + 3 * WEEK).isoformat()}
    further = browser.post(address, {**until, "action": "check"}).context["further"]
    seen = {"shown_dates": further.dates_print, "shown_prices": further.price_print}
    page = browser.post(address, {**until, **seen, "action": "extend", **more})
    return page.status_code, page.content.decode()


def test_who_lets_it_go_on_reads_and_accepts_them(series, ben):
    browser, address = signed_in(ben), reverse("bookings:extend", args=[series.ref])
    status, page = goes_on(browser, address)
    assert (status, series.sessions.count()) == (422, 2)
    assert "Tick that you have read and accept the conditions of hire." in page
    publish_conditions(series.venue, "Sweep the stage too.", seen=1, by=None, at=timezone.now())
    status, page = goes_on(browser, address, accepts="on", version="1")
    assert (status, series.sessions.count()) == (422, 2)
    assert goes_on(browser, address, accepts="on", version="2")[0] == 303
    found = accepted_with(series)
    assert found is not None
    assert (found.conditions.number, found.acceptance.by, found.acceptance.was_told) == (2, ben, False)
    assert "conditions of hire" not in Letter.objects.get(kind="extended").body


@pytest.mark.on_postgres
def test_what_was_accepted_is_not_asked_again_and_stays_when_newer_are_accepted(series, ben):
    first = Conditions.objects.get()
    Acceptance.objects.create(booking=series, conditions=first, by=ben)
    assert newer_than_accepted(series) is None
    publish_conditions(series.venue, "Sweep the stage too.", seen=1, by=None, at=timezone.now())
    browser, address = signed_in(ben), reverse("bookings:extend", args=[series.ref])
    assert goes_on(browser, address, accepts="on", version="2")[0] == 303
    assert list(series.acceptances.values_list("conditions__number", flat=True)) == [1, 2]


def test_the_desk_reads_that_they_have_not_accepted_them_and_their_letter_has_them(series, ada):
    desk, address = signed_in(ada), reverse("desk:extend", args=[series.venue.slug, series.ref])
    shown = desk.post(address, {"until": (soon() + 3 * WEEK).isoformat(), "action": "check"})
    assert "They have not accepted the conditions of hire that hold now" in shown.content.decode()
    assert goes_on(desk, address)[0] == 303
    assert not Acceptance.objects.exists()
    assert Conditions.objects.get().get_absolute_url() in Letter.objects.get(kind="extended").body


def test_the_desk_may_have_told_them(series, ada):
    desk, address = signed_in(ada), reverse("desk:extend", args=[series.venue.slug, series.ref])
    assert goes_on(desk, address, told="on")[0] == 303
    told = Acceptance.objects.get()
    assert (told.was_told, told.by, told.conditions.number) == (True, ada, 1)


def typed(series: Booking, **more: str) -> dict[str, str]:
    date = series.sessions.order_by("pk")[0]
    day = date.starts_at.astimezone(series.venue.tz).date().isoformat()
    return {"which": "one", "date": str(date.pk), "on": day, "from": "18:00", "to": "20:00", "people": "20", **more}


@pytest.mark.parametrize(("at_once", "action"), [(True, "change"), (False, "ask")])
def test_who_changes_it_or_asks_to_accepts_them(series, ben, at_once, action):
    series.venue.rooms.update(confirms_at_once=at_once)
    browser, address = signed_in(ben), reverse("bookings:change", args=[series.ref])
    form = {**typed(series), "room": str(the_room(series.venue, "main").pk), "people": str(series.people)}
    page = browser.post(address, {**form, "action": "check"})
    check = page.context["check"].plan
    assert "conditions of hire" in page.content.decode()
    hidden = {"shown_dates": check.dates_print, "shown_prices": check.price_print}
    press = {**form, **hidden, "shown_ways": page.context["shown_ways"], "action": action}
    assert browser.post(address, press).status_code == 422
    assert not Acceptance.objects.exists()
    assert browser.post(address, {**press, "accepts": "on", "version": "1"}).status_code == 303
    assert Acceptance.objects.get().by == ben
    assert series.asked_changes.exists() is not at_once


def test_the_desk_changes_it_without(series, ada):
    desk, address = signed_in(ada), reverse("desk:change", args=[series.venue.slug, series.ref])
    form = {**typed(series), "room": str(the_room(series.venue, "main").pk), "people": str(series.people)}
    page = desk.post(address, {**form, "action": "check"})
    assert "conditions of hire" not in page.content.decode()
    check = page.context["check"].plan
    hidden = {"shown_dates": check.dates_print, "shown_prices": check.price_print}
    press = {**form, **hidden, "shown_ways": page.context["shown_ways"], "action": "change"}
    assert desk.post(address, press).status_code == 303


def test_where_there_never_were_any_nobody_asks_the_database(django_assert_num_queries):
    booking = a_booking()
    with django_assert_num_queries(0):
        assert newer_than_accepted(booking) is None
