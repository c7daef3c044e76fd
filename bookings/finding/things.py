"""What a group needs beside the room: which of a hall's extras that is, and whether it is free."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from bookings.asking import Answers, Counted, counted, questions
from bookings.dealing import Use, most_at_once
from bookings.exceptions import few_words
from bookings.finding.wish import Wish
from bookings.models import EquipmentUse
from bookings.prices import PriceLists
from venues.at_one_go import Question, Row, rows_of
from venues.models import Room, Venue
from venues.periods import Period
from venues.tariffs import ExtraAsked
from venues.tariffs.rows import Extra


@dataclass(frozen=True)
class Thing:
    """What groups ask for; `named` are words of which a hall's own name for it has one."""

    label: Promise
    named: re.Pattern[str]


def _any_of(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b({words})\b", re.IGNORECASE)


THINGS = {
    "kitchen": Thing(gettext_lazy("Kitchen"), _any_of("kitchens?|kitchenette")),
    "crockery": Thing(gettext_lazy("Crockery"), _any_of("crockery")),
    "urn": Thing(gettext_lazy("Tea urn"), _any_of("urns?")),
    "projector": Thing(gettext_lazy("Projector"), _any_of("projectors?")),
    "sound": Thing(gettext_lazy("Sound system"), _any_of("sound system|sound and picture|pa|pa system|av|amplifier")),
    "piano": Thing(gettext_lazy("Piano"), _any_of("pianos?")),
    "stage": Thing(gettext_lazy("Stage"), _any_of("stages?|staging")),
}


@dataclass(frozen=True)
class Brought:
    """The extras of a hall's price list that are what was asked for, and what of that it says nothing about."""

    extras: tuple[Extra, ...] = ()
    unknown: tuple[str, ...] = ()
    people: int = 1

    @property
    def answers(self) -> Answers:
        """One of each, or as many as there are people where it is for people."""
        return Answers(
            extras=tuple(
                ExtraAsked(extra.code, self.people if counted(extra) is Counted.PEOPLE else 1) for extra in self.extras
            )
        )


Lent = Mapping[tuple[int, str], Sequence[tuple[Use, datetime | None]]]  # by venue and code, until when it is held


def lent_question(venues: Collection[int] | QuerySet[Venue], span: Period) -> Question:
    """What `lent_read` reads: whatever is few and used in that span."""
    used = EquipmentUse.objects.filter(venue__in=venues, starts_at__lt=span.last, ends_at__gt=span.first)
    kind = ("venue_id", "equipment__code")
    return rows_of(used, *kind, "pk", "starts_at", "ends_at", "first_unit", "last_unit", "expires_at")


def lent_read(rows: Iterable[Row]) -> Lent:
    found = defaultdict[tuple[int, str], list[tuple[Use, datetime | None]]](list)
    for venue, code, key, starts_at, ends_at, first, last, expires_at in rows:
        found[venue, code].append((Use(key, Period(starts_at, ends_at), last - first + 1), expires_at))
    return found


@dataclass(frozen=True)
class Lending:
    """What the halls have of the things asked for, and what is taken of it at this moment."""

    prices: PriceLists
    lent: Lent
    at: datetime
    _brought: dict[object, Brought] = field(default_factory=dict)

    def of(self, room: Room, on: date, wish: Wish) -> Brought:
        """By the price list that holds on that day."""
        asked = room.pk, on, wish.things, wish.kind, wish.people
        if asked not in self._brought:
            self._brought[asked] = self._look(room, on, wish)
        return self._brought[asked]

    def too_few(self, room: Room, on: date, period: Period, wish: Wish) -> str:
        """What is not free then, in words; nothing where all is."""
        few = (
            few_words(extra.name, 0)
            for extra in self.of(room, on, wish).extras
            if extra.stock is not None and most_at_once(self._uses(room.venue_id, extra.code), period) >= extra.stock
        )
        return "; ".join(few)

    def _uses(self, venue: int, code: str) -> list[Use]:
        """A hold that has lapsed takes nothing."""
        lent = self.lent.get((venue, code), ())
        return [use for use, expires_at in lent if expires_at is None or expires_at > self.at]

    def _look(self, room: Room, on: date, wish: Wish) -> Brought:
        tariff = self.prices.value_on(room.venue, on)
        meant = [each.code for each in self.prices.categories(room.venue) if each.is_meant_for(wish.kind)]
        lent = questions(tariff, room.code, meant).extras if tariff else ()
        found, unknown = [], []
        for code in wish.things:
            named = THINGS[code].named
            extra = next((extra for extra in lent if extra.code == code), None) or next(_called(lent, named), None)
            if extra:
                found.append(extra)
            elif not named.search(room.name):  # “Main hall with kitchen” has one at no price of its own
                unknown.append(code)
        return Brought(tuple(dict.fromkeys(found)), tuple(unknown), wish.people)


def _called(extras: Iterable[Extra], named: re.Pattern[str]) -> Iterator[Extra]:
    return (extra for extra in extras if named.search(extra.name) or named.search(extra.code.replace("-", " ")))
