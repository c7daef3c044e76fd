"""What may be wrong with the rarer tables of a price list: an example of every fault, named by its place."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest

from venues.tariffs import TariffFaults, read
from venues.tariffs.words import fault_words

GOOD = """
name = "Prices"
valid_from = 2026-04-01
standard = "standard"
step_minutes = 30
unit_price = "10.70"
tax = { name = "VAT", percent = "20", included = true }
seasons = [{ code = "winter", name = "Winter", from = "10-01", to = "04-30" }]
named_days = [{ code = "bank-holiday", name = "Bank holidays", calendar = "bank_holidays" }]
occasions = [{ code = "wedding", name = "Wedding" }]
products = [
  { code = "session", name = "Session", sessions = ["morning", "evening"] },
  { code = "half-day", name = "Half a day", like = "hour", charged_minutes = 180 },
]
facts = [
  { code = "number", question = "How many?", kind = "number" },
  { code = "takings", question = "What was taken?", kind = "money", after = true },
  { code = "bar", question = "A bar?", kind = "yes_no", unless_said = false },
]
rates = [{ per_hour = "1.35 units" }, { product = "session", per_session = "30.00" }]
limits = [{ code = "cap", name = "At most", of = "equipment", most = "50.00" }]
adjustments = [{ code = "often", name = "Often", percent = "-10" }]
fees = [{ code = "cleaning", name = "Cleaning", flat = "30.00" }]
extras = [{ code = "projector", name = "Projector", group = "equipment", prices = [{ flat = "8.00" }] }]
bonds = [{ code = "bond", name = "Bond", flat = "100.00" }]
deposits = [{ code = "deposit", name = "Deposit", percent = "25", of = "total" }]
setting_up = [{ percent = "50" }]
priced_as = [{ category = "standard", when = { category = "commercial" } }]

[[bands]]
code = "morning"
name = "Morning"
days = ["mon", "bank-holiday"]
from = "08:00"
to = "12:00"

