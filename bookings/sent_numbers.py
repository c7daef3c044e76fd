"""A number that a page sends back: of a row, or of how often; whoever sends may write anything."""

from __future__ import annotations

MOST_DIGITS = 15  # more than any row has, and fewer than a database refuses


def sent_number(sent: str) -> int | None:
    """None where it is no whole number, or longer than any that a page of ours sends."""
    sound = sent.isascii() and sent.isdecimal() and len(sent) <= MOST_DIGITS
    return int(sent) if sound else None
