"""A price list by which something was booked: it stays, says why, and is read; new prices begin in one way.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bookings.desk.price_grid import grid_of
from bookings.desk.price_work import fixed_days, key_of
from tests.bookings.place.price_page import page
from tests.make import a_booking, a_post, a_venue, signed_in, the_room
from tests.shared import shared
from venues import files
from venues.models import PriceDraft

pytestmark = [pytest.mark.django_db, pytest.mark.once]

TODAY = timezone.localdate()
DAY = timedelta(days=1)
FIRST = "2020-01-01"
WHY = "Bookings were made by this list, so it stays as it is: what people agreed to holds."


@shared
def hall():
    return a_venue(cells=("front", "back"))


@shared
def manager(hall):
    return signed_in(a_post(hall, "manager").user)


def followed_by(hall, first):
    """A second list, from this day."""
    row = hall.tariffs.get()
    document = {**row.document, "name": "Next", "valid_from": str(first)}
    row.valid_to, row.document = first - DAY, {**row.document, "valid_to": str(first - DAY)}
    row.save()
    return hall.tariffs.create(name="Next", valid_from=first, document=document)


def test_a_list_that_nothing_was_booked_by_is_changed_from_the_page_of_prices(hall, manager):
    body = manager.get(page(hall)).content.decode()
    assert f'{page(hall, "prices_change", FIRST)}"' in body
    assert WHY not in body


def test_one_that_something_was_booked_by_says_why_it_stays_and_is_read(hall, manager):
    a_booking(the_room(hall, "front"))
    body = manager.get(page(hall)).content.decode()
    assert body.count(WHY) == 1
    assert f'{page(hall, "prices_change", FIRST)}"' not in body
    for name in ("prices_rules", "prices_notice", "prices_try"):
        assert page(hall, name, FIRST) in body
    assert body.count(f'href="{page(hall, "prices_new")}"') == 1
    assert 'name="copy"' not in body


def test_only_the_list_that_was_booked_by_stays(hall, manager):
    a_booking(the_room(hall, "front"))
    later = followed_by(hall, TODAY + 60 * DAY)
    body = manager.get(page(hall)).content.decode()
    assert page(hall, "prices_change", str(later.valid_from)) in body
    assert f'{page(hall, "prices_change", FIRST)}"' not in body


def test_the_address_of_its_change_still_answers_and_says_the_same(hall, manager):
    a_booking(the_room(hall, "front"))
    body = manager.get(page(hall, "prices_change", FIRST)).content.decode()
    assert WHY in body
    for name in ("prices_rules", "prices_notice", "prices_try"):
        assert page(hall, name, FIRST) in body
    assert page(hall, "prices_new") in body
    assert manager.post(page(hall, "prices_change", FIRST), {"name": "x"}).status_code == 409


def test_a_list_that_is_over_can_be_copied(hall, manager):
    a_booking(the_room(hall, "front"))
    followed_by(hall, TODAY - DAY)
    copying = f'action="{page(hall, "prices_draft", FIRST)}"'
    for where in (page(hall), page(hall, "prices_change", FIRST), page(hall, "prices_rules", FIRST)):
        assert copying in manager.get(where).content.decode()
    answer = manager.post(page(hall, "prices_draft", FIRST), {"copy": "yes"})
    assert answer["Location"] == page(hall, "prices_draft", key_of(PriceDraft.objects.get()))


def test_new_prices_end_as_a_draft_or_are_published(hall, manager):
    body = manager.get(page(hall, "prices_new")).content.decode()
    for words in ("Keep as a draft", "Publish these prices", "Nobody pays a draft"):
        assert body.count(words) == 1


@pytest.mark.parametrize(
    ("name", "until", "words"),
    [
        ("Prices from 1 April 2027", None, "Prices from 1 April 2027"),
        ("Prices from 1 April 2027", date(2028, 3, 31), "Prices from 1 April 2027, until 31 March 2028"),
        ("Prices from 21 April 2027", None, "Prices from 21 April 2027, from 1 April 2027"),
        ("Hire", date(2028, 3, 31), "Hire, from 1 April 2027 to 31 March 2028"),
    ],
)
def test_a_first_day_is_told_once(hall, name, until, words):
    file = files.from_database(hall)
    tariff = replace(file.tariffs[0], name=name, valid_from=date(2027, 4, 1), valid_to=until)
    assert grid_of(tariff, file).heading == words


def test_which_lists_stay_is_one_question_for_many_as_for_one(hall, manager, django_assert_num_queries):
    a_booking(the_room(hall, "front"))
    manager.get(page(hall))
    with CaptureQueriesContext(connection) as few:
        manager.get(page(hall))
    held = hall.tariffs.get()
    for number in range(9):
        first = TODAY + (10 * number + 30) * DAY
        hall.tariffs.create(
            name=f"List {number}",
            valid_from=first,
            valid_to=first + 9 * DAY,
            document={**held.document, "name": f"List {number}", "valid_from": str(first)},
        )
    with django_assert_num_queries(len(few)):
        manager.get(page(hall))
    with django_assert_num_queries(1):
        assert {str(day) for day in fixed_days(hall)} == {FIRST}
