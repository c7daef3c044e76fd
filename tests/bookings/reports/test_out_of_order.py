"""While the lift or the toilet is out of order, the hours of the rooms that need it are not step-free."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from bookings.reports.building import build
from tests.bookings.test_find import a_claim
from tests.make import LONDON, a_user, a_venue
from venues.actions.keep_outages import note_outage
from venues.models import Entrance, Outage, Venue

pytestmark = pytest.mark.django_db

SPAN, AS_AT = (date(2026, 3, 2), date(2026, 3, 30)), datetime(2026, 6, 1, 12, tzinfo=LONDON)  # four weeks


def a_hall() -> Venue:
    """Two rooms, step-free throughout: one by a lift, one on the level."""
    hall = a_venue(cells=("upstairs", "below"))
    a_claim(hall, "ent_step_free", "yes", entrance=Entrance.objects.create(venue=hall, code="front", name="Front"))
    for fact, value in {"arr_street": "yes", "wc_accessible": "yes", "wc_open": "unlocked"}.items():
        a_claim(hall, fact, value)
    for room, lift in zip(hall.rooms.all(), ("passenger", "not_needed"), strict=False):
        a_claim(hall, "mov_step_free", "yes", room=room)
        a_claim(hall, "mov_lift", lift, room=room)
    return hall


def hours(hall: Venue) -> dict[str, Any]:
    figures = {figure.id: figure for figure in build(hall, *SPAN, as_at=AS_AT).figures}
    beside = {value.id: value.top for value in figures["B2"].tables[0].rows}
    share = figures["B2"].values[0]
    return {"yes": share.top, "all": share.bottom, **beside}


def test_days_of_an_outage_leave_the_hours_without_a_step():
    hall = a_hall()
    as_it_is = hours(hall)
    assert as_it_is["yes"] == as_it_is["all"] > 0

    broken = {"starts_on": date(2026, 3, 9), "expected_on": date(2026, 3, 15), "note": ""}
    lift = note_outage(hall, fact="mov_lift", **broken, by=a_user("Ada"), at=AS_AT)
    one_room_a_week = as_it_is["all"] / 8
    told = hours(hall)
    assert (told["yes"], told["B2.no"], told["B2.not_known"]) == (
        as_it_is["all"] - 3 * one_room_a_week,
        one_room_a_week,
        2 * one_room_a_week,  # nobody has said that it works again
    )
    Outage.objects.filter(pk=lift.pk).update(ends_on=date(2026, 3, 15))
    told = hours(hall)
    assert (told["yes"], told["B2.no"], told["B2.not_known"]) == (7 * one_room_a_week, one_room_a_week, 0)
    Outage.objects.filter(pk=lift.pk).update(fact="wc_accessible")
    told = hours(hall)
    assert (told["yes"], told["B2.no"]) == (6 * one_room_a_week, 2 * one_room_a_week)
    assert sum(told[part] for part in ("yes", "B2.no", "B2.not_known", "B2.in_part")) == told["all"]
