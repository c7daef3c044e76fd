"""The sum above the button is the sum that is charged: looked at again when nobody else can write.

Tried once: the sum is worked out alike on either kind of database.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from bookings.actions import cancel_booking, cancel_session, end_booking
from bookings.as_it_was import AsItIs
from bookings.exceptions import CostChanged
from bookings.models import Booking, DeskAct, Session
from tests.make import a_booking, a_user, a_venue, soon, the_room
from tests.shared import shared

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@shared
def series() -> Booking:
    """Three Tuesdays at £16.00, free to cancel; then the hall's own clock makes two of them late."""
    booking = a_booking(the_room(a_venue(), "main"), on=soon(20), until=soon(34), confirmed=True)
    late = booking.sessions.order_by("starts_at")[1].starts_at - timezone.now() + timedelta(hours=1)
    Booking.objects.filter(pk=booking.pk).update(free_cancel_hours=int(late.total_seconds() // 3600))
    return booking


def give_up(series: Booking, act: str, shown: int, *, dates: int = 2, desk: bool = False):
    told = {"shown": shown, "by": series.made_by or a_user(), "at": timezone.now()}
    if act == "date":
        return cancel_session(series.sessions.order_by("starts_at")[0], **told)
    if act == "booking":
        return cancel_booking(series, **told)
    return end_booking(series, soon(20), dates=dates, desk=desk, **told)


@pytest.mark.parametrize(("act", "due"), [("date", 1600), ("booking", 3200), ("end", 1600)])
def test_another_sum_than_was_shown_is_refused_with_the_new_one_and_nothing_is_done(series, act, due):
    before = AsItIs.of(series)
    with pytest.raises(CostChanged, match="Nothing was cancelled") as refused:
        give_up(series, act, 0)
    assert refused.value.due.pence == due
    assert AsItIs.of(series) == before
    give_up(series, act, due)
    assert sum(Session.objects.values_list("cancellation_pence", flat=True)) == due


@pytest.mark.parametrize("desk", [False, True])
def test_more_dates_than_were_shown_are_not_given_up_either(series, desk):
    with pytest.raises(CostChanged):
        give_up(series, "end", 1600, dates=1, desk=desk)
    assert not Session.objects.exclude(status=Session.Status.PLANNED).exists()
    assert not DeskAct.objects.filter(kind="ended").exists()
