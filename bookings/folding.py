"""How much of a long list a page shows before it folds the rest away. Pure."""

from __future__ import annotations

FIRST, FEW = 5, 8


def how_many_at_once(number: int) -> int:
    """All where there are few, so that nobody opens a fold for two more."""
    return number if number <= FEW else FIRST
