"""Hearth served for real: gunicorn with its workers, set up as `make serve` has it, on the test's own database."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from scripts.run import answers

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 90  # seconds; the machine may be busy
WORKERS = 3


class Site:
    """The master and its workers, in a process group of their own; what they log is kept."""

    def __init__(self, database_url: str, log: Path) -> None:
        self.database_url, self.log = database_url, log
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port = found.getsockname()[1]

    def start(self) -> None:
        environment = {
            **os.environ,
            "DATABASE_URL": self.database_url,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "HEARTH_MODE": "test",  # no limit of tries: all twenty come from one address
            "HEARTH_ENV": "",
            "BIND": f"127.0.0.1:{self.port}",
            "WORKERS": str(WORKERS),
            "LOG_FORMAT": "plain",
        }
        with self.log.open("ab") as log:
            self.master = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "--config", "config/server.py"],
                cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        self.wait_until_well()

    def stop(self) -> None:
        self.master.terminate()
        self.master.wait(PATIENCE)

    def kill(self) -> None:
        """The master and every worker at once: nobody has time to tidy up."""
        os.killpg(self.master.pid, signal.SIGKILL)
        self.master.wait(PATIENCE)
        while answers(self.port):
            time.sleep(0.01)

    def kill_a_worker(self) -> int:
        victim = self.workers()[0]
        os.kill(victim, signal.SIGKILL)
        return victim

    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.master.pid}/task/{self.master.pid}/children")
        return [int(pid) for pid in children.read_text().split()]

    def health(self) -> int:
        """What a machine that watches the site is told; 0 where nobody answers."""
        caller = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            caller.request("GET", "/healthz")
            return caller.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            caller.close()

    def wait_until_well(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while self.health() != 200:
            assert self.master.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.05)

    def wait_until_workers_are(self, number: int, *, without: int) -> None:
        deadline = time.monotonic() + PATIENCE
        while len(self.workers()) != number or without in self.workers():
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.02)

    def faults(self) -> list[str]:
        """What the site logged of errors of its own."""
        return re.findall(r"^.*(?:Traceback|ERROR (?:hearth|django)).*$", self.log.read_text(), re.MULTILINE)
