"""What the page of a search shows: a card for each room, in its section, and what was left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Hirer
from bookings.finding import Findings, FoundRoom, LeftOut, Section, Wish
from bookings.finding.ground import MOST_NAMED
from bookings.finding.things import THINGS
from bookings.finding.words import (
    LeftOutGroup,
    PriceGroup,
    asks_words,
    away_words,
    left_out_groups,
    names_of,
    near_words,
    price_groups,
    refused_groups,
)
from bookings.models import RefusedDate
from bookings.pricing import QUESTIONS
from bookings.recurrence import Pattern
from bookings.views.card_facts import Halls, held_words, regulars_words, shortest_words
from bookings.views.find_words import (
    beside_words,
    book_address,
    free_words,
    guide_address,
    instead,
    look_address,
    others_words,
    when_words,
)
from bookings.views.guides import NeedLine, ask_address, need_line
from bookings.views.maps import map_of
from venues.access.needs import NEEDS
from venues.access.words import asked_words as need_words
from venues.models import Picture, Room

PER_PAGE = 30


@dataclass(frozen=True)
class Card:
    found: FoundRoom
    picture: Picture | None
    free_words: str  # when, where one time of several was enough
    others: str  # how many more of that day
    refused: list[tuple[str, str]]
    why: list[PriceGroup]
    regulars: str  # a lower price that the hall gives to those who ask
    asks: str
    is_asked: bool  # the next page asks whatever the price hangs on
    needs: list[NeedLine]
    things: list[str]  # beside the room, in the price
    not_listed: list[str]  # asked for beside the room, and not on the price list
    facts: list[tuple[str, str]]  # an icon and a sentence
    away: str  # how far, where a place was named
    look: str
    book: str
    guide: str  # how it meets the needs of this search stands at its head, for the same day
    ask: str
    unknown: list[str]  # the facts of access that nobody knows, by their codes; what was needed, by its own
    need_codes: list[str]
    others_ask: str  # for some of the same hours, not yet decided


@dataclass(frozen=True)
class LeftOutCard:
    room: Room
    look: str
    wait: str  # where others have it: the step to book, at which one can wait or ask for another time
    instead: list[tuple[str, str]]  # when it is free, and the step to book it then
    an_hour: str  # what it costs, where that is too much


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
    halls = Halls.load([found for _section, found in page], at=timezone.now())
    cards: dict[str, list[Card]] = {section.value: [] for section in Section}
    for section, found in page:
        cards[section.value].append(_card(found, findings, halls))
    return {
        "page": page,
        "counts": {section.value: len(rooms) for section, rooms in sections.items()},
        "wish": findings.wish,
        "when": when_words(findings.wish),
        "beside": beside_words(findings.wish, _currency(findings)),
        "near_words": near_words(findings.wish),
        "kind_words": Hirer.Kind(findings.wish.kind).label,
        "needs": [need_words(NEEDS[code], findings.wish.said) for code in NEEDS if code in findings.wish.needs],
        "found_map": map_of([found for _section, found in page], findings.wish),
        "left_out": [_left_out(group, findings.wish) for group in left_out_groups(findings.left_out, findings.unnamed)],
        "left_out_count": findings.left_out_count,
        **cards,
    }


def _left_out(group: LeftOutGroup, wish: Wish) -> LeftOutCards:
    named = [_left_out_card(left, wish) for left in group.rooms[:MOST_NAMED]]
    return LeftOutCards(group.words, named, bool(group.unnamed) or len(group.rooms) > MOST_NAMED)


def _left_out_card(left: LeftOut, wish: Wish) -> LeftOutCard:
    room, waits = left.room, left.reason == RefusedDate.Reason.TAKEN and not wish.takes_the_first
    book = "" if wish.takes_the_first else book_address(room, wish, wish.pattern)
    return LeftOutCard(
        room,
        look_address(room, wish.pattern.first, book),
        book if waits else "",
        list(instead(left, wish)),
        str(left.found.an_hour) if left.found and left.found.an_hour is not None else "",
    )


def _card(found: FoundRoom, findings: Findings, halls: Halls) -> Card:
    room, venue, wish = found.room, found.room.venue, findings.wish
    days, needs = [date.on for date in found.free], [need_line(match) for match in found.matches.each]
    names = names_of(findings.prices, [room], days)
    to_ask = [] if found.capacity_is_known else [_("How many people it safely takes")]
    to_ask += [_("Which school terms it goes by")] if found.terms_not_known else []
    to_ask += [str(THINGS[code].label) for code in found.not_listed]
    first = found.dates[0].planned.asked
    chosen = Pattern(first.on, first.times) if wish.takes_the_first else wish.pattern
    book = book_address(room, wish, chosen, found)
    return Card(
        found=found,
        picture=halls.picture(room),
        free_words=free_words(found),
        others=others_words(found),
        refused=refused_groups(found),
        why=price_groups(found, names),
        regulars=regulars_words(found, findings.prices),
        asks=asks_words(found, names),
        is_asked=isinstance(found.asks, QUESTIONS),
        needs=needs,
        things=[extra.name for extra in found.brought.extras] if found.brought else [],
        not_listed=[str(THINGS[code].label) for code in found.not_listed],
        facts=[
            (icon, words)
            for icon, words in (
                ("price", " ".join(filter(None, (held_words(found, names), shortest_words(found, findings.prices))))),
                ("clock", halls.answer(room)),
                ("access", "" if any(line.checked for line in needs) else halls.access(room)),
            )
            if words
        ],
        away=away_words(found, wish),
        look=look_address(room, first.on, book),
        book=book,
        guide=guide_address(found),
        ask=ask_address(venue, f"{room.name}, {venue.name}", to_ask) if to_ask else "",
        unknown=[fact.code for fact in found.unknown],
        need_codes=[match.need.code for match in found.matches.each],
        others_ask=halls.others_ask(found, findings.ground.cells[room.pk]),
    )


def _currency(findings: Findings) -> str:
    """What the limit of price is told in: that of the halls."""
    rooms = findings.ground.rooms
    return rooms[0].venue.operator.currency if rooms else "GBP"
