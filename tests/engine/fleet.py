"""Several processes on the test's own database, each a client of its own."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote, urlencode

from django.db import connection

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PATIENCE = 120  # seconds; the machine may be busy


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


@dataclass
class Client:
    """One of a litter: a process of its own, which can be killed alone."""

    pid: int
    stdin: IO[str]
    stdout: IO[str]
    litter: subprocess.Popen[str]

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)

    def communicate(self, timeout: float) -> tuple[str, None]:
        said = self.stdout.read()
        self.stdin.close()
        self.stdout.close()
        return said, None

    @property
    def returncode(self) -> int:
        """Of all of them together, once the last has ended."""
        return self.litter.wait(PATIENCE)


def start_together(*each: Sequence[object], module: str = "tests.engine.worker") -> list[Client]:
    """A process for each list of words, all children of one that has read the code: that takes longer than their work.

    Each says "ready", then waits for a line.
    """
    wires = [socket.socketpair() for _words in each]
    told = json.dumps([[theirs.fileno(), *map(str, words)] for (_ours, theirs), words in zip(wires, each, strict=True)])
    litter = subprocess.Popen(
        [sys.executable, "-m", "tests.engine.litter", module, told],
        cwd=ROOT, env=_environment(), text=True, stdout=subprocess.PIPE,
        pass_fds=[theirs.fileno() for _ours, theirs in wires],
    )  # fmt: skip
    assert litter.stdout is not None
    with litter.stdout as out:
        pids = json.loads(out.readline())
    clients = []
    for pid, (ours, theirs) in zip(pids, wires, strict=True):
        theirs.close()
        ours.settimeout(PATIENCE)
        with ours:  # it stays open for as long as its two files do
            clients.append(Client(pid, ours.makefile("w"), ours.makefile("r"), litter))
    return clients


def start(what: str, *args: object, module: str) -> subprocess.Popen[str]:
    """One process running `python -m module what args…`; it says "ready", then waits for a line."""
    return subprocess.Popen(
        [sys.executable, "-m", module, what, *map(str, args)],
        cwd=ROOT, env=_environment(), text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip


def _environment() -> dict[str, str]:
    return {**os.environ, "DATABASE_URL": database_url(), "HEARTH_MODE": "test", "PYTHONPATH": str(ROOT)}


def go(processes: Sequence[subprocess.Popen[str] | Client]) -> None:
    """Wait until all are ready, then let them loose at the same moment."""
    for process in processes:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line == "ready\n", line
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()


def said(processes: Sequence[subprocess.Popen[str] | Client]) -> Iterator[dict[str, Any]]:
    """What each process acknowledged, a JSON object a line, once all have ended well."""
    told = [process.communicate(timeout=PATIENCE)[0] for process in processes]
    assert {process.returncode for process in processes} == {0}
    for out in told:
        yield from (json.loads(line) for line in out.splitlines())
