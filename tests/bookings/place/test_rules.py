"""The rules of a price list by page: told in sentences, typed in the hall's words, changed, taken away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from bookings.desk.price_rules import document_of
from tests.bookings.place.price_page import page
from tests.bookings.place.rule_pages import added, changed, rule_page, taken_away
from tests.make import a_booking, a_post, a_tariff, a_venue, signed_in, the_room
from venues import files
from venues.models import PriceDraft

pytestmark = pytest.mark.django_db

KEY = "2020-01-01"
NAMED = {
    "bands": [{"code": "evening", "name": "Evenings", "days": ["fri", "sat"], "from": "18:00", "to": "23:00"}],
    "seasons": [{"code": "winter", "name": "Winter", "from": "10-01", "to": "04-30"}],
    "occasions": [{"code": "party", "name": "Party"}, {"code": "wedding", "name": "Wedding"}],
    "facts": [
        {"code": "alcohol", "question": "Will alcohol be sold?", "kind": "yes_no"},
        {"code": "units", "question": "How many units?", "kind": "number", "after": True},
        {"code": "takings", "question": "What was taken?", "kind": "money", "after": True},
    ],
}


@pytest.fixture(scope="module")
def hall(django_db_setup, django_db_blocker):
    """Made once for this module, and gone afterwards; what a test writes is taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        venue = a_venue(cells=("front", "back"))
        row = a_tariff(venue)
        row.document |= NAMED
        row.save()
        a_post(venue, "manager")
        yield venue
        transaction.set_rollback(True)


@pytest.fixture
def manager(hall):
    return signed_in(hall.posts.get().user)


def document(hall):
    return document_of(files.from_database(hall).tariffs[0])


