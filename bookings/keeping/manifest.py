"""What a backup says of itself: the last thing written, so that a file cut short has none."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

FORMAT = 1
NAME = "manifest.json"
NOT_READABLE = "This is no whole backup of Hearth: it was cut short or changed, or it is another kind of file."

NO_ANSWER = "The database that DATABASE_URL names does not answer as it should ({kind})."


class CannotKeep(Exception):
    """A backup that cannot be taken or put back; says what to do in words."""


@dataclass(frozen=True)
class Part:
    """One file inside a backup, and how to know that it is still the same."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Taken:
    """A database as it was at one moment: the file that holds it, and what is in it."""

    part: str
    engine: str
    engine_version: int
    migrations: list[str]
    rows: dict[str, int]
    made_with: int  # the version of the programs that wrote the part


@dataclass(frozen=True)
class Manifest:
    made_at: datetime
    hearth: str
    database: Taken
    parts: list[Part]
    format: int = FORMAT

    @property
    def pictures(self) -> list[Part]:
        return [part for part in self.parts if part.name != self.database.part]

    def as_bytes(self) -> bytes:
        return json.dumps(asdict(self) | {"made_at": self.made_at.isoformat()}, indent=1).encode()


def read_manifest(content: bytes) -> Manifest:
    """The manifest in these bytes; raises CannotKeep in words."""
    try:
        told: dict[str, Any] = json.loads(content)
        if told["format"] != FORMAT:
            raise CannotKeep(
                f"This backup has the form {told['format']}, and this Hearth reads form {FORMAT}: "
                f"put it back with Hearth {told['hearth']}."
            )
        manifest = Manifest(
            made_at=datetime.fromisoformat(told["made_at"]),
            hearth=str(told["hearth"]),
            database=Taken(**told["database"]),
            parts=[Part(**part) for part in told["parts"]],
        )
        _must_be_of_its_kinds(manifest)
    except (ValueError, KeyError, TypeError) as fault:
        raise CannotKeep(NOT_READABLE) from fault
    return manifest


def _must_be_of_its_kinds(manifest: Manifest) -> None:
    """JSON says nothing of kinds, and what follows relies on them."""
    taken = manifest.database
    words = [taken.part, taken.engine, *taken.migrations, *taken.rows, *(part.name for part in manifest.parts)]
    numbers = [taken.engine_version, taken.made_with, *taken.rows.values(), *(part.size for part in manifest.parts)]
    if not all(isinstance(word, str) for word in words) or not all(isinstance(number, int) for number in numbers):
        raise TypeError
    if not isinstance(taken.rows, dict) or not isinstance(taken.migrations, list):
        raise TypeError
