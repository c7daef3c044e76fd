"""What every part of the file of one's own data is made of."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

Told = dict[str, Any]


def moment(at: datetime | None) -> str | None:
    """In Coordinated Universal Time, to the second."""
    return at.astimezone(UTC).isoformat(timespec="seconds") if at else None