# What is typed, and the row that the list then keeps.
TYPED = {
    "a kitchen": (
        "extras",
        {"name": "Kitchen", "p0-way": "flat", "p0-price": "£10"},
        {"code": "kitchen", "name": "Kitchen", "prices": [{"flat": "10.00"}]},
    ),
    "two projectors": (
        "extras",
        {"name": "Projector", "stock": "2", "p0-way": "per_day", "p0-price": "7.50"},
        {"code": "projector", "name": "Projector", "stock": 2, "prices": [{"per_day": "7.50"}]},
    ),
    "chairs, cheaper by number": (
        "extras",
        {"name": "Chairs", "group": "Furniture", "p0-way": "tiers", "p0-tiers": "1: 0.30\n40 or more: £10 together"},
        {
            "code": "chairs",
            "name": "Chairs",
            "group": "furniture",
            "prices": [{"tiers": [{"from": 1, "each": "0.30"}, {"from": 40, "all": "10.00"}]}],
        },
    ),
    "a caretaker by length": (
        "extras",
        {"name": "Caretaker", "p0-way": "steps", "p0-steps": "2: 40", "p0-then": "15"},
        {
            "code": "caretaker",
            "name": "Caretaker",
            "prices": [{"steps": [{"up_to": 120, "price": "40.00"}], "then_per_hour": "15.00"}],
        },
    ),
    "a late fee by the half hour": (
        "fees",
        {"name": "Late", "p0-way": "per", "p0-price": "4", "p0-minutes": "30 minutes", "p0-ends": "after 1am"},
        {"code": "late", "name": "Late", "per": {"minutes": 30, "price": "4.00"}, "ends": {"after": "25:00"}},
    ),
    "a meter": (
        "fees",
        {"name": "Power", "p0-way": "per_fact", "p0-price": "0.33", "p0-fact": "units", "p0-free": "25"},
        {"code": "power", "name": "Power", "per_fact": {"fact": "units", "price": "0.33", "free": 25}},
    ),
    "a share of the takings": (
        "fees",
        {"name": "Stage", "p0-way": "greater", "p0-price": "50", "p0-percent": "5%", "p0-of": "takings"},
        {
            "code": "stage",
            "name": "Stage",
            "flat": "50.00",
            "or_percent": {"percent": "5", "of": "takings"},
        },
    ),
    "cleaning for many, where alcohol is sold": (
        "fees",
        {"name": "Cleaning", "p0-price": "45", "p0-people": "more than 80", "p0-fact-alcohol": "yes", "p0-rank": "1"},
        {
            "code": "cleaning",
            "name": "Cleaning",
            "flat": "45.00",
            "people": {"after": 80},
            "fact": {"alcohol": True},
            "rank": 1,
        },
    ),
    "a bond for parties in one room": (
        "bonds",
        {"name": "Bond", "p0-way": "once", "p0-price": "100", "p0-occasion": ["party"], "p0-room": ["front", "back"]},
        {"code": "bond", "name": "Bond", "once": "100.00", "occasion": "party", "room": ["front", "back"]},
    ),
    "a quarter on booking": (
        "deposits",
        {"name": "Deposit", "p0-way": "percent", "p0-percent": "25", "p0-of": "total"},
        {"code": "deposit", "name": "Deposit", "percent": "25", "of": "total"},
    ),
    "less for many dates": (
        "adjustments",
        {"name": "Ten dates", "sign": "less", "of": "percent", "amount": "10", "w-dates_booked": "10 or more"},
        {"code": "ten-dates", "name": "Ten dates", "percent": "-10", "dates_booked": {"from": 10}},
    ),
    "so much an hour more in winter": (
        "adjustments",
        {"name": "Heating", "sign": "more", "of": "per_hour", "amount": "2.5", "w-dates": ["winter"], "order": "1"},
        {"code": "heating", "name": "Heating", "per_hour": "2.50", "dates": "winter", "order": 1},
    ),
    "at most for a day": (
        "limits",
        {"name": "A day", "of": "hire", "most": "98", "by_day": "on", "minutes": "12", "w-band": ["evening"]},
        {
            "code": "a-day",
            "name": "A day",
            "of": "hire",
            "most": "98.00",
            "by_day": True,
            "minutes": 720,
            "band": "evening",
        },
    ),
    "terms of giving up": (
        "cancellation",
        {
            "notice": "working_days",
            "counted": "clear",
            "w-occasion": ["wedding"],
            "p1-at_least": "20",
            "p1-refund": "all",
            "p1-fee": "10",
            "p0-at_least": "5",
            "p0-refund": "2/3",
        },
        {
            "notice": "working_days",
            "counted": "clear",
            "occasion": "wedding",
            "steps": [
                {"at_least": 20, "refund": "100", "fee": "10.00"},
                {"at_least": 5, "refund": "2/3"},
            ],
        },
    ),
    "an occasion": ("occasions", {"name": "Jumble sale"}, {"code": "jumble-sale", "name": "Jumble sale"}),
    "a question for the number of sacks": (
        "facts",
        {"question": "How many sacks?", "kind": "number", "after": "on", "unless_said": "0"},
        {"code": "how-many-sacks", "question": "How many sacks?", "kind": "number", "after": True, "unless_said": "0"},
    ),
    "a season": (
        "seasons",
        {"name": "Summer", "from": "1st May", "to": "30 Sept"},
        {"code": "summer", "name": "Summer", "from": "05-01", "to": "09-30"},
    ),
    "the bank holidays": (
        "named-days",
        {"name": "Bank holidays", "which": "bank_holidays"},
        {"code": "bank-holidays", "name": "Bank holidays", "calendar": "bank_holidays"},
    ),
    "days of one year": (
        "named-days",
        {"name": "Fête", "which": "on", "days": "20 June 2026\n19/6/2027"},
        {"code": "fete", "name": "Fête", "on": ["2026-06-20", "2027-06-19"]},
    ),
    "days of every year": (
        "named-days",
        {"name": "Christmas", "which": "yearly", "days": "24 December, 26 December"},
        {"code": "christmas", "name": "Christmas", "yearly": ["12-24", "12-26"]},
    ),
    "setting up at half the price": (
        "setting-up",
        {"percent": "50", "free_minutes": "1", "w-category": ["community"]},
        {"percent": "50", "free_minutes": 60, "category": "community"},
    ),
    "who pays as somebody else": (
        "priced-as",
        {"category": "standard", "w-category": ["community"], "w-length": "more than 4"},
        {"category": "standard", "when": {"category": "community", "length": {"after": 240}}},
    ),
}


