"""A booking asks whatever its price hangs on: what it is for, in which way, the hall's own questions, and extras.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import Letter
from bookings.asking import Answers, questions
from bookings.models import Booking, EquipmentUse
from tests.bookings.booking_page import ask_for, asking, check, page_of, typed
from tests.make import LONDON, a_post, a_user, evening, on_application, signed_in, soon
from venues import files
from venues.models import Room, Tariff
from venues.tariffs import ExtraAsked, FactMissing, Refusal, Request, quote

ROOT = Path(__file__).resolve().parents[2]

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ASKS: dict[str, Any] = {
    "occasions": [{"code": "party", "name": "Party"}, {"code": "wedding", "name": "Wedding"}],
    "products": [{"code": "half-day", "name": "Half day", "longest_minutes": 240}],
    "facts": [
        {"code": "outside", "question": "How many people come from outside?", "kind": "number"},
        {"code": "music", "question": "Will there be music?", "kind": "yes_no", "unless_said": False},
        {"code": "units", "question": "How many units did they use?", "kind": "number", "after": True},
    ],
    "fees": [
        {"code": "outside", "name": "Outsiders", "per_fact": {"fact": "outside", "price": "0.50"}},
        {"code": "music", "name": "Music licence", "fact": {"music": True}, "flat": "4.00"},
        {"code": "meter", "name": "Electricity", "per_fact": {"fact": "units", "price": "0.33"}},
    ],
    "extras": [
        {
            "code": "kitchen",
            "name": "Kitchen",
            "prices": [{"flat": "10.00"}, {"category": "community", "flat": "5.00"}],
        },
        {"code": "projector", "name": "Projector", "stock": 2, "prices": [{"flat": "7.50"}]},
        {"code": "tea", "name": "Tea", "prices": [{"per_person": "1.50"}]},
        {"code": "caretaker", "name": "Caretaker", "prices": [{"per_hour": "15.00"}]},
    ],
}


def a_list(room: Room, **more: Any) -> Tariff:
    """£8 an hour for a community group and £20 for any party, half days at £60, and what else is given."""
    tariff = Tariff.objects.get(venue=room.venue)
    rates = [
        *tariff.document["rates"],
        {"occasion": "party", "per_hour": "20.00", "rank": 1},
        {"product": "half-day", "flat": "60.00"},
    ]
    tariff.document = {**tariff.document, "rates": rates, **ASKS, **more}
    tariff.save()
    return tariff


ANSWERED = {"occasion": "*", "fact-outside": "0"}


@pytest.mark.once
def test_the_page_asks_what_the_list_asks_and_no_more(browser, choir, room):
    """A price list is one document in one row: no database has a say in what a form makes of it."""
    a_list(room)
    page = browser.get(page_of(room)).content.decode()
    for words in (
        "What is the hire for?",
        "Wedding",
        "None of these",
        "How do you want to hire it?",
        "Half day (up to 4 hours)",
    ):
        assert words in page
    for words in ("How many people come from outside?", "Will there be music?", "Projector: how many?", "There are 2."):
        assert words in page
    assert "£5.00 each time (Community group); £10.00 each time (otherwise)" in page
    assert "How many units did they use?" not in page, "that can only be known afterwards"


def test_a_plain_list_asks_nothing(browser, choir, room):
    page = browser.get(page_of(room)).content.decode()
    assert "What the price depends on" not in page
    assert "Anything besides the room?" not in page


def test_a_party_with_extras_is_priced_shown_and_kept(browser, choir, room):
    a_list(room)
    data = typed(choir, **{"occasion": "party", "fact-outside": "10", "fact-music": "yes", "extra-kitchen": "on"})
    data |= {"extra-projector": "2", "extra-tea": "20", "extra-caretaker": "on", "extra-caretaker-hours": "1"}
    shown = check(browser, room, data)
    page = shown.content.decode()
    assert "£123.00" not in page
    # 2 h at £20, 10 outsiders at 50p, music £4, kitchen £5, 2 projectors £15, 20 teas £30, an hour of the caretaker £15
    assert shown.context["check"].total.pence == 4000 + 500 + 400 + 500 + 1500 + 3000 + 1500
    for words in ("Projector: 2 at £7.50 each", "Tea: 20 people at £1.50 each", "Electricity, £0.33 for each"):
        assert words in page
    answer = browser.post(page_of(room), asking(data, shown))
    assert answer.status_code == 303

    booking = Booking.objects.get()
    assert Answers.from_row(booking.asked) == Answers(
        occasion="party",
        extras=(
            ExtraAsked("kitchen"),
            ExtraAsked("projector", 2),
            ExtraAsked("tea", 20),
            ExtraAsked("caretaker", 1, 60),
        ),
        facts={"outside": Decimal(10), "music": True},
    )
    session = booking.sessions.get()
    assert (session.hire_pence, session.compulsory_pence, session.extras_pence) == (4000, 900, 6500)
    assert session.price.pence == shown.context["check"].total.pence
    assert session.standard_pence == 4900, "extras are nobody's concession"
    assert session.open_facts == ["units"]
    assert [str(extra) for extra in session.extras.all()][1] == "2 × Projector"
    use = EquipmentUse.objects.get()
    assert (use.first_unit, use.last_unit, use.stock, use.expires_at) == (1, 2, 2, booking.hold_until)


@pytest.mark.once
def test_what_is_not_answered_is_asked_beside_its_field(browser, choir, room):
    """The words of a form, whatever the database."""
    a_list(room)
    page = check(browser, room, typed(choir, **{"fact-outside": "0"}))
    assert page.status_code == 422
    assert page.context["form"].errors["occasion"] == ["Choose what the hire is for, or “None of these”."]

    page = check(browser, room, typed(choir, occasion="*"))
    assert page.status_code == 422
    assert page.context["form"].errors["fact-outside"] == ["How many people come from outside?"]
    assert not Booking.objects.exists()


@pytest.mark.once
def test_where_the_hirer_chooses_each_way_is_told_with_its_price(browser, choir, room):
    """A price list is one document in one row: no database has a say in what a form makes of it."""
    a_list(room, choose="hirer")
    page = check(browser, room, typed(choir, **ANSWERED))
    assert page.status_code == 422
    assert page.context["form"].errors["way"] == [
        "This can be hired in more than one way. Choose one: By the hour: £16.00; Half day: £60.00."
    ]
    shown = check(browser, room, typed(choir, way="half-day", **ANSWERED))
    assert str(shown.context["check"].total) == "£60.00"
    page = check(browser, room, typed(choir, way="half-day", from_="17:00", to="22:00", **ANSWERED))
    assert page.status_code == 422
    assert "It cannot be hired as “Half day” at that time." in page.content.decode()


@pytest.mark.once
@pytest.mark.parametrize(
    ("typing", "field"),
    [
        ({"extra-projector": "3"}, "extra-projector"),
        ({"extra-projector": "-1"}, "extra-projector"),
        ({"extra-tea": "many"}, "extra-tea"),
        ({"extra-caretaker": "on", "extra-caretaker-hours": "0.1"}, "extra-caretaker-hours"),
        ({"fact-outside": "-1"}, "fact-outside"),
        ({"fact-outside": "1" * 40}, "fact-outside"),
        ({"fact-music": "perhaps"}, "fact-music"),
        ({"occasion": "funeral"}, "occasion"),
        ({"way": "fortnight"}, "way"),
    ],
)
def test_what_cannot_be_is_refused_beside_the_field_and_nothing_typed_is_lost(browser, choir, room, typing, field):
    """It is judged in Python before anything is kept; what is odd in itself the storm types on both kinds."""
    a_list(room)
    page = check(browser, room, typed(choir, **{**ANSWERED, "extra-kitchen": "on", **typing}))
    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert page.context["form"]["extra-kitchen"].value()


def test_setting_up_is_a_part_of_the_time_and_costs_what_the_list_says(browser, choir, room):
    a_list(room, setting_up=[{"percent": "50"}])
    shown = check(browser, room, typed(choir, before="30", after="30", **ANSWERED))
    assert str(shown.context["check"].total) == "£12.00", "an hour at £8, and two halves at half of that"
    press = browser.post(page_of(room), asking(typed(choir, before="30", after="30", **ANSWERED), shown))
    assert press.status_code == 303
    session = Booking.objects.get().sessions.get()
    assert session.period.minutes == 120, "the room is taken for all of it"
    page = check(browser, room, typed(choir, before="60", after="60", **ANSWERED))
    assert "That leaves no time for the hire itself." in str(page.context["form"].errors["before"])


def test_a_series_into_the_next_list_is_asked_what_either_asks(browser, choir, room):
    plain = Tariff.objects.get(venue=room.venue).document
    asking_list, change = a_list(room).document, soon(20)
    Tariff.objects.update(document=plain, valid_to=change - timedelta(days=1))
    Tariff.objects.create(venue=room.venue, name="Later", valid_from=change, document=asking_list)
    now = browser.get(page_of(room), {"on": soon(), "from": "19:00", "to": "21:00"})
    assert "How many people come from outside?" not in now.content.decode()
    both = browser.get(page_of(room), {"on": soon(), "until": soon(28), "from": "19:00", "to": "21:00"})
    assert "How many people come from outside?" in both.content.decode()


def test_a_price_on_application_is_not_told_and_nothing_is_booked_at_once(browser, choir, room):
    on_application(room.venue)
    Room.objects.update(confirms_at_once=True)
    shown = check(browser, room, typed(choir))
    assert "The hall will tell you the price." in shown.content.decode()
    browser.post(page_of(room), asking(typed(choir), shown))
    booking = Booking.objects.get()
    assert booking.is_waiting, "without a price nothing is booked at once"
    assert booking.sessions.get().price is None
    own = browser.get(booking.get_absolute_url()).content.decode()
    assert "The hall sends you a price." in own
    assert "the hall will tell you" in own
    assert "Price: the hall sends it" in Letter.objects.get(kind="asked").body


@pytest.mark.once
def test_the_desk_the_diary_the_calendar_and_letters_tell_what_stands_beside_the_room(browser, choir, room):
    """Words made of rows that the tests beside this one read from both kinds of database."""
    a_list(room)
    told_the_hall = {"occasion": "*", "fact-outside": "7", "extra-projector": "2"}
    data = typed(choir, **told_the_hall, **{"extra-caretaker": "on", "extra-caretaker-hours": "1.5"})
    ask_for(browser, room, data)
    booking, words = Booking.objects.get(), ("2 × Projector", "Caretaker (1 hour 30 minutes)")
    desk = signed_in(a_post(room.venue, "secretary").user)
    caretaker = signed_in(a_post(room.venue, "caretaker", a_user("Cleo")).user)
    slug, day = room.venue.slug, booking.sessions.get().starts_at.date()
    told = [
        browser.get(booking.get_absolute_url()).content,
        browser.get(reverse("bookings:calendar", args=[booking.ref])).content.replace(b"\r\n ", b""),
        desk.get(reverse("desk:requests", args=[slug])).content,
        desk.get(reverse("desk:booking", args=[slug, booking.ref])).content,
        caretaker.get(reverse("desk:diary", args=[slug]), {"day": day}).content,
        *(letter.body.encode() for letter in Letter.objects.filter(kind__in=["asked", "request_arrived"])),
    ]
    assert len(told) == 7
    for page in told:
        for each in words:
            assert each in page.decode()
    assert "Electricity, £0.33 for each" in told[0].decode()
    for page in (told[0], told[3]):
        assert "<dt>How many people come from outside?</dt><dd>7</dd>" in page.decode()


@pytest.mark.once
def test_all_that_a_list_may_ask_before_is_asked():
    """Whatever question the engine puts, for any room and category of the published lists, the page has asked it.

    A price list is one document in one row: no database has a say in what a form makes of it.
    """
    put = set()
    for file in sorted((ROOT / "tests" / "data" / "tariffs").glob("*.toml")):
        read = files.read(file.read_text())
        categories = [category.code for category in read.operator.categories]
        for tariff in read.tariffs:
            for place in read.rooms[:2]:
                asked = questions(tariff, place.code, categories)
                known = {fact.code for fact in asked.facts} | ({"occasion"} if asked.occasions else set())
                for category in categories[:2]:
                    wanted = missing(tariff, place.code, category)
                    assert wanted <= known, file.name
                    put |= wanted
    assert len(put) > 3, "some of these lists do ask"


def missing(tariff: Any, room: str, category: str) -> set[str]:
    """What the engine asks for one evening, one question after another."""
    found: set[str] = set()
    facts: dict[str, Any] = {}
    for _turn in range(12):
        period = evening(date(2026, 5, 6))
        request = Request((room,), period, LONDON, category, people=20, facts=facts)
        try:
            quote(tariff, request)
        except FactMissing as refusal:
            if refusal.fact in found:
                return found
            found.add(refusal.fact)
            facts[refusal.fact] = Decimal(1)
        except Refusal:
            return found
        else:
            return found
    return found
