"""When the clock of the house last went round: noted where all processes see it, for whoever watches the site."""

from __future__ import annotations

from datetime import datetime

from django.core.cache import cache

KEY = "last-tick"


def note_tick(at: datetime) -> None:
    cache.set(KEY, at, timeout=None)


def last_tick() -> datetime | None:
    """None where it has not run yet, or nobody knows."""
    at: datetime | None = cache.get(KEY)
    return at
