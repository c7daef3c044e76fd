"""From every release to today: nothing is lost, the guard stands, and a backup taken then can be put back now."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from tests.operations import old_site
from tests.operations.old_site import RELEASES

EVERY = sorted(file.stem for file in RELEASES.glob("*.toml"))


class Then(NamedTuple):
    release: str
    url: str


@pytest.fixture(scope="module", params=EVERY)
def then(request, new_database, at) -> Then:
    url = new_database()
    with at(url):
        old_site.make(request.param)
    return Then(request.param, url)


@pytest.fixture(scope="module")
def kept(then, say, tmp_path_factory) -> str:
    file = str(tmp_path_factory.mktemp("then") / "then.tar")
    say(then.url, "backup", file)
    return file


def test_a_backup_of_it_is_brought_up_to_date_as_it_is_put_back(then, kept, new_database, at, say):
    url = new_database()
    say(url, "restore", kept)
    with at(url):
        assert old_site.faults(then.release) == []


def test_it_is_brought_up_to_date_whole(then, kept, at, manage):
    """Once the backup of it is made."""
    manage(then.url, "migrate", "--verbosity", "0")
    with at(then.url):
        assert old_site.faults(then.release) == []
