"""Rules as people type them: what the list keeps of each, and what is said of those that are wrong."""

from __future__ import annotations

from collections.abc import Mapping

NAMED = {
    "bands": [{"code": "evening", "name": "Evenings", "days": ["fri", "sat"], "from": "18:00", "to": "23:00"}],
    "seasons": [{"code": "winter", "name": "Winter", "from": "10-01", "to": "04-30"}],
    "occasions": [{"code": "party", "name": "Party"}, {"code": "wedding", "name": "Wedding"}],
    "facts": [
        {"code": "alcohol", "question": "Will alcohol be sold?", "kind": "yes_no"},
        {"code": "units", "question": "How many units?", "kind": "number", "after": True},
        {"code": "takings", "question": "What was taken?", "kind": "money", "after": True},
    ],
}

# What is typed, and the row that the list then keeps.
TYPED = {
    "a kitchen": (
        "extras",
        {"name": "Kitchen", "p0-way": "flat", "p0-price": "£10"},
        {"code": "kitchen", "name": "Kitchen", "prices": [{"flat": "10.00"}]},
    ),
    "two projectors": (
        "extras",
        {"name": "Projector", "stock": "2", "p0-way": "per_day", "p0-price": "7.50"},
        {"code": "projector", "name": "Projector", "stock": 2, "prices": [{"per_day": "7.50"}]},
    ),
    "chairs, cheaper by number": (
        "extras",
        {"name": "Chairs", "group": "Furniture", "p0-way": "tiers", "p0-tiers": "1: 0.30\n40 or more: £10 together"},
        {
            "code": "chairs",
            "name": "Chairs",
            "group": "furniture",
            "prices": [{"tiers": [{"from": 1, "each": "0.30"}, {"from": 40, "all": "10.00"}]}],
        },
    ),
    "a caretaker by length": (
        "extras",
        {"name": "Caretaker", "p0-way": "steps", "p0-steps": "2: 40", "p0-then": "15"},
        {
            "code": "caretaker",
            "name": "Caretaker",
            "prices": [{"steps": [{"up_to": 120, "price": "40.00"}], "then_per_hour": "15.00"}],
        },
    ),
    "a late fee by the half hour": (
        "fees",
        {"name": "Late", "p0-way": "per", "p0-price": "4", "p0-minutes": "30 minutes", "p0-ends": "after 1am"},
        {"code": "late", "name": "Late", "per": {"minutes": 30, "price": "4.00"}, "ends": {"after": "25:00"}},
    ),
    "a meter": (
        "fees",
        {"name": "Power", "p0-way": "per_fact", "p0-price": "0.33", "p0-fact": "units", "p0-free": "25"},
        {"code": "power", "name": "Power", "per_fact": {"fact": "units", "price": "0.33", "free": 25}},
    ),
    "a share of the takings": (
        "fees",
        {"name": "Stage", "p0-way": "greater", "p0-price": "50", "p0-percent": "5%", "p0-of": "takings"},
        {
            "code": "stage",
            "name": "Stage",
            "flat": "50.00",
            "or_percent": {"percent": "5", "of": "takings"},
        },
    ),
    "cleaning for many, where alcohol is sold": (
        "fees",
        {"name": "Cleaning", "p0-price": "45", "p0-people": "more than 80", "p0-fact-alcohol": "yes", "p0-rank": "1"},
        {
            "code": "cleaning",
            "name": "Cleaning",
            "flat": "45.00",
            "people": {"after": 80},
            "fact": {"alcohol": True},
            "rank": 1,
        },
    ),
    "a bond for parties in one room": (
        "bonds",
        {"name": "Bond", "p0-way": "once", "p0-price": "100", "p0-occasion": ["party"], "p0-room": ["front", "back"]},
        {"code": "bond", "name": "Bond", "once": "100.00", "occasion": "party", "room": ["front", "back"]},
    ),
    "a quarter on booking": (
        "deposits",
        {"name": "Deposit", "p0-way": "percent", "p0-percent": "25", "p0-of": "total"},
        {"code": "deposit", "name": "Deposit", "percent": "25", "of": "total"},
    ),
    "less for many dates": (
        "adjustments",
        {"name": "Ten dates", "sign": "less", "of": "percent", "amount": "10", "w-dates_booked": "10 or more"},
        {"code": "ten-dates", "name": "Ten dates", "percent": "-10", "dates_booked": {"from": 10}},
    ),
    "so much an hour more in winter": (
        "adjustments",
        {"name": "Heating", "sign": "more", "of": "per_hour", "amount": "2.5", "w-dates": ["winter"], "order": "1"},
        {"code": "heating", "name": "Heating", "per_hour": "2.50", "dates": "winter", "order": 1},
    ),
    "at most for a day": (
        "limits",
        {"name": "A day", "of": "hire", "most": "98", "by_day": "on", "minutes": "12", "w-band": ["evening"]},
        {
            "code": "a-day",
            "name": "A day",
            "of": "hire",
            "most": "98.00",
            "by_day": True,
            "minutes": 720,
            "band": "evening",
        },
    ),
    "terms of giving up": (
        "cancellation",
        {
            "notice": "working_days",
            "counted": "clear",
            "unless_relet": "on",
            "as_credit": "on",
            "w-occasion": ["wedding"],
            "p1-at_least": "20",
            "p1-refund": "all",
            "p1-fee": "10",
            "p0-at_least": "5",
            "p0-refund": "2/3",
        },
        {
            "notice": "working_days",
            "counted": "clear",
            "unless_relet": True,
            "as_credit": True,
            "occasion": "wedding",
            "steps": [
                {"at_least": 20, "refund": "100", "fee": "10.00"},
                {"at_least": 5, "refund": "2/3"},
            ],
        },
    ),
    "an occasion": ("occasions", {"name": "Jumble sale"}, {"code": "jumble-sale", "name": "Jumble sale"}),
    "a question for the number of sacks": (
        "facts",
        {"question": "How many sacks?", "kind": "number", "after": "on", "unless_said": "0"},
        {"code": "how-many-sacks", "question": "How many sacks?", "kind": "number", "after": True, "unless_said": "0"},
    ),
    "a season": (
        "seasons",
        {"name": "Summer", "from": "1st May", "to": "30 Sept"},
        {"code": "summer", "name": "Summer", "from": "05-01", "to": "09-30"},
    ),
    "the bank holidays": (
        "named-days",
        {"name": "Bank holidays", "which": "bank_holidays"},
        {"code": "bank-holidays", "name": "Bank holidays", "calendar": "bank_holidays"},
    ),
    "days of one year": (
        "named-days",
        {"name": "Fête", "which": "on", "days": "20 June 2026\n19/6/2027"},
        {"code": "fete", "name": "Fête", "on": ["2026-06-20", "2027-06-19"]},
    ),
    "days of every year": (
        "named-days",
        {"name": "Christmas", "which": "yearly", "days": "24 December, 26 December"},
        {"code": "christmas", "name": "Christmas", "yearly": ["12-24", "12-26"]},
    ),
    "setting up at half the price": (
        "setting-up",
        {"percent": "50", "free_minutes": "1", "w-category": ["community"]},
        {"percent": "50", "free_minutes": 60, "category": "community"},
    ),
    "who pays as somebody else": (
        "priced-as",
        {"category": "standard", "w-category": ["community"], "w-length": "more than 4"},
        {"category": "standard", "when": {"category": "community", "length": {"after": 240}}},
    ),
}

