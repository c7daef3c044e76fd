"""Tries are counted across processes; none is lost when two count at once, nor in a crowd of other visitors."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.engine.fleet import go
from tests.operations.site import ROOT

TIMES, PROCESSES = 150, 3


@pytest.fixture(scope="module")
def database(new_database, manage) -> str:
    url = new_database()
    manage(url, "createcachetable", HEARTH_MODE="demo", DJANGO_SETTINGS_MODULE="config.settings")
    return url


def counted(url: str, key: str) -> int:
    here = {**os.environ, "DATABASE_URL": url, "HEARTH_MODE": "demo"}
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.operations.count", key, str(TIMES)],
            cwd=ROOT, env=here, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )
        for _number in range(PROCESSES)
    ]  # fmt: skip
    go(processes)
    return max(int(process.communicate(timeout=120)[0]) for process in processes)


def test_no_count_is_lost(database):
    assert counted(database, "tries") == TIMES * PROCESSES
