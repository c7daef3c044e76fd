"""The kinds of price: they hold for every venue of the operator.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

import pytest
from django.urls import reverse

from accounts import journal
from bookings.models import Booking
from tests.make import a_booking, a_group, a_post, a_tariff, a_venue, an_operator, signed_in, soon, the_room
from tests.shared import shared
from venues import files
from venues.models import Category, Entitlement, Operator, SpecialTerms, Tariff

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@shared
def operator():
    return an_operator()


@shared
def hall(operator):
    return a_venue(operator=operator, name="Alder Hall")


@shared
def manager(hall):
    return signed_in(a_post(hall, "manager").user)


def page(hall, name="prices_categories", *args):
    return reverse(f"place:{name}", args=[hall.slug, *args])


def seen(manager, address):
    return manager.get(address).context["seen"]


def codes(operator: Operator) -> list[str]:
    return list(operator.categories.values_list("code", flat=True))


@pytest.mark.on_postgres
def test_a_newcomer_takes_three_ready_made_ones_with_one_button(hall, manager, operator):
    Tariff.objects.all().delete()
    operator.categories.filter(is_standard=False).delete()
    assert "Use these three" in manager.get(page(hall, "prices")).content.decode()
    assert manager.post(page(hall), {"ready_made": "yes"})["Location"] == page(hall, "prices")
    assert codes(operator) == ["standard", "community", "family"]
    assert [category.is_standard for category in operator.categories.all()] == [True, False, False]
    assert len(manager.get(page(hall, "prices")).context["form"].columns) == 3
    manager.post(page(hall), {"ready_made": "yes"})
    assert operator.categories.count() == 3


def test_another_one_is_added_in_its_place_and_every_venue_remembers(hall, manager, operator):
    other = a_venue(operator=operator, name="Beech Hall")
    address = page(hall, "prices_category_new")
    assert "Alder Hall, Beech Hall" in manager.get(address).content.decode()
    typed = {
        "name": "Young people",
        "kinds": ["club", "charity"],
        "who": "Under 18s",
        "proof": "A policy",
        "after": "standard",
    }
    assert manager.post(address, {**typed, "seen": seen(manager, address)}).status_code == 303
    assert codes(operator) == ["standard", "young-people", "community"]
    made = operator.categories.get(code="young-people")
    assert (made.kinds, made.who, made.proof) == (["charity", "club"], "Under 18s", "A policy")
    for venue in (hall, other):
        assert "Young people" in journal.of(venue).first().why


def test_it_may_have_another_name(hall, manager, operator):
    address = page(hall, "prices_category", "community")
    typed = {"name": "Local groups", "kinds": ["informal"], "proof": "", "after": "standard"}
    manager.post(address, {**typed, "seen": seen(manager, address)})
    held = operator.categories.get(code="community")
    assert (held.name, held.kinds) == ("Local groups", ["informal"])
    assert "Renamed" in journal.of(hall).first().why


def test_the_standard_price_is_for_anyone_and_stays(hall, manager, operator):
    address = page(hall, "prices_category", "standard")
    assert "kinds" not in manager.get(address).context["form"].fields
    manager.post(address, {"name": "Full price", "proof": "", "after": "first", "seen": seen(manager, address)})
    assert operator.categories.get(is_standard=True).name == "Full price"
    assert manager.post(address, {"take_away": "yes"}).status_code == 409
    assert codes(operator) == ["standard", "community"]


def test_one_that_is_the_price_of_a_group_cannot_go(hall, manager, operator):
    Tariff.objects.all().delete()
    community, group = operator.categories.get(code="community"), a_group()
    claim = Entitlement.objects.create(operator=operator, hirer=group, category=community)
    address = page(hall, "prices_category", "community")
    refused = manager.post(address, {"take_away": "yes"})
    assert (refused.status_code, "the price of some groups" in refused.content.decode()) == (409, True)
    claim.delete()
    facts = {"agreed_by": "The committee", "agreed_on": soon(0), "since": soon(0), "words": "They sweep."}
    SpecialTerms.objects.create(venue=hall, hirer=group, category=community, **facts)
    assert manager.post(address, {"take_away": "yes"}).status_code == 409
    SpecialTerms.objects.all().delete()
    assert manager.post(address, {"take_away": "yes"}).status_code == 303


def test_one_that_is_in_use_cannot_go(hall, manager, operator):
    address = page(hall, "prices_category", "community")
    refused = manager.post(address, {"take_away": "yes"})
    assert refused.status_code == 409
    assert "has prices in “Prices” of Alder Hall" in refused.content.decode()

    Tariff.objects.all().delete()
    a_tariff(hall)
    a_booking(the_room(hall, "main"))
    Booking.objects.update(tariff=None)
    Tariff.objects.all().delete()
    assert "bookings were made at it" in manager.post(address, {"take_away": "yes"}).content.decode()

    Booking.objects.all().update(category=operator.categories.get(code="standard"))
    assert manager.post(address, {"take_away": "yes"}).status_code == 303
    assert codes(operator) == ["standard"]


@pytest.mark.once
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "standard"}, "name"),
        ({"kinds": ["martians"]}, "kinds"),
        ({"after": "nobody"}, "after"),
        ({"name": "<b>Bold</b>"}, "__all__"),
    ],
)
def test_bad_entries_are_told(hall, manager, operator, wrong, field):
    """It is judged in Python before anything is kept; what is odd in itself the storm types on both kinds."""
    address = page(hall, "prices_category_new")
    typed = {"name": "Young", "kinds": [], "proof": "", "after": "first", "seen": seen(manager, address)}
    answer = manager.post(address, {**typed, **wrong})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert codes(operator) == ["standard", "community"]


def test_two_people_do_not_undo_each_other_unseen(hall, manager, operator):
    address = page(hall, "prices_category", "community")
    mark = seen(manager, address)
    Category.objects.filter(operator=operator, code="community").update(proof="A letter")
    typed = {"name": "Mine", "kinds": [], "proof": "", "after": "standard"}
    assert manager.post(address, {**typed, "seen": mark}).status_code == 409
    assert operator.categories.get(code="community").name == "Community group"


def test_the_file_of_the_venue_has_them(hall, manager, operator):
    address = page(hall, "prices_category_new")
    typed = {"name": "Young", "kinds": ["club"], "proof": "", "after": "first", "seen": seen(manager, address)}
    manager.post(address, typed)
    file = files.from_database(hall.__class__.objects.get(pk=hall.pk))
    assert [row.code for row in file.operator.categories] == ["young", "standard", "community"]
    assert files.read(files.write(file)) == file
