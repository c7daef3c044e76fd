"""What groups are asked once a month, brought about; imported where all letters are."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone

from accounts.models import Hirer
from bookings.actions.ask_how_many import ask_groups_of
from bookings.actions.say_how_many import Judged, MonthSaid, say_how_many, say_how_many_for_them
from bookings.actions.say_whom import Served, say_whom
from bookings.how_many import give_link, month_before
from bookings.models import Booking, MonthAsked
from tests.letter_cases import Cast, writes
from tests.make import LONDON, move, soon
from venues.actions.ask_afterwards import ask_afterwards
from venues.models import Operator


def in_last_month(booking: Booking, day: int = 15) -> datetime:
    """As if it had been on that day of it; when it began."""
    month = month_before(timezone.localdate())
    begins = datetime.combine(month.replace(day=day), time(19), LONDON)
    move(booking, to=begins)
    return begins


def asked_about(booking: Booking) -> MonthAsked:
    """The letter about it, which goes on the second of this month, whatever day it is."""
    month = in_last_month(booking).date().replace(day=1)
    at = datetime.combine(month + timedelta(days=32), time(12), LONDON)
    ask_groups_of(booking.venue.operator, month, at=at)
    return MonthAsked.objects.get(hirer=booking.hirer, month=month)


def an_empty_month(hirer: Hirer, operator: Operator) -> MonthAsked:
    """A letter about dates that the hall has counted since."""
    month = month_before(timezone.localdate())
    asked = MonthAsked.objects.create(hirer=hirer, operator=operator, month=month, asked_at=timezone.now())
    give_link(asked)
    return asked


@writes("how_many")
def groups_say_how_many_came(cast: Cast) -> None:
    booking = cast.a_request(170, confirmed=True)
    asked, key = asked_about(booking), booking.sessions.get().pk
    judged = Judged(5, "It was warm.", "named")
    say_how_many(asked, MonthSaid({key: 20}, {booking.pk: judged}), by=cast.bea, at=asked.asked_at)
    say_how_many_for_them(cast.hall, asked.month, {key: 18}, by=cast.sue, at=asked.asked_at)
    said = Served(audience=("older",), low_income="yes")
    say_whom(cast.choir, said, charity_number="1234567", by=cast.ben, on=soon(0))
    for asks in (False, True):
        ask_afterwards(cast.hall, asks=asks, by=cast.sue)
