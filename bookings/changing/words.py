"""A change in words: of one date what was and what is, of several how many and what is new."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.clock import date_words, span_words
from bookings.change_letters import Line
from bookings.changing.dates import ChangedDate, ChangePlan
from bookings.changing.targets import day_of
from bookings.room_names import room_names
from venues.models import Layout
from venues.periods import Period


def lines_of(plan: ChangePlan) -> list[Line]:
    """As letters tell it, date by date."""
    return [Line(before_words(date), after_words(date), date.before, date.after) for date in plan.changed]


def before_words(date: ChangedDate) -> str:
    """Tuesday 3 March 2026, 6pm to 8pm, in Main, for 25 people: of what will be otherwise."""
    return ", ".join(
        _words(date, date.session.period, room_names(date.rooms_before), date.layout_before, date.session.people)
    )


def after_words(date: ChangedDate) -> str:
    return ", ".join(_words(date, date.period, room_names(date.rooms), date.layout, date.people))


def _words(date: ChangedDate, period: Period, rooms: str, layout: Layout | None, people: int) -> Iterator[str]:
    yield span_words(period.start, period.end, date.session.venue.tz)
    if date.rooms != date.rooms_before:
        yield _("in %(room)s") % {"room": rooms}
    if date.layout != date.layout_before and layout is not None:
        yield _("laid out as %(layout)s") % {"layout": layout.name}
    if date.people != date.session.people:
        yield ngettext("for %(people)d person", "for %(people)d people", people) % {"people": people}


def journal_words(plan: ChangePlan) -> str:
    """As the history of the booking tells it."""
    first = plan.changed[0]
    words = {"before": before_words(first), "after": after_words(first)}
    if len(plan.changed) == 1:
        return _("%(before)s → %(after)s") % words
    many = _("%(count)d dates from %(first)s to %(last)s, the first: %(before)s → %(after)s")
    span = {"first": date_words(day_of(first.session)), "last": date_words(day_of(plan.changed[-1].session))}
    return many % {"count": len(plan.changed), **span, **words}
