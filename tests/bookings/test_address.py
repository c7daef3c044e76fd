"""A hall may keep its full address for groups with a confirmed booking: nobody else finds it anywhere.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from io import StringIO
from unittest.mock import ANY

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from accounts.models import Letter
from bookings.actions import cancel_booking, confirm_booking
from bookings.models import Booking
from bookings.rights import TABLE
from tests.arguments import files_of_the_world
from tests.bookings.booking_page import check, typed
from tests.bookings.kept_back import ALL_OF_IT, KEPT_BACK, POSTCODE, SECRETS, STREET, shown
from tests.cast import World, a_world
from tests.make import a_group, a_user, a_venue, an_ask, book, signed_in, soon, the_room
from tests.rights_walk import WITHOUT_A_PART, among_canaries
from venues.models import Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]

NOT_OURS = ("account_", "mfa_", "usersessions_", "admin:")


@pytest.fixture
def world(settings, tmp_path) -> World:
    """The choir has asked, the readers too, and nobody answered yet."""
    settings.DEMO, settings.LETTERS_FOLDER, settings.MEDIA_ROOT = False, tmp_path / "letters", tmp_path / "media"
    files_of_the_world(settings.LETTERS_FOLDER)
    world = a_world()
    Venue.objects.filter(pk=world.venue.pk).update(**KEPT_BACK)
    Booking.objects.filter(status=Booking.Status.CONFIRMED).update(status=Booking.Status.REQUESTED)
    return world


@pytest.mark.once
def test_no_page_gives_it_away_to_whoever_has_no_confirmed_booking(world, each_drawn_once):
    """What a page leaves out does not depend on where it was kept; test_rights.py walks every page on both.

    Who has no part in it at all is told it on no page that test_canaries.py reads as them.
    """
    looked_at = 0
    for who in ("a visitor", "a stranger", "an organiser of another group", "an organiser", "a member"):
        browser, roles = world.people[who].browser, world.people[who].roles
        for name in (name for name, whose in TABLE.items() if whose & roles and not name.startswith(NOT_OURS)):
            if who in WITHOUT_A_PART and among_canaries(name, who):
                continue
            answer = browser.get(world.address(name))
            looked_at += answer.status_code == 200
            assert shown(answer) == [], (who, name)
        day = soon().isoformat()
        for query in (f"?on={day}&from=10:00&to=12:00&people=10&kind=informal", f"?week={day}"):
            for path in ("/", the_room(world.venue, "main").get_absolute_url()):
                assert shown(browser.get(path + query)) == [], (who, path)
    assert looked_at > 30, "the pages were really looked at"


@pytest.mark.once
def test_those_who_may_know_it_see_it_where_they_look(world):
    """Who reads what is decided in Python, of rows that others read from both kinds of database."""
    venue_page, booking_page = world.venue.get_absolute_url(), world.booking.get_absolute_url()
    calendar = reverse("bookings:calendar", args=[world.booking.ref])
    rough = b"Alder Vale, ZZ9"
    for kind in ("manager", "caretaker", "funder"):
        assert ALL_OF_IT.encode() in world.people[kind].browser.get(venue_page).content
    choir = world.people["a member"].browser
    for page in (venue_page, booking_page):
        assert rough in choir.get(page).content
        assert b"The full address comes with a confirmed booking." in choir.get(page).content
    confirm_booking(world.booking, by=a_user("Ada"), at=timezone.now())
    for page in (venue_page, booking_page, the_room(world.venue, "main").get_absolute_url()):
        assert ALL_OF_IT.encode() in choir.get(page).content
    assert STREET.encode() in choir.get(calendar).content
    assert shown(world.people["a stranger"].browser.get(venue_page)) == []

    cancel_booking(world.booking, shown=ANY, by=a_user("Ben"), at=timezone.now())
    for page in (venue_page, booking_page, calendar):
        assert shown(choir.get(page)) == []


def test_letters_tell_it_only_once_it_is_booked():
    room, ben = the_room(a_venue(**KEPT_BACK), "main"), a_user()
    choir = a_group(organiser=ben)
    booking = book(an_ask(room, soon(), hirer=choir), by=ben)
    told = {letter.kind: letter.body for letter in Letter.objects.all()}
    assert set(told) == {"asked", "request_arrived"}
    assert "Alder Vale, ZZ9 (the full address comes once it is booked)" in told["asked"]
    assert not any(secret in body for body in told.values() for secret in SECRETS)
    confirm_booking(booking, by=a_user("Ada"), at=timezone.now())
    confirmed = Letter.objects.get(kind="confirmed").body
    assert ALL_OF_IT in confirmed
    assert "(the full" not in confirmed


def test_the_page_before_the_button_does_not_tell_it_either():
    room, ben = the_room(a_venue(**KEPT_BACK), "main"), a_user()
    page = check(signed_in(ben), room, typed(a_group(organiser=ben)))
    assert page.status_code == 200
    assert shown(page) == []
    assert b"Alder Vale, ZZ9" in page.content


def test_a_postcode_that_cannot_be_halved_is_left_out():
    assert a_venue(**{**KEPT_BACK, "postcode": "ZZ97CN"}).address == "Alder Vale"
    assert a_venue().address == "Church Lane, Alder Vale, ZZ1 1ZZ"


def test_the_file_is_the_halls_own_and_has_all_of_it():
    venue, out = a_venue(**KEPT_BACK), StringIO()
    call_command("export_venue", venue.slug, stdout=out)
    for line in (f'street = "{STREET}"', f'postcode = "{POSTCODE}"', 'address_shown = "confirmed"'):
        assert line in out.getvalue()


def test_the_public_edition_of_the_report_does_not_tell_it():
    venue, out = a_venue(**KEPT_BACK), StringIO()
    args = ("--venue", venue.slug, "--from", "2026-01-01", "--to", "2026-04-01")
    call_command("funder_report", *args, "--public", stdout=out)
    assert venue.name in out.getvalue()
    assert not any(secret in out.getvalue() for secret in SECRETS)
