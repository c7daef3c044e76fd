"""How often a year's report asks its database: under 25 times, whatever the size of the place."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Postcode
from bookings.models import Session, SessionRoom, StatedNeed
from bookings.reports import build
from tests.bookings.reports.example import LONDON, Week, at
from venues.models import Cell, Layout, Outage, Room, Venue

NEXT_YEAR = datetime(2026, 1, 2, tzinfo=LONDON)


@pytest.mark.once
@pytest.mark.django_db
def test_a_year_with_all_its_figures_and_last_years_beside_asks_under_25_times_for_ten_rooms_as_for_twenty():
    """How many statements a page asks is Django’s doing, whichever database answers them."""
    week = Week()
    venue = week.venue
    Venue.objects.filter(pk=venue.pk).update(use_known_from=date(2023, 1, 1))
    _last_year_too(week)
    _what_groups_said(week)
    asked: list[int] = []
    used = []
    for rooms in (10, 20):
        _rooms(week, rooms)
        venue = Venue.objects.select_related("operator").get(pk=venue.pk)
        with CaptureQueriesContext(connection) as statements:
            report = build(venue, date(2025, 1, 1), date(2026, 1, 1), as_at=NEXT_YEAR)
        asked.append(len(statements))
        used.append(report.figure("E4").value.top)
        assert report.before is not None
        assert report.before.figure("E4").value.top == 1
    assert used[1] - used[0] == 10
    assert (asked[0] < 25, asked[1]) == (True, asked[0])


def _last_year_too(week: Week) -> None:
    """A use, a request that was refused, with a stated need."""
    year = timedelta(days=364)
    booking = week.booking("G1", week.community, requested_at=at(1, 9) - year, decided_at=at(2, 9) - year)
    week.session(booking, "Main Hall", at(7, 18) - year, at(7, 20) - year, hire_pence=1600, standard_pence=2400)
    evening = {"from_time": time(18), "to_time": time(20), "minutes": 120}
    booking.refused_dates.create(on=date(2024, 10, 15), reason="taken", **evening)
    StatedNeed.objects.create(booking=booking, need="step_free", stated_at=at(1, 9) - year)


def _what_groups_said(week: Week) -> None:
    """Areas of both kinds, and something out of order."""
    for code, area in (("ZZ1 1ZZ", "E01000001"), ("ZZ9 1ZZ", "E01000009")):
        Postcode.objects.create(code=code, latitude=52, longitude=-2, district=code[:3], area=area)
    week.hirers["G1"].served.create(said_on=date(2024, 6, 1), audience=["older"], area="E01000001")
    week.hirers["G2"].served.create(said_on=date(2025, 6, 1), audience=["carers"], area="ZZ9")
    days = {"starts_on": date(2025, 3, 1), "ends_on": date(2025, 3, 9), "updated_at": at(1, 9, month=3)}
    Outage.objects.create(venue=week.venue, fact="wc_accessible", **days)


def _rooms(week: Week, until: int) -> None:
    """Rooms up to so many, each with a cell, a layout and a use."""
    for number in range(week.venue.rooms.count(), until):
        cell = Cell.objects.create(venue=week.venue, code=f"c{number}", name=f"C{number}", position=number)
        room = Room.objects.create(venue=week.venue, code=f"r{number}", name=f"R{number}", position=number)
        room.cells.set([cell])
        Layout.objects.create(room=room, name="Rows", capacity=20)
        booking = week.booking("G2", week.standard)
        hours = {"starts_at": at(6, 10), "ends_at": at(6, 12), "first_starts_at": at(6, 10)}
        session = Session.objects.create(booking=booking, venue=week.venue, hire_pence=100, **hours)
        SessionRoom.objects.create(session=session, room=room)
