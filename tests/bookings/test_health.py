"""healthz: well, or not; nothing else, and always the same few questions."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.test.utils import CaptureQueriesContext

pytestmark = pytest.mark.django_db


def answer() -> tuple[int, str]:
    response = Client().get("/healthz")
    assert response["Content-Type"] == "text/plain"
    assert "no-store" in response["Cache-Control"]
    return response.status_code, response.content.decode()


def test_it_is_well_with_its_database_and_every_migration():
    assert answer() == (200, "ok")


def test_it_is_unwell_without_a_migration():
    newest = MigrationLoader(connection).graph.leaf_nodes("bookings")[0]
    MigrationRecorder(connection).record_unapplied(*newest)
    assert answer() == (503, "unwell")


def test_it_is_unwell_without_its_database_and_says_no_more():
    def away(*args: object) -> None:
        raise DatabaseError("the password of the database is kettle")

    with connection.execute_wrapper(away):
        assert answer() == (503, "unwell")


def test_it_asks_little_and_writes_nothing():
    with CaptureQueriesContext(connection) as asked:
        answer()
    assert len(asked) <= 2
    assert all("INSERT" not in query["sql"] and "UPDATE" not in query["sql"] for query in asked)


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_is_for_reading_only(method):
    assert getattr(Client(), method)("/healthz").status_code == 405
