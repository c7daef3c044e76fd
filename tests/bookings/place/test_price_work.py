"""A price list to work on: a draft and a published one are read and saved alike.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from accounts import journal
from bookings.actions.change_draft import keep_draft
from bookings.actions.change_venue import ChangedMeanwhile
from bookings.actions.import_venue import ChangeRefused
from bookings.desk.place import Place
from bookings.desk.price_work import PriceWork, key_of
from bookings.exceptions import NotPossible
from tests.make import a_booking, a_post, a_tariff, a_venue, the_room
from tests.shared import shared
from venues import files
from venues.money import Money
from venues.tariffs import Rate

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LATER = timezone.localdate() + timedelta(days=60)


@shared
def hall():
    return a_venue()


@shared
def ada(hall):
    return a_post(hall, "manager").user


@pytest.fixture
def place(hall, ada):
    return Place.of(ada, hall.slug, "place:prices_change")


@pytest.fixture
def draft(hall, ada):
    held = files.from_database(hall).tariffs[0]
    return keep_draft(hall, replace(held, name="Next year", valid_from=LATER), by=ada, at=timezone.now())


@pytest.fixture(params=["draft", "published"])
def work(request, place, draft):
    return PriceWork.of(place, key_of(draft) if request.param == "draft" else "2020-01-01")


def save(work, tariff, seen=None):
    work.save(tariff, by=work.place.venue.posts.get().user, at=timezone.now(), seen=seen)


def test_what_is_saved_is_what_is_read_again(work, place):
    save(work, replace(work.tariff, name="Dearer", minimum_minutes=90), work.seen)
    again = PriceWork.of(place, work.key)
    assert (again.tariff.name, again.tariff.minimum_minutes) == ("Dearer", 90)
    assert (again.tariff.valid_from, again.is_fixed) == (work.tariff.valid_from, False)
    assert journal.of(place.venue).first().verb == "changed prices"


@pytest.mark.on_postgres
def test_a_draft_changes_nothing_that_is_published(place, draft):
    work = PriceWork.of(place, key_of(draft))
    save(work, replace(work.tariff, minimum_minutes=90))
    (held,) = files.from_database(place.venue).tariffs
    assert (held.minimum_minutes, held.valid_to) == (0, None)


def test_two_people_do_not_undo_each_other_unseen(work, place):
    save(PriceWork.of(place, work.key), replace(work.tariff, minimum_minutes=30), work.seen)
    with pytest.raises(ChangedMeanwhile):
        save(work, replace(work.tariff, minimum_minutes=90), work.seen)


@pytest.mark.once
def test_a_fault_is_told_with_its_place_and_nothing_is_kept(work, place):
    """A price list is one document in one row: no database has a say in what a form makes of it."""
    strange = Rate.hourly("standard", "attic", None, Money(900, "GBP"))
    with pytest.raises(ChangeRefused) as refused:
        save(work, work.tariff.with_rates((*work.tariff.rates, strange)), work.seen)
    assert [fault.place for fault in refused.value.faults] == [f"tariffs[0].rates[{len(work.tariff.rates)}].room"]
    assert PriceWork.of(place, work.key).tariff == work.tariff


def test_the_place_of_a_fault_is_that_of_the_list_that_is_changed_whichever_it_is(place, hall):
    first = hall.tariffs.get()
    first.valid_to = date(2020, 12, 31)
    first.document |= {"valid_to": "2020-12-31"}
    first.save()
    document = {**first.document, "valid_from": "2021-01-01"}
    del document["valid_to"]
    hall.tariffs.create(name="Prices", valid_from=date(2021, 1, 1), document=document)
    work = PriceWork.of(place, "2021-01-01")
    with pytest.raises(ChangeRefused) as refused:
        save(work, replace(work.tariff, name=""))
    assert [fault.place for fault in refused.value.faults] == ["tariffs[0].name"]


def test_a_list_by_which_something_was_booked_is_fixed(place, hall):
    a_booking(the_room(hall, "main"))
    work = PriceWork.of(place, "2020-01-01")
    assert work.is_fixed
    with pytest.raises(NotPossible):
        save(work, replace(work.tariff, minimum_minutes=90))


def test_a_draft_that_is_published_is_fixed(place, draft):
    draft.published_as = a_tariff(place.venue)
    draft.save()
    work = PriceWork.of(place, key_of(draft))
    assert work.is_fixed
    with pytest.raises(NotPossible):
        save(work, replace(work.tariff, minimum_minutes=90))


@pytest.mark.once
@pytest.mark.parametrize(
    "key", ["draft-999999", "draft-", "draft-x", "draft-012", "2019-01-01", "draft-99999999999999"]
)
def test_what_is_not_there_is_not_found(place, key):
    """Not found by the question by which others find it, on both kinds of database."""
    with pytest.raises(Http404):
        PriceWork.of(place, key)


def test_the_draft_of_another_hall_is_not_found(draft):
    elsewhere = a_venue()
    place = Place.of(a_post(elsewhere, "manager").user, elsewhere.slug, "place:prices_change")
    with pytest.raises(Http404):
        PriceWork.of(place, key_of(draft))
