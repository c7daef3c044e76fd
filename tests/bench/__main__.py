"""`make bench`: every case on SQLite and on PostgreSQL in turns, into a table, build/bench.json and build/bench.md.

SIZE says how many sessions (100k, 1m, 10m, 2m-a-year; a million without it); ONLY names cases, such as `finding pages`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

from scripts.postgres import NoServer
from tests.bench.databases import MEANT_FOR, ROOT, USUAL, NoRoom, Pair, both, player
from tests.bench.sizes import Size
from tests.bench.table import markdown

CASES = ("booking", "finding", "pages", "report", "paper", "portfolio", "together", "tariffs", "seeking")
DISTRICTS = {"seeking": MEANT_FOR}  # all other cases are measured where both databases hold the same
BUILD = ROOT / "build"


def main() -> None:
    try:
        size = Size.read(os.environ.get("SIZE") or "1m")
        rows, versions = measured(size, os.environ.get("ONLY", "").split() or CASES)
    except (NoRoom, NoServer, ValueError) as refusal:
        sys.exit(str(refusal))
    table = markdown(rows, versions, size.sessions)
    BUILD.mkdir(exist_ok=True)
    (BUILD / "bench.json").write_text(json.dumps(rows, indent=1) + "\n")
    (BUILD / "bench.md").write_text(table)
    print(table)


def measured(size: Size, cases: Sequence[str]) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The rows of all of these cases, each in its own district; and the version of each database."""
    inside: dict[str, list[str]] = {}
    for case in cases:
        inside.setdefault(DISTRICTS.get(case, USUAL), []).append(case)
    rows: list[dict[str, Any]] = []
    versions: dict[str, str] = {}
    with both(size, list(inside)) as districts:
        for district, databases in districts.items():
            found, told = run(databases, inside[district])
            rows, versions = rows + found, versions | told
    return rows, versions


def run(databases: Pair, cases: Sequence[str]) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Case by case, first on the one, then on the other: what else the machine does hits both alike."""
    rows: list[dict[str, Any]] = []
    with ExitStack() as stack:
        started = [stack.enter_context(playing(url)) for url in (databases.sqlite, databases.postgres) if url]
        players = {greeting["database"]: (each, greeting["version"]) for each in started for greeting in [heard(each)]}
        for case in cases:
            for database, (each, _version) in players.items():
                print(f"{case} on {database} …", file=sys.stderr, flush=True)
                tell(each, case)
                rows += [{**row, "database": database} for row in heard(each)]
    return rows, {database: version for database, (_each, version) in players.items()}


@contextmanager
def playing(url: str) -> Iterator[subprocess.Popen[str]]:
    process = player(url, "measure")
    try:
        yield process
    finally:
        process.communicate()  # the end of its input is the end of its work


def tell(process: subprocess.Popen[str], case: str) -> None:
    assert process.stdin is not None
    process.stdin.write(f"{case}\n")
    process.stdin.flush()


def heard(process: subprocess.Popen[str]) -> Any:
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        sys.exit("The measuring broke off; what went wrong is told above.")
    return json.loads(line)


if __name__ == "__main__":
    main()
