"""The diary that nobody asked a week of: today first, then six days; what is over of the week is folded."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from bookings.desk.diary import week_of
from tests.make import LONDON, a_booking, a_post, a_venue, signed_in, the_room
from tests.reading import words_of

pytestmark = pytest.mark.django_db


def test_today_stands_first_and_what_is_over_is_folded_with_its_count(monkeypatch):
    wednesday = week_of(timezone.localdate()) + timedelta(days=16)
    hall = a_venue()
    room, cora = the_room(hall, "main"), signed_in(a_post(hall, "caretaker").user)
    a_booking(room, on=wednesday - timedelta(days=2), title="Stroke Club", confirmed=True)
    a_booking(room, on=wednesday, title="Drums", confirmed=True)
    a_booking(room, on=wednesday + timedelta(days=6), title="Tuesday Tea", confirmed=True)
    noon = datetime.combine(wednesday, time(12), LONDON)
    monkeypatch.setattr("bookings.views.diary.timezone", SimpleNamespace(now=lambda: noon))
    told = words_of(cora.get(f"/desk/{hall.slug}/diary/"))
    in_order = ("Drums", "The next six days", "Tuesday Tea", "Stroke Club", "counted for 0 of 1", "Another week")
    assert [told.index(words) for words in in_order] == sorted(told.index(words) for words in in_order)
    asked = words_of(cora.get(f"/desk/{hall.slug}/diary/?week={wednesday}"))
    assert asked.index("Stroke Club") < asked.index("Drums")
    assert "Tuesday Tea" not in asked
