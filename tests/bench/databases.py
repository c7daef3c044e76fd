"""The two databases to measure on: filled once, kept under var/bench, and found again by what they were made from."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from scripts.postgres import NOBODY, Server, find_binaries
from tests.bench.sizes import Size

ROOT = Path(__file__).resolve().parents[2]
USUAL, MEANT_FOR = "usual", "meant-for"  # districts: alike on both, or of as many rooms as each is meant for
MADE_FROM = ("sizes.py", "district.py", "use.py", "loading.py")
# As a small server would be set up; what is acknowledged is on the disk, as on SQLite.
SERVER = {"listen_addresses": "", "shared_buffers": "512MB", "max_wal_size": "4GB", "max_connections": "40"}


class NoRoom(Exception):
    """The disk is too small for what was asked."""


@dataclass(frozen=True)
class Pair:
    """The addresses of both; of SQLite none where more sessions are asked for than it is to hold."""

    sqlite: str | None
    postgres: str


@contextmanager
def both(size: Size, districts: Sequence[str]) -> Iterator[dict[str, Pair]]:
    """Both databases of each district, ready; made first where they are not there, which takes some minutes.

    A size "a year" is for a county's server: it is made on PostgreSQL alone.
    """
    folder = place()
    with _alone(folder), _server(folder) as server:
        yield {district: _pair(size, district, folder, server) for district in districts}


def _pair(size: Size, district: str, folder: Path, server: str) -> Pair:
    year = date.today().year
    key = f"{size.word}_{year}_{content_key()}" + ("" if district == USUAL else f"_{district}")
    file, name = folder / f"{key}.sqlite3", f"hearth_bench_{key}"
    too_full = size.yearly or (district == MEANT_FOR and size.meant_for("sqlite").is_too_full)
    missing = [not too_full and not file.exists(), name not in databases_on(server)]
    if any(missing):
        _forget_older(folder, server)
        enough_room(folder, size)
        _make(size, [district, str(year)], *missing, file=file, server=server, name=name)
    return Pair(None if too_full else f"sqlite:///{file}", _database(server, name))


def content_key() -> str:
    """Changes with the generator and with every migration."""
    here = Path(__file__).parent
    files = [here / name for name in MADE_FROM]
    for app in ("accounts", "venues", "bookings"):
        files += sorted((ROOT / app / "migrations").glob("[0-9]*.py"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:10]


def place() -> Path:
    """var/bench; elsewhere where PostgreSQL, which refuses to run as root, could not get there as nobody."""
    folder = ROOT / "var" / "bench"
    if os.geteuid() == 0 and not all(parent.stat().st_mode & 0o001 for parent in ROOT.parents):
        folder = Path(tempfile.gettempdir()) / "hearth-bench"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def enough_room(folder: Path, size: Size) -> None:
    """Raise NoRoom, in words, before the disk is full."""
    free = shutil.disk_usage(folder).free
    words = f"{size.sessions:,} sessions take about {_gigabytes(size.bytes_wanted)} on the disk"
    print(f"{words}; {_gigabytes(free)} are free in {folder}.", file=sys.stderr, flush=True)
    if free < size.bytes_wanted * 1.2:
        raise NoRoom(f"That is not enough room. Choose a smaller SIZE, or make room in {folder}.")


def databases_on(server: str) -> list[str]:
    with psycopg.connect(_plain(server)) as link:
        return [name for (name,) in link.execute("SELECT datname FROM pg_database")]


def _make(size: Size, which: Sequence[str], lite: bool, post: bool, *, file: Path, server: str, name: str) -> None:
    """Both at once, each under another name until it is whole."""
    print("Filling the databases; the next run finds them ready.", file=sys.stderr, flush=True)
    half, half_name = file.with_suffix(".making"), f"{name}_making"
    filling = []
    if lite:
        for ending in ("", "-wal", "-shm"):
            Path(f"{half}{ending}").unlink(missing_ok=True)
        filling.append(player(f"sqlite:///{half}", "fill", size.word, *which))
    if post:
        _run(server, f'DROP DATABASE IF EXISTS "{half_name}"', f'CREATE DATABASE "{half_name}"')
        filling.append(player(_database(server, half_name), "fill", size.word, *which))
    ends = [each.wait() for each in filling]
    if any(ends) or Path(f"{half}-wal").exists():
        sys.exit("The databases could not be filled.")
    if lite:
        half.rename(file)
    if post:
        _run(server, f'ALTER DATABASE "{half_name}" RENAME TO "{name}"')


def player(url: str, *what: str) -> subprocess.Popen[str]:
    """A process of its own on one of the databases."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.bench.player", *what],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url, "HEARTH_MODE": "test", "PYTHONPATH": str(ROOT)},
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Two runs at once would measure each other."""
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.exit("Another `make bench` is running here.")
        yield


@contextmanager
def _server(folder: Path) -> Iterator[str]:
    """The server named in TEST_DATABASE_URL, else one of our own that keeps its data from run to run."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    told = subprocess.run([find_binaries() / "postgres", "--version"], capture_output=True, text=True, check=True)
    kept = folder / f"postgres-{told.stdout.split()[2].split('.')[0]}"
    kept.mkdir(mode=0o700, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="hearth-pg-") as name:
        (Path(name) / "data").symlink_to(kept)
        if os.geteuid() == 0:
            os.chown(kept, NOBODY, NOBODY)
        server = Server(Path(name), SERVER)
        server.start()
        try:
            yield server.url
        finally:
            server.stop()


def _forget_older(folder: Path, server: str) -> None:
    """What an older generator or older migrations made is of no use any more."""
    key = content_key()
    for file in folder.glob("*.sqlite3*"):
        if key not in file.name:
            file.unlink()
    for name in databases_on(server):
        if name.startswith("hearth_bench_") and key not in name:
            _run(server, f'DROP DATABASE "{name}"')


def _run(server: str, *statements: str) -> None:
    with psycopg.connect(_plain(server), autocommit=True) as link:
        for statement in statements:
            link.execute(statement.encode())


def _database(server: str, name: str) -> str:
    """The same server's address with another database."""
    parts = urlsplit(server)
    folder, _slash, _old = parts.path.rpartition("/")
    return urlunsplit(parts._replace(path=f"{folder}/{name}"))


def _plain(url: str) -> str:
    """An address of ours as PostgreSQL's own library reads it: a socket's folder goes into the query."""
    parts = urlsplit(url)
    folder, _slash, name = parts.path.rpartition("/")
    if not folder.strip("/"):
        return url
    return f"postgresql://{parts.netloc}/{name}?host=/{folder.strip('/')}"


def _gigabytes(size: int) -> str:
    return f"{size / 1e9:,.1f} GB"
