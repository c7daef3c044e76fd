"""A hall whose price list has a little of everything, for the commands that try it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.venues.venue_files import SMALL

BEFORE = """
[[tariffs]]
name = "Prices of 2025"
valid_from = 2025-01-01
standard = "standard"
rates = [{ category = ["standard", "community"], room = ["main-hall", "front-half"], per_hour = "10.00" }]
"""
NOW = """
[[tariffs]]
name = "Prices of 2026"
valid_from = 2026-01-01
standard = "standard"
tax = { name = "VAT", percent = "20", included = true }
rounding = { to = "0.05" }
named_days = [
  { code = "bank-holiday", name = "Bank holidays", calendar = "bank_holidays" },
  { code = "term", name = "Term", calendar = "term" },
]
occasions = [{ code = "party", name = "Children’s party" }]
products = [{ code = "day", name = "Whole day", shortest_minutes = 480, only_if_asked = true }]
facts = [
  { code = "takings", question = "How much was taken?", kind = "money", after = true },
  { code = "insured", question = "Are you insured?", kind = "yes_no" },
  { code = "units-used", question = "How many units?", kind = "number", after = true },
]
rates = [
  { category = "standard", room = "main-hall", per_hour = "12.00" },
  { category = "community", room = "main-hall", per_hour = "8.00" },
  { category = ["standard", "community"], room = "front-half", per_hour = "6.00" },
  { category = ["standard", "community"], room = "main-hall", dates = "bank-holiday", per_hour = "20.00", rank = 1 },
  { category = ["standard", "community"], room = "main-hall", product = "day", flat = "90.00" },
]
fees = [
  { code = "insurance", name = "Insurance", occasion = "party", fact = { insured = false }, flat = "15.00" },
  { code = "share", name = "Share of the takings", occasion = "party", percent = "10", of = "takings" },
  { code = "power", name = "Power", per_fact = { fact = "units-used", price = "0.33", free = 25 }, from_bond = true },
]
bonds = [{ code = "damage", name = "Damage", room = "main-hall", flat = "50.00" }]
setting_up = [{ percent = "50" }]

[tariffs.cancellation]
notice = "working_days"
steps = [{ at_least = 10, refund = "100" }, { at_least = 5, refund = "2/3" }]

[[tariffs.extras]]
code = "chairs"
name = "Chair"
prices = [{ per_item = "0.50" }]

[[tariffs.extras]]
code = "caretaker"
name = "Caretaker"
prices = [{ per_hour = "9.00" }]
"""
WORDS = """
[cases]
facts = { insured = true }

[cases.map]
category = { "village club, uninsured" = { category = "community", facts = { insured = false } }, anyone = "standard" }
room = { "(chairs only)" = [], "Everything" = ["main-hall", "front-half"] }
product = { "all day" = "day" }
occasion = { "birthday" = "party", "meeting" = "" }
extra = { "seats|kind=folding" = "chairs" }
fact = { weather = "", gross = "takings", "metered" = "units-used" }
value = { "gross=nothing" = 0 }
"""


def venue_text(words: str = WORDS, now: str = NOW) -> str:
    head, rest = SMALL.split("[[tariffs]]")
    access = rest[rest.index("[[access]]") :]
    return head + BEFORE + now + access + words


def venue_file(folder: Path, text: str | None = None) -> str:
    """The hall as a file."""
    file = folder / "hall.toml"
    file.write_text(text or venue_text())
    return str(file)


def case(
    total: str, *, category: str = "standard", room: str = "Main Hall", on: str = "2026-03-03", **more: Any
) -> Any:
    """Two hours from ten, unless said otherwise."""
    times = {"start": f"{on}T10:00", "end": f"{on}T12:00"}
    return {"id": "A", "hirer_category": category, "room": room, **times, "expected_total": total, **more}


def cases_file(folder: Path, *cases: Any, **more: Any) -> str:
    file = folder / "cases.json"
    file.write_text(json.dumps({"country": "GB", "cases": cases, **more}))
    return str(file)
