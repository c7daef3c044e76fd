"""healthz: well, unwell, or in need of a person; nothing of anybody's, and always the same few questions."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.checks import Tags, run_checks
from django.core.handlers.base import BaseHandler
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import outbox
from accounts.models import Letter
from bookings.keeping.history import note_backup
from bookings.last_tick import KEY, last_tick, note_tick
from bookings.models import Occupancy
from tests.engine.control import put_the_guard_back, take_the_guard_away
from tests.make import a_booking, a_group, a_venue, the_room

pytestmark = pytest.mark.django_db

ALL_WELL = {
    "status": "ok",
    "database": "ok",
    "migrations": "ok",
    "guard": "ok",
    "clock": "ok",
    "mail": "ok",
    "backup": "ok",
}
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def no_tick_yet():
    cache.delete(KEY)
    yield
    cache.delete(KEY)


def answer() -> tuple[int, dict[str, str]]:
    response = Client().get("/healthz")
    assert response["Content-Type"] == "application/json"
    assert "no-store" in response["Cache-Control"]
    return response.status_code, json.loads(response.content)


def a_letter_due(ago: timedelta) -> Letter:
    to, due = "ben@hearth.example", timezone.now() - ago
    outbox.post("one", kind="asked", to=to, subject="Tea for Ben", body="Ben", after=due)
    return Letter.objects.get()


def test_it_is_well():
    a_letter_due(timedelta(minutes=2))
    assert answer() == (200, ALL_WELL)


def test_a_letter_that_waits_to_be_printed_is_no_fault_of_the_site():
    long_ago = timezone.now() - timedelta(days=9)
    told = {"kind": "asked", "subject": "Tea", "body": "Ben", "place": "hall", "hirer": a_group()}
    outbox.post("paper", to="", after=long_ago, **told)
    assert Letter.objects.to_print(timezone.now()).exists()
    assert answer() == (200, ALL_WELL)


def test_it_is_unwell_without_a_migration():
    newest = max(name for name in MigrationLoader(connection).disk_migrations if name[0] == "bookings")
    MigrationRecorder(connection).record_unapplied(*newest)
    status, told = answer()
    assert (status, told["status"], told["migrations"]) == (503, "unwell", "waiting")


@pytest.mark.django_db(transaction=True)
def test_it_is_unwell_without_its_guard():
    take_the_guard_away()
    try:
        status, told = answer()
    finally:
        put_the_guard_back()
    assert (status, told["status"], told["guard"]) == (503, "unwell", "gone")


def test_it_is_unwell_without_its_database_and_says_no_more():
    def away(*args: object) -> None:
        raise DatabaseError("the password of the database is kettle")

    with connection.execute_wrapper(away):
        assert answer() == (503, {"status": "unwell", "database": "away"})


@pytest.mark.parametrize("tries", [0, 2])
def test_a_letter_that_is_due_and_nobody_takes_up_means_that_the_clock_stands(tries):
    """A try puts the next one off, so a letter long due is one that nobody looks at, tried before or not."""
    a_letter_due(HOUR)
    Letter.objects.update(tries=tries)
    assert answer() == (200, ALL_WELL | {"status": "attention", "clock": "late"})


def test_so_does_a_hold_that_lapsed_and_was_not_let_go():
    a_booking(the_room(a_venue(), "main"))
    Occupancy.objects.update(expires_at=timezone.now() - HOUR)
    assert answer()[1]["clock"] == "late"


@pytest.mark.parametrize(("minutes", "clock"), [(14, "ok"), (16, "late")])
def test_so_does_a_clock_that_has_not_gone_round_though_nothing_waits_for_it(minutes, clock):
    call_command("tick", stdout=StringIO())
    assert timezone.now() - last_tick() < timedelta(minutes=1)
    note_tick(timezone.now() - timedelta(minutes=minutes))
    assert answer()[1]["clock"] == clock


def test_a_letter_tried_again_and_again_means_that_the_mail_is_away():
    a_letter_due(-HOUR)
    Letter.objects.update(tries=3)
    assert answer() == (200, ALL_WELL | {"status": "attention", "mail": "failing"})


def test_a_backup_is_missed_after_a_day_and_a_half(settings):
    settings.BACKUP_LATE_HOURS = 36
    assert answer() == (200, ALL_WELL | {"status": "attention", "backup": "never"})
    note_backup(timezone.now() - 37 * HOUR)
    assert answer() == (200, ALL_WELL | {"status": "attention", "backup": "late"})
    note_backup(timezone.now() - HOUR)
    assert answer() == (200, ALL_WELL)


def test_it_asks_little_and_writes_nothing():
    with CaptureQueriesContext(connection) as asked:
        answer()
    assert len(asked) <= 8
    assert all("INSERT" not in query["sql"] and "UPDATE" not in query["sql"] for query in asked)


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_is_for_reading_only(method):
    assert getattr(Client(), method)("/healthz").status_code == 405


def test_the_head_of_it_has_no_body_also_where_nobody_takes_it_away():
    """Django's own test client would; gunicorn drops it too, and writes a warning each time."""
    site = BaseHandler()
    site.load_middleware()
    told = site.get_response(RequestFactory().head("/healthz"))
    assert isinstance(told, HttpResponse)
    assert (told.status_code, told.content) == (200, b"")
    assert int(told["Content-Length"]) > 0


@pytest.mark.parametrize(("name", "demo", "said"), [("", False, 1), ("Vale Hosting", False, 0), ("", True, 0)])
def test_a_check_before_deploying_says_that_nobody_is_named_as_the_host(settings, name, demo, said):
    settings.HOST_NAME, settings.DEMO = name, demo
    found = run_checks(tags=[Tags.security], include_deployment_checks=True)
    assert [each.id for each in found].count("bookings.I001") == said
