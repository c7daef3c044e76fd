"""What the report reads of the money that a booking stored: tax apart, and what a person gave off counted whole."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from bookings.actions import confirm_booking
from bookings.actions.agree_price import agree_price
from bookings.asking import Answers
from bookings.by_hand import by_hand
from bookings.models import Booking
from bookings.reports.gaps import gap
from bookings.reports.load import load
from bookings.reports.rows import Named, SessionRow
from bookings.reports.span import Span
from bookings.repricing import print_of
from tests.make import a_booking, a_user, a_venue, soon, the_room
from venues.models import Tariff, Venue
from venues.money import Money
from venues.tariffs import ExtraAsked

pytestmark = pytest.mark.django_db
DAY = 14


def a_taxed_booking(*, included: bool, room_tax: str = "20") -> Booking:
    """A community group's two hours at £8 of £12, heating at £3, a projector at £6, with VAT."""
    venue = a_venue()
    row = Tariff.objects.get(venue=venue)
    row.document |= {
        "tax": {"name": "VAT", "percent": "20", "included": included},
        "rates": [{**rate, "tax": room_tax} for rate in row.document["rates"]],
        "fees": [{"code": "heating", "name": "Heating", "flat": "3.00", "tax": room_tax}],
        "extras": [{"code": "projector", "name": "Projector", "prices": [{"flat": "6.00"}]}],
    }
    row.save()
    return a_booking(the_room(venue, "main"), on=soon(DAY), answers=Answers(extras=(ExtraAsked("projector"),)))


def the_row(venue: Venue) -> SessionRow:
    [row] = load(venue, Span(soon(DAY), soon(DAY + 1), timezone.now(), venue.tz)).sessions
    return row


@pytest.mark.parametrize(
    ("included", "room_tax", "money", "paid", "price"),
    [
        (False, "20", {"hire": 1600, "extras": 300, "vat": 380, "standard": 2700}, 2280, "£30.00"),
        (True, "20", {"hire": 1333, "extras": 250, "vat": 317, "standard": 2250}, 1900, "£25.00"),
        (False, "0", {"hire": 1600, "extras": 300, "vat": 0, "standard": 2700}, 1900, "£26.20"),
        (True, "0", {"hire": 1600, "extras": 300, "vat": 0, "standard": 2700}, 1900, "£25.00"),
    ],
)
def test_what_is_paid_has_the_tax_of_hire_and_charges_and_none_of_the_extras(
    included: bool, room_tax: str, money: dict[str, Any], paid: int, price: str
) -> None:
    booking = a_taxed_booking(included=included, room_tax=room_tax)
    confirm_booking(booking, by=a_user(), at=timezone.now())
    assert str(booking.sessions.get().price) == price
    row = the_row(booking.venue)
    assert {name: getattr(row, name) for name in money} == money
    assert (row.paid, gap(row).unexplained) == (paid, 0)
    assert row.asked_for == ((Named("projector", "Projector"), 600),)
    assert gap(row).category == money["standard"] - money["hire"] - money["extras"]


@pytest.mark.parametrize(("included", "net"), [(False, 1250), (True, 1042)])
def test_what_a_cancelled_date_still_costs_is_income_without_its_tax(included: bool, net: int) -> None:
    booking = a_taxed_booking(included=included)
    confirm_booking(booking, by=a_user(), at=timezone.now())
    session = booking.sessions.get()
    session.status, session.cancellation_pence = session.Status.CANCELLED_LATE, session.price.pence // 2
    session.save()
    assert the_row(booking.venue).cancellation == net


def test_what_is_given_by_hand_counts_whole_off_extras_too() -> None:
    booking = a_taxed_booking(included=True, room_tax="0")
    at, price = timezone.now(), Money(500)
    shown = print_of(by_hand(booking, price, at=at))
    agree_price(booking, price, reason="A flood at home.", shown_prices=shown, by=a_user(), at=at)
    booking.refresh_from_db()
    confirm_booking(booking, by=a_user(), at=at)
    session, row = booking.sessions.get(), the_row(booking.venue)
    assert (session.price, session.standard_pence) == (price, 2700)
    whole = 1600 + 300 + 500  # the projector without the pound of tax inside
    left = session.hire_pence + session.compulsory_pence + session.extras_pence
    assert (gap(row).category, gap(row).waiver, gap(row).unexplained) == (800, whole - left, 0)