@pytest.mark.parametrize(("kind", "typed", "row"), TYPED.values(), ids=TYPED.keys())
def test_what_is_typed_stands_in_the_list_and_all_else_stays(hall, manager, kind, typed, row):
    before, table = document(hall), kind.replace("-", "_")
    answer = added(manager, hall, kind, typed)
    assert answer.status_code == 303, answer.context["form"].errors
    after = document(hall)
    assert after[table] == [*before.get(table, []), row]
    assert {**after, table: None} == {**before, table: None}
    (said,) = (str(message) for message in manager.get(page(hall, "prices_rules", KEY)).context["messages"])
    assert said.startswith("Saved: ")


def test_two_prices_of_one_bond_are_one_rule(hall, manager):
    two = {"name": "Bond", "number": "2", "p0-price": "50", "p1-price": "250", "p1-occasion": ["wedding"]}
    added(manager, hall, "bonds", two)
    assert document(hall)["bonds"] == [
        {"code": "bond", "name": "Bond", "flat": "50.00"},
        {"code": "bond", "name": "Bond", "flat": "250.00", "occasion": "wedding"},
    ]
    shown = manager.get(page(hall, "prices_rules", KEY)).content.decode()
    assert "Bond: £250.00 (Wedding); £50.00 (otherwise)" in shown
    changed(manager, hall, "bonds", 1, {"p0-gone": "on", "p1-price": "300"})
    assert document(hall)["bonds"] == [{"code": "bond", "name": "Bond", "flat": "300.00", "occasion": "wedding"}]


def test_one_more_price_gets_boxes_and_nothing_typed_is_lost(hall, manager):
    typed = {"name": "Bond", "number": "1", "p0-price": "lots", "add": "yes"}
    answer = added(manager, hall, "bonds", typed)
    form = answer.context["form"]
    assert (answer.status_code, form["p0-price"].value(), len(form.price_boxes)) == (200, "lots", 2)
    assert "bonds" not in document(hall)


def test_a_rule_is_read_back_before_it_is_saved(hall, manager):
    typed = {"notice": "days", "p0-at_least": "14", "p0-refund": "100", "look": "yes"}
    answer = added(manager, hall, "cancellation", typed)
    assert "Give up at least 14 days before and all of it comes back" in answer.context["said"]
    assert "cancellation" not in document(hall)


REFUSED: Mapping[str, tuple[str, dict[str, object], str, str]] = {
    "no name": ("extras", {"p0-price": "5"}, "name", "Give it a name."),
    "no price": ("fees", {"name": "Late"}, "p0-price", "Write how much: 8.50, or free."),
    "no range": (
        "fees",
        {"name": "Late", "p0-price": "5", "p0-people": "lots"},
        "p0-people",
        "We could not read “lots”. Write it like this: 20 or more; more than 20; up to 50; 20 to 50.",
    ),
    "half of which day": (
        "fees",
        {"name": "Late", "p0-price": "5", "p0-ends": "after 8"},
        "p0-ends",
        "Is that 8am or 8pm? Write am or pm behind it.",
    ),
    "reversed": (
        "fees",
        {"name": "Late", "p0-price": "5", "p0-people": "50 to 20"},
        "p0-people",
        "The most is less than the least: nothing can ever be in between.",
    ),
    "tiers that fall": (
        "extras",
        {"name": "Chairs", "p0-way": "tiers", "p0-tiers": "40: 10\n1: 0.30"},
        "p0-tiers",
        "“1” is not more than in the row before; these rows rise.",
    ),
    "too dear by far": (
        "bonds",
        {"name": "Bond", "p0-price": "-5"},
        "p0-price",
        "A price cannot be less than nothing.",
    ),
    "a limit of nothing": (
        "limits",
        {"name": "Day", "of": "hire"},
        "most",
        "Write the least, the most, or both.",
    ),
    "more back for later": (
        "cancellation",
        {"notice": "days", "p0-at_least": "14", "p0-refund": "50", "p1-at_least": "7", "p1-refund": "100"},
        "p1-refund",
        "With less notice more would come back: 100, where longer notice gives 50.",
    ),
    "no day of the year": (
        "seasons",
        {"name": "Odd", "from": "31 June", "to": "1 July"},
        "from",
        "We could not read “31 June” as a day of the year. Write it like 1 October.",
    ),
    "yes is no number": (
        "facts",
        {"question": "How many?", "kind": "number", "unless_said": "yes"},
        "unless_said",
        "Write a number, such as 3 or 2.5.",
    ),
    "circular": (
        "priced-as",
        {"category": "community", "w-category": ["community"]},
        "category",
        "“community” leads back to where it began.",
    ),
}


