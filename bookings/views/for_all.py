"""One choice for all the dates of a series that clash, where forty of them would each be asked about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bookings.forms.book import BookForm
from bookings.forms.ways import AT, LEAVE_OUT, ROOM, WAIT, ways_typed
from bookings.plans import Ask
from bookings.views.clashes import Clash

FOR_ALL = "for_all"  # the name of its buttons
FEWEST = 3  # fewer dates are as quickly chosen one by one
WORDS: dict[str, Promise] = {
    ROOM: _("Another room, where one is free"),
    AT: _("Another time of that day, where there is one"),
    WAIT: _("Wait for all of them"),
    LEAVE_OUT: _("Leave all of them out"),
}


@dataclass(frozen=True)
class ForAll:
    value: str
    words: str | Promise


def offered(clashes: Iterable[Clash]) -> list[ForAll]:
    """What can be chosen for several of them at once."""
    kinds = [{_kind(option.value) for option in clash.options} for clash in clashes if clash.options]
    if len(kinds) < FEWEST:
        return []
    return [ForAll(value, words) for value, words in WORDS.items() if sum(value in kind for kind in kinds) > 1]


def chosen_for_all(form: BookForm, clashes: Iterable[Clash], said: str) -> Ask:
    """What is asked, with the first such way for each date that has one; the others keep theirs."""
    picked = {clash.name: value for clash in clashes if (value := _first(clash, said))}
    days = {clash.on for clash in clashes if clash.name in picked}
    ways = ways_typed(picked, form.ask.pattern, lambda: form.others)
    kept = {day: way for day, way in form.ask.ways.items() if day not in days}
    return replace(form.ask, ways={**kept, **ways})


def _first(clash: Clash, said: str) -> str:
    return next((option.value for option in clash.options if _kind(option.value) == said), "")


def _kind(value: str) -> str:
    return value.partition(" ")[0]
