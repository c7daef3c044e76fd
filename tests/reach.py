"""Which tests can reach a database, and so have something to prove on each kind."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

HERE = Path(__file__).parent
GIVE_IT = {"db", "transactional_db", "live_server", "django_db_setup"}
START_PROCESSES = {
    *("browser", "engine", "http", "operations"),
    *("test_bench.py", "test_house.py", "test_running_for_real.py", "test_templates.py"),
}


def reaches_none(item: pytest.Item) -> bool:
    """Neither mark nor fixture opens the database to it, and it stands where no other process is started."""
    given = GIVE_IT & set(getattr(item, "fixturenames", ()))
    return not given and item.get_closest_marker("django_db") is None and _place(item) not in START_PROCESSES


def _place(item: pytest.Item) -> str:
    return item.path.relative_to(HERE).parts[0]


class Reached(AssertionError):
    """A test that is run on one kind of database only reached for it after all."""


def keep_away(monkeypatch: pytest.MonkeyPatch, blocker: DjangoDbBlocker) -> None:
    """pytest-django refuses every query already; this refuses the two ways around."""

    def refuse(*_args: object, **_named: object) -> None:
        raise Reached("This test runs on SQLite alone: let it ask for the database, or stand with those of processes.")

    monkeypatch.setattr(type(blocker), "unblock", refuse)
    monkeypatch.setattr(subprocess.Popen, "__init__", refuse)
