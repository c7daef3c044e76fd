"""A followed calendar, read by khal: a program that is none of ours."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bookings.actions import cancel_session
from bookings.actions.follow import make_feed_link
from tests.make import a_group, a_user, a_venue, an_ask, book, the_room

pytestmark = [pytest.mark.django_db, pytest.mark.of_khal]

SETTINGS = """
[calendars]
[[hall]]
path = {folder}/hall
[locale]
local_timezone = Europe/London
default_timezone = Europe/London
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {folder}/khal.db
"""
SHOWN = "{start-date} {start-time} to {end-time}, {title}, {status}"


class Khal:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "hall").mkdir()
        (folder / "config").write_text(SETTINGS.format(folder=folder))

    def read_in(self, file: bytes) -> None:
        (self.folder / "feed.ics").write_bytes(file)
        self._run("import", "--batch", "-a", "hall", str(self.folder / "feed.ics"))

    def lists(self, first: date, last: date) -> list[str]:
        told = self._run("list", "--day-format", "", "--format", SHOWN, str(first), str(last))
        return [line.strip() for line in told.splitlines() if line.strip()]

    def _run(self, *words: str) -> str:
        command = ["khal", "-c", str(self.folder / "config"), *words]
        home = {**os.environ, "HOME": str(self.folder), "LC_ALL": "C.UTF-8"}
        return subprocess.run(command, env=home, capture_output=True, text=True, check=True).stdout


def test_khal_reads_7pm_on_both_sides_of_the_clock_change_and_what_was_cancelled_since(tmp_path):
    khal, ben = Khal(tmp_path), a_user("Ben")
    first = date(2026, 10, 18)  # the clocks go back on the 25th
    choir = a_group("Choir; of Alder Vale", organiser=ben)
    ask = an_ask(the_room(a_venue(), "main"), first, hirer=choir, until=first + timedelta(weeks=2), title="Käse, Brot")
    booking = book(ask, by=ben, at=datetime(2026, 1, 1, tzinfo=UTC))
    address = reverse("feed", args=[make_feed_link(ben, key="a-key-of-one-page", at=timezone.now())])
    khal.read_in(Client().get(address).content)
    days = (date(2026, 10, 18), date(2026, 10, 25), date(2026, 11, 1))
    asked = [f"{day} 19:00 to 21:00, Asked: Käse, Brot, TENTATIVE" for day in days]
    assert khal.lists(first, date(2026, 11, 2)) == asked

    cancel_session(booking.sessions.get(starts_at__date=days[1]), by=ben, at=datetime(2026, 2, 1, tzinfo=UTC))
    booking.sessions.exclude(status_at=None).update(status_at=timezone.now())
    khal.read_in(Client().get(address).content)
    asked[1] = f"{days[1]} 19:00 to 21:00, Cancelled: Käse, Brot, CANCELLED"
    assert khal.lists(first, date(2026, 11, 2)) == asked
