"""Several processes on the test's own database, each a client of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from django.db import connection

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def database_url() -> str:
    """The address of the database this test runs on, for another process."""
    held = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{held['NAME']}"
    login = quote(held["USER"] or "", safe="") + (":" + quote(held["PASSWORD"], safe="") if held["PASSWORD"] else "")
    host, port = held["HOST"] or "", f":{held['PORT']}" if held["PORT"] else ""
    if host.startswith("/"):  # a socket's folder is no host name
        return f"postgres://{login}@/{held['NAME']}?{urlencode({'host': host})}"
    return f"postgres://{login}@{host}{port}/{held['NAME']}"


def start(what: str, *args: object, module: str = "tests.engine.worker") -> subprocess.Popen[str]:
    """One process running `python -m tests.engine.worker what args…`; it says "ready", then waits for a line."""
    environment = {**os.environ, "DATABASE_URL": database_url(), "HEARTH_MODE": "test", "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-m", module, what, *map(str, args)],
        cwd=ROOT, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip


def go(processes: list[subprocess.Popen[str]]) -> None:
    """Wait until all are ready, then let them loose at the same moment."""
    for process in processes:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line == "ready\n", line
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()


def said(processes: list[subprocess.Popen[str]]) -> Iterator[dict[str, Any]]:
    """What each process acknowledged, a JSON object a line, once all have ended well."""
    for process in processes:
        out, _nothing = process.communicate(timeout=120)
        assert process.returncode == 0
        yield from (json.loads(line) for line in out.splitlines())
