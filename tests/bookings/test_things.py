"""Things that are few: nobody has the seventh of six, and whoever gives up a date gives up its things.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from unittest.mock import ANY

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Hirer, Letter, User
from bookings.actions import cancel_session, confirm_booking, decline_booking, request_booking, withdraw_booking
from bookings.actions.lapse_holds import lapse_holds
from bookings.asking import Answers
from bookings.exceptions import ThingsTaken
from bookings.models import Booking, Equipment, EquipmentUse, Occupancy, RefusedDate, Session
from bookings.planning import plan
from bookings.undoing import UNDO_FOR, close_what_stands
from tests.bookings.test_request_booking import NOT_COUNTED
from tests.lending import a_hall_with_projectors
from tests.make import a_group, a_post, a_user, an_ask, book, signed_in, soon, the_room
from tests.shared import shared
from venues.models import Room, Tariff, Venue
from venues.tariffs import ExtraAsked

pytestmark = [pytest.mark.django_db, pytest.mark.once]

MOST_QUESTIONS = 21  # one more than for the room alone


@shared
def venue() -> Venue:
    """Three rooms that share six projectors and a lectern."""
    lectern = {"code": "lectern", "name": "Lectern", "stock": 1, "prices": [{"flat": "2.00"}]}
    return a_hall_with_projectors("front", "back", "side", more=(lectern,))


@shared
def front(venue) -> Room:
    return the_room(venue, "front")


@shared
def back(venue) -> Room:
    return the_room(venue, "back")


@shared
def side(venue) -> Room:
    return the_room(venue, "side")


def wanting(room: Room, number: int, *, on: date | None = None, code: str = "projector", **fields: Any) -> Any:
    fields.setdefault("hirer", Hirer.objects.first() or a_group())
    return an_ask(room, on or soon(), answers=Answers(extras=(ExtraAsked(code, number),)), **fields)


def take(room: Room, number: int, **fields: Any) -> Booking:
    return book(wanting(room, number, **fields), by=User.objects.first() or a_user())


def units() -> list[tuple[int, int]]:
    return sorted(EquipmentUse.objects.values_list("first_unit", "last_unit"))


def test_all_six_are_had_and_the_seventh_is_refused_in_that_hour(front, back):
    take(front, 4)
    take(back, 2)
    assert units() == [(1, 4), (5, 6)]
    with pytest.raises(ThingsTaken):
        take(the_room(front.venue, "side"), 1, start=20, end=22)
    assert Booking.objects.count() == 2
    take(the_room(front.venue, "side"), 6, start=21, end=22)  # they are back at nine


@pytest.mark.on_postgres
def test_the_plan_says_how_many_are_free_and_keeps_the_dates_that_have_enough(front, back):
    first = soon()
    take(front, 4, on=first + timedelta(weeks=1))
    found = plan(wanting(back, 3, on=first, until=first + timedelta(weeks=2)), at=timezone.now())
    assert len(found.kept) == 2
    [refused] = found.refused
    assert refused.reason == RefusedDate.Reason.THINGS
    assert refused.reason_words == "“Projector”: only 2 are free"
    booking = take(back, 3, on=first, until=first + timedelta(weeks=2))
    assert booking.refused_dates.get().words == "“Projector”: only 2 are free"
    assert booking.sessions.count() == 2


@pytest.mark.on_postgres
def test_a_lapsed_hold_keeps_no_projector_from_anybody(front, back):
    take(front, 6)
    EquipmentUse.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    take(back, 6)
    assert EquipmentUse.objects.count() == 1


def test_two_that_swap_their_numbers_let_a_third_in(front, back, side):
    """Number 1 is free in the first hour, number 2 in the second: dealt anew, one is free in both."""
    Tariff.objects.update(document={**Tariff.objects.get().document, "extras": [_few("projector", 2)]})
    one, two = take(front, 1, start=9, end=10), take(front, 1, start=10, end=11)
    EquipmentUse.objects.filter(session__booking=one).update(first_unit=2, last_unit=2)
    third = take(back, 1, start=9, end=11)
    assert_nothing_is_had_twice()
    assert EquipmentUse.objects.get(session__booking=third).first_unit not in {
        EquipmentUse.objects.get(session__booking=other).first_unit for other in (one, two)
    }
    with pytest.raises(ThingsTaken):
        take(side, 1, start=9, end=10)


def _few(code: str, stock: int) -> dict[str, Any]:
    return {"code": code, "name": code.title(), "stock": stock, "prices": [{"flat": "7.50"}]}


def test_what_is_free_in_pieces_is_taken_in_pieces(front, back, side):
    take(front, 2)
    middle = take(back, 2)
    take(side, 2)
    withdraw_booking(Booking.objects.order_by("pk")[0], by=User.objects.get(), at=timezone.now())
    EquipmentUse.objects.filter(session__booking=middle).update(first_unit=2, last_unit=3)
    take(front, 2)
    assert units() == [(1, 1), (2, 3), (4, 4), (5, 6)]


def test_a_smaller_stock_counts_what_is_taken_of_the_larger(front, back, side):
    take(front, 4)
    tariff = Tariff.objects.get()
    tariff.document = {**tariff.document, "extras": [_few("projector", 3)]}
    tariff.save()
    with pytest.raises(ThingsTaken):
        take(back, 1)
    take(back, 3, start=21, end=22)


@pytest.mark.parametrize("end", ["decline", "withdraw", "cancel", "expire", "lapse"])
def test_whatever_ends_a_date_gives_its_things_back(front, back, end):
    booking, at, by = take(front, 6), timezone.now(), User.objects.get()
    if end == "decline":
        decline_booking(booking, reason="policy", words="No.", by=by, at=at)
        close_what_stands(at + UNDO_FOR)
    elif end == "withdraw":
        withdraw_booking(booking, by=by, at=at)
    elif end == "cancel":
        confirm_booking(booking, by=by, at=at)
        assert EquipmentUse.objects.get().expires_at is None
        cancel_session(booking.sessions.get(), shown=ANY, by=by, at=at)
    elif end == "expire":
        Session.objects.update(starts_at=at - timedelta(hours=1), ends_at=at + timedelta(hours=1))
        lapse_holds(at)
    else:
        later = booking.hold_until + timedelta(minutes=1)
        lapse_holds(later)
    assert not EquipmentUse.objects.exists()
    take(back, 6)


def test_a_request_whose_hold_lapsed_takes_its_things_again_or_is_told_why_not(front, back):
    first, second = take(front, 4), take(back, 2)
    later = max(first.hold_until, second.hold_until) + timedelta(minutes=1)
    lapse_holds(later)
    confirm_booking(first, by=User.objects.get(), at=later)
    assert EquipmentUse.objects.get().expires_at is None
    tariff = Tariff.objects.get()
    tariff.document = {**tariff.document, "extras": [_few("projector", 5)]}
    tariff.save()
    with pytest.raises(ThingsTaken, match="“Projector”: only 1 is free"):
        confirm_booking(second, by=User.objects.get(), at=later)
    second.refresh_from_db()
    assert second.is_waiting


def test_a_lapsed_request_whose_thing_left_the_list_is_booked_with_it_only_once_the_desk_says_so(front):
    booking = take(front, 4)
    later = booking.hold_until + timedelta(minutes=1)
    lapse_holds(later)
    Booking.objects.update(hold_until=timezone.now() - timedelta(minutes=1))
    tariff = Tariff.objects.get()
    tariff.document = {**tariff.document, "extras": []}
    tariff.save()
    desk = signed_in(a_post(booking.venue, "secretary").user)
    address = reverse("desk:confirm", args=[booking.venue.slug, booking.ref])
    told = desk.post(address)
    assert told.status_code == 409
    assert "“Projector” is no longer in the price list, so nothing tells whether it is free." in told.content.decode()
    booking.refresh_from_db()
    assert booking.is_waiting
    assert not Occupancy.objects.exists(), "nothing was done"

    assert '<input type="hidden" name="gone" value="projector">' in told.content.decode()
    assert desk.post(address, {"gone": "lectern"}).status_code == 409
    assert desk.post(address, {"gone": "projector"}).status_code == 303
    booking.refresh_from_db()
    assert booking.is_confirmed
    assert "Projector" in Letter.objects.filter(kind="confirmed")[0].body


@pytest.mark.on_postgres
def test_the_database_itself_refuses_the_same_thing_twice(front):
    take(front, 2)
    use = EquipmentUse.objects.get()
    twin = EquipmentUse(
        session=use.session, equipment=use.equipment, venue=use.venue, first_unit=2, last_unit=3, stock=6,
        starts_at=use.starts_at, ends_at=use.ends_at,
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_a_year_of_dates_with_things_asks_as_much_as_four(front):
    by, first = a_user(), soon(7)
    take(front, 1, on=first, until=first + timedelta(weeks=1), start=8, end=9)  # the rule and the kinds are there

    def questions(weeks: int, start: int) -> int:
        ask = wanting(front, 2, on=first, until=first + timedelta(weeks=weeks - 1), start=start, end=start + 1)
        seen = plan(ask, at=timezone.now())
        with CaptureQueriesContext(connection) as asked:
            request_booking(
                ask,
                by=by,
                at=timezone.now(),
                shown_dates=seen.dates_print,
                shown_prices=seen.price_print,
                submission_key=f"{weeks}",
            )
        batches = (*NOT_COUNTED, *(f'INSERT INTO "bookings_{table}"' for table in ("sessionextra", "equipmentuse")))
        return sum(not query["sql"].startswith(batches) for query in asked.captured_queries)

    assert questions(52, 11) == questions(4, 9) <= MOST_QUESTIONS


def assert_nothing_is_had_twice() -> None:
    """The full check: at every moment, every thing is with one session, and no more are out than there are."""
    for kind in Equipment.objects.all():
        uses: Sequence[EquipmentUse] = list(EquipmentUse.objects.filter(equipment=kind))
        for at in {use.starts_at for use in uses}:
            out = [use for use in uses if use.starts_at <= at < use.ends_at]
            taken = [unit for use in out for unit in range(use.first_unit, use.last_unit + 1)]
            assert len(taken) == len(set(taken))
            assert len(taken) <= max(use.stock for use in out)
