"""The conditions of a row, as plain data."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from venues.tariffs.when import Number, Range, When
from venues.tariffs.writing_ways import number, pounds

CODES = {
    "category": "category",
    "room": "room",
    "together": "rooms",
    **{key: key for key in ("with_room", "occasion", "product", "band", "dates", "slots_are", "extra")},
}
COUNTS = ("people", "length")
TIMES = ("starts", "ends")
MORE_COUNTS = ("dates_booked", "date_number", "slots")


def conditions(when: When, money: Collection[str]) -> dict[str, Any]:
    """A single code as text, several as a list; what is not asked is left out."""
    found: dict[str, Any] = {key: codes(getattr(when, name)) for name, key in CODES.items()}
    found |= {key: _range(getattr(when, key), int) for key in COUNTS}
    found |= {key: _range(getattr(when, key), late_time) for key in TIMES}
    found |= {key: _range(getattr(when, key), int) for key in MORE_COUNTS}
    found["hire"] = _range(when.hire, lambda pence: pounds(int(pence)))
    found["fact"] = {
        code: _range(told, (lambda pence: pounds(int(pence))) if code in money else number)
        if isinstance(told, Range)
        else told
        for code, told in when.facts.items()
    }
    return {key: value for key, value in found.items() if value}


def codes(found: tuple[str, ...]) -> str | list[str]:
    return found[0] if len(found) == 1 else list(found)


def late_time(minute: Number) -> str:
    return f"{int(minute) // 60:02d}:{int(minute) % 60:02d}"


def _range(found: Range | None, write: Callable[[Number], Any]) -> dict[str, Any]:
    if found is None:
        return {}
    ends = {}
    if found.low is not None:
        ends["after" if found.low_out else "from"] = write(found.low)
    if found.high is not None:
        ends["before" if found.high_out else "to"] = write(found.high)
    return ends
