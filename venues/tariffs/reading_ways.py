"""How an amount comes about, from plain data."""

from __future__ import annotations

from collections.abc import Callable

from venues.tariffs.document import LARGEST, LONGEST_MINIMUM, Row
from venues.tariffs.known import Known
from venues.tariffs.rows import Kind
from venues.tariffs.ways import (
    Flat,
    GreaterOf,
    OnApplication,
    Once,
    PerDay,
    PerFact,
    PerItem,
    PerPerson,
    PerSession,
    PerTime,
    Price,
    Share,
    Step,
    Steps,
    Tier,
    Way,
)

PLAIN: dict[str, type[PerSession | PerDay | Flat | Once | PerPerson]] = {
    "per_session": PerSession,
    "per_day": PerDay,
    "flat": Flat,
    "once": Once,
    "per_person": PerPerson,
}
SHARED = ("hire", "standard_hire", "total")  # what a per cent may be of, beside money that is told
COMPANIONS = {  # entries that only mean something beside certain others
    "lot": ("per_item", "tiers"),
    "then_per_hour": ("steps",),
    "then_per": ("steps",),
    "then_per_day": ("day_steps",),
    "or_percent": ("flat",),
    "of": ("percent",),
    "least": ("percent",),
    "most": ("percent",),
}


def read_way(row: Row, known: Known) -> Way:
    """The one way of charging that the row gives."""
    heads = [key for key in READERS if row.data.get(key) is not None]
    row.one_of(tuple(READERS))
    for key, needed in COMPANIONS.items():
        row.read.add(key)
        if row.data.get(key) is not None and not set(heads) & set(needed):
            row.fault(key, "only_beside", choices=", ".join(needed))
    ways = [READERS[key](row, key, known) for key in heads]
    return ways[0] if ways else OnApplication()


def read_share(row: Row, known: Known) -> Share:
    """So many per cent of something, with its least and most."""
    return Share(
        percent=row.percent("percent"),
        of=_shared(row, known),
        least=row.maybe("least", lambda key: row.price(key, known.unit_pence)),
        most=row.maybe("most", lambda key: row.price(key, known.unit_pence)),
    )


def _shared(row: Row, known: Known) -> str:
    if row.data.get("of") in SHARED:
        row.read.add("of")
        return str(row.data["of"])
    of = row.code("of")
    if of and of not in known.facts:
        row.fault("of", "no_such_share", value=of, choices=", ".join(SHARED))
    elif of and known.facts[of] not in (Kind.MONEY, None):
        row.fault("of", "fact_of_other_kind", value=of, kind=Kind.MONEY)
    return of


def _share(row: Row, key: str, known: Known) -> Share:
    share = read_share(row, known)
    if share.least and share.most and share.most.pence < share.least.pence:
        row.fault("most", "range_reversed")
    return share


def _plain(row: Row, key: str, known: Known) -> Way:
    return PLAIN[key](row.price(key, known.unit_pence))


def _flat(row: Row, key: str, known: Known) -> Flat | GreaterOf:
    price = row.price(key, known.unit_pence)
    if row.data.get("or_percent") is None:
        return Flat(price)
    beside = row.table("or_percent")
    share = _share(beside, "", known)
    beside.nothing_else()
    return GreaterOf(price, share)


def _per_hour(row: Row, key: str, known: Known) -> PerTime:
    return PerTime(row.price(key, known.unit_pence))


def _per(row: Row, key: str, known: Known) -> PerTime:
    """So much for so many minutes: whole, unless a part pays its share."""
    table = row.table(key)
    share = table.maybe("share", table.flag) or False
    way = PerTime(table.price("price", known.unit_pence), table.whole("minutes", 1, LONGEST_MINIMUM), whole=not share)
    table.nothing_else()
    return way


def _per_item(row: Row, key: str, known: Known) -> PerItem:
    return PerItem((Tier(1, row.price(key, known.unit_pence)),), _lot(row))


def _tiers(row: Row, key: str, known: Known) -> PerItem:
    tiers: list[Tier] = []
    for table in row.rows(key):
        least, head = table.whole("from", 1), table.one_of(("each", "all"))
        price = table.price(head, known.unit_pence) if head else Price.of(0)
        if tiers and least <= tiers[-1].least:
            table.fault("from", "not_rising", value=least)
        table.nothing_else()
        tiers.append(Tier(least, price, for_all=head == "all"))
    if not tiers:
        row.fault(key, "empty_list")
    return PerItem(tuple(tiers), _lot(row))


def _lot(row: Row) -> int:
    found = row.maybe("lot", lambda key: row.whole(key, 1))
    return 1 if found is None else found


def _steps(row: Row, key: str, known: Known) -> Steps:
    beyond = None
    if row.data.get("then_per_hour") is not None and row.data.get("then_per") is not None:
        row.fault("then_per", "one_only", value="then_per_hour")
    if row.data.get("then_per_hour") is not None:
        beyond = _per_hour(row, "then_per_hour", known)
    elif row.data.get("then_per") is not None:
        beyond = _per(row, "then_per", known)
    return Steps(_rising(row, key, known), beyond)


def _day_steps(row: Row, key: str, known: Known) -> Steps:
    beyond = row.maybe("then_per_day", lambda key: row.price(key, known.unit_pence))
    return Steps(_rising(row, key, known), beyond, by_day=True)


def _rising(row: Row, key: str, known: Known) -> tuple[Step, ...]:
    steps: list[Step] = []
    for table in row.rows(key):
        step = Step(table.whole("up_to", 1), table.price("price", known.unit_pence))
        if steps and step.up_to <= steps[-1].up_to:
            table.fault("up_to", "not_rising", value=step.up_to)
        table.nothing_else()
        steps.append(step)
    if not steps:
        row.fault(key, "empty_list")
    return tuple(steps)


def _per_fact(row: Row, key: str, known: Known) -> PerFact:
    table = row.table(key)
    fact = table.code("fact")
    if fact and fact not in known.facts:
        table.fault("fact", "no_such_fact", value=fact)
    elif fact and known.facts[fact] not in (Kind.NUMBER, None):
        table.fault("fact", "fact_of_other_kind", value=fact, kind=Kind.NUMBER)
    each = table.maybe("each", lambda key: table.whole(key, 1, LARGEST))
    way = PerFact(
        fact=fact,
        price=table.price("price", known.unit_pence),
        each=1 if each is None else each,
        free=table.maybe("free", table.whole) or 0,
    )
    table.nothing_else()
    return way


def _on_application(row: Row, key: str, known: Known) -> OnApplication:
    if row.data[key] is not True:
        row.fault(key, "only_true")
    return OnApplication()


READERS: dict[str, Callable[[Row, str, Known], Way]] = {
    "per_hour": _per_hour,
    "per": _per,
    **dict.fromkeys(("per_session", "per_day"), _plain),
    "flat": _flat,
    **dict.fromkeys(("once", "per_person"), _plain),
    "per_item": _per_item,
    "tiers": _tiers,
    "steps": _steps,
    "day_steps": _day_steps,
    "percent": _share,
    "per_fact": _per_fact,
    "on_application": _on_application,
}
