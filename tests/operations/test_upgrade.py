"""From every release to today: nothing is lost, the guard stands, and a backup taken then can be put back now.

What all the migrations since make of it is what an empty database is, which comes there by a few.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bookings.keeping import sqlite
from tests import migrated
from tests.operations import old_site
from tests.operations.old_site import RELEASES
from tests.operations.shape import shape

EVERY = sorted(file.stem for file in RELEASES.glob("*.toml"))


@pytest.mark.parametrize("release", EVERY)
def test_a_backup_of_it_is_put_back_and_brought_up_to_date(release, new_database, at, say, tmp_path, monkeypatch):
    """As `migrate` brings it up to date in its place; in this process, where `restore` may begin one of its own."""

    def migrate(file: Path) -> None:
        with at(f"sqlite:///{file}"):
            migrated.migrate()

    monkeypatch.setattr(sqlite, "_migrate", migrate)
    then, now, fresh = new_database(), new_database(), new_database(ready=True)
    with migrated.quickly():
        with at(then):
            old_site.make(release)
        say(then, "backup", tmp_path / "then.tar")
        say(now, "restore", tmp_path / "then.tar")
    with at(fresh):
        made_today = shape()
    with at(now):
        assert old_site.faults(release) == []
        assert differences(shape(), made_today) == []


def differences(one: dict[str, str], other: dict[str, str]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