REFUSED: Mapping[str, tuple[str, dict[str, object], str, str]] = {
    "no name": ("extras", {"p0-price": "5"}, "name", "Give it a name."),
    "no price": ("fees", {"name": "Late"}, "p0-price", "Write how much: 8.50, or free."),
    "no range": (
        "fees",
        {"name": "Late", "p0-price": "5", "p0-people": "lots"},
        "p0-people",
        "We could not read “lots”. Write it like this: 20 or more; more than 20; up to 50; 20 to 50.",
    ),
    "half of which day": (
        "fees",
        {"name": "Late", "p0-price": "5", "p0-ends": "after 8"},
        "p0-ends",
        "Is that 8am or 8pm? Write am or pm behind it.",
    ),
    "reversed": (
        "fees",
        {"name": "Late", "p0-price": "5", "p0-people": "50 to 20"},
        "p0-people",
        "The most is less than the least: nothing can ever be in between.",
    ),
    "tiers that fall": (
        "extras",
        {"name": "Chairs", "p0-way": "tiers", "p0-tiers": "40: 10\n1: 0.30"},
        "p0-tiers",
        "“1” is not more than in the row before; these rows rise.",
    ),
    "too dear by far": (
        "bonds",
        {"name": "Bond", "p0-price": "-5"},
        "p0-price",
        "A price cannot be less than nothing.",
    ),
    "a limit of nothing": (
        "limits",
        {"name": "Day", "of": "hire"},
        "most",
        "Write the least, the most, or both.",
    ),
    "more back for later": (
        "cancellation",
        {"notice": "days", "p0-at_least": "14", "p0-refund": "50", "p1-at_least": "7", "p1-refund": "100"},
        "p1-refund",
        "With less notice more would come back: 100, where longer notice gives 50.",
    ),
    "no day of the year": (
        "seasons",
        {"name": "Odd", "from": "31 June", "to": "1 July"},
        "from",
        "There is no 31 June. Check the day of the month.",
    ),
    "yes is no number": (
        "facts",
        {"question": "How many?", "kind": "number", "unless_said": "yes"},
        "unless_said",
        "Write a number, such as 3 or 2.5.",
    ),
    "circular": (
        "priced-as",
        {"category": "community", "w-category": ["community"]},
        "category",
        "“community” leads back to where it began.",
    ),
}
