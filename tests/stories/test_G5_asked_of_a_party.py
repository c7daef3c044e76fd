"""G5: what a hall asks of a party, only where it applies; and the deposit with the day of its return.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.clock import day_words
from accounts.models import Letter
from bookings.actions.forget import forget_words
from bookings.keys import path_for
from bookings.models import Booking, GuestAsk
from tests.bookings.booking_page import page_of
from tests.bookings.booking_page import typed as choir_typed
from tests.bookings.guest_pages import ask_by, send_link, typed
from tests.make import a_group, a_post, a_user, a_venue, signed_in, soon, the_room
from tests.reading import words_of
from venues.models import Room, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def room() -> Room:
    return the_room(a_venue(), "main")


@pytest.fixture
def asking(room) -> Room:
    """A hall that wants to know all of it; alcohol is sold with four weeks of notice."""
    all_of_it = {"alcohol": "sold", "music": "yes", "bouncy_castle": "yes", "candles": "no"}
    Venue.objects.filter(pk=room.venue_id).update(**all_of_it, asks_food=True, asks_ages=True)
    return the_room(Venue.objects.get(pk=room.venue_id), "main")


PLAIN = {"alcohol": "none", "music": "recorded", "castle": "no", "candles": "no", "food": "cold", "children": "12"}
CASTLE = {
    "castle": "yes",
    "castle_insurer": "Bounce & Sons",
    "castle_insured_until": "2099-01-01",
    "castle_from": "14:00",
    "castle_until": "18:00",
}


def checked(room: Room, **other: Any) -> Any:
    return Client().post(page_of(room), {**typed(**{**PLAIN, **other}), "action": "check"})


@pytest.mark.once
def test_G5_a_weekly_choir_is_not_asked_about_a_bouncy_castle(asking):
    """The words of a form, whatever the database."""
    ben = a_user()
    choir = a_group(organiser=ben)
    weekly = choir_typed(choir, every="1", until=soon(60).isoformat())
    answer = signed_in(ben).post(page_of(asking), {**weekly, "action": "check"})
    assert answer.status_code == 200, words_of(answer)
    assert "castle" not in words_of(answer)
    party = signed_in(ben).post(page_of(asking), {**weekly, "purpose": "private", "action": "check"})
    assert "The hall asks this of every party" in words_of(party)


def test_G5_what_a_party_must_answer_is_not_called_optional_and_is_asked_in_one_round(asking):
    page = words_of(Client().get(page_of(asking)))
    assert "If it is a party For a party" in page
    group = page[page.index("For a party, a family’s hire or a single social event") : page.index("The price")]
    assert "(optional)" not in group
    assert group.count("Only if there is") == 4
    wrong = checked(asking, on="", title="", music="", castle="yes", people="25", children="99")
    assert "25 people come, as you say above: no more than that can be under 18." in words_of(wrong)
    assert wrong.status_code == 422
    assert '<details id="party" open>' in wrong.content.decode()
    missing = {"on", "title", "music", "castle_insurer", "castle_insured_until", "castle_from", "castle_until"}
    assert set(wrong.context["form"].errors) == missing | {"children"}


def test_G5_a_series_whose_date_is_missing_is_asked_nothing_of_a_party(asking):
    ben = a_user()
    weekly = choir_typed(a_group(organiser=ben), every="1", until=soon(60).isoformat(), purpose="social", on="")
    wrong = signed_in(ben).post(page_of(asking), {**weekly, "action": "check"})
    assert set(wrong.context["form"].errors) == {"on"}


def test_G5_what_a_party_answers_stands_at_the_desk_and_as_reasons(asking):
    answers = {**PLAIN, **CASTLE, "alcohol": "sold", "licence": "ten", "music": "live"}
    ask_by(send_link(asking, **answers))
    booking = Booking.objects.get()
    assert (booking.sound, booking.party.children) == ("loud", 12)
    page = words_of(signed_in(a_post(asking.venue, "secretary").user).get(booking_at_desk(booking)))
    for words in ("Alcohol is sold: We give a temporary event notice (TEN)", "Live music", "12 people under 18"):
        assert words in page
    assert "A bouncy castle: Bounce &amp; Sons, insured until 1 January 2099, it comes at 2pm and goes at 6pm" in page
    assert "Bounce &amp; Sons" in words_of(Client().get(path_for(booking)))
    forget_words([booking.pk], at=timezone.now())
    booking.refresh_from_db()
    assert booking.particulars is None


def booking_at_desk(booking: Booking) -> str:
    return reverse("desk:booking", args=[booking.venue.slug, booking.ref])


def test_G5_alcohol_sold_asks_for_a_notice_or_the_hall_s_bar(asking):
    assert "temporary event notice, or the hall’s own bar. Choose which." in words_of(checked(asking, alcohol="sold"))
    assert checked(asking, alcohol="sold", licence="ten").status_code == 200
    assert checked(asking, alcohol="sold", licence="bar").status_code == 422
    Venue.objects.update(has_bar=True)
    assert checked(the_room(Venue.objects.get(), "main"), alcohol="sold", licence="bar").status_code == 200


def test_G5_alcohol_sold_later_than_the_hall_s_notice_is_refused_with_the_last_date(asking):
    on = soon(27)
    answer = checked(asking, alcohol="sold", licence="ten", on=on.isoformat())
    assert answer.status_code == 422
    last = day_words(on - timedelta(days=28))
    assert (
        f"The hall needs 28 days of notice for selling it: for {day_words(on)} it could be asked until {last}."
        in words_of(answer)
    )
    assert checked(asking, alcohol="sold", licence="ten", on=soon(28).isoformat()).status_code == 200
    assert checked(asking, alcohol="drunk", on=on.isoformat()).status_code == 200


@pytest.mark.on_postgres
def test_G5_what_was_typed_in_time_is_refused_by_the_link_when_it_is_late(asking):
    link = send_link(asking, **PLAIN)
    late = QueryDict(GuestAsk.objects.get().typed, mutable=True)
    late["alcohol"], late["licence"], late["on"] = "sold", "ten", soon(5).isoformat()
    GuestAsk.objects.update(typed=late.urlencode())
    answer = Client().get(link)
    assert answer.status_code == 409
    assert "it could be asked until" in words_of(answer)


@pytest.mark.once
@pytest.mark.parametrize(
    ("rules", "answers", "words"),
    [
        ({"alcohol": "no"}, {"alcohol": "drunk"}, "The hall does not allow alcohol."),
        ({"alcohol": "drunk"}, {"alcohol": "sold", "licence": "ten"}, "alcohol may be drunk, but not sold"),
        ({}, {"candles": "yes"}, "The hall does not allow candles or naked flames."),
        ({"bouncy_castle": "no"}, CASTLE, "The hall does not allow bouncy castles."),
        ({"music": "no"}, {"music": "live"}, "The hall does not allow music."),
    ],
)
def test_G5_what_the_hall_does_not_allow_is_said_beside_its_field(asking, rules, answers, words):
    """The words of a form, whatever the database."""
    Venue.objects.update(**rules)
    answer = checked(the_room(Venue.objects.get(), "main"), **answers)
    assert answer.status_code == 422
    assert words in words_of(answer)


@pytest.mark.once
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"castle_insurer": ""}, "Of a bouncy castle the hall needs this too."),
        ({"castle_insured_until": "2020-01-01"}, "The insurance ends before the day of the hire."),
        ({"castle_from": "13:00"}, "It comes and goes within the hire."),
        ({"castle_until": "18:30"}, "It comes and goes within the hire."),
        ({"castle_from": "17:00", "castle_until": "16:00"}, "It goes after it has come."),
    ],
)
def test_G5_a_bouncy_castle_asks_for_its_insurance_and_comes_and_goes_within_the_hire(asking, wrong, words):
    """The words of a form, whatever the database."""
    assert checked(asking, **CASTLE).status_code == 200
    answer = checked(asking, **{**CASTLE, **wrong})
    assert answer.status_code == 422
    assert words in words_of(answer)


def test_G5_the_deposit_is_told_with_the_date_of_its_return(room):
    tariff = room.venue.tariffs.get()
    tariff.document = {**tariff.document, "bonds": [{"code": "damage", "name": "Deposit", "flat": "50.00"}]}
    tariff.save()
    back = day_words(soon(30) + timedelta(days=14))
    link = send_link(room)
    assert f"Deposit £50.00, held and given back by {back}." in words_of(Client().get(link))
    ask_by(link)
    assert f"given back by {back}" in words_of(Client().get(path_for(Booking.objects.get())))
    assert f"Deposit: £50.00, held and given back by {back}" in Letter.objects.get(kind="asked").body


def test_G5_the_hall_says_on_a_page_what_it_asks(room):
    desk, where = signed_in(a_post(room.venue, "secretary").user), reverse("place:parties", args=[room.venue.slug])
    seen = re.findall(r'name="seen" value="([^"]*)"', desk.get(where).content.decode())[0]
    typed_here = {"seen": seen, "alcohol": "sold", "alcohol_days": "35", "bond_days": "7", "leaving": "Sweep.\nLock."}
    typed_here["election_days"] = "42"
    assert desk.post(where, {**typed_here, "alcohol_days": "many"}).status_code == 422
    assert desk.post(where, typed_here).status_code == 303
    venue = Venue.objects.get()
    assert (venue.alcohol, venue.alcohol_days, venue.bond_days, venue.leaving) == ("sold", 35, 7, "Sweep.\nLock.")
    assert desk.post(where, {**typed_here, "bond_days": "8"}).status_code == 409
