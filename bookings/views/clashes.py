"""What the check page offers for each date that cannot be had as asked: leave it out, another room or time, to wait."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date as day

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bookings.forms.ways import LEAVE_OUT, WAIT, WAY, way_value
from bookings.models import RefusedDate, Session
from bookings.plans import Plan, PlannedDate, Way
from bookings.series_words import times_words
from bookings.ways_out import Choices, OtherRoom, OtherTime
from venues.access.words import label, reading_words
from venues.money import Money
from venues.periods import Period


@dataclass(frozen=True)
class Option:
    """One radio button, with what it costs and what is otherwise there."""

    value: str
    words: str
    price: str = ""
    differs: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Clash:
    """A date that cannot be had as asked and why; `own` is the date of one's own groups that is in the way."""

    on: day
    why: str
    own: Session | None = None
    options: list[Option] = field(default_factory=list)
    chosen: str = LEAVE_OUT

    @property
    def name(self) -> str:
        return f"{WAY}{self.on.isoformat()}"

    @property
    def own_words(self) -> str:
        """Your own group has it then."""
        if self.own is None:
            return ""
        waits = self.own.booking.is_waiting
        return _("Your own group has asked for it then:") if waits else _("Your own group has it then:")

    @property
    def has_its_way(self) -> bool:
        return self.chosen not in ("", LEAVE_OUT, WAIT)

    @property
    def can_have_a_way(self) -> bool:
        """Whether something can be chosen for it beside leaving it out."""
        return any(option.value not in (LEAVE_OUT, WAIT) for option in self.options)


def clashes_of(
    plan: Plan, choices: Choices, own: Mapping[Period, Session], queues: Mapping[Period, int]
) -> list[Clash]:
    """In the order of the dates, those that have their way among them; `queues` tell how many wait already."""
    return [
        Clash(
            date.asked.on,
            _chosen_words(date.way) if date.way and not date.way.wait else date.reason_words,
            _own(date, own),
            list(_options(date, choices, queues) if plan.ask.pattern.repeats else _of_a_single_date(date, choices)),
            way_value(date.way) if date.way or plan.ask.pattern.repeats else "",
        )
        for date in plan.dates
        if date.way or (date.reason and date.reason != RefusedDate.Reason.LEFT_OUT)
    ]


def _chosen_words(way: Way) -> str:
    """It cannot be had as it was asked, and need not."""
    if way.room:
        return _("You chose %(room)s instead.") % {"room": way.room.name}
    return _("You chose %(times)s instead.") % {"times": times_words(way.times)} if way.times else ""


def place_words(date: PlannedDate) -> str:
    """Where a date is that is not had as it was asked; nothing of any other."""
    if date.way is None:
        return ""
    return _("In %(room)s") % {"room": date.way.room.name} if date.way.room else _("At another time of that day")


def _own(date: PlannedDate, own: Mapping[Period, Session]) -> Session | None:
    if date.reason != RefusedDate.Reason.TAKEN or date.asked.period is None:
        return None
    return own.get(date.asked.period)


def _options(date: PlannedDate, choices: Choices, queues: Mapping[Period, int]) -> Iterator[Option]:
    may_wait = date.asked.period in queues
    found = list(_of_a_single_date(date, choices))
    if found or date.way or may_wait:
        yield Option(LEAVE_OUT, _("Leave this date out"))
    yield from found
    if date.asked.period and may_wait:
        yield Option(WAIT, _("Leave it out, and wait for it"), differs=[queue_words(queues[date.asked.period])])


def _of_a_single_date(date: PlannedDate, choices: Choices) -> Iterator[Option]:
    """Other rooms and times: without it nothing would be left to ask for, and to wait has a button of its own."""
    ways = choices.of(date.asked.on)
    found = [*map(_room, ways.rooms), *map(_time, ways.times)]
    yield from found
    if date.way and way_value(date.way) not in [WAIT, *(option.value for option in found)]:
        yield Option(way_value(date.way), place_words(date))


def queue_words(before: int) -> str:
    """What waiting means, and how many come before."""
    what = _("We write to you if it becomes free.")
    if not before:
        return _("%(what)s Nobody waits before you.") % {"what": what}
    words = ngettext("%(before)d group waits before you.", "%(before)d groups wait before you.", before)
    return f"{what} {words % {'before': before}}"


def _room(other: OtherRoom) -> Option:
    differs = [
        _("%(fact)s: %(answer)s") % {"fact": label(answer.fact), "answer": reading_words(answer)}
        for answer in other.differs
    ]
    if other.room.largest_capacity is None:
        differs.append(_("how many people it safely takes is not known"))
    words = _("%(room)s, at the same time") % {"room": other.room.name}
    return Option(way_value(Way(room=other.room)), words, _price_words(other.price), differs)


def _time(other: OtherTime) -> Option:
    words = _("%(times)s, in the same room") % {"times": times_words(other.times)}
    return Option(way_value(Way(times=other.times)), words, _price_words(other.price))


def _price_words(price: Money | None) -> str:
    return _("the hall tells the price") if price is None else str(price)
