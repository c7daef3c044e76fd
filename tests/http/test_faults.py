"""Killed in the middle: nothing is half made, nothing promised is lost, and the site comes back by itself."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from unittest import mock

import environ
import pytest
from django.db import OperationalError, connection
from django.db.utils import ConnectionHandler
from pytest_django import DjangoDbBlocker

from bookings.models import Booking
from config.database import tuned
from scripts.postgres import Server, postgres
from tests.http.conftest import Crowd, a_crowd
from tests.http.crowding import CLERKS, Diary, asking_goes_on, wait_for
from tests.http.laws import broken_laws
from tests.http.serving import WORKERS, Site
from tests.migrated import copy_to_another

DURABLE = {"listen_addresses": ""}  # all else as PostgreSQL comes: what it acknowledged is on the disk


def assert_nothing_lost(diary: Diary) -> None:
    """What is there is exactly what was promised, each with all its dates."""
    bookings = Booking.objects.prefetch_related("sessions", "refused_dates")
    kept = {booking.ref: len(booking.sessions.all()) + len(booking.refused_dates.all()) for booking in bookings}
    assert kept == {ref: wish.weeks for ref, wish in diary.promised.items()}
    assert broken_laws() == []


def test_a_worker_that_is_killed_is_missed_by_those_it_was_serving_and_by_nobody_else(crowd: Crowd):
    killed: list[tuple[float, float]] = []
    with asking_goes_on(crowd) as diary:
        for _turn in range(3):
            wait_for(diary, 5)
            began = time.monotonic()
            victim = crowd.site.kill_a_worker()
            killed.append((began, time.monotonic()))
            crowd.site.wait_until_workers_are(WORKERS, without=victim)
        wait_for(diary, 5)
    print("worker killed:", diary.tally())
    assert diary.faults() == []
    assert [one for one in diary.unanswered() if not any(one.touches(*moment) for moment in killed)] == []
    assert len(diary.unanswered()) <= CLERKS * len(killed)
    assert crowd.site.faults() == []
    assert_nothing_lost(diary)


def test_a_site_that_is_killed_whole_has_kept_what_it_promised(crowd: Crowd):
    with asking_goes_on(crowd) as diary:
        wait_for(diary, 8)
        down = time.monotonic()
        crowd.site.kill()
        crowd.site.start()
        up = time.monotonic()
        wait_for(diary, 8)
    print("site killed:", diary.tally(), f"down {up - down:.1f} s")
    assert diary.faults() == []
    assert diary.unanswered()
    assert [one for one in diary.unanswered() if not one.touches(down, up)] == []
    assert_nothing_lost(diary)


@pytest.fixture
def database(migrated_database: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Server]:
    """A PostgreSQL that may be killed; for the length of the test it is also the test's own database."""
    with postgres(DURABLE) as server, django_db_blocker.unblock():
        copy_to_another(migrated_database, server.folder)
        connection.close()
        with mock.patch.dict(
            connection.settings_dict, NAME="postgres", HOST=str(server.folder), USER="postgres", PASSWORD="", PORT=""
        ):
            yield server
            connection.close()


@pytest.mark.of_a_server
def test_a_database_that_is_killed_is_away_and_comes_back(database: Server, tmp_path: Path):
    site = Site(database.url, tmp_path / "log")
    site.start()
    try:
        crowd = a_crowd(site)
        with asking_goes_on(crowd) as diary:
            wait_for(diary, 8)
            down = time.monotonic()
            database.kill()
            assert site.health() == 503
            time.sleep(0.5)
            page = crowd.visitors[-1].look("/")
            database.start()
            site.wait_until_well()
            up = time.monotonic()
            wait_for(diary, 8)
    finally:
        site.stop()
    print("database killed:", diary.tally(), f"down {up - down:.1f} s")
    assert page.status == 500
    assert "Sorry, something went wrong" in unescape(page.page)
    assert diary.unanswered() == []
    assert diary.faults()
    assert [one for one in diary.faults() if not one.touches(down, up)] == []
    assert [one for one in diary.faults() if "Try again in a few minutes" not in one.answer.page] == []
    connection.close()
    assert_nothing_lost(diary)


def test_a_database_that_never_answers_is_given_up_within_seconds(django_db_blocker: DjangoDbBlocker):
    with socket.socket() as mute, django_db_blocker.unblock():
        mute.bind(("127.0.0.1", 0))
        mute.listen()  # whoever calls is taken, and never spoken to
        address = f"postgres://somebody@127.0.0.1:{mute.getsockname()[1]}/hearth"
        away = ConnectionHandler({"default": tuned(environ.Env.db_url_config(address))})["default"]
        began = time.monotonic()
        with pytest.raises(OperationalError):
            away.ensure_connection()
    assert time.monotonic() - began < 10
