"""The letters of the demo, which go no further than a folder: found and read again. No Django here."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

BETWEEN = re.compile(rb"\n-{79}\n(?=Content-Type:|\Z)")  # what Django's file backend writes after each letter


@dataclass(frozen=True)
class KeptLetter:
    """A letter as it would have arrived; `name` is what its page is called."""

    name: str
    to: str
    subject: str
    at: datetime
    body: str
    beside: tuple[str, ...] = ()  # the names of the files that go with it


def kept_letters(folder: Path, *, at_most: int = 50) -> list[KeptLetter]:
    """Newest first."""
    files = sorted(folder.glob("*.log"), key=lambda file: file.name, reverse=True)[:at_most]
    found = [letter for file in files for letter in _letters_in(file)]
    return sorted(found, key=lambda letter: (letter.at, letter.name), reverse=True)[:at_most]


def _letters_in(file: Path) -> Iterator[KeptLetter]:
    written_at = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    for number, part in enumerate(BETWEEN.split(file.read_bytes())):
        if part.strip():
            message = email.message_from_bytes(part, policy=email.policy.default)
            yield _letter(f"{file.stem}-{number}", message, written_at)


def _letter(name: str, message: EmailMessage, written_at: datetime) -> KeptLetter:
    date, text = message["Date"], message.get_body(("plain",))
    return KeptLetter(
        name=name,
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        at=(date and date.datetime) or written_at,
        body=text.get_content().strip() if text else "",
        beside=tuple(filter(None, (part.get_filename() for part in message.iter_attachments()))),
    )
