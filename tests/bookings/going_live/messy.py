"""A messy sheet of 60 regulars and 1,500 dates, as a secretary kept it: everything that people do.

Week commencing in merged cells, “Tue's”, “7-9pm”, “hall+kitchen”, dates that Excel made numbers, headings
between the months, prices with and without a sign; and a few rows that nobody could read.
`python -m tests.bookings.going_live.messy FILE.xlsx` writes it, to be looked at and tried.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from tests.bookings.diaries.spreadsheets import Cell, as_xlsx

HEADINGS: list[Cell] = [
    "Week commencing",
    "Day",
    "Date",
    "Times",
    "Which room",
    "Group",
    "Type",
    "Rate",
    "Fee",
    "Nos",
    "Status",
]
REGULARS, DATES = 60, 1_500
FIRST_MONDAY = date(2025, 1, 6)
SPOILT_EVERY = 60  # one row in so many is past reading
NAMES = ["Choir", "Brownies", "Yoga", "Bridge", "Art Club", "Toddlers", "Tai Chi", "Gardeners", "Players", "W.I."]
TOWNS = ["Alder Vale", "St Mary's", "Upper Fenny", "Brook End", "Hill Top", "Mill Lane"]
DAYS = [
    ("Mon", "Mon's", "Monday"), ("Tue's", "Tues", "Tuesday"), ("Weds", "Wed", "Wednesday"),
    ("Thurs", "Thu", "Thursday"), ("Fri", "Fri's", "Friday"),
]  # fmt: skip
HOURS = ["9.30-11.30", "12-2pm", "2.30pm till 4", "16.30–18.00", "7-9pm", "9pm - 10.30"]
ROOMS = [
    ("Hall", "Main Hall", "main"),
    ("Meeting Rm", "meeting room", "Meeting"),
    ("hall+kitchen", "Hall & kitchen", "main hall + Kitchen"),
]
SPOILT: list[dict[str, Cell]] = [
    {"Times": "evening"}, {"Date": "30 February 2025"}, {"Day": "Sat", "Date": "14/3/25"},
    {"Group": ""}, {"Fee": "see Joan"},
]  # fmt: skip


@dataclass(frozen=True)
class Regular:
    name: str
    weekday: int
    slot: int
    room: int
    fee: int

    def comes_in(self, week: date) -> bool:
        """One in three every week, the others every other."""
        return self.fee % 3 == 0 or (week - FIRST_MONDAY).days // 7 % 2 == self.fee % 2


@dataclass(frozen=True)
class Messy:
    content: bytes
    rows: int
    spoilt: int


def regulars() -> list[Regular]:
    """Sixty, none of whom wants what another has."""
    hall, meeting, both = ([(weekday, slot, room) for weekday in range(5) for slot in range(5)] for room in range(3))
    places = [*both[::2], *meeting, *(place for n, place in enumerate(hall) if n % 2)]
    more = [(weekday, 5, 1) for weekday in range(5)] + [(weekday, 5, 2) for weekday in range(5)]
    names = [f"{town} {name}" for town in TOWNS for name in NAMES]
    found = [*places, *more]
    return [Regular(name, *place, fee=8 + n % 7) for n, (name, place) in enumerate(zip(names, found, strict=True))]


def messy_sheet(*, seed: int = 10, spoil: bool = True) -> Messy:
    random = Random(seed)
    rows: list[list[Cell]] = [HEADINGS]
    merged: list[str] = []
    spoilt = written = 0
    for week in _weeks():
        first = len(rows) + 1
        if week.day <= 7:
            rows.append([f"{week:%B %Y}".upper()])
            first += 1
        for regular in regulars():
            if written >= DATES or not regular.comes_in(week) or random.random() < 0.08:
                continue
            written += 1
            row = _row(regular, week, random)
            if spoil and written % SPOILT_EVERY == 0:
                spoilt += 1
                row |= SPOILT[spoilt % len(SPOILT)]
            rows.append(list(row.values()))
        if len(rows) > first:
            merged.append(f"A{first}:A{len(rows)}")
            for line in rows[first:]:
                line[0] = ""
    return Messy(as_xlsx({"Diary": rows}, merged=merged), written, spoilt)


def _weeks() -> Iterator[date]:
    return (FIRST_MONDAY + timedelta(weeks=n) for n in range(60))


def _row(regular: Regular, week: date, random: Random) -> dict[str, Cell]:
    day = week + timedelta(days=regular.weekday)
    dates: list[Cell] = ["", day, f"{day:%d/%m/%y}", f"{day.day} {day:%B %Y}"]
    written = dates[regular.slot % 2 + random.choice([0, 1]) if regular.slot % 3 else 0]
    fees: list[Cell] = [f"£{regular.fee}.00", float(regular.fee), str(regular.fee)]
    heads: list[Cell] = ["", "about 20", 15.0]
    cells: list[Cell] = [
        week,
        random.choice(DAYS[regular.weekday]),
        written,
        HOURS[regular.slot],
        random.choice(ROOMS[regular.room]),
        regular.name if random.random() < 0.8 else f" {regular.name.upper()}  ",
        random.choice(["Group", "club"]) if regular.fee % 2 else "",
        "Community" if regular.fee < 12 else "Std",
        random.choice(fees),
        random.choice(heads),
        random.choices(["", "ok", "cancelled", "Paid"], [6, 2, 1, 4])[0],
    ]
    return dict(zip(map(str, HEADINGS), cells, strict=True))


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(messy_sheet().content)
