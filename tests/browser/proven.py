"""What axe has found nothing wrong with: what one process of the tests knows, the others do not ask it again."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path


class Proven:
    """Told in words; kept for this process, and in a file where there is one that all of them write to."""

    def __init__(self) -> None:
        self._marks = set[bytes]()
        self._file: Path | None = None
        self._read = 0

    def keep_in(self, file: Path) -> None:
        """From now on here too, and with what others have written here."""
        file.touch()
        self._file, self._read = file, 0

    def lacking(self, words: Iterable[str]) -> list[str]:
        """Which of these nobody has proven yet."""
        marks = {its: mark(its) for its in words}
        if not self._marks.issuperset(marks.values()):
            self._read_on()
        return [its for its, its_mark in marks.items() if its_mark not in self._marks]

    def add(self, words: Iterable[str]) -> None:
        new = {mark(its) for its in words} - self._marks
        self._marks |= new
        if self._file and new:
            with self._file.open("ab", buffering=0) as file:  # in one piece: others write to it too
                file.write(b"".join(its + b"\n" for its in sorted(new)))

    def _read_on(self) -> None:
        if not self._file:
            return
        with self._file.open("rb") as file:
            file.seek(self._read)
            whole, end, _rest = file.read().rpartition(b"\n")
        self._read += len(whole + end)
        self._marks.update(whole.split())


def mark(words: str) -> bytes:
    return blake2b(words.encode(), digest_size=12).hexdigest().encode()


PARTS, LOOKS = Proven(), Proven()


def shared_in(folder: Path) -> None:
    """Let all processes that are told the same folder know of each other's."""
    PARTS.keep_in(folder / "parts-proven")
    LOOKS.keep_in(folder / "looks-proven")
