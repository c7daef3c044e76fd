"""One line typed while the phone is at the ear: “14 2-6pm hall”, “next tue 7-9pm hall”. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from accounts.clock import day_words
from bookings.diaries.days import weekday_word
from bookings.diaries.faults import Unreadable
from bookings.diaries.hours import read_hours
from bookings.recurrence import Times
from bookings.recurrence.clocks import Unclear, hours_from
from bookings.recurrence.days import day_of
from bookings.recurrence.tokens import WEEKDAYS, Token, tokens

FURTHEST = 800  # days in which the next Saturday the 14th is looked for
DATES = ("iso", "slashes", "day", "day_after")
BY_ITSELF = {"today": 0, "tonight": 0, "tomorrow": 1}
ALL_DAY = re.compile(r"\b(?:all|whole|full)[ -]?day\b")
OF_MANY = ("every", "every_day", "so_long", "so_often")
UNSAID = ("filler", "since", "until", *OF_MANY)  # on, the, at, from
ASIDE = ("is", "are", "it", "there", "any", "anything", "free", "available", "can", "we", "have", "you", "please", "?")


AllDay = Callable[[Iterable[str], date], Times | None]  # when rooms, by their codes, are open on a day


class Unheard(ValueError):
    """What could not be made out; the text is for the person."""


@dataclass(frozen=True)
class Call:
    """What was asked on the phone: the day, from when to when, and the codes of the rooms that may be meant."""

    on: date
    times: Times
    rooms: tuple[str, ...]
    said: tuple[str, ...] = ()  # the words for the room
    is_known: bool = True  # whether these words, if any, fit a room
    is_of_many: bool = False  # “every Tuesday” was said: this is the first of them


def heard(line: str, rooms: Mapping[str, str], *, today: date, all_day: AllDay) -> Call:
    """The next such day from today on; `rooms` are names by code, all of them meant where no name fits.

    Raises Unheard where there is no day or no time in it, and where there are no rooms.
    """
    if not rooms:
        raise Unheard(_("There is no room to hire here yet."))
    parts = _Parts.of(tokens(line))
    on = _day(parts, today)
    says_all_day = parts.says_all_day()
    found = _rooms_fitting(parts.rest, rooms)
    meant = tuple(found or rooms)
    times = _opening_times(meant, on, rooms, all_day) if says_all_day else _times(parts)
    return Call(on, times, meant, tuple(parts.rest), bool(found or not parts.rest), parts.says_every)


@dataclass
class _Parts:
    """The words of the line, by what they are about; whatever else is said is the room."""

    days: list[Token] = field(default_factory=list)
    weekday: int | None = None
    number: int | None = None  # the 14th
    away: int | None = None  # days from today
    is_next: bool = False
    hours: list[str] = field(default_factory=list)
    clock: str = ""
    length: str = ""
    rest: list[str] = field(default_factory=list)
    says_every: bool = False

    @classmethod
    def of(cls, said: Iterable[Token]) -> _Parts:
        parts = cls()
        for piece in said:
            parts.says_every |= piece.kind in OF_MANY
            parts._take(piece)
        return parts

    def _take(self, piece: Token) -> None:
        has_day = bool(self.days) or self.number is not None
        if piece.kind in DATES:
            self.days.append(piece)
        elif piece.kind == "hours":
            self.hours.append(piece.text)
        elif piece.kind == "clock" and not self.clock:
            self.clock = piece.text
        elif piece.kind == "length":
            self.length = piece.text
        elif piece.kind == "weekday" and self.weekday is None:
            self.weekday = WEEKDAYS[piece.text[:3]]
        elif piece.kind == "number" and not has_day and self.away is None:
            self.number = int(re.sub(r"\D", "", piece.text))
        elif piece.text in BY_ITSELF:
            self.away = BY_ITSELF[piece.text]
        elif piece.text in ("next", "this"):
            self.is_next = piece.text == "next"
        elif piece.kind not in UNSAID and piece.text not in ASIDE:
            self.rest.append(piece.text)

    def says_all_day(self) -> bool:
        """Without hours of its own; the words are then no part of the room’s name."""
        said = " ".join(self.rest)
        if self.hours or self.clock or not ALL_DAY.search(said):
            return False
        self.rest = ALL_DAY.sub("", said, count=1).split()
        return True


def _opening_times(meant: Sequence[str], on: date, rooms: Mapping[str, str], all_day: AllDay) -> Times:
    """When all of those that open on that day at all are open."""
    opened = [room for room in meant if all_day([room], on)]
    times = all_day(opened, on) if opened else None
    if times is None:
        words = _("%(room)s is not open on %(day)s. From when to when? Say it like 2-6pm.")
        names = get_text_list([rooms[room] for room in meant], _("or"))
        raise Unheard(words % {"room": names, "day": day_words(on)})
    return times


def _day(parts: _Parts, today: date) -> date:
    if len(parts.days) > 1:
        raise Unheard(_("More than one day is said. Ask for one at a time."))
    if parts.days:
        return _said(parts, today)
    if parts.away is not None:
        return _agreeing(today + timedelta(days=parts.away), parts.weekday)
    if parts.number is not None:
        return _numbered(parts.number, parts.weekday, today)
    if parts.weekday is None:
        raise Unheard(_("Which day? Say it like 14, 14 March, 14/3, Saturday or tomorrow."))
    ahead = (parts.weekday - today.weekday()) % 7
    return today + timedelta(days=7 if parts.is_next and not ahead else ahead)


def _said(parts: _Parts, today: date) -> date:
    """With the month; where no year is said, the next such day."""
    [piece] = parts.days
    day = day_of(piece, parts.weekday)
    on = day.after(today) if day and day.can_be else None
    if on is None:
        raise Unheard(_("“%(words)s” is no day.") % {"words": piece.text})
    if on < today:
        raise Unheard(_("%(day)s is past.") % {"day": day_words(on)})
    return _agreeing(on, parts.weekday)


def _numbered(number: int, weekday: int | None, today: date) -> date:
    """The next 14th; with a day of the week beside it, the next that is one."""
    for ahead in range(FURTHEST):
        on = today + timedelta(days=ahead)
        if on.day == number and weekday in (None, on.weekday()):
            return on
    raise Unheard(_("“%(words)s” is no day.") % {"words": number})


def _agreeing(on: date, weekday: int | None) -> date:
    if weekday not in (None, on.weekday()):
        assert weekday is not None
        facts = {"day": day_words(on), "weekday": weekday_word(weekday)}
        raise Unheard(_("%(day)s is no %(weekday)s. Which of the two is meant?") % facts)
    return on


def _times(parts: _Parts) -> Times:
    if len(parts.hours) > 1:
        raise Unheard(_("More than one time is said. Ask for one at a time."))
    try:
        if parts.hours:
            return _forwards(parts.hours[0])
        if parts.clock and parts.length:
            return hours_from(parts.clock, parts.length)
    except (Unreadable, Unclear):
        words = parts.hours[0] if parts.hours else f"{parts.clock} {parts.length}"
        raise Unheard(_("“%(words)s” is no time. Say it like 2-6pm or 7.30pm to 10pm.") % {"words": words}) from None
    raise Unheard(_("From when to when? Say it like 2-6pm, 7.30pm to 10pm or all day."))


def _forwards(words: str) -> Times:
    hours = read_hours(words)
    times = Times(hours.start, hours.end)
    if times.ends_in_time:
        return times
    raise Unheard(_("“%(words)s” ends before it starts. (After midnight is fine, until 6am.)") % {"words": words})


def room_named(words: Sequence[str], rooms: Mapping[str, str]) -> str:
    """The only one of which each of these words begins a word of the name, or which is called just so."""
    fitting = _rooms_fitting(words, rooms)
    if len(fitting) == 1:
        return fitting[0]
    names = get_text_list([rooms[code] for code in fitting or rooms], _("or") if fitting else _("and"))
    if fitting:
        raise Unheard(_("Which room? “%(words)s” may be %(rooms)s.") % {"words": " ".join(words), "rooms": names})
    if words:
        facts = {"words": " ".join(words), "rooms": names}
        raise Unheard(_("“%(words)s” is no room here. There are %(rooms)s.") % facts)
    raise Unheard(_("Which room? There are %(rooms)s.") % {"rooms": names})


def _rooms_fitting(words: Sequence[str], rooms: Mapping[str, str]) -> list[str]:
    """The codes of all that may be meant; the only room there is need not be said."""
    if not words:
        return list(rooms) if len(rooms) == 1 else []
    fitting = [code for code, name in rooms.items() if _fits(words, name)]
    alike = [code for code in fitting if " ".join(words) in (rooms[code].lower(), code)]
    return alike if len(alike) == 1 else fitting


def _fits(words: Iterable[str], name: str) -> bool:
    names = re.findall(r"\w+", name.lower())
    return all(any(part.startswith(word) for part in names) for word in words)