@pytest.mark.parametrize(("kind", "typed", "box", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_wrong_is_said_beside_its_box(hall, manager, kind, typed, box, words):
    answer = added(manager, hall, kind, typed)
    assert answer.status_code == 422
    assert answer.context["form"].errors == {box: [words]}
    assert "There is a problem" in answer.content.decode()
    assert kind.replace("-", "_") not in {*document(hall)} - {*NAMED}


def test_two_prices_that_apply_equally_are_told_by_the_sentence_of_the_other(hall, manager):
    two = {"p0-price": "50", "p0-occasion": ["party"], "p1-price": "60", "p1-room": ["front"]}
    answer = added(manager, hall, "bonds", {"name": "Bond", "number": "2", **two})
    assert answer.status_code == 422
    ((box, (words,)),) = answer.context["form"].errors.items()
    assert box == "p1-rank"
    assert "“Bond: £50.00 (Party)”" in words


def test_a_rule_that_others_name_stays_until_they_are_changed(hall, manager):
    added(manager, hall, "bonds", {"name": "Bond", "p0-price": "100", "p0-occasion": ["party"]})
    asked = manager.get(rule_page(hall, "occasions", 1, "away"))
    assert asked.context["named_by"] == ["Bond: £100.00 (Party)"]
    assert taken_away(manager, hall, "occasions", 1).status_code == 409
    assert taken_away(manager, hall, "bonds", 1).status_code == 303
    assert taken_away(manager, hall, "occasions", 1).status_code == 303
    left = document(hall)
    assert ([row["code"] for row in left["occasions"]], "bonds" in left) == (["wedding"], False)


def test_minutes_over_are_charged_as_hire_while_their_question_is_asked(hall, manager):
    typed = {"question": "How many minutes longer?", "kind": "number", "after": "on", "overrun": "on"}
    added(manager, hall, "facts", typed)
    assert document(hall)["overrun"] == "how-many-minutes-longer"
    assert taken_away(manager, hall, "facts", 4).status_code == 303
    assert "overrun" not in document(hall)


def test_two_people_do_not_undo_each_other(hall, manager):
    shown = manager.get(rule_page(hall, "occasions", 1))
    added(manager, hall, "occasions", {"name": "Fair"})
    answer = manager.post(rule_page(hall, "occasions", 1), {"name": "Ball", "seen": shown.context["seen"]})
    assert answer.status_code == 409
    assert document(hall)["occasions"][0]["name"] == "Party"
    again = manager.post(rule_page(hall, "occasions", 1), {"name": "Ball", "seen": answer.context["seen"]})
    assert again.status_code == 303
    assert document(hall)["occasions"][0] == {"code": "party", "name": "Ball"}


def test_a_list_that_was_booked_by_is_shown_and_stays(hall, manager):
    a_booking(the_room(hall, "front"))
    shown = manager.get(page(hall, "prices_rules", KEY))
    assert "Make a draft of it" in shown.content.decode()
    assert rule_page(hall, "occasions", 1) not in shown.content.decode()
    assert manager.get(rule_page(hall, "occasions", 1)).status_code == 303
    assert manager.post(rule_page(hall, "occasions", 1), {"name": "Ball"}).status_code == 409
    assert manager.post(rule_page(hall, "occasions", 1, "away")).status_code == 409


def test_the_rules_of_a_draft_are_typed_alike(hall, manager):
    first = timezone.localdate() + timedelta(days=60)
    kept = {**hall.tariffs.get().document, "valid_from": first.isoformat()}
    draft = PriceDraft.objects.create(venue=hall, name="Next year", valid_from=first, document=kept)
    added(manager, hall, "occasions", {"name": "Fair"}, key=f"draft-{draft.pk}")
    draft.refresh_from_db()
    assert [row["code"] for row in draft.document["occasions"]] == ["party", "wedding", "fair"]
    assert len(document(hall)["occasions"]) == 2


@pytest.mark.parametrize("path", ["nothing/new", "occasions/9", "occasions/0", "rates/1"])
def test_what_is_not_there_is_not_found(hall, manager, path):
    assert manager.get(f"{page(hall, 'prices_rules', KEY)}{path}/").status_code == 404
