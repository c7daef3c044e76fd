"""A booking asks whatever its price hangs on: what it is for, in which way, the hall's own questions, and extras."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from bookings.asking import Answers
from bookings.models import Booking, EquipmentUse
from tests.bookings.booking_page import asking, check, page_of, typed
from venues.models import Room, Tariff
from venues.tariffs import ExtraAsked

pytestmark = pytest.mark.django_db

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


def told(**more: Any) -> dict[str, Any]:
    return {**ANSWERED, **{name.replace("_", "-"): value for name, value in more.items()}}


def test_the_page_asks_what_the_list_asks_and_no_more(browser, choir, room):
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
    assert "Anything beside the room?" not in page


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
