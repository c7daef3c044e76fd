"""Whatever happened in a hall, the report says what comes out by hand."""

from __future__ import annotations

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings

from tests.bookings.reports.by_hand.comparing import differences
from tests.bookings.reports.by_hand.histories import HISTORIES, History, write
from tests.bookings.reports.example import AS_AT, FROM, UNTIL, Week

pytestmark = pytest.mark.django_db


def test_of_the_worked_example() -> None:
    assert differences(Week().venue, FROM, UNTIL, AS_AT) == []


@given(HISTORIES)
@settings(
    max_examples=12,
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
