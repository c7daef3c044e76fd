"""The rules of a price list by page: told in sentences, typed in the hall's words, changed, taken away.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bookings.desk.price_rules import document_of
from tests.bookings.place.price_page import page
from tests.bookings.place.rule_cases import NAMED, REFUSED, TYPED
from tests.bookings.place.rule_pages import added, changed, rule_page, taken_away
from tests.make import a_booking, a_post, a_tariff, a_venue, signed_in, the_room
from venues import files
from venues.models import PriceDraft

pytestmark = [pytest.mark.django_db, pytest.mark.once]

KEY = "2020-01-01"


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


@pytest.mark.once
@pytest.mark.parametrize(("kind", "typed", "row"), TYPED.values(), ids=TYPED.keys())
def test_what_is_typed_stands_in_the_list_and_all_else_stays(hall, manager, kind, typed, row):
    """A price list is one document in one row: no database has a say in what a form makes of it."""
    before, table = document(hall), kind.replace("-", "_")
    answer = added(manager, hall, kind, typed)
    assert answer.status_code == 303, answer.context["form"].errors
    after = document(hall)
    assert after[table] == [*before.get(table, []), row]
    assert {**after, table: None} == {**before, table: None}
    (said,) = (str(message) for message in manager.get(page(hall, "prices_rules", KEY)).context["messages"])
    assert said.startswith("Saved: ")


@pytest.mark.once
def test_what_was_left_in_a_box_that_is_not_shown_is_no_fault(hall, manager):
    """A price list is one document in one row: no database has a say in what a form makes of it."""
    left = {"p0-percent": "many", "p0-minutes": "soon", "p0-tiers": "1", "p0-each": "-"}
    assert added(manager, hall, "extras", {"name": "Kitchen", "p0-price": "10", **left}).status_code == 303
    assert document(hall)["extras"][0]["prices"] == [{"flat": "10.00"}]


def test_another_of_the_kind_can_follow_at_once(hall, manager):
    assert added(manager, hall, "occasions", {"name": "Fair"}).url == page(hall, "prices_rules", KEY)
    assert added(manager, hall, "occasions", {"name": "Ball", "then": "another"}).url == rule_page(hall, "occasions")


@pytest.mark.once
def test_money_held_says_how_it_is_only_for_some_occasions(hall, manager):
    """A price list is one document in one row: no database has a say in what a form makes of it."""
    occasions = rule_page(hall, "occasions")
    assert occasions not in manager.get(rule_page(hall, "bonds")).content.decode()  # it has some
    hall.tariffs.update(document={**document(hall), "occasions": []})
    assert f'<a href="{occasions}">add the occasion first</a>' in manager.get(rule_page(hall, "bonds")).content.decode()


@pytest.mark.once
def test_many_rules_are_asked_for_like_few(hall, manager, django_assert_max_num_queries):
    """How many statements a page asks is Django’s doing, whichever database answers them."""
    row, rows = hall.tariffs.get(), [{"code": f"fair-{number}", "name": "Fair"} for number in range(20)]
    with CaptureQueriesContext(connection) as few:
        manager.get(page(hall, "prices_rules", KEY))
    row.document["occasions"] += rows
    row.save()
    with django_assert_max_num_queries(len(few)):
        manager.get(page(hall, "prices_rules", KEY))


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


@pytest.mark.once
def test_one_more_price_gets_boxes_and_nothing_typed_is_lost(hall, manager):
    """A price list is one document in one row: no database has a say in what a form makes of it."""
    typed = {"name": "Bond", "number": "1", "p0-price": "lots", "add": "yes"}
    answer = added(manager, hall, "bonds", typed)
    form = answer.context["form"]
    assert (answer.status_code, form["p0-price"].value(), len(form.price_boxes)) == (200, "lots", 2)
    assert "bonds" not in document(hall)


@pytest.mark.once
def test_a_rule_is_read_back_before_it_is_saved(hall, manager):
    """A price list is one document in one row: no database has a say in what a form makes of it."""
    typed = {"notice": "days", "p0-at_least": "14", "p0-refund": "100", "look": "yes"}
    answer = added(manager, hall, "cancellation", typed)
    assert "Cancel at least 14 days before and all of it comes back" in answer.context["said"]
    assert "cancellation" not in document(hall)


@pytest.mark.once
@pytest.mark.parametrize(("kind", "typed", "box", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_wrong_is_said_beside_its_box(hall, manager, kind, typed, box, words):
    """It is judged in Python before anything is kept; what is odd in itself the storm types on both kinds."""
    answer = added(manager, hall, kind, typed)
    assert answer.status_code == 422
    assert answer.context["form"].errors == {box: [words]}
    assert "There is a problem" in answer.content.decode()
    assert kind.replace("-", "_") not in {*document(hall)} - {*NAMED}


@pytest.mark.once
def test_two_prices_that_apply_equally_are_told_by_the_sentence_of_the_other(hall, manager):
    """A price list is one document in one row: no database has a say in what a form makes of it."""
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


@pytest.mark.once
def test_minutes_over_are_charged_as_hire_while_their_question_is_asked(hall, manager):
    """A price list is one document in one row: no database has a say in what a form makes of it."""
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
    assert len(answer.context["saved"]) == 3
    for words in (*answer.context["saved"], "Save mine over it", 'value="Ball"'):
        assert words in answer.content.decode()
    assert manager.post(rule_page(hall, "occasions", 1), {"name": "Ball"}).status_code == 409
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


@pytest.mark.once
@pytest.mark.parametrize("path", ["nothing/new", "occasions/9", "occasions/0", "rates/1"])
def test_what_is_not_there_is_not_found(hall, manager, path):
    """Not found by the question by which others find it, on both kinds of database."""
    assert manager.get(f"{page(hall, 'prices_rules', KEY)}{path}/").status_code == 404
