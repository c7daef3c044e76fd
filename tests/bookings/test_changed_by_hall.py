"""What the hall changes of a request before it says yes is noted; not what its hirer changes, nor what is booked."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from unittest.mock import ANY

import pytest
from django.utils import timezone

from bookings.actions import confirm_booking, end_booking, extend_booking
from bookings.actions.agree_price import agree_price
from bookings.actions.close import close
from bookings.actions.give_category import give_category
from bookings.by_hand import by_hand
from bookings.models import Booking, DeskAct
from bookings.repricing import print_of, repriced
from bookings.undoing import undo
from tests.bookings.test_change_dates import done, seen
from tests.make import a_booking, a_user, a_venue, soon, the_room
from venues.files.contents import ClosureRow
from venues.money import Money

pytestmark = [pytest.mark.django_db, pytest.mark.once]

A_WEEK = timedelta(weeks=1)


@pytest.fixture
def hall():
    return a_venue(cells=("main", "small"))


@pytest.fixture
def ada():
    return a_user("Ada")


@pytest.fixture
def asked(hall, ben, choir):
    """Three weeks, and nobody has answered."""
    return a_booking(the_room(hall, "main"), on=soon(), until=soon() + 2 * A_WEEK, by=ben, hirer=choir)


def noted(booking):
    return Booking.objects.get(pk=booking.pk).changed_by_hall


@pytest.mark.on_postgres
def test_another_day_is_noted_where_the_desk_chose_it_and_goes_when_that_is_taken_back(asked, ben, ada):
    done(seen(asked, on=soon(15), desk=False), ben, desk=False)
    done(seen(asked, number=1, people=30), ada)
    assert noted(asked) is False, "the hirer's own wish; and as many people as it is"
    done(seen(asked, number=1, on=soon(22)), ada)
    assert noted(asked) is True
    undo(DeskAct.objects.filter(kind="changed").latest("pk"), by=ada, at=timezone.now())
    assert noted(asked) is False


def test_another_price_is_noted_and_the_same_by_another_name_is_not(asked, ada):
    now = {"by": ada, "at": timezone.now()}
    same = repriced(asked, asked.category, at=timezone.now())
    give_category(asked, asked.category, reason="They rang.", shown_prices=print_of(same), **now)
    assert noted(asked) is False
    shown = print_of(by_hand(asked, Money(500, "GBP"), at=timezone.now()))
    agree_price(asked, Money(500, "GBP"), reason="They sweep.", shown_prices=shown, **now)
    assert noted(asked) is True
    Booking.objects.update(changed_by_hall=False)
    dear = repriced(asked, asked.category, at=timezone.now())
    give_category(asked, asked.category, reason="No more.", shown_prices=print_of(dear), **now)
    assert noted(asked) is True


@pytest.mark.parametrize("until", [soon() + A_WEEK, soon() + 3 * A_WEEK])
def test_fewer_dates_and_more_are_noted_where_the_desk_says_so(asked, ben, ada, until):
    def change(booking, **who):
        if until < soon() + 2 * A_WEEK:
            return end_booking(booking, until, shown=0, dates=1, at=timezone.now(), **who)
        shown = {"shown_dates": ANY, "shown_prices": ANY}
        return extend_booking(booking, until, at=timezone.now(), **shown, **who)

    change(asked, by=ada, desk=True)
    assert noted(asked) is True
    undo(DeskAct.objects.latest("pk"), by=ada, at=timezone.now())
    change(asked, by=ben)
    assert noted(asked) is False


def test_another_room_while_one_is_shut_is_noted_of_what_is_only_asked_for(hall, asked, ben, choir, ada):
    booked = a_booking(the_room(hall, "main"), on=soon(1), by=ben, hirer=choir, confirmed=True)
    row = ClosureRow(datetime.combine(soon(), time(12)), datetime.combine(soon(), time(23)), ("main",), "works")
    ways = {f"date-{asked.sessions.first().pk}": "small 1600"}
    close(hall, row, by=ada, at=timezone.now(), shown=ANY, choices=ways)
    confirm_booking(Booking.objects.get(pk=asked.pk), by=ada, at=timezone.now())
    done(seen(booked, on=soon(2)), ada)
    assert (noted(asked), noted(booked)) == (True, False)
