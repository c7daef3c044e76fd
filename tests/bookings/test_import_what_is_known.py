"""Prices, access and the operator: what a file may add to, and what it may never change.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.bookings.importing import (
    book_the,
    bring,
    refusals,
    the_venue,
)
from tests.venues.venue_files import SMALL, spoilt
from venues.files import from_database, write
from venues.models import AccessClaim, Operator, Tariff

pytestmark = [pytest.mark.django_db, pytest.mark.once]


# Prices


LATER_PRICES = """
[[tariffs]]
name = "Dearer"
valid_from = 2027-04-01
standard = "standard"
rates = [{ category = "standard", room = "main-hall", per_hour = "14.00" }]
"""


def test_a_price_list_that_something_was_booked_by_never_changes() -> None:
    bring(SMALL)
    book_the("main-hall")
    (fault,) = refusals(spoilt('"12.00"', '"13.00"'))
    assert fault.startswith("tariffs[0] (Prices): Bookings were priced by the version of Wednesday 1 April 2026")


def test_a_price_list_that_nothing_was_booked_by_may_still_change() -> None:
    bring(SMALL)
    assert bring(spoilt('"12.00"', '"13.00"')).changes == (
        "Changed the price list “Prices”, by which nothing was booked.",
    )
    assert from_database(the_venue()).tariffs[0].rates[0].pence_per_hour == 1300


def test_a_later_price_list_ends_the_one_before_and_bookings_keep_theirs() -> None:
    bring(SMALL)
    booking = book_the("main-hall")
    assert bring(SMALL + LATER_PRICES).changes == (
        "The price list “Prices” now ends on Wednesday 31 March 2027.",
        "Added the price list “Dearer”, from Thursday 1 April 2027.",
    )
    assert bring(SMALL + LATER_PRICES).changes == ()
    old, _new = Tariff.objects.order_by("valid_from")
    assert (old.valid_to, old.document["valid_to"]) == (date(2027, 3, 31), "2027-03-31")
    booking.refresh_from_db()
    assert booking.tariff == old


def test_a_price_list_that_the_file_leaves_out_stays() -> None:
    bring(SMALL + LATER_PRICES)
    assert bring(SMALL).changes == ()
    assert Tariff.objects.count() == 2


def test_two_price_lists_cannot_hold_on_one_day() -> None:
    bring(spoilt("valid_from = 2026-04-01", "valid_from = 2026-04-01\nvalid_to = 2026-12-31"))
    (fault,) = refusals(spoilt("valid_from = 2026-04-01", "valid_from = 2026-10-01"))
    assert fault == "tariffs[0] (Prices): “Prices” and “Prices” would both be in force on Thursday 1 October 2026."


# What is known of access


def test_a_new_answer_stands_in_front_of_the_old_one() -> None:
    bring(SMALL)
    (first,) = AccessClaim.objects.all()
    text = spoilt('answer = "yes"', 'answer = "no"', spoilt("2026-02-03", "2026-05-04"))
    assert bring(text).changes == ("Recorded 1 answer about access: Step-free entrance (Porch).",)
    old, new = AccessClaim.objects.order_by("pk")
    assert (old, old.value) == (first, "yes")
    assert (new.supersedes, new.value, new.checked_on) == (first, "no", date(2026, 5, 4))
    assert list(AccessClaim.objects.current()) == [new]


@pytest.mark.on_postgres
def test_an_answer_that_the_file_leaves_out_stays_known() -> None:
    bring(SMALL)
    assert bring(SMALL[: SMALL.index("[[access]]")]).changes == ()
    assert AccessClaim.objects.current().count() == 1


# The operator


def test_another_hall_of_the_operator_may_add_a_category_and_change_none() -> None:
    bring(SMALL)
    other = SMALL.replace("fernley-hall", "mill-hall")
    added = spoilt("[venue]", '[[operator.categories]]\ncode = "young"\nname = "Young"\n\n[venue]', other)
    assert "Added the category “Young”." in bring(added).changes
    assert [row.code for row in Operator.objects.get().categories.all()] == ["standard", "community", "young"]

    (fault,) = refusals(spoilt('name = "Community group"', 'name = "Friends"', other))
    assert fault.startswith(
        "operator.categories[1] (Friends): The operator has a category “community” whose name differ"
    )


def test_an_operator_has_one_standard_price_and_one_currency() -> None:
    bring(SMALL)
    text = SMALL.replace('code = "standard"', 'code = "full"').replace('"standard"', '"full"')
    assert refusals(text)[0].startswith("operator.categories[0].standard (Standard): The operator’s standard price is")
    assert refusals(spoilt("GBP", "EUR"))[0].startswith(
        "operator.currency (Fernley Trust): The operator’s prices are in GBP"
    )


def test_a_hall_of_one_operator_cannot_be_taken_by_another() -> None:
    bring(SMALL)
    (fault,) = refusals(SMALL.replace("fernley-trust", "mill-trust"))
    assert fault == "venue.slug (Fernley Hall): The venue “fernley-hall” belongs to another operator, “Fernley Trust”."


def test_the_clock_of_a_booked_hall_cannot_change() -> None:
    bring(SMALL)
    book_the("main-hall")
    assert refusals(spoilt("Europe/London", "Europe/Lisbon"))[0].startswith(
        "venue.zone (Fernley Hall): The venue has been booked"
    )


def test_every_refusal_is_told_at_once() -> None:
    bring(SMALL)
    book_the("main-hall")
    text = spoilt('"12.00"', '"13.00"', spoilt("2026-12-24 15:00:00", "2026-06-09 20:00:00"))
    assert [fault.split(" ")[0].rstrip(":") for fault in refusals(text)] == ["closures[0]", "tariffs[0]"]


# How much it asks of the database


@pytest.mark.once
def test_writing_a_venue_out_takes_as_many_queries_for_many_rooms_as_for_few() -> None:
    """How many statements a page asks is Django’s doing, whichever database answers them."""
    bring(SMALL)
    few = queries_to_export()
    rooms = "".join(
        f'[[rooms]]\ncode = "r{n}"\nname = "Room {n}"\ncells = ["back"]\n[[rooms.layouts]]\nname = "Rows"\n'
        f'[[hours]]\ndays = ["mon"]\nfrom = "0{n}:00"\nto = "0{n}:30"\ncells = ["back"]\n'
        f'[[closures]]\nfrom = 2026-08-0{n + 1} 09:00:00\nto = 2026-08-0{n + 1} 10:00:00\ncells = ["back"]\n'
        f'cause = "works"\n[[access]]\nfact = "mov_lift"\nroom = "r{n}"\nanswer = "unknown"\n'
        for n in range(8)
    )
    bring(SMALL + rooms + LATER_PRICES)
    assert queries_to_export() == few <= 15


def queries_to_export() -> int:
    venue = the_venue()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        write(from_database(venue))
    return len(queries)
