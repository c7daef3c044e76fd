"""G5, with G4's "the first who waits is offered the hour": a family without an account waits, and takes it by link.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

import re
from datetime import timedelta
from unittest.mock import ANY

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Hirer, Letter, Membership
from bookings.actions import cancel_booking
from bookings.actions.keep_waiting_list import keep_waiting_list
from bookings.keys import path_for as booking_path
from bookings.models import Acceptance, Booking, GuestAsk, Wait
from bookings.privacy.daily import keep_to_the_rules
from bookings.waiting_keys import give_key, path_for
from tests.bookings.booking_page import page_of
from tests.bookings.guest_pages import shown_on, typed, words_of
from tests.guests import RUBY
from tests.make import a_booking, a_group, a_post, a_user, a_venue, signed_in, soon, the_room
from tests.rows import changed_since, everything
from tests.shared import shared
from tests.waiting import a_wait, offered
from venues.actions.publish_conditions import publish_conditions
from venues.models import Room, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]

HALF_A_YEAR = timedelta(days=185)


@shared
def room() -> Room:
    """The choir has the Saturday that Ruby's family wants."""
    room = the_room(a_venue(), "main")
    a_booking(room, on=soon(30), start=14, end=18, confirmed=True)
    return room


def send_link(room: Room, **other: str) -> str:
    """Through the pages, and out of the letter."""
    data, browser = typed(**other), Client()
    checked = browser.post(page_of(room), {**data, "action": "check"})
    assert "Send me a link to wait for it" in words_of(checked)
    sent = browser.post(page_of(room), {**data, **shown_on(checked), "action": "wait"})
    assert "only then do you stand on the waiting list" in words_of(sent)
    letter = Letter.objects.filter(kind="guest_wait_link").latest("pk")
    return in_letter(letter.body)


def in_letter(body: str) -> str:
    return re.findall(r"/bookings/new/key-\S+", body)[0]


def by_link(room: Room, **other: str) -> Wait:
    answer = Client().post(link := send_link(room, **other), {"action": "wait"})
    wait = Wait.objects.latest("pk")
    assert (answer.status_code, answer["Location"]) == (303, path_for(wait)), link
    return wait


def given_up() -> None:
    """By the choir."""
    taken = Booking.objects.get()
    cancel_booking(taken, shown=ANY, by=taken.made_by, at=timezone.now())


@pytest.fixture
def wait(room) -> Wait:
    """As the pages make it."""
    return by_link(room)


@pytest.fixture
def offer(wait) -> Wait:
    given_up()
    wait.refresh_from_db()
    assert wait.is_offered
    return wait


def test_G5_who_finds_the_hour_taken_waits_for_it_by_a_link_and_twice_is_once(room):
    link = send_link(room)
    assert not Wait.objects.exists()
    assert not Hirer.objects.filter(contact_email=RUBY).exists()
    before, browser = everything(), Client()
    page = browser.get(link)
    assert page.status_code == 200
    for words in ("Ruby is seven", "Ruby Ash", RUBY, "Nobody waits before you.", "Wait for it: tell us"):
        assert words in words_of(page)
    assert changed_since(before) == {}
    answers = {browser.post(link, {"action": "wait"})["Location"] for _twice in range(2)}
    wait = Wait.objects.get()
    assert answers == {path_for(wait), Client().get(link)["Location"]}
    assert (wait.made_by, wait.hirer.kind, wait.hirer.contact_email) == (None, "household", RUBY)
    assert path_for(wait) in Letter.objects.get(kind="wait_begun").body
    assert GuestAsk.objects.get().typed == ""


@pytest.mark.on_postgres
def test_G5_a_second_letter_for_the_same_hours_leads_to_the_one_place(room):
    wait = by_link(room)
    assert by_link(room) == wait
    assert (Wait.objects.count(), GuestAsk.objects.filter(wait=wait, typed="").count()) == (1, 2)
    assert Letter.objects.filter(kind="wait_begun").count() == 1


def test_G5_the_link_shows_the_place_and_gives_it_up(room):
    a_wait(room, on=soon(30), hirer=a_group("Ramblers"))
    Wait.objects.update(starts_at=Booking.objects.get().sessions.get().starts_at)
    wait = by_link(room)
    page = words_of(Client().get(path_for(wait)))
    assert "1 group waits before you." in page
    assert "Keep your place in an account" in page
    for _twice in range(2):
        assert Client().post(f"{path_for(wait)}give-up/")["Location"] == path_for(wait)
    wait.refresh_from_db()
    assert wait.state == Wait.State.WITHDRAWN
    assert "You gave up waiting for it." in words_of(Client().get(path_for(wait)))


