"""The conditions of a row, from plain data."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from venues.tariffs.document import CODE, Row, shown
from venues.tariffs.known import Known
from venues.tariffs.rows import Kind
from venues.tariffs.when import Number, Range, Told, When

ENDS = ("from", "after", "to", "before")
COUNTS = ("people", "dates_booked", "date_number", "slots", "length")
TIMES = ("starts", "ends")
Reader = Callable[[str], Number]


def read_when(row: Row, known: Known, *, together: bool = False) -> When:
    """What must hold for this row; `together`: rooms that are priced as one may be named."""
    when: dict[str, Any] = {key: row.maybe(key, row.codes) or () for key in ("category", "room", "with_room")}
    if together:
        when["together"] = _rooms(row)
    references: dict[str, tuple[Collection[str], str]] = {
        "occasion": (known.occasions, "no_such_occasion"),
        "product": (known.products, "no_such_product"),
        "band": (known.bands, "no_such_band"),
        "dates": (known.dates, "no_such_dates"),
        "slots_are": (known.bands, "no_such_session"),
        "extra": (known.extras, "no_such_extra"),
    }
    for key, (codes, fault) in references.items():
        when[key] = row.known(key, codes, fault)

    for key in COUNTS:
        when[key] = row.maybe(key, lambda key: _range(row.table(key), lambda table: table.whole))
    for key in TIMES:
        when[key] = row.maybe(key, lambda key: _range(row.table(key), lambda table: table.late_time))
    when["hire"] = row.maybe("hire", lambda key: _range(row.table(key), lambda table: table.pence))
    return When(**when, facts=row.maybe("fact", lambda key: _facts(row.table(key), known.facts)) or {})


def _rooms(row: Row) -> tuple[str, ...]:
    """Rooms that are priced as one."""
    rooms = row.maybe("rooms", row.codes) or ()
    if len(rooms) == 1:
        row.fault("rooms", "one_room_together", value=rooms[0])
    if rooms and row.data.get("room") is not None:
        row.fault("rooms", "one_only", value="room")
    return rooms


def _range(row: Row, reader: Callable[[Row], Reader]) -> Range | None:
    """From (or after) one number to (or before) another; whichever end is left out is open."""
    read, before = reader(row), len(row.faults)
    low, high = _end(row, "from", "after", read), _end(row, "to", "before", read)
    if not any(key in row.data for key in ENDS) and len(row.faults) == before:
        row.fault("", "empty_range")
    row.nothing_else()
    found = Range(low, high, row.data.get("after") is not None, row.data.get("before") is not None)
    if len(row.faults) == before and _holds_nothing(found):
        row.fault("", "range_reversed")
    return found


def _end(row: Row, included: str, left_out: str, read: Reader) -> Number | None:
    if row.data.get(included) is not None and row.data.get(left_out) is not None:
        row.fault(left_out, "one_only", value=included)
    first, second = row.maybe(included, read), row.maybe(left_out, read)
    return second if first is None else first


def _holds_nothing(found: Range) -> bool:
    """Whether no number is in it: of whole numbers, more than three and less than four is none."""
    if found.low is None or found.high is None:
        return False
    if isinstance(found.low, int) and isinstance(found.high, int):
        return found.low + found.low_out > found.high - found.high_out
    return found.low > found.high or (found.low == found.high and (found.low_out or found.high_out))


def _facts(row: Row, kinds: Mapping[str, Kind | None]) -> dict[str, Told]:
    """What each fact must be: yes or no, or in a range."""
    told: dict[str, Told] = {}
    for code in row.data:
        row.read.add(code)
        if code not in kinds:
            fault = "no_such_fact" if isinstance(code, str) and CODE.fullmatch(code) else "not_a_code"
            row.fault(shown(code), fault, value=shown(code))
        elif kinds[code] is Kind.YES_NO:
            told[code] = row.flag(code)
        elif kinds[code] is Kind.MONEY:
            told[code] = _range(row.table(code), lambda table: table.pence) or False
        elif kinds[code] is Kind.NUMBER:
            told[code] = _range(row.table(code), lambda table: table.number) or False
    if not row.data:
        row.fault("", "empty_range")
    return told
