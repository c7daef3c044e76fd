"""The file itself: a tar of plain files, each known by its size and its hash; nothing in it is trusted."""

from __future__ import annotations

import hashlib
import io
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from bookings.keeping.manifest import NAME, NOT_READABLE, CannotKeep, Manifest, Part, read_manifest

PICTURES = "media"
PIECE = 1 << 20
LARGEST_MANIFEST = 64 << 20


class Hashed:
    """A file that is hashed while it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.sha256 = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self.file.read(size)
        self.sha256.update(piece)
        return piece


class Writer:
    def __init__(self, file: IO[bytes]) -> None:
        self.tar = tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT)  # noqa: SIM115 (finish closes it)
        self.parts: list[Part] = []

    def add(self, name: str, path: Path) -> None:
        """Raises FileNotFoundError where there is no such file, before anything is written."""
        with path.open("rb") as file:
            source = Hashed(file)
            about = self.tar.gettarinfo(arcname=name, fileobj=file)
            about.uid = about.gid = 0
            about.uname = about.gname = ""
            about.mode = 0o600
            self.tar.addfile(about, source)
        self.parts.append(Part(name, about.size, source.sha256.hexdigest()))

    def finish(self, manifest: Manifest) -> None:
        content = manifest.as_bytes()
        about = tarfile.TarInfo(NAME)
        about.size, about.mode = len(content), 0o600
        self.tar.addfile(about, io.BytesIO(content))
        self.tar.close()


class Reader:
    """A backup that has been read from end to end and found whole."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self.tar = tar
        self.manifest, found = _read_all(tar)
        told = {part.name: part for part in self.manifest.parts}
        if len(told) != len(self.manifest.parts) or found != told or not all(map(_is_safe, told.values())):
            raise CannotKeep(NOT_READABLE)
        database = self.manifest.database.part
        if database not in told or "/" in database:
            raise CannotKeep(NOT_READABLE)

    def unpack(self, part: Part, target: Path) -> None:
        """Write one part to a new file; raises CannotKeep where it is no longer what was checked."""
        member = self.tar.extractfile(part.name)
        assert member is not None
        source = Hashed(member)
        with target.open("xb") as file:
            while piece := source.read(PIECE):
                file.write(piece)
        if source.sha256.hexdigest() != part.sha256:
            raise CannotKeep(NOT_READABLE)


@contextmanager
def opened(file: Path) -> Iterator[Reader]:
    try:
        with tarfile.open(file, mode="r:") as tar:
            yield Reader(tar)
    except FileNotFoundError as fault:
        raise CannotKeep(f"There is no file {fault.filename}.") from fault
    except (tarfile.TarError, EOFError, UnicodeError, zlib.error) as fault:
        raise CannotKeep(NOT_READABLE) from fault
    except OSError as fault:  # a folder, or a file of somebody else's
        raise CannotKeep(f"{file} cannot be read: {fault.strerror}.") from fault


def _read_all(tar: tarfile.TarFile) -> tuple[Manifest, dict[str, Part]]:
    """Every member, hashed; only plain files, each name once, the manifest last and nothing behind it."""
    found: dict[str, Part] = {}
    content: bytes | None = None
    for member in tar:
        if content is not None or not member.isreg() or member.name in found:
            raise CannotKeep(NOT_READABLE)
        file = tar.extractfile(member)
        assert file is not None
        if member.name == NAME:
            if member.size > LARGEST_MANIFEST:
                raise CannotKeep(NOT_READABLE)
            content = file.read()
        else:
            found[member.name] = Part(member.name, member.size, _hash(file))
    if content is None:
        raise CannotKeep(NOT_READABLE)
    return read_manifest(content), found


def _hash(file: IO[bytes]) -> str:
    source = Hashed(file)
    while source.read(PIECE):
        pass
    return source.sha256.hexdigest()


def _is_safe(part: Part) -> bool:
    """A name without any way out of the folder it is unpacked into: `database.…` or `media/…`."""
    name = PurePosixPath(part.name)
    first, *inside = name.parts
    return (
        str(name) == part.name
        and not name.is_absolute()
        and not any(piece.startswith(".") or "\\" in piece or "\0" in piece for piece in name.parts)
        and (first == PICTURES if inside else first.startswith("database."))
    )
