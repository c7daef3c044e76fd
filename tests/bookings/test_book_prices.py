"""Which prices the booking page offers, which it ticks beforehand, and what it tells of those that the hall gives.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

import pytest
from django.utils import timezone

from accounts.models import Hirer
from tests.bookings.booking_page import ask_for, check, page_of, typed
from tests.make import a_group, signed_in
from venues.models import Category, Entitlement

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_layouts_say_how_many_they_take_and_prices_whom_they_are_for_cheapest_first(browser, room):
    Category.objects.filter(code="community").update(proof="Your constitution")
    page = browser.get(page_of(room)).content.decode()
    assert "Theatre, at most 100 people" in page
    assert page.index("Community group, £8.00 an hour") < page.index("Standard, £12.00 an hour")
    assert "Proof, asked for after your first bookings: Your constitution" in page


def test_a_lower_price_that_only_the_hall_gives_is_named_and_how_to_get_it(browser, room):
    operator, price_list = room.venue.operator, room.venue.tariffs.get()
    for code, price in (("regular", "6.50"), ("dear", "30.00"), ("elsewhere", "")):
        Category.objects.create(operator=operator, code=code, name=code.title(), proof=f"Proof of {code}")
        if price:
            price_list.document["rates"].append({"category": code, "room": room.code, "per_hour": price})
    price_list.save()
    page = browser.get(page_of(room)).content.decode()
    assert "There is one more price below “Standard” that only the hall gives:" in page
    assert 'href="mailto:hall@hearth.example"' in page
    assert "Regular, £6.50 an hour. Proof of regular." in page
    assert "Proof of dear" not in page
    assert "Proof of elsewhere" not in page
    assert 'value="regular"' not in page


def test_whoever_is_not_of_those_the_cheapest_is_for_reads_of_the_price_between(browser, room, choir):
    """Until the hall has accepted that the cheapest is theirs."""
    operator, price_list = room.venue.operator, room.venue.tariffs.get()
    regular = Category.objects.create(operator=operator, code="regular", name="Regular", proof="Every month")
    price_list.document["rates"].append({"category": "regular", "room": room.code, "per_hour": "10.00"})
    price_list.save()
    assert "Regular, £10.00 an hour. Every month." in browser.get(page_of(room)).content.decode()
    community = operator.categories.get(code="community")
    accepted = {"evidence": "known", "accepted_at": timezone.now()}
    Entitlement.objects.create(operator=operator, hirer=choir, category=community, **accepted)
    assert regular.name not in browser.get(page_of(room)).content.decode()


def test_where_the_hall_gives_no_lower_price_nothing_is_said_of_one(browser, room):
    assert "only the hall gives" not in browser.get(page_of(room)).content.decode()


def ticked(browser, room) -> str | None:
    return browser.get(page_of(room)).context["form"]["category"].value()


@pytest.mark.once
def test_no_price_is_ticked_that_is_not_known_to_be_theirs(browser, room, ben, choir):
    """To say that one is of a kind is for the person to say, never for the page.

    The words of a form, whatever the database.
    """
    Category.objects.filter(code="community").update(proof="Your constitution")
    page = browser.get(page_of(room)).content.decode()
    assert "Choose which price is yours. Nothing is ticked beforehand." in page
    assert ticked(browser, room) is None
    refused = check(browser, room, typed(choir, category=""))
    assert refused.status_code == 422
    assert refused.context["form"].errors["category"] == ["Choose which price is yours."]

    ask_for(browser, room, typed(choir))
    assert ticked(browser, room) == "community", "they have said so themselves"
    a_group("Another of Ben’s", organiser=ben)
    assert ticked(browser, room) is None, "it is not said yet for which group it is"


def test_a_price_that_the_hall_has_accepted_is_ticked_and_one_that_it_has_ended_is_not(browser, room, choir):
    operator = room.venue.operator
    community = operator.categories.get(code="community")
    own = {"operator": operator, "hirer": choir, "category": community}
    claim = Entitlement.objects.create(**own, evidence="known", accepted_at=timezone.now())
    assert ticked(browser, room) == "community"
    claim.ended_at = timezone.now()
    claim.save()
    assert ticked(browser, room) == "standard", "the only one left"


def test_a_business_is_offered_the_standard_price_only(room, ben):
    a_group("Ben’s bakery", organiser=ben, kind=Hirer.Kind.COMPANY)
    page = signed_in(ben).get(page_of(room)).content.decode()
    assert "Standard, £12.00 an hour" in page
    assert "Community group" not in page


def test_a_price_that_is_not_for_the_group_is_refused(browser, room, ben):
    bakery = a_group("Ben’s bakery", organiser=ben, kind=Hirer.Kind.COMPANY)
    answer = check(browser, room, typed(bakery, category="community"))
    assert answer.status_code == 422
    assert "“Community group” is not for Ben’s bakery" in answer.content.decode()