[[bands]]
code = "evening"
name = "Evening"
days = ["mon"]
from = "18:00"
to = "02:00"
"""

EXAMPLES: list[tuple[str, list[tuple[str, str]]]] = [
    # Terms
    ("step_minutes = 0", [("step_minutes", "not_whole")]),
    ("grace_minutes = 30", [("grace_minutes", "grace_too_long")]),
    ("unit_price = 10.7", [("unit_price", "not_a_price")]),
    (
        'rounding = { to = "0.00", way = "sideways" }',
        [("rounding.to", "not_a_price"), ("rounding.way", "not_a_choice")],
    ),
    ('choose = "dearest"', [("choose", "not_a_choice")]),
    (
        'tax = { name = "VAT", percent = "120", included = 1 }',
        [("tax.percent", "percent_out_of_reach"), ("tax.included", "not_yes_or_no")],
    ),
    ('overrun = "late"', [("overrun", "no_such_fact")]),
    ('overrun = "bar"', [("overrun", "fact_of_other_kind")]),
    ("valid_from = 9999-01-01", [("valid_from", "year_out_of_reach")]),
    # Names
    (
        'seasons = [{ code = "winter", name = "Winter", from = "13-01", to = ["04-30", "05-01"] }]',
        [("seasons[0].from", "not_month_days"), ("seasons[0].to", "not_month_days")],
    ),
    (
        'seasons = [{ code = "bank-holiday", name = "Other", from = "10-01", to = "04-30" }]',
        [("named_days[0].code", "code_twice")],
    ),
    (
        'named_days = [{ code = "mon", name = "Mondays", on = [] }]',
        [("named_days[0].code", "reserved"), ("named_days[0].on", "empty_list"), ("bands[0].days[1]", "no_such_day")],
    ),
    (
        'named_days = [{ code = "bank-holiday", name = "X", on = [2026-01-01, "soon"], yearly = "12-24" }]',
        [("named_days[0].on", "one_only"), ("named_days[0].on[1]", "not_a_date")],
    ),
    ('named_days = [{ code = "bank-holiday", name = "X" }]', [("named_days[0]", "one_needed")]),
    (
        'occasions = [{ code = "wedding", name = "One" }, { code = "wedding", name = "Other" }]',
        [("occasions[1].code", "code_twice")],
    ),
    # Products
    (
        'products = [{ code = "session", name = "S", sessions = ["night", "morning", "morning"] }]',
        [("products[0].sessions[2]", "stands_twice"), ("products[0].sessions[0]", "no_such_band")],
    ),
    (
        'products = [{ code = "session", name = "S", shortest_minutes = 60, longest_minutes = 30, within = 8 }]',
        [
            ("products[0].longest_minutes", "range_reversed"),
            ("products[0].within", "not_a_table"),
            ("products[0].within.from", "missing"),
            ("products[0].within.to", "missing"),
        ],
    ),
    (
        'products = [{ code = "session", name = "S", charged_minutes = 60, sessions = [] }]',
        [("products[0].charged_minutes", "only_beside"), ("products[0].sessions", "empty_list")],
    ),
    (
        'products = [{ code = "session", name = "S" }, { code = "a", name = "A", like = "b" }, '
        '{ code = "b", name = "B", like = "a", charged_minutes = 60 }, '
        '{ code = "c", name = "C", like = "b", charged_minutes = 60 }]',
        [
            ("products[1].like", "circular"),
            ("products[1].charged_minutes", "missing"),
            ("products[2].like", "circular"),
            ("products[3].like", "like_of_like"),
        ],
    ),
    (
        'products = [{ code = "session", name = "S", like = "week", charged_minutes = 60 }]',
        [("products[0].like", "no_such_product")],
    ),
    (
        'products = [{ code = "session", name = "S" }, { code = "day", name = "Day" }]',
        [("products[1]", "product_without_price")],
    ),
    (
        'bands = [{ code = "morning", name = "M", days = ["mon"], from = "08:00", to = "19:00" }, '
        '{ code = "evening", name = "E", days = ["mon"], from = "18:00", to = "02:00" }]',
        [("products[0].sessions", "sessions_overlap")],
    ),
    # Facts
    (
        'facts = [{ code = "hire", question = "?", kind = "text" }]',
        [("facts[0].code", "reserved"), ("facts[0].kind", "not_a_choice")],
    ),
    (
        'facts = [{ code = "number", question = "?", kind = "number", unless_said = true }]',
        [("facts[0].unless_said", "not_a_number")],
    ),
    # Conditions
    (
        'rates = [{ product = "week", occasion = "party", band = "noon", dates = "easter", slots_are = ["noon"], '
        'extra = "organ", fact = { tips = true }, flat = "3.00" }]',
        [
            ("rates[0].product", "no_such_product"),
            ("rates[0].occasion", "no_such_occasion"),
            ("rates[0].band", "no_such_band"),
            ("rates[0].dates", "no_such_dates"),
            ("rates[0].slots_are[0]", "no_such_session"),
            ("rates[0].extra", "no_such_extra"),
            ("rates[0].fact.tips", "no_such_fact"),
        ],
    ),
    (
        'rates = [{ people = {}, length = { from = 60, after = 60 }, starts = { from = "49:00" }, '
        'ends = { from = "20:00", to = "19:00" }, slots = { after = 2, before = 3 }, hire = { to = 5 }, flat = "3" }]',
        [
            ("rates[0].people", "empty_range"),
            ("rates[0].length.after", "one_only"),
            ("rates[0].starts.from", "not_a_late_time"),
            ("rates[0].ends", "range_reversed"),
            ("rates[0].slots", "range_reversed"),
            ("rates[0].hire.to", "not_a_price"),
        ],
    ),
    (
        'rates = [{ fact = { bar = "yes", number = { to = 2.5 }, takings = 5 }, people = { from = -1 }, flat = "3" }]',
        [
            ("rates[0].people.from", "not_whole"),
            ("rates[0].fact.bar", "not_yes_or_no"),
            ("rates[0].fact.number.to", "not_a_number"),
            ("rates[0].fact.takings", "not_a_table"),
            ("rates[0].fact.takings", "empty_range"),
        ],
    ),
    (
        'rates = [{ rooms = "hall", room = "lounge", category = [], flat = "3.00" }]',
        [("rates[0].category", "empty_list"), ("rates[0].rooms", "one_room_together"), ("rates[0].rooms", "one_only")],
    ),
    ('fees = [{ code = "x", name = "X", rooms = ["a", "b"], flat = "3.00" }]', [("fees[0].rooms", "unknown_key")]),
    # Amounts
    ('fees = [{ code = "x", name = "X" }]', [("fees[0]", "one_needed")]),
    (
        'fees = [{ code = "x", name = "X", flat = "3.00", per_hour = "2.999" }]',
        [("fees[0].flat", "one_only"), ("fees[0].per_hour", "not_a_price")],
    ),
    ('fees = [{ code = "x", name = "X", flat = "1000000.00" }]', [("fees[0].flat", "price_too_large")]),
    (
        'fees = [{ code = "x", name = "X", flat = "3.00", of = "hire", then_per_day = "3.00" }]',
        [("fees[0].of", "only_beside"), ("fees[0].then_per_day", "only_beside")],
    ),
    (
        'fees = [{ code = "x", name = "X", steps = [{ up_to = 60, price = "3.00" }, { up_to = 60, price = "4.00" }] }]',
        [("fees[0].steps[1].up_to", "not_rising")],
    ),
    ('fees = [{ code = "x", name = "X", day_steps = [] }]', [("fees[0].day_steps", "empty_list")]),
    (
        'fees = [{ code = "x", name = "X", steps = [{ up_to = 60, price = "3.00" }], then_per_hour = "3.00", '
        'then_per = { minutes = 0, price = "3.00" } }]',
        [("fees[0].then_per", "one_only")],
    ),
    (
        'fees = [{ code = "x", name = "X", per = { minutes = 0, price = "3.00", part = true } }]',
        [("fees[0].per.minutes", "not_whole"), ("fees[0].per.part", "unknown_key")],
    ),
    (
        'fees = [{ code = "x", name = "X", percent = 10, of = "tips" }]',
        [("fees[0].percent", "not_per_cent"), ("fees[0].of", "no_such_share")],
    ),
    (
        'fees = [{ code = "x", name = "X", percent = "1000.5", of = "bar", least = "5.00", most = "4.00" }]',
        [
            ("fees[0].percent", "percent_out_of_reach"),
            ("fees[0].of", "fact_of_other_kind"),
            ("fees[0].most", "range_reversed"),
        ],
    ),
    (
        'fees = [{ code = "x", name = "X", flat = "3.00", or_percent = { percent = "10" } }]',
        [("fees[0].or_percent.of", "missing")],
    ),
    (
        'fees = [{ code = "x", name = "X", per_fact = { fact = "bar", price = "0.30", each = 0 } }]',
        [("fees[0].per_fact.fact", "fact_of_other_kind"), ("fees[0].per_fact.each", "not_whole")],
    ),
    (
        'fees = [{ code = "x", name = "X", per_fact = { fact = "units", price = "0.30" } }]',
        [("fees[0].per_fact.fact", "no_such_fact")],
    ),
    ('fees = [{ code = "x", name = "X", on_application = false }]', [("fees[0].on_application", "only_true")]),
    (
        'extras = [{ code = "projector", name = "X", group = "equipment", prices = [{ lot = 0, tiers = '
        '[{ from = 5, each = "1.00" }, { from = 2, all = "1.00", each = "2.00" }] }] }]',
        [
            ("extras[0].prices[0].tiers[1].all", "one_only"),
            ("extras[0].prices[0].tiers[1].from", "not_rising"),
            ("extras[0].prices[0].lot", "not_whole"),
        ],
    ),
    # The other rows
    (
        'rates = [{ per_hour = "8.00", grace_minutes = 30 }, { product = "session", flat = "1.00", rank = 5000 }]',
        [("rates[0].grace_minutes", "grace_too_long"), ("rates[1].rank", "not_whole")],
    ),
    (
        'limits = [{ code = "cap", name = "C", of = "drinks", least = "9.00", most = "8.00" }]',
        [("limits[0].of", "no_such_group"), ("limits[0].most", "range_reversed")],
    ),
    (
        'limits = [{ code = "cap", name = "C", of = "hire", minutes = 60 }]',
        [("limits[0]", "one_needed"), ("limits[0].minutes", "only_beside")],
    ),
    (
        'adjustments = [{ code = "x", name = "X", percent = "-101", flat = "-1.005" }]',
        [
            ("adjustments[0].flat", "one_only"),
            ("adjustments[0].percent", "percent_out_of_reach"),
            ("adjustments[0].flat", "not_a_price"),
        ],
    ),
    (
        'extras = [{ code = "projector", name = "X", group = "total", prices = [] }]',
        [("extras[0].prices", "empty_list"), ("extras[0].group", "reserved"), ("limits[0].of", "no_such_group")],
    ),
    (
        'rates = [{ category = "standard", room = "hall", percent = "10", of = "total" }]',
        [("rates[0].percent", "not_for_hire")],
    ),
    (
        'rates = [{ category = "standard", room = "hall", per_item = "10.00" }]',
        [("rates[0].per_item", "not_for_hire")],
    ),
    (
        'setting_up = [{ percent = "-50", free_minutes = -1 }]',
        [("setting_up[0].percent", "percent_out_of_reach"), ("setting_up[0].free_minutes", "not_minutes")],
    ),
    (
        'priced_as = [{ category = "a", when = { category = "b" } }, { category = "b", when = { category = "a" } }]',
        [("priced_as[0].category", "circular"), ("priced_as[1].category", "circular")],
    ),
    (
        'priced_as = [{ category = "a", when = { category = ["a", "b"], per_hour = "1.00" } }]',
        [("priced_as[0].when.per_hour", "unknown_key"), ("priced_as[0].category", "circular")],
    ),
]


def changed(line: str) -> dict[str, Any]:
    """The good list with one entry of it written otherwise."""
    return {**tomllib.loads(GOOD), **tomllib.loads(line)}


@pytest.mark.parametrize(
    ("key", "place", "code"),
    [
        ("unit_price", "rates[0].per_hour", "units_without_price"),
        ("tax", "fees[0].tax", "tax_not_named"),
        ("rates", "products[1].like", "product_without_price"),
    ],
)
def test_what_is_left_out_is_missed_elsewhere(key: str, place: str, code: str) -> None:
    document = changed('fees = [{ code = "x", name = "X", flat = "3.00", tax = "5" }]')
    del document[key]
    with pytest.raises(TariffFaults) as refusal:
        read(document)
    assert (place, code) in [(fault.place, fault.code) for fault in refusal.value.faults]


def test_the_good_list_is_good() -> None:
    assert read(tomllib.loads(GOOD)).name == "Prices"


@pytest.mark.parametrize(("line", "faults"), EXAMPLES)
def test_each_fault_is_named_by_its_place(line: str, faults: list[tuple[str, str]]) -> None:
    with pytest.raises(TariffFaults) as refusal:
        read(changed(line))
    found = [(fault.place, fault.code) for fault in refusal.value.faults]
    assert sorted(set(faults)) == sorted({pair for pair in found if _is_told_of(pair, faults)})
    assert all("%" not in fault_words(fault) for fault in refusal.value.faults)


def _is_told_of(pair: tuple[str, str], faults: list[tuple[str, str]]) -> bool:
    """Whether it is about the entry that was changed, and not what follows from it elsewhere."""
    return pair in faults or _list(pair[0]) in {_list(place) for place, _code in faults}


def _list(place: str) -> str:
    return re.split(r"[\[.]", place)[0]
