"""Who is in the demo and what they are wont to do, read from the files beside this one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PASSWORD = "warm-hearth-demo"  # for everyone in the demo, who are all imagined; production refuses to make them
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True)
class Post:
    venue: str
    kind: str


@dataclass(frozen=True)
class Person:
    code: str
    name: str
    email: str
    posts: tuple[Post, ...] = ()
    sign_in: str = ""


@dataclass(frozen=True)
class Use:
    """What a group does, where, and how often; `since` and `until` are weeks from today."""

    title: str
    venue: str
    room: str
    category: str
    purpose: str
    weekday: int
    start: time
    end: time
    people: int
    every: str = "week"
    rest: str = "term"
    since: int = -1000
    until: int = 1000
    listed: bool = False
    open: str = ""
    confidential: bool = False
    counts: float = 0
    typical: float = 0
    waived: bool = False
    layout: str = ""  # its name, where the tightest would not do
    message: str = ""  # what the caretaker reads beside each date


@dataclass(frozen=True)
class Group:
    name: str
    kind: str
    contact: str
    phone: str
    charity_number: str = ""
    serves_young: bool = False
    own_use_of: str = ""
    uses: tuple[Use, ...] = ()


@dataclass(frozen=True)
class Party:
    """What a household uses a hall for."""

    title: str
    people: int
    hours: float
    starts: tuple[time, ...]
    weight: int
    refusals: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class YearlyEvent:
    """One day in each of some months: the pantomime, giving blood."""

    group: str
    use: Use
    months: tuple[int, ...]
    nth: int


@dataclass(frozen=True)
class Request:
    """One that waits for an answer, or had another than yes; `starts_in` weeks from today, `asked` days ago."""

    group: str
    use: Use
    starts_in: int
    asked: float
    weeks: int = 1
    outcome: str = ""
    reason: str = ""
    words: str = ""
    message: str = ""

    @property
    def waits(self) -> bool:
        return not self.outcome


@dataclass(frozen=True)
class Cast:
    people: tuple[Person, ...]
    groups: tuple[Group, ...]
    households: tuple[Group, ...]
    parties: tuple[Party, ...]
    events: tuple[YearlyEvent, ...]
    requests: tuple[Request, ...]
    by_name: Mapping[str, Group] = field(default_factory=dict)

    @property
    def hirers(self) -> tuple[Group, ...]:
        return (*self.groups, *self.households)

    def to_sign_in_as(self) -> list[Person]:
        return [person for person in self.people if person.sign_in]

    def address(self, name: str) -> str:
        """Where somebody's letters go; those who hold a post have an address of their own."""
        return next((person.email for person in self.people if person.name == name), email_of(name))


@cache
def the_cast() -> Cast:
    families = _read("households.toml")
    events, requests = _read("events.toml")["events"], _read("requests.toml")["requests"]
    groups = [_group(row) for row in _read("groups.toml")["groups"]]
    groups += [_newcomer(row) for row in (*events, *requests) if "kind" in row]
    households = [
        Group(name, "household", contact=name, phone=f"01632 960{600 + number}")
        for number, name in enumerate(families["families"])
    ]
    return Cast(
        people=tuple(_person(row) for row in _read("people.toml")["people"]),
        groups=tuple(groups),
        households=tuple(households),
        parties=tuple(_party(row) for row in families["parties"]),
        events=tuple(_event(row) for row in events),
        requests=tuple(_request(row) for row in requests),
        by_name={group.name: group for group in (*groups, *households)},
    )


def email_of(name: str) -> str:
    """`Wai Ling Fong` writes from wai.ling.fong@hearth.example."""
    words = "".join(letter if letter.isalpha() else " " for letter in name.lower().replace("'", ""))
    return ".".join(words.split()) + "@hearth.example"


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def _person(row: dict[str, Any]) -> Person:
    return Person(**{**row, "posts": tuple(Post(**post) for post in row["posts"])})


def _group(row: dict[str, Any]) -> Group:
    return Group(**{**row, "uses": tuple(_use(use) for use in row["uses"])})


def _newcomer(row: dict[str, Any]) -> Group:
    """A group known from one event or request alone, which says who it is."""
    who = ("kind", "contact", "phone", "charity_number", "serves_young")
    return Group(name=row["group"], **{key: row[key] for key in who if key in row})


def _use(row: dict[str, Any]) -> Use:
    row = dict(row)
    return Use(
        weekday=WEEKDAYS.index(row.pop("day")),
        start=time.fromisoformat(row.pop("from")),
        end=time.fromisoformat(row.pop("to")),
        **row,
    )


def _party(row: dict[str, Any]) -> Party:
    starts = tuple(time.fromisoformat(text) for text in row["starts"])
    refusals = tuple((each["reason"], each["words"]) for each in row["refusals"])
    return Party(**{**row, "starts": starts, "refusals": refusals})


def _event(row: dict[str, Any]) -> YearlyEvent:
    use = _use({**_about(row), "rest": "always", "listed": True, "counts": 0.7})
    return YearlyEvent(row["group"], use, tuple(row["months"]), row["nth"])


def _request(row: dict[str, Any]) -> Request:
    more = ("starts_in", "asked", "weeks", "outcome", "reason", "words", "message")
    return Request(row["group"], _use(_about(row)), **{key: row[key] for key in more if key in row})


def _about(row: dict[str, Any]) -> dict[str, Any]:
    """What a row says of the use itself."""
    about = ("title", "venue", "room", "category", "purpose", "day", "from", "to", "people", "open", "listed", "layout")
    return {key: row[key] for key in about if key in row}
