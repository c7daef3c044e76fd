"""What runs on one kind of database only has no way to reach any."""

from __future__ import annotations

import subprocess

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.reach import Reached, reaches_none


def test_without_asking_for_a_database_there_is_none(request, django_db_blocker: DjangoDbBlocker):
    assert reaches_none(request.node)
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        connection.ensure_connection()
    with pytest.raises(Reached):
        django_db_blocker.unblock()
    with pytest.raises(Reached):
        subprocess.run(["true"], check=True)


@pytest.mark.django_db
def test_whoever_asks_for_it_by_a_mark_has_it_on_both(request):
    assert not reaches_none(request.node)
    assert connection.cursor().execute("SELECT 1")


def test_whoever_asks_for_it_by_a_fixture_has_it_on_both(request, transactional_db):
    assert not reaches_none(request.node)
    assert subprocess.run(["true"], check=True).returncode == 0
