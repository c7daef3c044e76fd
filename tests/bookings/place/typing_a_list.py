"""A treasurer who types a price list as it hangs on the notice board: the grid first, then the rules below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.bookings.place.price_page import page
from venues.tariffs.document import DAYS

EVERY_DAY = "mon tue wed thu fri sat sun"
WEEKDAYS, WEEKEND, HOLIDAYS = "mon tue wed thu fri", "sat sun", "bank-holiday"

Time = tuple[str, str, str, str]  # its name, days, from, to


@dataclass(frozen=True)
class Board:
    """What a notice board says. `table` has a head with the codes of categories, and a line for each row of the grid:

    rooms / rooms, time or way | price | price | at least how many hours
    """

    first: str
    table: str
    times: tuple[Time, ...] = ()
    sessions: tuple[Time, ...] = ()  # times that are sold whole
    ways: tuple[dict[str, Any], ...] = ()
    together: tuple[str, ...] = ()  # rooms with one price, their codes joined by a plus sign
    counted: dict[str, str] = field(default_factory=dict)
    rules: tuple[tuple[str, dict[str, Any]], ...] = ()


def type_in(browser: Any, hall: Any, board: Board) -> None:
    """Every box by hand; where some open hours stay without a price, that is meant."""
    address = page(hall)
    form = browser.get(address).context["form"]
    for button, number in (
        ("bands", len(board.times) + len(board.sessions)),
        ("ways", len(board.ways)),
        ("together", len(board.together)),
    ):
        for _time in range(number):
            form = browser.post(address, {**_boxes(form), f"add_{button}": "yes"}).context["form"]
    typed = {**_boxes(form), "first": board.first, "name": "Prices", **board.counted, **_times(board), **_ways(board)}
    for number, rooms in enumerate(board.together):
        typed[f"together{number}"] = rooms.split("+")
    for box, text in _prices(board):
        assert box in form.fields, f"there is no box {box}"
        typed[box] = text
    answer = browser.post(address, typed)
    if answer.status_code == 409:
        answer = browser.post(address, {**typed, "agreed": answer.context["agreed"]})
    assert answer.status_code == 303, dict(answer.context["form"].errors)
    for kind, said in board.rules:
        _rule(browser, page(hall, "prices_rule_new", board.first, kind), said)


def _rule(browser: Any, address: str, said: dict[str, Any]) -> None:
    """One rule; `p1-…` are the boxes of a second price, for which a button is pressed."""
    shown = browser.get(address).context
    form, seen = shown["form"], shown["seen"]
    while not said.keys() <= form.fields.keys():
        before = len(form.fields)
        form = browser.post(address, {**_boxes(form), "add": "yes"}).context["form"]
        assert len(form.fields) > before, said.keys() - form.fields.keys()
    answer = browser.post(address, {**_boxes(form), "seen": seen, **said})
    assert answer.status_code == 303, (said, dict(answer.context["form"].errors))


def _boxes(form: Any) -> dict[str, Any]:
    """What the page sends where nobody touches it; a box that is not ticked sends nothing."""
    found = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in found.items() if value not in (None, False, [])}


def _times(board: Board) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for number, (name, days, starts, ends) in enumerate((*board.times, *board.sessions)):
        said = {
            "name": name,
            "days": [str(DAYS.index(day)) if day in DAYS else day for day in days.split()],
            "starts": starts,
            "ends": ends,
            "of": "hour" if number < len(board.times) else "session",
        }
        found |= {f"band{number}-{box}": value for box, value in said.items()}
    return found


def _ways(board: Board) -> dict[str, Any]:
    return {f"way{number}-{box}": value for number, way in enumerate(board.ways) for box, value in way.items()}


def _prices(board: Board) -> Iterator[tuple[str, str]]:
    """Each box of the table with what is typed into it."""
    slots = {"": "any"}
    slots |= {time[0]: f"band{number}" for number, time in enumerate((*board.times, *board.sessions))}
    slots |= {way["name"]: f"way{number}" for number, way in enumerate(board.ways)}
    spots = {rooms: f"together{number}" for number, rooms in enumerate(board.together)}
    head, *rows = [[part.strip() for part in line.split("|")] for line in board.table.strip().splitlines()]
    for where, *prices in rows:
        rooms, _comma, when = (part.strip() for part in where.partition(","))
        for room in rooms.split(" / "):
            key = f"{spots.get(room, room)}.{slots[when]}"
            for category, text in zip(head[1:], prices, strict=False):
                yield f"price.{key}.{category}", text
            if len(prices) >= len(head):
                yield f"least.{key}", prices[len(head) - 1]
