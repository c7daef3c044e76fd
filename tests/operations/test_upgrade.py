"""From every release to today: nothing is lost, the guard stands, and a backup taken then can be put back now."""

from __future__ import annotations

import pytest

from tests.operations.old_site import RELEASES

EVERY = sorted(file.stem for file in RELEASES.glob("*.toml"))

pytestmark = pytest.mark.parametrize("release", EVERY)


@pytest.fixture
def old_site(new_database, run, release) -> str:
    url = new_database()
    run(url, "-m", "tests.operations.old_site", "make", release)
    return url


@pytest.fixture
def told(run, release):
    return lambda url: run(url, "-m", "tests.operations.old_site", "tell", release).stdout.strip()


def test_it_is_brought_up_to_date_whole(old_site, manage, told):
    manage(old_site, "migrate", "--verbosity", "0")
    assert told(old_site) == "whole"


def test_a_backup_of_it_is_brought_up_to_date_as_it_is_put_back(old_site, new_database, manage, told, tmp_path):
    manage(old_site, "backup", tmp_path / "then.tar")
    url = new_database()
    manage(url, "restore", tmp_path / "then.tar")
    assert told(url) == "whole"
