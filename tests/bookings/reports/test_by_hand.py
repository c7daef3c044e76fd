"""Whatever happened in a hall, the report says what comes out by hand."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given, settings

from accounts.models import Hirer
from bookings import reports
from bookings.models import Session
from tests.bookings.reports.by_hand.comparing import differences
from tests.bookings.reports.by_hand.histories import HISTORIES, History, write
from tests.bookings.reports.example import AS_AT, FROM, UNTIL, Week, at, printed

pytestmark = pytest.mark.django_db


def test_of_the_worked_example() -> None:
    assert differences(Week().venue, FROM, UNTIL, AS_AT) == []


def test_a_hire_that_is_under_way_is_known_by_the_days_that_are_over() -> None:
    """From the Saturday before until Friday, looked at on Wednesday at noon."""
    week = Week()
    week.venue.use_known_from = date(2023, 1, 1)
    week.venue.save()
    week.session(week.booking("G8", week.standard), "Meeting Room", at(4, 12), at(10, 12), hire_pence=6000)
    report = reports.build(week.venue, FROM, UNTIL, as_at=at(8, 12))
    assert [printed(report, id) for id in ("F1", "F1.new", "D6")] == [["3"], ["0"], ["1 of 1 group"]]
    assert differences(week.venue, FROM, UNTIL, at(8, 12)) == []


def test_a_hall_that_charges_itself_is_a_group_and_under_no_second_name() -> None:
    """With a payer in common it was told as a pair by hand, once; the desk is asked of it neither."""
    week = Week()
    operator = week.venue.operator
    operator.own_hirer = week.hirers["G6"]
    operator.save()
    Session.objects.filter(pk__in=[week.sessions[day].pk for day in ("Mon", "Sat")]).update(payer="Town council")
    Hirer.objects.filter(name__in=("G1", "G2")).update(contact_email="office@hearth.example")
    report = reports.build(week.venue, FROM, UNTIL, as_at=AS_AT)
    assert [printed(report, id) for id in ("F1", "F1.alike")] == [["4"], ["1"]]
    assert differences(week.venue, FROM, UNTIL, AS_AT) == []


@given(HISTORIES)
@settings(
    max_examples=12 if connection.vendor == "sqlite" else 6,  # what differs by database is in fewer
    deadline=None,
    phases=(Phase.reuse, Phase.generate),  # to shrink one takes minutes
    suppress_health_check=[HealthCheck.too_slow],
)
def test_of_any_history(history: History) -> None:
    with transaction.atomic():
        at = history.as_at.on(history.first)
        found = differences(write(history), history.first, history.until, at, history.change)
        transaction.set_rollback(True)
    assert found == []
