"""What a group needs beside the room: which of a hall's extras that is, and whether it is free."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from bookings.asking import Answers, Counted, counted, questions
from bookings.dealing import Use, most_at_once
from bookings.exceptions import few_words
from bookings.finding.wish import Wish
from bookings.models import Equipment
from bookings.prices import PriceLists
from bookings.things import with_uses
from venues.models import Room
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


@dataclass(frozen=True)
class Lending:
    """What the halls have of the things asked for, and what is taken of it; loaded in one question."""

    prices: PriceLists
    uses: dict[tuple[int, str], list[Use]] = field(default_factory=lambda: defaultdict(list))  # by venue and code
    _brought: dict[object, Brought] = field(default_factory=dict)

    def load(self, wishes: Iterable[Wish], rooms: Sequence[Room], periods: Sequence[Period], at: datetime) -> None:
        """What others have in all these periods of whatever is wished in these rooms; nothing is asked for nothing."""
        asking = [wish for wish in wishes if wish.things]
        found = ((room, self.of(room, wish.pattern.first, wish)) for wish in asking for room in rooms)
        wanted = {(room.venue_id, extra.code) for room, brought in found for extra in brought.extras if extra.stock}
        if not asking or not periods:
            return
        span = Period(periods[0].first, max(period.last for period in periods))
        kinds = Equipment.objects.filter(
            venue__in={venue for venue, _code in wanted}, code__in={code for _venue, code in wanted}
        )
        for kind, use in with_uses(kinds, span):
            if use is not None and (use.expires_at is None or use.expires_at > at):
                self.uses[kind.venue_id, kind.code].append(use)

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
            if extra.stock is not None
            and most_at_once(self.uses.get((room.venue_id, extra.code), ()), period) >= extra.stock
        )
        return "; ".join(few)

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
