"""A small venue file to spoil, and venue files of any shape for the laws."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

SMALL = """\
format = "hearth-venue-1"

[operator]
slug = "fernley-trust"
name = "Fernley Trust"
currency = "GBP"

[[operator.categories]]
code = "standard"
name = "Standard"
standard = true
kinds = ["household"]

[[operator.categories]]
code = "community"
name = "Community group"
kinds = ["charity", "club"]

[venue]
slug = "fernley-hall"
name = "Fernley Hall"
kind = "village_hall"
street = "Mill Lane"
town = "Fernley"
postcode = "ZZ5 4FV"
latitude = 52.41
longitude = -2.52
zone = "Europe/London"
nation = "ENG"
email = "bookings@fernleyhall.example"
published = true

[[cells]]
code = "front"
name = "Front"

[[cells]]
code = "back"
name = "Back"

[[entrances]]
code = "porch"
name = "Porch"

[[rooms]]
code = "main-hall"
name = "Main Hall"
cells = ["front", "back"]

[[rooms.layouts]]
name = "Theatre"
capacity = 80

[[rooms]]
code = "front-half"
name = "Front Half"
cells = ["front"]

[[hours]]
days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
from = "09:00"
to = "22:00"

[[closures]]
from = 2026-12-24 15:00:00
to = 2027-01-02 08:00:00
cause = "holiday"

[[tariffs]]
name = "Prices"
valid_from = 2026-04-01
standard = "standard"
rates = [
  { category = "standard", room = "main-hall", per_hour = "12.00" },
  { category = "community", room = "main-hall", per_hour = "8.00" },
  { category = "standard", room = "front-half", per_hour = "7.00" },
  { category = "community", room = "front-half", per_hour = "5.00" },
]

[[tariffs.bands]]
code = "evening"
name = "Evenings"
days = ["mon", "tue"]
from = "18:00"
to = "22:00"

[[access]]
fact = "ent_step_free"
entrance = "porch"
answer = "yes"
checked = 2026-02-03
evidence = "photographed"
by = "caretaker"
"""


def spoilt(old: str, new: str, text: str = SMALL) -> str:
    """The small file with one thing changed; fails where that thing is not in it."""
    assert old in text, old
    return text.replace(old, new, 1)


codes = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)
words = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "S"], exclude_characters="<&"), min_size=1, max_size=20
)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
past_days = st.dates(date(2020, 1, 1), date(2026, 6, 30))
weekdays = st.lists(st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]), min_size=1, unique=True)
prices = st.integers(0, 999_999).map(lambda pence: f"{pence // 100}.{pence % 100:02d}")
maybe = st.booleans()


def rows_with_codes(most: int, *, least: int = 0) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Tables with a code and a name, each once."""
    return st.dictionaries(codes, words, min_size=least, max_size=most).map(
        lambda names: [{"code": code, "name": f"{name} {place}"} for place, (code, name) in enumerate(names.items())]
    )


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """A whole venue as plain data, such as a TOML file holds; every one of them is without fault."""
    categories = draw(rows_with_codes(4, least=1))
    standard = draw(st.sampled_from(categories))["code"]
    for category in categories:
        category["standard"] = category["code"] == standard
        category["who"] = draw(words)
        category["kinds"] = draw(st.lists(st.sampled_from(["charity", "club", "company"]), unique=True))
    cells, entrances = draw(rows_with_codes(4, least=1)), draw(rows_with_codes(3))
    rooms = [_room(draw, row, cells) for row in draw(rows_with_codes(4, least=1))]
    return {
        "format": "hearth-venue-1",
        "operator": {"slug": draw(codes), "name": draw(words), "currency": "GBP", "categories": categories},
        "venue": _venue(draw),
        "cells": cells,
        "entrances": entrances,
        "rooms": rooms,
        "hours": draw(_hours(cells)),
        "closures": draw(_closures(cells)),
        **draw(_school_terms()),
        **draw(_fair_use(rooms)),
        "tariffs": _tariffs(draw, categories, rooms, standard),
        "access": _access(draw, entrances, rooms),
    }


@st.composite
def _fair_use(draw: st.DrawFn, rooms: list[dict[str, Any]]) -> dict[str, Any]:
    """Nothing at all, or caps and kept hours of all kinds."""
    times = {"from": draw(st.sampled_from(["00:00", "18:30"])), "to": draw(st.sampled_from(["02:00", "24:00"]))}
    cap = {"name": draw(words), "days": draw(weekdays), **times, "most_hours": draw(st.integers(1, 168))}
    whom = draw(st.sampled_from([["new"], ["young"], ["young", "new"]]))
    kept = {"for": whom, "days": draw(weekdays), **times, "days_before": draw(st.integers(1, 366))}
    if draw(maybe):
        cap["all_branches"] = draw(maybe)
        kept["room"] = draw(st.sampled_from(rooms))["code"]
    return draw(st.sampled_from([{}, {"peak_caps": [cap]}, {"peak_caps": [cap], "kept_hours": [kept, kept]}]))


