"""What a page says that found nothing: which one thing or two, were they other, would bring how many rooms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.clock import date_words, day_words, time_words
from bookings.finding import Change, Findings, FoundRoom, NearMiss, Wish
from bookings.finding.found import NO_DATE, TOO_DEAR
from bookings.finding.words import advice
from bookings.forms.series_query import as_query
from venues.access.needs import NEEDS
from venues.access.words import need_label

OF_TIME = (Change.EARLIER, Change.LATER, Change.NEXT_DAY, Change.NEXT_WEEK, Change.OTHER_HOURS, Change.OTHER_WEEKDAY)
WORDS = {
    Change.EARLIER: gettext_lazy("An hour earlier, %(hours)s"),
    Change.LATER: gettext_lazy("An hour later, %(hours)s"),
    Change.NEXT_DAY: gettext_lazy("The day after, %(day)s"),
    Change.NEXT_WEEK: gettext_lazy("A week later, %(day)s"),
    Change.OTHER_HOURS: gettext_lazy("At another time of day, %(hours)s"),
    Change.OTHER_WEEKDAY: gettext_lazy("On a %(weekday)s"),
    Change.FEWER: gettext_lazy("For up to %(people)s people"),
    Change.FURTHER: gettext_lazy("Within %(miles)s miles"),
    Change.WITHOUT: gettext_lazy("Without “%(need)s”"),
    Change.ANY_DATE: gettext_lazy("Without “in school term time only”"),
    Change.ANYWHERE: gettext_lazy("At any venue"),
    Change.ANY_LAYOUT: gettext_lazy("In another layout"),
    Change.ROOM_ALONE: gettext_lazy("The room alone, with nothing beside it"),
    Change.DEARER: gettext_lazy("At a higher price"),
    Change.LEAVE_OUT: gettext_lazy("Leave out %(left_out)s"),
}
IN_PART = "#in-part"  # the section of the same page: each of its cards names the dates that it does not have
LET_GO = {NO_DATE: "term_time", TOO_DEAR: "most"}  # what of the address one can do without
ON_OTHER_DAYS = gettext_lazy("A day later each time, on a %(weekday)s")


@dataclass(frozen=True)
class NearLine:
    """What is other, what that brings, and where that is; a `need` goes with a button, never in an address."""

    words: str
    brings: str
    link: str
    need: str
    is_of_two: bool = False


def near_lines(near: Sequence[NearMiss], asked: QueryDict) -> list[NearLine]:
    return [
        NearLine(_changes_words(miss), _brings(miss.rooms), _link(miss, asked), miss.need, miss.also is not None)
        for miss in near
    ]


def advice_lines(findings: Findings, asked: QueryDict) -> list[tuple[str, str]]:
    """What to change where no one change is enough; with the search for it where that is to let go of one thing."""
    told = advice(findings.left_out, findings.unnamed)
    return [(words, _address(asked, {LET_GO[reason]: ""}) if reason in LET_GO else "") for reason, words in told]


def _changes_words(miss: NearMiss) -> str:
    """An hour later, 8pm to 10pm, and for up to 60 people."""
    if miss.also is None:
        return _change_words(miss.change, miss)
    also = _change_words(miss.also, miss)
    said = {"change": _change_words(miss.change, miss), "also": also[:1].lower() + also[1:]}
    return _("%(change)s, and %(also)s") % said


def _change_words(change: Change, miss: NearMiss) -> str:
    wish, pattern = miss.wish, miss.wish.pattern
    said = {
        "hours": _("%(start)s to %(end)s")
        % {"start": time_words(pattern.times.start), "end": time_words(pattern.times.end)},
        "day": day_words(pattern.first),
        "weekday": WEEKDAYS[pattern.first.weekday()],
        "people": wish.people,
        "miles": wish.within,
        "need": need_label(NEEDS[miss.need]) if miss.need else "",
        "left_out": get_text_list([date_words(day) for day in miss.days], _("and")),
    }
    words = ON_OTHER_DAYS if change == Change.NEXT_DAY and pattern.repeats else WORDS[change]
    return str(words % said)


def _brings(rooms: Sequence[FoundRoom]) -> str:
    """How many, and the lowest price for all the dates."""
    first = rooms[0]
    if first.asks or not first.offers:
        return ngettext("%(count)d room fits", "%(count)d rooms fit", len(rooms)) % {"count": len(rooms)}
    said = {
        "room": first.room.name,
        "venue": first.room.venue.name,
        "price": first.total,
        "count": len(rooms),
    }
    one, more = _("%(room)s, %(venue)s: %(price)s all in"), _("%(count)d rooms fit, from %(price)s all in")
    return (one if len(rooms) == 1 else more) % said


def _link(miss: NearMiss, asked: QueryDict) -> str:
    if miss.change is Change.LEAVE_OUT:
        return IN_PART
    also = _changed(miss.also, miss.wish) if miss.also else {}
    return _address(asked, {**_changed(miss.change, miss.wish), **also})


def _address(asked: QueryDict, changed: Mapping[str, str]) -> str:
    query = asked.copy()
    query.pop("page", None)
    for name, value in changed.items():
        query[name] = value
        if not value:
            del query[name]
    return f"{reverse('find')}?{query.urlencode()}"


def _changed(change: Change, wish: Wish) -> Mapping[str, str]:
    """The parts of the address that are other; an empty one is left out."""
    if change in OF_TIME and wish.takes_the_first:
        when = as_query(replace(wish.pattern, until=None), in_term=False, not_bank_holidays=False)
        return {**when, "weekday": "", "part": ""}
    if change in OF_TIME:
        last = {"weeks": ""} if wish.pattern.until else {}
        return {**as_query(wish.pattern, in_term=wish.in_term, not_bank_holidays=wish.not_bank_holidays), **last}
    return {
        Change.FEWER: {"people": str(wish.people)},
        Change.FURTHER: {"within": str(wish.within)},
        Change.ANY_DATE: {"term_time": ""},
        Change.ANYWHERE: {"venue": ""},
        Change.ANY_LAYOUT: {"layout": ""},
        Change.ROOM_ALONE: {"things": ""},
        Change.DEARER: {"most": ""},
    }.get(change, {})
