"""What a paper diary does not say of a price: kept as such, told before, and gone with the price."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bookings.actions.agree_price import agree_price
from bookings.by_hand import by_hand
from bookings.models import Session
from bookings.repricing import print_of
from tests.bookings.going_live.diaries import FULL, a_book, a_row, bring_in, planned
from tests.make import a_user, a_venue
from venues.models import Venue
from venues.money import Money

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 1, 9, tzinfo=UTC)


def a_date(venue: Venue, date: str = "2026-03-03", **cells: str) -> Session:
    bring_in(venue, a_book((*a_row(date), *cells.values()), headings=(*FULL, *cells)), at=AT)
    return Session.objects.get(venue=venue)


@pytest.mark.parametrize(
    ("cells", "unsaid"),
    [
        ({}, ["extras", "tax"]),
        ({"compulsory_extras": "", "vat": "2"}, ["extras"]),
        ({"compulsory_extras": "0", "vat": ""}, ["tax"]),
        ({"compulsory_extras": "0", "vat": "free"}, None),
    ],
)
def test_a_nought_that_is_written_is_one_and_an_empty_cell_is_not_recorded(
    cells: dict[str, str], unsaid: list[str] | None
) -> None:
    assert a_date(a_venue(), charge="16", **cells).unsaid == unsaid


def test_how_many_prices_are_not_whole_is_told_before_they_come_in() -> None:
    book = a_book((*a_row(), "16", "0"), (*a_row("2026-03-10"), "", ""), headings=(*FULL, "charge", "vat"))
    assert planned(a_venue(), book, at=AT).without_all_of_a_price == 1


def test_a_price_that_a_person_agrees_is_whole() -> None:
    """Of a request: what is booked keeps its price."""
    session = a_date(a_venue(), "2026-06-09", charge="16", status="requested")
    shown = print_of(by_hand(session.booking, Money(900), at=AT))
    agree_price(session.booking, Money(900), reason="A flood.", shown_prices=shown, by=a_user(), at=AT)
    session.refresh_from_db()
    assert (session.price, session.unsaid) == (Money(900), None)
