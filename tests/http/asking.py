"""Asking for a room over HTTP, through the form, the page to check and the button below it; and who got it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import date, timedelta
from html import unescape

from bookings.exceptions import DatesChanged, RoomTaken
from tests.http.visitors import NOBODY_ANSWERED, Answer, Visitor

REFUSALS = (str(RoomTaken()), str(DatesChanged()))
CELLS = {"front": {"front"}, "back": {"back"}, "whole": {"front", "back"}}


@dataclass(frozen=True)
class Wish:
    """A room from one minute of the day to another, on one date or on several weeks."""

    room: str
    on: date
    start: int
    end: int
    weeks: int = 1

    @property
    def dates(self) -> set[date]:
        return {self.on + timedelta(weeks=number) for number in range(self.weeks)}

    def excludes(self, other: Wish) -> bool:
        return bool(
            CELLS[self.room] & CELLS[other.room]
            and self.dates & other.dates
            and self.start < other.end
            and other.start < self.end
        )


@dataclass(frozen=True)
class Asked:
    """What somebody is about to send, or has sent, and what they were told."""

    wish: Wish
    path: str
    typed: list[tuple[str, str]]
    told: Answer = NOBODY_ANSWERED

    def by(self, visitor: Visitor) -> Asked:
        """The same page in somebody else's browser: with a group, a key and a token of its own."""
        own = {
            "group": visitor.hirer.ref,
            "submission_key": secrets.token_urlsafe(24),
            "csrfmiddlewaretoken": visitor.cookies["csrftoken"],
        }
        return replace(self, typed=[(name, own.get(name, value)) for name, value in self.typed])

    @property
    def won(self) -> bool:
        return self.told.status == 303

    @property
    def ref(self) -> str:
        return self.told.location.strip("/").split("/")[-1]

    @property
    def was_told_in_words(self) -> bool:
        return self.told.status == 409 and any(words in unescape(self.told.page) for words in REFUSALS)


def check(visitor: Visitor, venue: str, wish: Wish) -> Asked:
    """As far as the button: every field as the page to check carries it."""
    shown = press_check(visitor, venue, wish)
    assert shown.told.status in (200, 409), (wish, shown.told.status)
    return shown


def press_check(visitor: Visitor, venue: str, wish: Wish) -> Asked:
    """The same, whatever the site answers."""
    path = f"/bookings/new/{venue}/{wish.room}/"
    typed = {
        "group": visitor.hirer.ref,
        "title": f"Rehearsal of {visitor.user.name}",
        "purpose": "arts",
        "people": "25",
        "on": wish.on.isoformat(),
        "from": clock(wish.start),
        "to": clock(wish.end),
        "every": "1" if wish.weeks > 1 else "once",
        "until": max(wish.dates).isoformat() if wish.weeks > 1 else "",
        "category": "community",
        "csrfmiddlewaretoken": visitor.cookies["csrftoken"],
    }
    told = visitor.press(path, [*typed.items(), ("action", "check")])
    form = told.form.as_it_stands(action="ask") if told.status in (200, 409) else []
    return Asked(wish, path, form, told)


def ask(visitor: Visitor, asked: Asked) -> Asked:
    return replace(asked, told=visitor.press(asked.path, asked.typed))


def clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
