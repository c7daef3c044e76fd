"""Where PostgreSQL's own programs stand, of a version that fits the server."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from bookings.keeping.manifest import CannotKeep

NEEDED = ("pg_dump", "pg_restore", "psql")


def programs_for(wanted: int) -> tuple[Path, int]:
    """The folder and version of the oldest set that knows this version of PostgreSQL: none reads what is newer."""
    found = {_version(folder): folder for folder in _folders()}
    fitting = [number for number in sorted(found) if number >= wanted]
    if fitting:
        return found[fitting[0]], fitting[0]
    there = f"Here is only version {max(found)}. " if found else ""
    raise CannotKeep(
        f"The programs {', '.join(NEEDED)} of PostgreSQL {wanted} or later are needed. {there}On Debian they are in "
        f"the package postgresql-client-{wanted}; elsewhere, say in POSTGRES_PROGRAMS which folder holds them."
    )


def _folders() -> Iterator[Path]:
    named = settings.POSTGRES_PROGRAMS
    on_path = shutil.which("pg_dump")
    places = [Path(named)] if named else [*Path("/usr/lib/postgresql").glob("*/bin")]
    if on_path and not named:
        places.append(Path(on_path).parent)
    return (place for place in places if all((place / name).is_file() for name in NEEDED))


def _version(folder: Path) -> int:
    told = subprocess.run([folder / "pg_dump", "--version"], capture_output=True, text=True, check=False).stdout
    number = re.search(r"\(PostgreSQL\) (\d+)", told)
    return int(number[1]) if number else 0
