"""What is kept of one person in one file; the notice that says what is kept; who looked."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.looks import keep_look
from accounts.models import Look, Membership
from bookings.privacy.export import data_of
from bookings.privacy.rules import RULES
from tests.make import a_booking, a_group, a_post, a_user, a_venue, signed_in, soon, the_room
from venues.models import PriceComment, PriceDraft, Venue

pytestmark = pytest.mark.django_db


def test_the_file_holds_what_is_theirs_and_nobody_elses():
    ben, mel = a_user("Ben Marsh"), a_user("Melwyn Ashgrove")
    choir, venue = a_group(organiser=ben), a_venue()
    Membership.objects.create(hirer=choir, user=mel, role=Membership.Role.MEMBER)
    a_booking(the_room(venue, "main"), by=ben, hirer=choir, title="Carols", confirmed=True)
    others = a_booking(title="Somebody else’s wake")
    draft = PriceDraft.objects.create(venue=venue, name="Spring", valid_from=soon(), document={})
    PriceComment.objects.create(draft=draft, name="Ben", email=ben.email.upper(), text="A fair price.")
    PriceComment.objects.create(draft=draft, email=mel.email, text="Melwyn objects.")
    answer = signed_in(ben).get(reverse("own:download"))
    assert answer["Cache-Control"] == "no-store"
    text = answer.content.decode()
    told = json.loads(text)
    assert told["you"]["name"] == "Ben Marsh"
    assert [booking["what"] for booking in told["bookings of your groups"]] == ["Carols"]
    assert told["bookings of your groups"][0]["dates"][0]["price"] == 1600
    assert [said["your words"] for said in told["what you said about proposed prices"]] == ["A fair price."]
    assert told["letters to you"] == []  # the choir has an address of its own
    for alien in ("Melwyn", mel.email, others.title, others.hirer.contact_email, "Ada"):
        assert alien not in text


def test_who_may_not_see_the_money_does_not_export_it():
    ben, mel = a_user("Ben"), a_user("Mel")
    choir = a_group(organiser=ben)
    Membership.objects.create(hirer=choir, user=mel, role=Membership.Role.MEMBER, may_see_money=False)
    a_booking(by=ben, hirer=choir)
    assert "price" not in json.dumps(data_of(mel, at=timezone.now())["bookings of your groups"])


def test_extras_and_answers_are_exported():
    ben = a_user("Ben")
    booking = a_booking(by=ben, hirer=a_group(organiser=ben))
    booking.asked = {"occasion": "party"}
    booking.save()
    booking.sessions.get().extras.create(code="urn", name="Tea urn", quantity=2)
    [told] = data_of(ben, at=timezone.now())["bookings of your groups"]
    assert told["what else was answered"] == {"occasion": "party"}
    assert told["dates"][0]["extras"] == ["2 × Tea urn"]


def test_letters_to_a_post_are_not_letters_to_the_person():
    venue = a_venue(email="desk@hearth.example")
    ada = a_post(venue, "secretary", a_user("Ada", email="desk@hearth.example")).user
    a_booking(the_room(venue, "main"), title="Private party of Quillon")
    assert "Quillon" not in json.dumps(data_of(ada, at=timezone.now()))


@pytest.mark.once
def test_twenty_bookings_ask_no_more_than_ten():
    """How many statements a page asks is Django’s doing, whichever database answers them."""
    ben = a_user("Ben")
    choir, room, asked = a_group(organiser=ben), the_room(a_venue(), "main"), []
    for turn in range(2):
        for number in range(3):
            a_booking(room, on=soon(10 + turn * 5 + number), by=ben, hirer=choir)
        with CaptureQueriesContext(connection) as questions:
            data_of(ben, at=timezone.now())
        asked.append(len(questions))
    assert asked[0] == asked[1]


def test_the_notice_is_made_of_the_rules_and_says_who_answers():
    venue = a_venue()
    page = reverse("privacy:notice", args=[venue.operator.slug])
    bare = Client().get(page).content.decode()
    assert "Not given yet." in bare
    assert venue.email in bare
    for rule in RULES:
        assert f"{rule.keep} {rule.since}" in bare
    desk = signed_in(a_post(venue, "manager").user)
    assert "a postal address" in desk.get(reverse("place:home", args=[venue.slug])).content.decode()
    typed = {"privacy_address": "1 Church Lane", "privacy_email": "clerk@hearth.example", "legal_name": "The Trust"}
    assert desk.post(reverse("place:privacy", args=[venue.slug]), typed).status_code == 303
    full = Client().get(page).content.decode()
    assert all(words in full for words in typed.values())
    assert "Not given yet." not in full
    assert desk.post(reverse("place:privacy", args=[venue.slug]), {"privacy_email": "clerk@"}).status_code == 422


@pytest.mark.parametrize(
    ("demo", "name", "said"),
    [(True, "", "This is a demo"), (False, "", "has not said here who they are"), (False, "Vale IT", "Vale IT runs")],
)
def test_the_notice_says_who_hosts(settings, demo, name, said):
    settings.DEMO, settings.HOST_NAME = demo, name
    assert said in Client().get(reverse("privacy")).content.decode()


def test_an_operator_without_a_public_hall_has_no_public_notice():
    venue = a_venue(published=False)
    page = reverse("privacy:notice", args=[venue.operator.slug])
    assert Client().get(page).status_code == 404
    assert signed_in(a_post(venue, "manager").user).get(page).status_code == 200


def test_the_notice_is_linked_from_where_people_give_their_data():
    venue: Venue = a_venue()
    notice = reverse("privacy:notice", args=[venue.operator.slug])
    assert notice in Client().get(venue.get_absolute_url()).content.decode()
    for page in ("find", "account_signup"):
        assert f'href="{reverse("privacy")}"' in Client().get(reverse(page)).content.decode()


def test_who_of_a_desk_opened_the_contact_is_seen_by_organisers_and_manager():
    ben = a_user("Ben")
    booking = a_booking(by=ben)
    venue, ada = booking.venue, a_post(booking.venue, "secretary", a_user("Adaline Frost")).user
    page = reverse("desk:booking", args=[venue.slug, booking.ref])
    desk = signed_in(ada)
    desk.get(page)
    desk.get(page)
    assert Look.objects.get().by == ada  # turning back is the same look
    keep_look(ada, booking.hirer, page="desk:booking", at_place=venue.slug, at=timezone.now() + timedelta(hours=1))
    assert Look.objects.count() == 2
    manager = signed_in(a_post(venue, "manager").user)
    for browser, where in (
        (signed_in(ben), reverse("own:looks", args=[booking.hirer.ref])),
        (manager, reverse("place:privacy_looks", args=[venue.slug])),
        (manager, reverse("place:privacy_looks", args=[venue.slug]) + f"?hirer={booking.hirer.ref}"),
    ):
        assert "Adaline Frost" in browser.get(where).content.decode()
    other = reverse("place:privacy_looks", args=[venue.slug]) + "?hirer=nobody"
    assert "Adaline Frost" not in manager.get(other).content.decode()
