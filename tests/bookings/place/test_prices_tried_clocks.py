"""A hire that is tried at a time that the clocks jump over is refused beside its box."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.make import a_venue

pytestmark = pytest.mark.django_db


def clocks_go_forward() -> date:
    """The last Sunday of the next March that begins after today."""
    end = date(timezone.localdate().year + 1, 3, 31)
    return end - timedelta(days=(end.weekday() + 1) % 7)


@pytest.mark.parametrize(("start", "end", "box"), [("01:30", "03:00", "from"), ("00:30", "01:30", "to")])
def test_it_says_that_the_time_does_not_exist(client, start, end, box):
    address = reverse("venues:prices", args=[a_venue(cells=("front",)).slug])
    hire = {"room": "front", "category": "community", "on": clocks_go_forward().isoformat(), "from": start, "to": end}
    answer = client.get(address, hire)
    assert "That time does not exist" in answer.context["trial"].errors[box][0]
    assert "That time does not exist" in answer.content.decode()
    day_after = {**hire, "on": (clocks_go_forward() + timedelta(days=1)).isoformat()}
    assert "That time does not exist" not in client.get(address, day_after).content.decode()
