"""The line in which the desk types when and where: “14 March 2-6pm hall”, “every Tuesday 7-9pm hall until 14 July”."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from accounts.clock import time_words
from bookings.phone_box import OF_MANY, AllDay, Unheard, heard, room_named
from bookings.recurrence import Pattern, TermDays, Times
from bookings.recurrence.said import Said, Trouble
from bookings.recurrence.sentence import read
from bookings.recurrence.tokens import tokens
from bookings.series_words import trouble_words


@dataclass(frozen=True)
class Wanted:
    """What was typed: the code of the room, and one date or what was said of several."""

    room: str
    once: Pattern | None = None
    said: Said | None = None

    @property
    def in_term(self) -> bool:
        return self.said is not None and self.said.in_term

    def pattern(self, terms: tuple[TermDays, ...] | None, nation: str) -> Pattern:
        """The dates, by the school terms and the bank holidays of the place. Raises Unheard where none is left."""
        found = self.once or (self.said.pattern(terms, nation) if self.said else None)
        if found is None or not found.dates():
            raise Unheard(_("No date is left then. Check the days, and those to leave out."))
        return found


def wanted(line: str, rooms: Mapping[str, str], *, today: date, all_day: AllDay) -> Wanted:
    """A single date as in the phone box, or a series as on the booking page, with its room; raises Unheard."""
    said = read(line, today=today)
    if not _is_series(said, line):
        call = heard(line, rooms, today=today, all_day=all_day)
        return Wanted(room_named(call.said, rooms), once=Pattern(call.on, call.times))
    unread = [words for trouble, words in said.troubles if trouble == Trouble.UNREAD]
    room = room_named(re.findall(r"\w+", " ".join(unread).lower()), rooms)
    others = tuple((trouble, words) for trouble, words in said.troubles if trouble != Trouble.UNREAD)
    if others:
        raise Unheard(" ".join(trouble_words(trouble, words) for trouble, words in others))
    return Wanted(room, said=replace(said, troubles=()))


def _is_series(said: Said, line: str) -> bool:
    """A weekday by itself is the next such day; with “every” or a last date it is each of them."""
    says_every = any(piece.kind in OF_MANY for piece in tokens(line))
    return bool(says_every or said.picked or said.until or said.nth or said.every_weeks)


def line_of(on: date, times: Times, room: str) -> str:
    """The line that means this date, in the words that people would use; `room` is its name."""
    return f"{on.day} {on:%B} {on.year} {time_words(times.start)} to {time_words(times.end)} {room}"