def test_G5_what_has_become_free_before_the_link_was_opened_can_be_asked_for(room):
    link = send_link(room)
    given_up()
    page = Client().get(link)
    assert "It has become free meanwhile" in words_of(page)
    answer = Client().post(link, {"action": "wait"})
    assert answer.status_code == 422
    assert "There is nothing to wait for" in words_of(answer)
    assert not Wait.objects.exists()
    Client().post(link, {**shown_on(page), "action": "ask"})
    assert Booking.objects.latest("pk").title == "Ruby is seven"


def test_G5_who_opens_the_link_to_ask_too_late_can_wait_there_and_then(room):
    free_day = {"on": soon(31).isoformat()}
    checked = Client().post(page_of(room), {**typed(**free_day), "action": "check"})
    Client().post(page_of(room), {**typed(**free_day), **shown_on(checked), "action": "ask"})
    body = Letter.objects.get(kind="guest_link").body
    link = in_letter(body)
    a_booking(room, on=soon(31), start=14, end=18, confirmed=True)
    assert "Wait for it: tell us if it becomes free" in words_of(Client().get(link))
    assert Client().post(link, {"action": "wait"})["Location"] == path_for(Wait.objects.get())


def test_G5_the_first_who_waits_is_offered_the_hour_and_takes_it_by_the_link_alone(room, offer):
    letter = Letter.objects.get(kind="wait_offered")
    assert letter.to == RUBY
    assert path_for(offer) in letter.body
    assert offer.ref not in letter.body
    publish_conditions(room.venue, "Sweep the floor.", seen=0, by=None, at=timezone.now())
    page, browser = path_for(offer), Client()
    shown = words_of(browser.get(page))
    assert "Take it for £48.00" in shown
    refused = browser.post(f"{page}take/", {"shown_pence": "4800"})
    assert refused.status_code == 422
    assert "Tick that you have read and accept" in words_of(refused)
    pressed = {"shown_pence": "4800", "accepts": "on", "version": "1"}
    answers = {browser.post(f"{page}take/", pressed)["Location"] for _twice in range(2)}
    booking = Booking.objects.get(made_by=None)
    assert answers == {booking_path(booking)}
    assert (booking.made_by, booking.title, booking.sessions.get().price.pence) == (None, "Ruby is seven", 4800)
    assert Acceptance.objects.get(booking=booking).conditions.number == 1
    assert booking_path(booking) in browser.get(page).content.decode()
    assert browser.get(booking_path(booking)).status_code == 200


def test_G5_an_offer_that_is_not_taken_in_time_goes_to_the_next(room, offer):
    second = a_wait(room, on=soon(30), hirer=a_group("Ramblers"))
    Wait.objects.filter(pk=second.pk).update(starts_at=offer.starts_at, ends_at=offer.ends_at)
    keep_waiting_list(offer.offer_until)
    assert list(Wait.objects.in_order().values_list("state", flat=True)) == ["passed", "offered"]
    assert Letter.objects.get(kind="wait_ran_out").to == RUBY
    answer = Client().post(f"{path_for(offer)}take/", {"shown_pence": "4800"})
    assert answer.status_code == 409
    assert "It is no longer kept for you" in words_of(answer)


def test_G5_the_hall_s_questions_about_a_party_are_asked_before_it_is_taken_where_nobody_asked_them(room):
    Venue.objects.filter(pk=room.venue_id).update(music=Venue.Asked.YES, asks_food=True)
    family = Hirer.objects.create(name="Ruby Ash", kind=Hirer.Kind.HOUSEHOLD, contact_email=RUBY)
    standard = room.venue.operator.categories.get(code="standard")
    wait = offered(a_wait(room, on=soon(40), hirer=family, purpose="private", category=standard))
    give_key(wait)
    page = f"{path_for(wait)}take/"
    refused = Client().post(page, {"shown_pence": "2400", "music": "none"})
    assert refused.status_code == 422
    assert "The hall asks this of every party. Choose an answer." in words_of(refused)
    assert not Booking.objects.filter(hirer=family).exists()
    assert Client().post(page, {"shown_pence": "2400", "music": "none", "food": "cold"}).status_code == 303
    assert Booking.objects.get(hirer=family).particulars == {"music": "none", "food": "cold"}


