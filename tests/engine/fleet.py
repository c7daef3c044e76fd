"""Several processes on the test's own database, each a client of its own."""

from __future__ import annotations

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
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


class Litter:
    """A process that has read the code, and becomes clients when asked: that takes longer than their work."""

    def __init__(self) -> None:
        self.url = database_url()
        self.wire, theirs = socket.socketpair()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.engine.litter", str(theirs.fileno())],
            cwd=ROOT, env=_environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
        )  # fmt: skip
        theirs.close()
        self.wire.settimeout(PATIENCE)
        self.says = self.wire.makefile("r")
        self.out: Brood | None = None

    def bear(self, module: str, each: Sequence[Sequence[str]], wires: Sequence[socket.socket]) -> Brood:
        socket.send_fds(self.wire, [json.dumps([module, *each]).encode()], [wire.fileno() for wire in wires])
        self.out = Brood(self, json.loads(self.says.readline()))
        return self.out

    @property
    def is_ready(self) -> bool:
        """On the database of this test, and all that it became have ended."""
        return self.url == database_url() and self.process.poll() is None and (not self.out or self.out.ended)

    def close(self) -> None:
        self.says.close()
        self.wire.close()
        self.process.terminate()
        self.process.wait()


class Brood:
    """Clients that were born together."""

    def __init__(self, litter: Litter, pids: list[int]) -> None:
        self.litter, self.pids, self.ended = litter, pids, False

    @cached_property
    def returncode(self) -> int:
        """Of all of them together, once the last has ended."""
        code = json.loads(self.litter.says.readline())
        self.ended = True
        return int(code)


@dataclass
class Client:
    """One of a litter: a process of its own, which can be killed alone."""

    pid: int
    stdin: IO[str]
    stdout: IO[str]
    brood: Brood

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)

    def communicate(self, timeout: float) -> tuple[str, None]:
        said = self.stdout.read()
        self.stdin.close()
        self.stdout.close()
        return said, None

    @property
    def returncode(self) -> int:
        return self.brood.returncode


KEPT: list[Litter] = []  # one, while it is ready


def start_together(*each: Sequence[object], module: str = "tests.engine.worker") -> list[Client]:
    """A process for each list of words. Each says "ready", then waits for a line."""
    if not (KEPT and KEPT[0].is_ready):
        let_go()
        KEPT.append(Litter())
    wires = [socket.socketpair() for _words in each]
    brood = KEPT[0].bear(module, [[*map(str, words)] for words in each], [theirs for _ours, theirs in wires])
    clients = []
    for pid, (ours, theirs) in zip(brood.pids, wires, strict=True):
        theirs.close()
        ours.settimeout(PATIENCE)
        with ours:  # it stays open for as long as its two files do
            clients.append(Client(pid, ours.makefile("w"), ours.makefile("r"), brood))
    return clients


@atexit.register
def let_go() -> None:
    while KEPT:
        KEPT.pop().close()


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
