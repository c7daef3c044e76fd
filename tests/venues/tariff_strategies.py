"""Random price lists of every shape, as documents that can be read."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from tests.venues.price_lists import EVERY_DAY

Strategy = st.SearchStrategy[Any]
Table = dict[str, Any]

ROOMS, CATEGORIES = ("hall", "lounge", "garden"), ("standard", "community", "commercial")
BANDS = [
    {"code": "morning", "name": "Morning", "days": EVERY_DAY, "from": "08:00", "to": "13:00"},
    {"code": "afternoon", "name": "Afternoon", "days": EVERY_DAY, "from": "13:00", "to": "18:00"},
    {"code": "evening", "name": "Evening", "days": EVERY_DAY, "from": "18:00", "to": "02:00"},
    {"code": "saturday-night", "name": "Saturday night", "days": ["sat"], "from": "19:00", "to": "24:00"},
    {"code": "holiday", "name": "Holidays", "days": ["sun", "bank-holiday"], "from": "00:00", "to": "24:00"},
]
SEASONS = [{"code": "winter", "name": "Winter", "from": "10-01", "to": "04-30"}]
NAMED_DAYS = [
    {"code": "bank-holiday", "name": "Bank holidays", "calendar": "bank_holidays"},
    {"code": "christmas", "name": "Christmas", "yearly": ["12-24", "12-31"]},
    {"code": "coronation", "name": "Coronation", "on": ["2023-05-06"]},
]
OCCASIONS = [{"code": "wedding", "name": "Wedding"}, {"code": "class", "name": "Class"}]
SESSIONS = {"code": "session", "name": "By the session", "sessions": ["morning", "afternoon", "evening"]}
DAY = {"code": "day", "name": "All day", "shortest_minutes": 300, "longest_minutes": 1440, "only_if_asked": True}
LONG_DAY = {"code": "long-day", "name": "The whole day", "shortest_minutes": 300}  # costs what a day costs
HALF_DAY: Table = {
    "code": "half-day",
    "name": "Half a day",
    "within": {"from": "09:00", "to": "13:00"},
    "days": ["mon"],
}
HALF_DAY |= {"like": "hour", "charged_minutes": 180}
FACTS = [
    {"code": "attendance", "question": "How many come?", "kind": "number", "unless_said": 0},
    {"code": "takings", "question": "What was taken?", "kind": "money", "after": True},
    {"code": "licensed", "question": "Will drinks be sold?", "kind": "yes_no", "unless_said": False},
    {"code": "late-minutes", "question": "How long did they stay on?", "kind": "number", "unless_said": "0.5"},
]
EXTRAS = ("kitchen", "projector")

pence = st.integers(0, 99_999_999)
prices = st.one_of(
    st.builds(lambda sum_: f"{sum_ // 100}.{sum_ % 100:02d}", pence),
    st.sampled_from(["0.00", "1.35 units", "0.125 units", "8"]),
)
counts = st.integers(1, 9999)
percents = st.sampled_from(["0", "10", "12.5", "33.333", "100", "1000"])
flags = st.booleans()


def some(values: tuple[str, ...]) -> Strategy:
    """One code as text, or several as a list."""
    return st.sampled_from(values) | st.lists(st.sampled_from(values), min_size=1, unique=True)


@st.composite
def ranges(draw: st.DrawFn, write: Any = int, most: int = 2880) -> Table:
    low, high = sorted(
        draw(st.tuples(st.integers(0, most), st.integers(0, most)).filter(lambda ends: len({*ends}) > 1))
    )
    if high - low < 2:
        return {"from": write(low), "to": write(high)}
    ends = {draw(st.sampled_from(["from", "after"])): write(low), draw(st.sampled_from(["to", "before"])): write(high)}
    kept = draw(st.sampled_from([list(ends), list(ends)[:1], list(ends)[1:]]))
    return {key: ends[key] for key in kept}


def clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def pounds(sum_: int) -> str:
    return f"{sum_ // 100}.{sum_ % 100:02d}"


def halves(number: int) -> str:
    return f"{number // 2}.{5 * (number % 2)}"


CONDITIONS: dict[str, Strategy] = {
    "category": some(CATEGORIES),
    "room": some(ROOMS),
    "with_room": some(ROOMS),
    "occasion": some(("wedding", "class")),
    "product": some(("hour", "session", "day")),
    "band": some(("morning", "evening", "saturday-night", "holiday")),
    "dates": some(("winter", "bank-holiday", "christmas", "coronation")),
    "slots_are": some(("morning", "afternoon", "evening")),
    "extra": some(EXTRAS),
    **{key: ranges() for key in ("people", "length", "dates_booked", "date_number", "slots")},
    "starts": ranges(clock),
    "ends": ranges(clock),
    "hire": ranges(pounds),
    "fact": st.one_of(
        flags.map(lambda flag: {"licensed": flag}),
        (ranges() | ranges(halves)).map(lambda found: {"attendance": found}),
        ranges(pounds).map(lambda found: {"takings": found, "licensed": True}),
    ),
}
conditions = st.lists(
    st.sampled_from(list(CONDITIONS)).flatmap(lambda key: st.tuples(st.just(key), CONDITIONS[key])), max_size=3
).map(dict)


def table(needed: dict[str, Strategy], **optional: Strategy) -> Strategy:
    return st.fixed_dictionaries(needed, optional=optional)


def rising(key: str, row: Strategy) -> Strategy:
    """Rows of which each goes further than the one before."""
    return st.lists(counts, min_size=1, max_size=4, unique=True).flatmap(
        lambda ends: st.tuples(*(_with(row, key, end) for end in sorted(ends))).map(list)
    )


def _with(row: Strategy, key: str, value: object) -> Strategy:
    return row.map(lambda found: {key: value, **found})


shares = table({"percent": percents, "of": st.sampled_from(["hire", "standard_hire", "total", "takings"])})
limited_shares = shares | shares.flatmap(lambda share: prices.map(lambda price: {**share, "most": price}))
whole = table({"minutes": counts, "price": prices}, share=flags)
steps = rising("up_to", table({"price": prices}))
ways = st.one_of(
    *(table({key: prices}) for key in ("per_hour", "per_session", "per_day", "flat", "once", "per_person")),
    table({"per": whole}),
    table({"per_item": prices}, lot=counts),
    table({"tiers": rising("from", table({"each": prices}) | table({"all": prices}))}, lot=counts),
    table({"steps": steps})
    | table({"steps": steps, "then_per": whole})
    | table({"steps": steps, "then_per_hour": prices}),
    table({"day_steps": steps}, then_per_day=prices),
    limited_shares,
    table({"flat": prices, "or_percent": limited_shares}),
    table({"per_fact": table({"fact": st.just("attendance"), "price": prices}, each=counts, free=counts)}),
    st.just({"on_application": True}),
)


def _is_of_a_hire(way: Table) -> bool:
    """A hire is no number of things, and no share of itself."""
    return not {"per_item", "tiers"} & way.keys() and way.get("or_percent", way).get("of") in (None, "takings")


ranks = st.integers(-10, 10)
concerned = table({}, **{key: CONDITIONS[key] for key in ("category", "room", "occasion")}, rank=ranks)
scales = st.sampled_from(
    [
        {
            "notice": "days",
            "steps": [{"at_least": 7, "refund": "100", "fee": "5.00"}, {"at_least": 1, "refund": "1/3"}],
        },
        {"notice": "working_days", "counted": "clear", "steps": [{"at_least": 3, "refund": "50"}]},
    ]
)
names = st.sampled_from(["Prices", "Größe “2”", "A\\B", "'s", "7"])
NAMES = {"one": "Prices", "two": "Größe “2”", "three-3": "A\\B"}
codes = st.sampled_from(list(NAMES))


def rows(*parts: Strategy, most: int = 1) -> Strategy:
    """A few rows, each made of all the parts."""
    return st.lists(st.tuples(*parts).map(lambda found: {key: row[key] for row in found for key in row}), max_size=most)


@st.composite
def documents(draw: st.DrawFn, most: int = 1) -> Table:
    """A price list that can be read; whether its prices leave holes or contradict is another matter.

    `most`: how many rows there are of a kind that changes prices.
    """
    head = codes.map(lambda code: {"code": code, "name": NAMES[code]})
    rates = draw(
        rows(
            conditions,
            ways.filter(_is_of_a_hire),
            table({}, rank=ranks, tax=percents.filter(lambda text: len(text) < 4)),
            most=3,
        )
    )
    for rate in rates:
        if "room" not in rate and draw(flags):
            rate["rooms"] = ["hall", "lounge"]
    basic = [{"category": "standard", "per_hour": "10.00"}, {"product": "session", "per_session": "30.00"}]
    extras = {
        code: {
            "code": code,
            "name": draw(names),
            "prices": draw(rows(conditions, ways, most=most)) or [{"flat": "1.00"}],
        }
        | draw(table({}, group=st.just("equipment"), stock=counts, tax=st.just("20")))
        for code in EXTRAS
    }
    extras["kitchen"]["group"] = "equipment"
    terms = table(
        {},
        valid_to=st.just("2031-03-31"),
        minimum_minutes=counts,
        rounding=table({"to": st.sampled_from(["0.05", "1.00"]), "way": st.sampled_from(["half_even", "up", "down"])}),
        choose=st.sampled_from(["cheapest", "hirer"]),
        overrun=st.just("late-minutes"),
    )
    of = {"of": st.sampled_from(["hire", "total", "equipment"])}
    limits = st.one_of(
        table({**of, "most": prices}, minutes=counts, by_day=flags),
        table({**of, "least": st.sampled_from(["2.50", "7.00"])}, by_day=flags),
    )
    less = st.builds(lambda sum_: f"-{pounds(sum_)}", st.integers(1, 9999))
    changes = st.one_of(
        table({"percent": percents | st.just("-12.5")}), table({"per_hour": less}), table({"flat": less | prices})
    )
    return {
        "name": draw(names),
        "valid_from": draw(st.dates(date(2000, 1, 1), date(2030, 1, 1))).isoformat(),
        "standard": "standard",
        **draw(terms),
        "step_minutes": 30,
        "grace_minutes": draw(st.integers(0, 29)),
        "unit_price": draw(st.sampled_from(["10.70", "0.99"])),
        "tax": {"name": "VAT", "percent": "20", "included": draw(flags)},
        "bands": BANDS,
        "seasons": SEASONS,
        "named_days": NAMED_DAYS,
        "occasions": OCCASIONS,
        "products": [SESSIONS, DAY, LONG_DAY, HALF_DAY],
        "facts": FACTS,
        "rates": [*basic, *({"product": code, "flat": "90.00"} for code in ("day", "long-day")), *rates],
        "limits": draw(rows(head, conditions, limits, most=most)),
        "adjustments": draw(rows(head, conditions, changes, table({}, order=ranks), most=most)),
        "fees": draw(rows(head, conditions, ways, table({}, rank=ranks, tax=st.just("5"), from_bond=flags), most=most)),
        "extras": list(extras.values()),
        "bonds": draw(rows(head, conditions, ways, table({}, rank=ranks), most=most)),
        "deposits": draw(rows(head, conditions, ways, most=most)),
        "cancellation": draw(rows(concerned, scales, most=2)),
        "setting_up": draw(rows(conditions, table({"percent": percents}, free_minutes=counts, rank=ranks), most=most)),
        "priced_as": [
            {
                "category": "commercial",
                "when": {**draw(conditions), "category": "community"},
                **draw(table({}, rank=ranks)),
            }
        ],
    }
