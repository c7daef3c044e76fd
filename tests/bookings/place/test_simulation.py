"""A draft over the year past: what the hall would take, by category and by group, before anything is published.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

import itertools
from collections import deque
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bookings.desk.price_work import key_of
from bookings.models import Session
from bookings.simulator import simulate
from tests.make import a_booking, a_group, a_post, a_user, a_venue, signed_in, soon, the_room
from tests.shared import shared
from venues import tariffs
from venues.models import Category, Post, PriceDraft, Tariff
from venues.tariffs.words import Names

pytestmark = [pytest.mark.django_db, pytest.mark.once]

WEEK = timedelta(weeks=1)


@shared
def hall():
    return a_venue()


@pytest.fixture
def used(hall):
    """Books two hours of each of the next weeks that are free, and puts them 48 weeks back: they are over."""
    weeks_free = itertools.count(2)

    def book(group, *, weeks=1, category="community"):
        found = hall.operator.categories.get(code=category)
        day = soon(7 * next(weeks_free))
        last = {"until": day + (weeks - 1) * WEEK} if weeks > 1 else {}
        deque(itertools.islice(weeks_free, weeks - 1), maxlen=0)
        room = the_room(hall, "main")
        booking = a_booking(room, on=day, hirer=group, category=found, confirmed=True, **last)
        booking.sessions.update(starts_at=F("starts_at") - 48 * WEEK, ends_at=F("ends_at") - 48 * WEEK)
        return booking

    return book


def document(hall, prices):
    """The hall's list with other prices an hour: by category, None for none at all."""
    row = Tariff.objects.get(venue=hall)
    rates = [
        {**rate, "per_hour": prices[rate["category"]]} for rate in row.document["rates"] if prices[rate["category"]]
    ]
    return {**row.document, "name": "Next year", "valid_from": soon(300).isoformat(), "rates": rates}


def found(hall, prices):
    tariff = tariffs.read(document(hall, prices), "GBP")
    names = Names.of(tariff, {"main": "Main"}, dict(Category.objects.values_list("code", "name")))
    now = tariffs.read(Tariff.objects.get(venue=hall).document, "GBP")
    return simulate(hall, tariff, names, now=now, at=timezone.now())


def test_income_before_and_after_by_category_and_by_group(hall, used):
    choir, band, firm = a_group("Choir"), a_group("Band"), a_group("Firm")
    used(choir, weeks=3)
    used(band)
    used(firm, category="standard")
    told = found(hall, {"standard": "11.00", "community": "9.50"})
    assert (told.all.sessions, str(told.all.before), str(told.all.after)) == (5, "£88.00", "£98.00")
    assert [(row.name, str(row.more), row.percent) for row in told.by_category] == [
        ("Standard", "−£2.00", "8.3"),
        ("Community group", "£12.00", "18.8"),
    ]
    assert [(row.name, str(row.more)) for row in told.dearer] == [("Choir", "£9.00"), ("Band", "£3.00")]
    assert [(row.name, str(row.less)) for row in told.cheaper] == [("Firm", "£2.00")]
    assert told.unchanged == 0


@pytest.mark.once
def test_ten_groups_at_most_on_either_side(hall, used):
    """Words made of rows that the tests beside this one read from both kinds of database."""
    for number in range(11):
        used(a_group(f"Group {number}"))
    told = found(hall, {"standard": "12.00", "community": "9.00"})
    assert (len(told.dearer), told.cheaper, told.unchanged) == (10, [], 0)


def test_what_cannot_be_compared_is_in_no_sum_and_said(hall, used):
    used(a_group("Priced"), category="standard")
    used(a_group("No price in it"))
    unknown = used(a_group("Never written down"), category="standard")
    Session.objects.filter(booking=unknown).update(hire_pence=None)
    free = used(a_group("Given free"), category="standard")
    Session.objects.filter(booking=free).update(hire_pence=0, waiver_gap_pence=2400)
    own = used(a_group("Trustees"), category="standard")
    hall.operator.own_hirer = own.hirer
    hall.operator.save()
    given_up = used(a_group("Gave up"), category="standard")
    Session.objects.filter(booking=given_up).update(status=Session.Status.CANCELLED_LATE)
    a_booking(the_room(hall, "main"), on=soon(500), confirmed=True)  # not over yet
    told = found(hall, {"standard": "13.00", "community": None})
    assert (told.all.sessions, str(told.all.before), str(told.all.after)) == (1, "£24.00", "£26.00")
    assert told.not_recorded == 1
    assert told.not_priced == (("There is no price for Community group in Main at some hour.", 1),)


def test_what_was_agreed_with_a_group_is_taken_off_by_the_draft_too(hall, used):
    booking = used(a_group("Choir"))
    terms = hall.special_terms.create(
        hirer=booking.hirer,
        percent_off=Decimal(50),
        words="Half, while the roof leaks",
        agreed_by="The committee",
        agreed_on=soon(-400),
        since=soon(-400),
    )
    booking.sessions.update(terms=terms)
    assert str(found(hall, {"standard": "12.00", "community": "10.00"}).all.after) == "£10.00"


def test_an_earlier_rise_is_no_doing_of_the_draft(hall, used):
    booking = used(a_group("Choir"))
    booking.sessions.update(hire_pence=1400)  # by the list that held then
    told = found(hall, {"standard": "12.00", "community": "8.00"})
    assert (str(told.agreed), str(told.all.before), str(told.all.more)) == ("£14.00", "£16.00", "£0.00")
    assert (told.dearer, told.unchanged) == ([], 1)


@pytest.fixture
def draft(hall):
    said = document(hall, {"standard": "12.00", "community": "9.00"})
    return PriceDraft.objects.create(venue=hall, name="Next year", valid_from=soon(300), document=said)


@shared
def manager(hall):
    ada = a_user("Ada")
    a_post(hall, Post.Kind.MANAGER, ada)
    return signed_in(ada)


def test_the_page_tells_it_before_anything_is_published(hall, draft, manager, used):
    used(a_group("Alder Vale Choir"))
    page = reverse("place:prices_simulation", args=[hall.slug, key_of(draft)])
    assert page in manager.get(reverse("place:prices_draft", args=[hall.slug, key_of(draft)])).content.decode()
    text = " ".join(manager.get(page).content.decode().split())
    assert "<strong>£16.00</strong> by today’s list, <strong>£18.00</strong> by this one: £2.00 more (12.5%)" in text
    assert "Alder Vale Choir" in text
    assert Tariff.objects.filter(venue=hall).count() == 1


def test_a_hall_without_a_past_is_told_so(hall, draft, manager):
    text = manager.get(reverse("place:prices_simulation", args=[hall.slug, key_of(draft)])).content.decode()
    assert "there is nothing to compare" in text


@pytest.mark.once
def test_as_many_questions_for_twenty_sessions_as_for_ten(hall, draft, manager, used, django_assert_num_queries):
    """How many statements a page asks is Django’s doing, whichever database answers them."""
    page = reverse("place:prices_simulation", args=[hall.slug, key_of(draft)])
    used(a_group(), weeks=10)
    with CaptureQueriesContext(connection) as of_ten:
        manager.get(page)
    used(a_group(), weeks=10)
    with django_assert_num_queries(len(of_ten)):
        manager.get(page)
