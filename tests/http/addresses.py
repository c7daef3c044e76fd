"""Every address the site has, found by walking its table of addresses; with what may be put into each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import quote

from django.urls import URLPattern, URLResolver, get_resolver

from tests.arguments import ARGUMENTS
from tests.cast import World

SLOT = re.compile(r"<(?:\w+:)?\w+>|\(\?P<\w+>[^()]*\)")
HOSTILE = (
    "", "0", "-1", "1", "99999999999999999999", "9223372036854775808", "nothing", "NOTHING", ".", "..", "a b", "a/b",
    "\0", "\x7f", "%", "%00", "'", '"><b>', "é", "\u202e", "😀" * 20, "x" * 3000, "a-key", "{{ 7 }}", "None",
)  # fmt: skip


@dataclass(frozen=True)
class Address:
    """A name, and the route as it is written, from the root of the site."""

    name: str
    route: str

    def filled(self, chance: Random, good: list[str]) -> str:
        """Each open place with something that stands elsewhere in the site, or with something hostile."""
        return "/" + SLOT.sub(lambda _slot: quote(chance.choice([*good, *HOSTILE]), safe="/"), self.route)


def every_address() -> list[Address]:
    return list(_walk(get_resolver().url_patterns, "", ""))


def _walk(found: list[Any], space: str, prefix: str) -> Iterator[Address]:
    for one in found:
        route = prefix + str(one.pattern).lstrip("^").rstrip("$")
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, f"{space}{one.namespace}:" if one.namespace else space, route)
        elif isinstance(one, URLPattern):
            yield Address(f"{space}{one.name}", route)


def real_addresses(world: World) -> dict[str, str]:
    """Where each page of this world stands; those that need something the world does not name are left out."""
    known = {one.name: one for one in every_address()}
    bare = {name: "/" + one.route for name, one in known.items() if not SLOT.search(one.route)}
    return bare | {name: world.address(name) for name in ARGUMENTS if name in known}


def arguments_of(world: World) -> list[str]:
    """Everything that stands for something in this world: names of halls and rooms, references, numbers, tokens."""
    return sorted({str(argument) for arguments in ARGUMENTS.values() for argument in arguments(world)})