def test_G5_a_wrong_link_or_the_reference_alone_opens_nothing(wait):
    token = path_for(wait).split("/")[-2]
    for ref in (token[:-1], f"{token}x", "key-", f"key-{wait.ref}"):
        for page in ("wait", "wait_take", "wait_end", "wait_keep"):
            assert Client().get(reverse(f"bookings:{page}", args=[ref])).status_code == 404, (ref, page)
    assert Client().get(reverse("bookings:wait", args=[wait.ref])).status_code == 302
    cleo = signed_in(a_user("Cleo"))
    assert cleo.get(reverse("bookings:wait", args=[wait.ref])).status_code == 404
    assert cleo.get(reverse("bookings:wait_keep", args=[wait.ref])).status_code == 404
    Wait.objects.update(starts_at=timezone.now() - timedelta(days=40), ends_at=timezone.now() - timedelta(days=31))
    assert Client().get(path_for(wait)).status_code == 404


def test_G5_an_account_takes_the_wait_over_and_the_link_ends(wait):
    link, cleo = path_for(wait), a_user("Cleo")
    assert Client().post(f"{link}keep/").status_code == 200  # nobody to keep it
    assert not Membership.objects.filter(hirer=wait.hirer).exists()
    done = signed_in(cleo).post(f"{link}keep/")
    assert done["Location"] == wait.get_absolute_url()
    assert Client().get(link).status_code == 404
    assert signed_in(cleo).get(done["Location"]).status_code == 200
    wait.refresh_from_db()
    assert path_for(wait) == done["Location"]  # letters lead there from now on


def test_G5_a_link_to_one_wait_is_no_proof_of_the_others(room, wait):
    a_booking(room, on=soon(37), start=14, end=18, confirmed=True)
    second = by_link(room, on=soon(37).isoformat(), phone="")
    assert second.hirer == wait.hirer
    keep = f"{path_for(wait)}keep/"
    assert signed_in(a_user("Cleo")).post(keep).status_code == 403
    ruby = a_user("Ruby")
    EmailAddress.objects.create(user=ruby, email=RUBY, verified=True, primary=True)
    assert signed_in(ruby).post(keep).status_code == 303
    assert not Wait.objects.exclude(token_hash=None).exists()


def test_G5_the_link_to_a_wait_is_sent_again_with_the_others(wait):
    Client().post(reverse("bookings:link_again"), {"email": RUBY.upper()})
    letter = Letter.objects.get(kind="links_again")
    assert (letter.to, path_for(wait) in letter.body) == (RUBY, True)


def test_G5_a_family_that_waits_is_named_to_nobody_but_the_desk(room, wait):
    for path in (room.get_absolute_url(), room.venue.get_absolute_url(), f"{room.venue.get_absolute_url()}calendar/"):
        page = words_of(Client().get(path))
        assert "Ruby" not in page, path
    assert "Ruby is seven" in words_of(
        signed_in(a_post(room.venue, "secretary").user).get(reverse("desk:waiting", args=[room.venue.slug]))
    )


def test_G5_who_only_waited_is_forgotten_half_a_year_after_it_is_over(wait):
    at, hirer = timezone.now(), wait.hirer
    Hirer.objects.update(created_at=at - timedelta(days=2))
    Client().post(f"{path_for(wait)}give-up/")
    keep_to_the_rules(at + HALF_A_YEAR - timedelta(days=10))
    hirer.refresh_from_db()
    assert (hirer.forgotten_at, Wait.objects.count()) == (None, 1)
    for _day in range(2):  # the hirer follows what named it
        keep_to_the_rules(at + HALF_A_YEAR)
    hirer.refresh_from_db()
    assert (hirer.contact_email, Wait.objects.count()) == ("", 0)
    assert hirer.forgotten_at


def test_G5_the_desk_erases_a_family_that_waits_with_its_link(room, wait):
    desk = signed_in(a_post(room.venue, "secretary").user)
    page = reverse("desk:erase", args=[room.venue.slug, wait.hirer.ref])
    assert desk.get(page).status_code == 200
    assert desk.post(page).status_code == 303
    assert Client().get(path_for(wait)).status_code == 404
    assert not Letter.objects.filter(to=RUBY).exists()


@pytest.mark.once
def test_G5_so_many_links_to_wait_and_no_more(room, settings):
    """Tries are counted on both kinds of database by operations/test_counters.py."""
    settings.RATELIMIT_ENABLE = True
    checked = Client().post(page_of(room), {**typed(), "action": "check"})
    data = {**typed(), **shown_on(checked), "action": "wait"}
    seen = [Client().post(page_of(room), data).status_code for _each in range(7)]
    assert seen == [200] * 6 + [429]
