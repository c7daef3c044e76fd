"""An access guide as A11yJSON says it: claims only, lengths with their unit, slopes in degrees. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import atan, degrees
from typing import Any

from venues.access.claims import Claim
from venues.access.guide import Guide, Way
from venues.access.values import State
from venues.access.vocabulary import FACTS, document

Said = dict[str, Any]


@dataclass(frozen=True)
class Row:
    """How one fact goes out: where it stands, and what becomes of its value."""

    fact: str
    at: str
    path: str
    how: str
    says: Mapping[str, Mapping[str, Any]]  # of each of our words: what is said where
    provided: Mapping[str, str]  # what other facts must say, too
    as_null: bool

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> Row:
        path = row.get("path", "")
        says = row.get("set", {}) | {word: {path: value} for word, value in row.get("values", {}).items()}
        return cls(
            row["fact"], row.get("at", ""), path, row.get("as", ""), says, row.get("if", {}), "not_applicable" in row
        )

    def said(self, claims: Mapping[str, Claim]) -> Mapping[str, Any]:
        """What this claims, by its path; nothing where nobody says so."""
        claim = claims.get(self.fact)
        if claim is None or any(
            other not in claims or claims[other].value != is_ for other, is_ in self.provided.items()
        ):
            return {}
        if claim.state is State.NOT_APPLICABLE:
            return {self.path: None} if self.as_null else {}
        if isinstance(claim.value, int):
            return {self.path: _number(claim.value, self.how, FACTS[self.fact].value)}
        return self.says.get(str(claim.value), {})


ROWS = tuple(Row.read(row) for row in document("a11yjson.toml")["rows"])


def place_info(
    name: str,
    guides: Sequence[tuple[str, Guide]],
    *,
    category: str,
    point: tuple[float, float] | None,
    address: str,
    link: str,
) -> Said:
    """A place with its rooms, each by its name; `point` is longitude and latitude, `link` the page with the dates."""
    here, said = next((guide for _name, guide in guides), None), Said()
    if here is not None:
        of_all = _claims(here.ways[0]) if len(guides) == 1 else claims_of_venue(guide for _name, guide in guides)
        said = _object("", of_all)
        entrances = [
            {"properties": {**_named(way.entrance), **_object("entrances", _claims(way))}} for way in here.ways
        ]
        restroom = _object("restroom", of_all)
        said |= {"entrances": entrances} if any(len(each["properties"]) for each in entrances) else {}
        said |= {"restrooms": [restroom]} if restroom else {}
        said["rooms"] = [{**_named(room), **_object("rooms", _claims(guide.ways[0]))} for room, guide in guides]
    properties = {
        "name": {"en": name},
        "category": category,
        "address": {"text": {"en": address}},
        "infoPageUrl": link,
        "accessibility": said,
    }
    geometry = {"geometry": {"type": "Point", "coordinates": list(point)}} if point else {}
    return {**geometry, "properties": properties}


def exported(guide: Guide, way: Way) -> Iterator[Claim]:
    """The claims that go out: those that stand or do not apply, and that are no secret, each once."""
    for code in FACTS:
        claim = way.answers[code].claim
        if claim is not None and claim.stands and not claim.is_private:
            yield claim


def claims_of_venue(guides: Iterable[Guide]) -> dict[str, Claim]:
    """What goes out of the whole venue and of its best way in, by fact; nothing that only a room says."""
    found: dict[str, Claim] = {}
    for guide in guides:
        for claim in exported(guide, guide.ways[0]):
            of_venue = claim.about.scope == "venue" and not claim.place
            if of_venue or claim.about.scope == "entrance":
                found.setdefault(claim.fact, claim)
    return found


def _claims(way: Way) -> dict[str, Claim]:
    return {claim.fact: claim for claim in exported(Guide((way,)), way)}


def _object(at: str, claims: Mapping[str, Claim]) -> Said:
    """What all rows of it say, put together; what is null stays null."""
    made: Said = {}
    for row in ROWS:
        if row.at == at:
            for path, value in row.said(claims).items():
                _put(made, path.split("."), value)
    return made


def _put(into: Any, path: Sequence[str], value: Any) -> None:
    """A number in a path is a place in a list of one."""
    name, rest = path[0], path[1:]
    if not rest:
        into.setdefault(name, value)
        return
    if rest[0].isdigit():
        inside = into.setdefault(name, [{}])[0]
        _put(inside, rest[1:], value)
        return
    if into.setdefault(name, {}) is not None:
        _put(into[name], rest, value)


def _number(number: int, how: str, unit: str) -> Any:
    if how == "length":
        return {"value": number, "unit": unit}
    if how == "slope":
        return {"value": round(degrees(atan(1 / number)), 1), "unit": "deg"}
    return number


def _named(name: str) -> Said:
    return {"name": {"en": name}} if name else {}
