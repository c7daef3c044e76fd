"""One database's side of the run: fills it, or measures what it is told, a line at a time.

Run as `python -m tests.bench.player fill SIZE DISTRICT YEAR`, or `… measure`: then every line of the input names a
case, and is answered by a line of JSON.
"""

from __future__ import annotations

import json
import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
from django.core.management import call_command
from django.db import connection

import config.wsgi  # noqa: F401 (it measures a process as the web server starts it)
from tests.bench.cases import CASES
from tests.bench.databases import MEANT_FOR
from tests.bench.loading import fill
from tests.bench.sizes import Size


def main(act: str, *given: str) -> None:
    if act == "fill":
        word, district, year = given
        call_command("migrate", verbosity=0)
        size = Size.read(word)
        fill(size.meant_for(connection.vendor) if district == MEANT_FOR else size, int(year))
        connection.close()  # on SQLite its log goes into the file only now, which is renamed next
    else:
        measure()


def measure() -> None:
    say({"database": connection.vendor, "version": version()})
    for line in sys.stdin:
        say([found.as_row() for found in CASES[line.strip()]()])


def version() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version" if connection.vendor == "postgresql" else "SELECT sqlite_version()")
        return str(cursor.fetchone()[0]).split()[0]


def say(what: object) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
