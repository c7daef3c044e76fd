"""What the page of a search shows: a card for each room, in its section, and what was left out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from accounts.clock import date_words, day_words, time_words
from accounts.models import Hirer
from bookings.asking_together import asked_together, asked_words
from bookings.finding import Findings, FoundRoom, LeftOut, Section, Wish
from bookings.finding.words import (
    LeftOutGroup,
    PriceGroup,
    advice,
    asks_words,
    away_words,
    left_out_groups,
    names_of,
    near_words,
    price_groups,
    refused_groups,
)
from bookings.forms.series_query import as_query, how_often
from bookings.models import RefusedDate
from bookings.pricing import QUESTIONS
from bookings.series_words import series_words
from bookings.views.guides import NeedLine, ask_address, need_line
from bookings.views.maps import map_of
from venues.access.needs import NEEDS
from venues.access.words import asked_words as need_words
from venues.models import Picture, Room

PER_PAGE = 30
MOST_LEFT_OUT = 100  # named, of those left out for one reason
SHOWN = ("layouts", "pictures", "venue__pictures")  # only of the rooms on the page


@dataclass(frozen=True)
class Card:
    found: FoundRoom
    picture: Picture | None
    refused: list[tuple[str, str]]
    why: list[PriceGroup]
    asks: str
    is_asked: bool  # the next page asks whatever the price hangs on
    needs: list[NeedLine]
    away: str  # how far, where a place was named
    look: str
    book: str
    ask: str
    unknown: list[str]  # the facts of access that nobody knows, by their codes; what was needed, by its own
    need_codes: list[str]
    others_ask: str  # for some of the same hours, not yet decided


@dataclass(frozen=True)
class LeftOutCard:
    room: Room
    look: str
    wait: str  # where others have it: the step to book, at which one can wait or ask for another time


@dataclass(frozen=True)
class LeftOutCards:
    words: str
    rooms: list[LeftOutCard]
    has_more: bool


def page_of(findings: Findings, number: str | None) -> dict[str, Any]:
    """Everything that the template of the results names; the rooms a page at a time, in the order of their sections."""
    sections = {section: findings.section(section) for section in Section}
    rows = [(section, found) for section, rooms in sections.items() for found in rooms]
    page = Paginator(rows, PER_PAGE).get_page(number)
    prefetch_related_objects([found.room for _section, found in page], *SHOWN)
    cards: dict[str, list[Card]] = {section.value: [] for section in Section}
    wanted = [period for _section, found in page for period in found.periods]
    asked = asked_together([found.room for _section, found in page], wanted, at=timezone.now())
    for section, found in page:
        cards[section.value].append(_card(found, findings, asked_words(asked.get(found.room.pk, ()))))
    return {
        "page": page,
        "counts": {section.value: len(rooms) for section, rooms in sections.items()},
        "wish": findings.wish,
        "when": when_words(findings.wish),
        "near_words": near_words(findings.wish),
        "kind_words": Hirer.Kind(findings.wish.kind).label,
        "needs": [need_words(NEEDS[code], findings.wish.said) for code in NEEDS if code in findings.wish.needs],
        "found_map": map_of([found for _section, found in page], findings.wish),
        "left_out": [_left_out(group, findings.wish) for group in left_out_groups(findings.left_out)],
        "left_out_count": len(findings.left_out),
        "advice": advice(findings.left_out),
        **cards,
    }


def when_words(wish: Wish) -> str:
    """Tuesday 3 March 2026, 7pm to 9pm; or Every Tuesday, 7pm to 9pm, from a day to another."""
    pattern = wish.pattern
    hours = _("%(start)s to %(end)s") % {
        "start": time_words(pattern.times.start),
        "end": time_words(pattern.times.end),
    }
    if pattern.until is None:
        return _("%(day)s, %(hours)s") % {"day": day_words(pattern.first), "hours": hours}
    if pattern.nth is not None or pattern.weekdays or pattern.every_weeks > 1 or wish.in_term or wish.not_bank_holidays:
        terms, nation = () if wish.in_term else None, "any" if wish.not_bank_holidays else ""
        return series_words(replace(pattern, terms=terms, nation=nation))
    dates = pattern.rule_dates()
    return _("Every %(weekday)s, %(hours)s, from %(first)s to %(last)s (%(count)s dates)") % {
        "weekday": WEEKDAYS[pattern.first.weekday()],
        "hours": hours,
        "first": date_words(dates[0]),
        "last": date_words(dates[-1]),
        "count": len(dates),
    }


def look_address(room: Room, wish: Wish) -> str:
    """Its page, at the week of the first date."""
    return f"{room.get_absolute_url()}?week={wish.pattern.first.isoformat()}#week"


def book_address(room: Room, wish: Wish) -> str:
    """The step to book, filled in with all that was asked but the needs."""
    pattern = wish.pattern
    query: dict[str, Any] = as_query(pattern, in_term=wish.in_term, not_bank_holidays=wish.not_bank_holidays)
    query |= {"people": wish.people, "kind": wish.kind}
    if pattern.until:
        query["every"] = how_often(pattern)
    return reverse("bookings:book", args=[room.venue.slug, room.code]) + "?" + urlencode(query)


def _left_out(group: LeftOutGroup, wish: Wish) -> LeftOutCards:
    named = [_left_out_card(left, wish) for left in group.rooms[:MOST_LEFT_OUT]]
    return LeftOutCards(group.words, named, len(group.rooms) > MOST_LEFT_OUT)


def _left_out_card(left: LeftOut, wish: Wish) -> LeftOutCard:
    waits = left.reason == RefusedDate.Reason.TAKEN
    return LeftOutCard(left.room, look_address(left.room, wish), book_address(left.room, wish) if waits else "")


def _card(found: FoundRoom, findings: Findings, others_ask: str) -> Card:
    room, venue = found.room, found.room.venue
    days = [date.on for date in found.free]
    names = names_of(findings.prices, [room], days)
    pictures = [*room.pictures.all(), *(picture for picture in venue.pictures.all() if picture.room_id is None)]
    capacity = [] if found.capacity_is_known else [_("How many people it safely takes")]
    return Card(
        found=found,
        picture=pictures[0] if pictures else None,
        refused=refused_groups(found),
        why=price_groups(found, names),
        asks=asks_words(found, names),
        is_asked=isinstance(found.asks, QUESTIONS),
        needs=[need_line(match) for match in found.matches.each],
        away=away_words(found, findings.wish),
        look=look_address(room, findings.wish),
        book=book_address(room, findings.wish),
        ask=ask_address(venue, f"{room.name}, {venue.name}", capacity) if capacity else "",
        unknown=[fact.code for fact in found.unknown],
        need_codes=[match.need.code for match in found.matches.each],
        others_ask=others_ask,
    )
