"""Who, where, in which way and what for: the four words of a case that may mean more than one thing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from venues.tariffs.cases.calling import CaseWords, found, key
from venues.tariffs.cases.reading import Case
from venues.tariffs.cases.telling import OCCASION
from venues.tariffs.cases.unsaid import CannotTell
from venues.tariffs.rows import HOURLY
from venues.tariffs.tariff import Tariff

HOURLY_WORDS = [(HOURLY, HOURLY), (HOURLY, "hourly"), (HOURLY, "by the hour")]


@dataclass(frozen=True)
class Meaning:
    """Codes; an occasion or a product that is not said is empty. `facts` are what the words say besides."""

    category: str
    rooms: tuple[str, ...]
    occasion: str = ""
    product: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


def meaning(
    case: Case, words: CaseWords, rooms: Mapping[str, str], categories: Mapping[str, str], tariff: Tariff
) -> Meaning:
    """What the case means; a word that stands for two things ("charity, evening") may be explained as a table.

    Raises CannotTell for a word that is neither explained nor the name of anything.
    """
    besides: dict[str, Any] = {}
    facts: dict[str, Any] = {}

    def own(what: str, meant: Any) -> Any:
        """What is meant by the word itself; what it says besides is noted."""
        if not isinstance(meant, Mapping):
            return meant
        besides.update({name: value for name, value in meant.items() if name not in (what, "facts")})
        facts.update(meant.get("facts", {}))
        return meant.get(what)

    products = [*((product.code, product.name) for product in tariff.products), *HOURLY_WORDS]
    said = {
        "category": own("category", _one("category", case.category, words.category, categories.items())),
        "room": own("room", _rooms(case.room, words, rooms)),
        "product": own("product", _one("product", case.product or "", words.product, products)),
        "occasion": own("occasion", _occasion(case, words, tariff)),
    }
    all_of_it = {what: besides.get(what) if value is None else value for what, value in said.items()}
    if not all_of_it["category"]:
        raise CannotTell("category", case.category, categories.values())
    return Meaning(
        category=all_of_it["category"],
        rooms=_codes(all_of_it["room"]),
        occasion=all_of_it["occasion"] or "",
        product=all_of_it["product"] or "",
        facts=facts,
    )


def _one(what: str, said: str, meant: Mapping[str, Any], named: Collection[tuple[str, str]]) -> Any:
    """The code, or what else it means; None where nothing is said."""
    if not said:
        return None
    code = found(said, meant, named)
    if code is None:
        raise CannotTell(what, said, [name for _code, name in named])
    return code


def _occasion(case: Case, words: CaseWords, tariff: Tariff) -> Any:
    """What it is for; of no account where no price depends on it."""
    for name, said in case.facts.items():
        if key(name) in OCCASION and key(name) not in words.fact:
            known = [(row.code, row.name) for row in tariff.occasions]
            code = found(str(said), words.occasion, known)
            if code is None and tariff.occasions:
                raise CannotTell("occasion", said, [name for _code, name in known])
            return code
    return None


def _rooms(said: str, words: CaseWords, rooms: Mapping[str, str]) -> Any:
    """One room, or several joined by a plus sign."""
    whole = found(said, words.room, rooms.items())
    if whole is not None or not said:
        return whole
    codes: list[str] = []
    for part in said.split("+"):
        room = found(part, words.room, rooms.items())
        if room is None or isinstance(room, Mapping):
            raise CannotTell("room", part.strip() or said, rooms.values())
        codes += _codes(room)
    return codes


def _codes(meant: str | Iterable[str] | None) -> tuple[str, ...]:
    return tuple(code for code in ([meant] if isinstance(meant, str) else meant or ()) if code)
