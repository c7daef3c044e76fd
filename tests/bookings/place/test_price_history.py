"""Every price list of a place: who published it, and what it says otherwise than the one before.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bookings.actions import change_venue
from tests.bookings.place.price_page import page
from tests.make import a_post, a_user, a_venue, signed_in
from tests.shared import shared
from venues import files
from venues.tariffs.grid import cells, with_cells

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@shared
def hall():
    return a_venue()


@shared
def trustee(hall):
    return signed_in(a_post(hall, "trustee").user)


def publish(hall, by, first, pence):
    """The same prices, but this one for an hour at the standard price."""
    file = files.from_database(hall)
    last = file.tariffs[-1]
    found = [
        replace(cell, price=replace(cell.price, pence=pence)) if cell.category == "standard" else cell
        for cell in cells(last)
    ]
    new = with_cells(replace(last, name=f"From {first.year}", valid_from=first, valid_to=None), found)
    change_venue(hall, part="prices", by=by, at=timezone.now(), tariffs=(*file.tariffs, new))


def test_a_list_that_is_changed_before_anybody_books_by_it_tells_what_it_said(hall, trustee):
    publish(hall, a_user("Adaline Frost"), date(2030, 1, 1), 1250)
    file = files.from_database(hall)
    dearer = [replace(cell, price=replace(cell.price, pence=1300)) for cell in cells(file.tariffs[-1])]
    changed = replace(with_cells(file.tariffs[-1], dearer), name="Spring")
    rows = (*file.tariffs[:-1], changed)
    change_venue(hall, part="prices", by=a_user("Tess Hill"), at=timezone.now(), tariffs=rows)
    answer = trustee.get(page(hall, "prices_history"))
    new, old = answer.context["versions"]
    (told,) = new.in_place
    assert (told.who, old.in_place) == ("Tess Hill", [])
    assert told.words.startswith("Called “From 2030” before. ")
    assert "Main, Standard: £13.00 instead of £12.50 an hour." in told.words
    assert told.words in answer.content.decode()


def test_each_list_says_who_published_it_and_what_changed(hall, trustee):
    publish(hall, a_user("Adaline Frost"), date(2030, 1, 1), 1250)
    publish(hall, None, date(2031, 1, 1), 1250)
    answer = trustee.get(page(hall, "prices_history"))
    found = answer.context["versions"]
    told = [
        (each.row.name, each.who, [words for part in each.changes.sections for words in part.sentences])
        for each in found
    ]
    assert told == [
        ("From 2031", "", []),
        ("From 2030", "Adaline Frost", ["Main, Standard: £12.50 instead of £12.00 an hour"]),
        ("Prices", "", []),
    ]
    body = answer.content.decode()
    for words in ("The first price list", "Nothing but the dates", "Published by Adaline Frost on"):
        assert words in body
    assert page(hall, "prices_notice", "2030-01-01") not in body  # that page is the manager's
    assert page(hall, "prices_notice", "2030-01-01") in (
        signed_in(a_post(hall, "manager").user).get(page(hall, "prices_history")).content.decode()
    )


def test_a_name_goes_with_the_person(hall, trustee):
    ada = a_user("Adaline Frost")
    publish(hall, ada, date(2030, 1, 1), 1250)
    ada.name, ada.erased_at = "", timezone.now()
    ada.save()
    assert "somebody" in trustee.get(page(hall, "prices_history")).content.decode()


@pytest.mark.once
def test_it_is_found_and_asks_no_more_for_many_lists(hall, trustee):
    """How many statements a page asks is Django’s doing, whichever database answers them."""
    assert page(hall, "prices_history") in trustee.get(page(hall, "changes")).content.decode()
    asked = []
    for years in (range(2030, 2034), range(2034, 2042)):
        for year in years:
            publish(hall, None, date(year, 1, 1), year)
        with CaptureQueriesContext(connection) as questions:
            answer = trustee.get(page(hall, "prices_history"))
        asked.append(len(questions))
    assert asked[0] == asked[1]
    assert len(answer.context["versions"]) == 10
    last = trustee.get(page(hall, "prices_history") + "?page=2").context["versions"]
    assert [each.changes.against is None for each in last] == [False, False, True]
