"""Somebody who wanders through the site: opens pages, fills in what they offer, and follows where it leads."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from random import Random
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.http.cookie import SimpleCookie
from django.test import Client
from hypothesis import note

from bookings.rights import TABLE
from tests.cast import World
from tests.http import addresses
from tests.http.filling import BODIES, HOSTILE, Pairs, as_files, encoded, filled
from tests.http.html_forms import Form, forms_in

URLENCODED = "application/x-www-form-urlencoded"
QUERY = (
    "on",
    "from",
    "to",
    "people",
    "kind",
    "week",
    "day",
    "page",
    "sort",
    "next",
    "until",
    "repeat",
    "hours",
    "part",
    "weekday",
    "layout",
    "most",
    "things",
    "show",
    "q",
    "room",
)
METHODS = ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "BREW")


class Enough(Exception):
    """As much has been asked as was to be asked."""


class Wanderer:
    """One batch of requests by whoever they come from; the browsers are given back as they were."""

    def __init__(self, world: World, seen: Counter[str]) -> None:
        self.world, self.seen = world, seen
        self.every = addresses.every_address()
        self.real = addresses.real_addresses(world)
        self.known = addresses.arguments_of(world)
        self.cookies = {who: deepcopy(person.browser.cookies) for who, person in world.people.items()}

    def begin(self, requests: int, odd: list[str]) -> None:
        self.left, self.odd = requests, odd
        for who, person in self.world.people.items():
            person.browser.cookies = SimpleCookie({name: one.value for name, one in self.cookies[who].items()})

    def visit(self, number: int, chance: Random) -> None:
        """One page, in one of the ways in which pages are come upon."""
        one = self.every[number % len(self.every)]
        browser = self.world.people[self.somebody(one.name, chance)].browser
        path = self.real.get(one.name)
        if path is None or chance.random() < 0.15:
            path = one.filled(chance, self.known)
        way = chance.random()
        if way < 0.3:
            self.ask(browser, "GET", path + self.query(chance))
        elif way < 0.8:
            self.fill_in(browser, path, chance)
        elif way < 0.95:
            content_type, body = chance.choice(BODIES)
            self.ask(browser, "POST", path, body, content_type)
        else:
            self.ask(browser, chance.choice(METHODS), path)

    def somebody(self, name: str, chance: Random) -> str:
        """Most often one of those who have this page."""
        people = self.world.people
        allowed = [who for who, person in people.items() if TABLE.get(name, frozenset()) & person.roles]
        return chance.choice(allowed if allowed and chance.random() < 0.8 else sorted(people))

    def fill_in(self, browser: Client, path: str, chance: Random) -> None:
        """Open it, send a form of it, and the form of the answer, at most three times."""
        answer = self.ask(browser, "GET", path)
        for _step in range(3):
            forms = [form for form in forms_of(answer) if form.action != "/account/logout/"]
            if not forms:
                return
            form = chance.choice(forms)
            where = urljoin(path, form.action)
            pairs = filled(form, chance, self.odd)
            if form.method == "get":
                answer = self.ask(browser, "GET", f"{urlsplit(where).path}?{encoded(pairs).decode()}")
            else:
                answer = self.send(browser, where, pairs, chance)

    def send(self, browser: Client, where: str, pairs: Pairs, chance: Random) -> Any:
        if chance.random() < 0.05:
            content_type, body = as_files(pairs)
            return self.ask(browser, "POST", where, body, content_type)
        return self.ask(browser, "POST", where, encoded(pairs), URLENCODED)

    def query(self, chance: Random) -> str:
        if chance.random() < 0.3:
            return ""
        names = chance.sample(QUERY, chance.randrange(1, 4))
        return "?" + encoded([(name, chance.choice([*HOSTILE, *self.odd])) for name in names]).decode()

    def ask(self, browser: Client, method: str, path: str, body: bytes = b"", content_type: str = URLENCODED) -> Any:
        """Raises what the page raised: that is a fault whatever a visitor would have been shown."""
        if not self.left:
            raise Enough
        self.left -= 1
        note(f"{method} {path} {content_type} {body[:500]!r}")
        answer: Any = browser.generic(method, path, body, content_type)
        if answer.streaming:
            list(answer.streaming_content)
        self.seen[str(answer.status_code)] += 1
        assert answer.status_code < 500, (method, path, answer.status_code)
        return answer


def forms_of(answer: Any) -> list[Form]:
    if answer.streaming or not answer.get("Content-Type", "").startswith("text/html"):
        return []
    return forms_in(answer.content.decode())