def _venue(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "slug": draw(codes),
        "name": draw(words),
        "kind": draw(st.sampled_from(["library", "school", "village_hall"])),
        "summary": draw(words) + draw(st.sampled_from(["", '\n\nAnd a second paragraph: “with” "quotes" and \\.'])),
        "street": draw(words),
        "town": draw(words),
        "postcode": "ZZ1 1ZZ",
        "latitude": draw(st.floats(-90, 90)),
        "longitude": draw(st.integers(-180, 180)),
        "zone": draw(st.sampled_from(["Europe/London", "Europe/Lisbon", "UTC"])),
        "nation": "SCT",
        "email": "hall@hearth.example",
        "turnaround_minutes": draw(st.integers(0, 60)),
        "shortest_minutes": draw(st.integers(0, 60)),
        "longest_minutes": draw(st.integers(60, 6000)),
        "address_shown": draw(st.sampled_from(["always", "confirmed"])),
        "proof_after": draw(st.sampled_from([0, 6, 12])),
        **draw(st.sampled_from([{}, {"quiet_from": "21:00", "quiet_until": "24:00", "quiet_days": ["sat", "sun"]}])),
        "digest": draw(st.sampled_from(["never", "waiting", "mondays"])),
        **draw(st.sampled_from([{}, {"alcohol": "sold", "has_bar": True, "candles": "no", "bond_days": 7}])),
        "leaving": draw(st.sampled_from(["", "Sweep.\nLock the back door."])),
        "emergency_phone": draw(st.sampled_from(["", "01632 960158"])),
        "who_is_there": draw(st.sampled_from(["", "Nobody after 5pm."])),
    }


def _room(draw: st.DrawFn, row: dict[str, Any], cells: list[dict[str, Any]]) -> dict[str, Any]:
    room = {**row, "cells": draw(st.lists(st.sampled_from([c["code"] for c in cells]), min_size=1, unique=True))}
    room["turnaround"] = draw(st.sampled_from(["apart", "shared"]))
    room["confirms_at_once"] = draw(maybe)
    if draw(maybe):
        room["retired_on"] = draw(past_days)
    names = draw(st.lists(st.integers(1, 99), unique=True, max_size=3))
    room["layouts"] = [{"name": f"Layout {name}", "capacity": draw(st.integers(1, 500))} for name in names]
    return room


@st.composite
def _hours(draw: st.DrawFn, cells: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Morning and afternoon, told by day, by cell and by date range, so that none can overlap."""
    rows = []
    ranges = draw(st.lists(st.integers(0, 40), unique=True, max_size=3))
    for weeks in [None, *ranges]:
        for start, end in (("09:00", "12:30"), ("13:00", draw(st.sampled_from(["17:00", "24:00", "02:00"])))):
            row: dict[str, Any] = {"days": draw(weekdays), "from": start, "to": end}
            if draw(maybe):
                row["cells"] = [draw(st.sampled_from(cells))["code"]]
            if weeks is not None:
                row["valid_from"] = draw(days)
                row["valid_to"] = row["valid_from"] + timedelta(weeks=weeks)
            rows.append(row)
    return rows


@st.composite
def _closures(draw: st.DrawFn, cells: list[dict[str, Any]]) -> list[dict[str, Any]]:
    rows = []
    for number, day in enumerate(draw(st.lists(days, max_size=4))):
        start = datetime(day.year, day.month, day.day, draw(st.integers(4, 23)), draw(st.integers(0, 59)))
        row = {"from": start, "to": start + timedelta(days=draw(st.integers(1, 30))), "note": f"Closure {number}"}
        row["cause"] = draw(st.sampled_from(["works", "holiday", "poll", "event", "other"]))
        if draw(maybe):
            row["cells"] = [draw(st.sampled_from(cells))["code"]]
        rows.append(row)
    return rows


@st.composite
def _school_terms(draw: st.DrawFn) -> dict[str, Any]:
    """None, or a calendar whose terms have a week between them."""
    if draw(maybe):
        return {}
    first, rows = draw(days), []
    for number in range(draw(st.integers(0, 4))):
        last = first + timedelta(days=draw(st.integers(0, 60)))
        rows.append({"from": first, "to": last, **({"name": f"Term {number}"} if draw(maybe) else {})})
        first = last + timedelta(weeks=1)
    return {"school_terms": {"code": draw(codes), "name": draw(words), "read_on": draw(past_days), "terms": rows[::-1]}}


def _tariffs(
    draw: st.DrawFn, categories: list[dict[str, Any]], rooms: list[dict[str, Any]], standard: str
) -> list[dict[str, Any]]:
    bands = [{"code": "eve", "name": draw(words), "days": draw(weekdays), "from": "18:00", "to": "23:30"}]
    keys = st.tuples(
        st.sampled_from([row["code"] for row in categories]),
        st.sampled_from([row["code"] for row in rooms]),
        st.sampled_from([None, "eve"]),
    )
    tariffs = []
    for first in draw(st.lists(days, unique=True, max_size=3)):
        rates = []
        for category, room, band in draw(st.lists(keys, unique=True, max_size=6)):
            rate = {"category": category, "room": room, "per_hour": draw(prices)}
            rates.append({**rate, "band": band} if band else rate)
        tariffs.append({"name": draw(words), "valid_from": first, "standard": standard, "bands": bands, "rates": rates})
    return tariffs


def _access(draw: st.DrawFn, entrances: list[dict[str, Any]], rooms: list[dict[str, Any]]) -> list[dict[str, Any]]:
    about: list[dict[str, Any]] = [{"fact": "arr_street", "answer": "no"}, {"fact": "wc_open", "answer": "radar"}]
    about += [{"fact": "ent_step_free", "entrance": row["code"], "answer": "yes"} for row in entrances]
    about += [{"fact": "mov_door_mm", "room": row["code"], "answer": draw(st.integers(300, 2000))} for row in rooms]
    chosen = draw(st.lists(st.sampled_from(about), unique_by=lambda row: str(row)))
    evidence = st.sampled_from(["measured", "stated", "imported"])
    return [{**row, "checked": draw(past_days), "evidence": draw(evidence)} for row in chosen]
