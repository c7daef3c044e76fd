"""The lines of a calendar file: folded as they travel, whole as they are kept, so that a name in one can be found."""

from __future__ import annotations

LONGEST = 75  # octets of a line, RFC 5545 §3.1
END = b"\r\n"


def folded(line: str) -> bytes:
    """In lines of at most 75 octets, no character cut, each but the first after a space."""
    whole = line.encode()
    if len(whole) <= LONGEST:
        return whole + END
    pieces, piece, room = [], b"", LONGEST
    for character in line:
        octets = character.encode()
        if len(piece) + len(octets) > room:
            pieces.append(piece)
            piece, room = b"", LONGEST - 1
        piece += octets
    return b"\r\n ".join([*pieces, piece]) + END


def unfolded(file: bytes) -> str:
    """Each line in one piece."""
    return file.replace(b"\r\n ", b"").replace(END, b"\n").decode()


def folded_file(lines: str) -> bytes:
    """The file again, of the lines that unfolded gave."""
    return b"".join(folded(line) for line in lines.split("\n") if line)
