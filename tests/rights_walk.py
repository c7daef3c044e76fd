"""Who is to see what at every address there is, and who goes where: the walks past all pages share it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.rights import SIGNED_IN
from bookings.rights import TABLE
from tests.cast import Person

ALLAUTH = ("account_", "mfa_", "usersessions_")
MOVES_ON = {
    "home",
    *("together", "together_csv", "together_ods"),  # of one hall there is its own report
    *("desk:report_pdf", "for_funder_pdf"),  # to the button that has one made
    "bookings:book",
    "bookings:wait_take",
    "bookings:wait_end",
    "own:erase",
    "wish_leave",
    "broken",
    "broken_room",
}  # lead somebody who may on to where they can begin
LOOKERS = ("a visitor", "a stranger", "an organiser", "manager", "caretaker", "funder")  # between them they see it all

# Who looks for canaries. Nobody of the first has any part in the booking or in its hall's desk; the caretaker sees that
# a confidential one is on. The others may read them; the log may not.
OUTSIDERS = ("a visitor", "an organiser of another group", "manager elsewhere", "funder", "caretaker")
INSIDERS = ("manager", "an organiser")
WITHOUT_A_PART = ("a visitor", "an organiser of another group")  # who is told no address that a hall keeps back
# Whoever holds the link has read the letter, which says who asks; or has the group's own secret address.
WITH_THE_LETTER = {"groups:accept", "posts:accept", "feed", "asked", "bookings:guest", "bookings:keep", "wish"}
WITH_THE_LETTER |= {"bookings:month", "bookings:month_whom"}
# Where the canaries' world has other pages: it is no demo, and its booking is a household's.
OTHERWISE_THERE = {"letters:list", "letters:letter", "own:whom", "bookings:listing"}


def patterns(found: list[Any], prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for one in found:
        if isinstance(one, URLResolver):
            space = f"{prefix}{one.namespace}:" if one.namespace else prefix
            yield from patterns(one.url_patterns, space)
        else:
            yield f"{prefix}{one.name}", one


EVERY_PATTERN = list(patterns(get_resolver("config.urls").url_patterns))
NAMES = {"admin:*" if name.startswith("admin:") else name for name, _pattern in EVERY_PATTERN}  # test_staff.py
OURS = sorted(name for name in NAMES if not name.startswith((*ALLAUTH, "admin:")))
NOT_OURS = sorted(name for name in NAMES if name.startswith(ALLAUTH))


def outcome(answer: Any) -> str:
    """What became of the asking, once it is read to its end."""
    if answer.streaming:
        list(answer.streaming_content)
    if answer.status_code == 302:
        return "sign in" if answer["Location"].startswith(reverse("account_login")) else "moved on"
    return str(answer.status_code)


def expected(name: str, person: Person) -> str:
    if not TABLE[name] & person.roles:
        return "404" if SIGNED_IN in person.roles else "sign in"
    return "200"


def is_as_the_table_says(name: str, person: Person, seen: str) -> bool:
    wanted = expected(name, person)
    return seen == wanted or (wanted == "200" and name in MOVES_ON and seen == "moved on")


def among_canaries(name: str, who: str) -> bool:
    """Whether test_canaries.py looks at this page as this person: on SQLite, where nobody need do so again."""
    if connection.vendor == "postgresql" or name in OTHERWISE_THERE:
        return False
    return who in INSIDERS or (who in OUTSIDERS and name not in WITH_THE_LETTER)
