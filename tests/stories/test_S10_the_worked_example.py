"""The week of the worked example, written as a paper diary: brought in, it gives the same figures."""

from __future__ import annotations

import io

import pytest
from django.core.management import call_command

from bookings import reports
from bookings.models import Booking
from tests.bookings.going_live.diaries import DATA
from tests.bookings.reports.example import AS_AT, FROM, UNTIL, Week, printed
from tests.bookings.reports.test_worked_example import EXAMPLE

pytestmark = pytest.mark.django_db
ALL_IMPORTED = {"provenance.imported": ["100.0%"], "provenance.desk": ["0.0%"], "provenance.online": ["0.0%"]}


class TheHallAlone(Week):
    """Without its diary."""

    def _use(self) -> None:
        """Is in the file."""

    _requests = _uses_before = _use


def test_S10_the_worked_example_as_a_file_gives_its_figures() -> None:
    venue = TheHallAlone().venue
    call_command("import_diary", venue.slug, str(DATA / "worked_example.csv"), stdout=io.StringIO())
    report = reports.build(venue, FROM, UNTIL, as_at=AS_AT)

    assert {id: printed(report, id) for id in EXAMPLE} == {**EXAMPLE, **ALL_IMPORTED}
    assert set(Booking.objects.values_list("entered", flat=True)) == {"imported"}
