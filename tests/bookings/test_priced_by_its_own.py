"""Each date keeps the list, the terms and the count that priced it: these stay, and price it again.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from importlib import import_module
from unittest.mock import ANY

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bookings.actions import cancel_session
from bookings.actions.ask_for_proof import ask_for_proof
from bookings.actions.change_venue import change_venue
from bookings.actions.import_venue import ChangeRefused
from bookings.actions.withdraw_prices import withdraw_prices
from bookings.afterwards import priced_afterwards
from bookings.desk.price_work import fixed_days
from bookings.exceptions import NotPossible
from bookings.models import Booking, Session
from bookings.repricing import repriced
from bookings.simulator import simulate
from tests.bookings.place.price_page import page, typed
from tests.make import a_booking, a_group, a_post, a_tariff, a_user, a_venue, signed_in, soon, the_room
from tests.shared import shared
from venues import files, tariffs
from venues.models import Category, SpecialTerms, Tariff, Venue
from venues.tariffs.words import Names

pytestmark = [pytest.mark.django_db, pytest.mark.once]

A_DAY = timedelta(days=1)
CHANGE = 28  # days from today on which the second list begins
METER = {
    "facts": [{"code": "units", "question": "How many units?", "kind": "number", "after": True}],
    "fees": [{"code": "meter", "name": "Heaters", "per_fact": {"fact": "units", "price": "0.10"}}],
}


@shared
def hall():
    """£8 an hour for community groups until in four weeks, then £7; £12 as a standard, then £9."""
    venue, first = a_venue(), soon(CHANGE)
    now = a_tariff(venue)
    now.valid_to = first - A_DAY
    now.document = {**now.document, "valid_to": str(now.valid_to)}
    now.save()
    later = {key: value for key, value in now.document.items() if key != "valid_to"}
    rates = [{**rate, "per_hour": {"8.00": "7.00"}.get(rate["per_hour"], "9.00")} for rate in later["rates"]]
    later |= {"name": "New", "valid_from": str(first), "rates": rates}
    Tariff.objects.create(venue=venue, name="New", valid_from=first, document=later)
    return venue


@pytest.fixture
def over_the_change(hall):
    return a_booking(the_room(hall, "main"), on=soon(CHANGE - 7), until=soon(CHANGE + 7))


def agreed(venue, hirer, **fields):
    facts = {"agreed_by": "The committee", "agreed_on": date(2026, 1, 5), "words": "They sweep the hall."}
    return SpecialTerms.objects.create(venue=venue, hirer=hirer, **{"since": date(2020, 1, 1), **facts, **fields})


def pence(booking):
    return list(booking.sessions.values_list("hire_pence", flat=True))


def told(booking, code="standard"):
    """What its dates would cost in this category."""
    category = booking.venue.operator.categories.get(code=code)
    return [price.after.pence for price in repriced(booking, category, at=timezone.now())]


def test_a_list_that_priced_only_later_dates_stays(hall, over_the_change):
    new = hall.tariffs.get(name="New")
    assert pence(over_the_change) == [1600, 1400, 1400]
    assert [session.tariff for session in over_the_change.sessions.all()] == [None, new, new]
    assert fixed_days(hall) == {row.valid_from for row in hall.tariffs.all()}
    manager, address = signed_in(a_post(hall, "manager").user), page(hall, "prices_change", str(new.valid_from))
    assert "Bookings were made by this list, so it stays as it is" in manager.get(address).content.decode()
    assert manager.post(address, {"name": "x"}).status_code == 409
    assert manager.post(address, {"take_away": "yes"}).status_code == 409
    with pytest.raises(NotPossible, match="by which nothing was booked, can be taken away"):
        withdraw_prices(hall, new.valid_from, by=a_user(), at=timezone.now())
    file = files.from_database(hall)
    cheaper = tariffs.read({**new.document, "name": "Cheaper"}, "GBP")
    with pytest.raises(ChangeRefused, match="Bookings were priced by the version of"):
        change_venue(hall, part="prices", by=a_user(), at=timezone.now(), tariffs=(file.tariffs[0], cheaper))


def test_a_list_that_priced_nothing_is_changed_and_taken_away(hall):
    a_booking(the_room(hall, "main"), on=soon(CHANGE - 7))
    manager, address = signed_in(a_post(hall, "manager").user), page(hall, "prices_change", str(soon(CHANGE)))
    sent = typed(manager, address, **{"price.main.any.standard": "14"})
    assert manager.post(address, sent).status_code == 303
    withdraw_prices(hall, soon(CHANGE), by=a_user(), at=timezone.now())
    assert hall.tariffs.count() == 1


def test_each_date_is_priced_again_by_its_own_list_whatever_the_hall_says_since(hall, over_the_change):
    Venue.objects.filter(pk=hall.pk).update(prices_of=Venue.PricesOf.BOOKING)
    assert told(Booking.objects.get()) == [2400, 1800, 1800]
    Tariff.objects.create(
        venue=hall, name="Dear", valid_from=soon(CHANGE + 1), document={**hall.tariffs.last().document, "rates": []}
    )
    assert told(Booking.objects.get()) == [2400, 1800, 1800]


def two_terms(venue, hirer, **second):
    """20% off until the day before the change, then half."""
    first = agreed(venue, hirer, percent_off=Decimal(20), until=soon(CHANGE - 1))
    return first, agreed(venue, hirer, since=soon(CHANGE), **(second or {"percent_off": Decimal(50)}))


def test_each_date_is_priced_again_with_its_own_terms(hall):
    hirer = a_group(kind="charity")
    first, second = two_terms(hall, hirer)
    booking = a_booking(the_room(hall, "main"), hirer=hirer, on=soon(CHANGE - 7), until=soon(CHANGE))
    assert [session.terms for session in booking.sessions.all()] == [first, second]
    SpecialTerms.objects.filter(pk=second.pk).update(until=soon(CHANGE), since=soon(CHANGE) - 400 * A_DAY)
    assert (pence(booking), told(booking)) == ([1280, 700], [1920, 900])


def test_terms_that_priced_only_later_dates_stay_on_record(hall):
    hirer = a_group(kind="charity")
    _first, second = two_terms(hall, hirer)
    a_booking(the_room(hall, "main"), hirer=hirer, on=soon(CHANGE - 7), until=soon(CHANGE))
    manager = signed_in(a_post(hall, "manager").user)
    end = reverse("desk:terms_end", args=[hall.slug, hirer.ref, second.pk])
    assert manager.post(end, {"take_away": "yes"}).status_code == 409
    assert SpecialTerms.objects.filter(pk=second.pk).exists()


@pytest.mark.parametrize("second", ["percent", "category", "none"])
def test_the_meter_is_added_to_every_date_of_several_terms(hall, second):
    for row in hall.tariffs.all():
        Tariff.objects.filter(pk=row.pk).update(document={**row.document, **METER})
    hirer, community = a_group(kind="charity"), hall.operator.categories.get(code="community")
    if second == "percent":
        two_terms(hall, hirer)
    elif second == "category":
        two_terms(hall, hirer, category=community)
    else:
        agreed(hall, hirer, category=community, until=soon(CHANGE - 1))
    standard = hall.operator.categories.get(code="standard")
    booking = a_booking(
        the_room(hall, "main"), hirer=hirer, on=soon(CHANGE - 7), until=soon(CHANGE), category=standard, confirmed=True
    )
    before = [session.price.pence for session in booking.sessions.all()]
    for session, was in zip(booking.sessions.all(), before, strict=True):
        found = priced_afterwards(session, {"units": Decimal(30)})
        assert found.before.total.pence == was
        assert found.total.pence > was
    assert [session.pays.code for session in booking.sessions.all()] == {
        "percent": ["standard", "standard"],
        "category": ["standard", "community"],
        "none": ["community", "standard"],
    }[second]


def test_the_past_year_is_priced_with_the_terms_of_each_date():
    venue, hirer = a_venue(), a_group(kind="charity")
    agreed(venue, hirer, percent_off=Decimal(50), until=soon(14))
    booking = a_booking(the_room(venue, "main"), hirer=hirer, on=soon(14), until=soon(35), confirmed=True)
    weeks = timedelta(weeks=20)
    booking.sessions.update(starts_at=F("starts_at") - weeks, ends_at=F("ends_at") - weeks)
    tariff = tariffs.read(venue.tariffs.get().document, "GBP")
    found = simulate(venue, tariff, Names(), now=tariff, at=timezone.now())
    assert [str(sum_) for sum_ in (found.agreed, found.all.before, found.all.after)] == ["£56.00"] * 3


@pytest.fixture
def block():
    """Four dates asked for, a tenth off for four or more."""
    venue = a_venue()
    row = venue.tariffs.get()
    off = {"code": "block", "name": "Four dates", "dates_booked": {"from": 4}, "percent": "-10"}
    Tariff.objects.filter(pk=row.pk).update(document={**row.document, **METER, "adjustments": [off]})
    return a_booking(the_room(venue, "main"), on=soon(14), until=soon(35))


@pytest.mark.parametrize("is_there", [True, False])
def test_a_date_that_is_given_up_takes_no_discount_for_many_from_the_others(block, is_there):
    gone = block.sessions.first()
    if is_there:
        cancel_session(gone, shown=ANY, by=block.made_by, at=timezone.now())
    else:
        gone.delete()  # as a closure does with what is only asked for
    assert told(block) == [2160, 2160, 2160]
    session = block.sessions.last()
    assert (session.date_number, session.dates_booked, session.hire_pence) == (4, 4, 1440)
    assert priced_afterwards(session, {"units": Decimal(30)}).added.pence == 300


def test_the_price_of_the_first_date_can_be_given_to_all(hall):
    hirer, (standard, community) = a_group(kind="charity"), hall.operator.categories.all()
    agreed(hall, hirer, category=community, until=soon(CHANGE - 1))
    booking = a_booking(the_room(hall, "main"), hirer=hirer, on=soon(CHANGE - 7), until=soon(CHANGE), category=standard)
    assert (booking.category, pence(booking)) == (community, [1600, 1800])
    sue, address = signed_in(a_post(hall, "secretary").user), reverse("desk:category", args=[hall.slug, booking.ref])
    sent = {"category": "community", "reason": "All of it is for the village."}
    shown = sue.post(address, {**sent, "action": "look"}).context["shown_prices"]
    assert sue.post(address, {**sent, "action": "give", "shown_prices": shown}).status_code == 303
    assert (pence(booking), {session.pays for session in booking.sessions.all()}) == ([1600, 1400], {community})


def test_where_the_count_was_not_kept_every_date_counts_whatever_became_of_it(block):
    Session.objects.update(date_number=None, dates_booked=None)
    cancel_session(block.sessions.first(), shown=ANY, by=block.made_by, at=timezone.now())
    assert told(block) == [2160, 2160, 2160]


@pytest.mark.once
def test_as_many_questions_for_twenty_dates_as_for_ten(hall, django_assert_num_queries):
    """How many statements a page asks is Django’s doing, whichever database answers them."""
    room, standard = the_room(hall, "main"), hall.operator.categories.get(code="standard")
    hirer = a_group(kind="charity")
    two_terms(hall, hirer)
    short = a_booking(room, hirer=hirer, on=soon(CHANGE - 14), until=soon(CHANGE + 49))
    long = a_booking(room, hirer=hirer, on=soon(CHANGE - 13), until=soon(CHANGE + 120))
    few, many = (Booking.objects.select_related("venue__operator", "hirer").get(pk=each.pk) for each in (short, long))
    with CaptureQueriesContext(connection) as asked:
        assert len(repriced(few, standard, at=timezone.now())) == 10
    with django_assert_num_queries(len(asked)):
        assert len(repriced(many, standard, at=timezone.now())) == 20


def test_proof_is_asked_for_dates_that_the_hall_has_not_given_them(hall):
    """Six count: those that a category was agreed for do not, whatever the first date pays."""
    Category.objects.filter(code="community").update(proof="A letter")
    hirer, community = a_group(kind="charity"), hall.operator.categories.get(code="community")
    agreed(hall, hirer, category=community, since=soon(CHANGE))
    a_booking(the_room(hall, "main"), hirer=hirer, on=soon(CHANGE - 7), until=soon(CHANGE + 70), confirmed=True)
    assert ask_for_proof(timezone.now()) == 0
    Venue.objects.update(proof_after=1)
    assert ask_for_proof(timezone.now()) == 1


def test_what_was_booked_before_this_was_kept_is_told_from_what_was_published_and_agreed(hall):
    hirer = a_group(kind="charity")
    first, second = two_terms(hall, hirer)
    booking = a_booking(the_room(hall, "main"), hirer=hirer, on=soon(CHANGE - 7), until=soon(CHANGE))
    other = a_booking(the_room(hall, "main"), on=soon(CHANGE - 6))
    kept = list(Session.objects.values_list("pk", "tariff", "terms"))
    assert [terms for _pk, _list, terms in kept].count(None) == 1
    Session.objects.update(tariff=None, terms=None)
    data = import_module("bookings.migrations.0014_dates_keep_the_list_and_terms_they_were_priced_by")
    data.keep_lists(apps, None)
    data.keep_terms(apps, None)
    assert list(Session.objects.values_list("pk", "tariff", "terms")) == kept
    assert [session.terms for session in booking.sessions.all()] == [first, second]
    assert other.sessions.get().terms is None
