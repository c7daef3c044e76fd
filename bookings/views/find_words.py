"""When somebody looks for a room, in words, and the addresses that lead on from there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.clock import date_words, day_words
from bookings.finding import FoundRoom, LeftOut, Wish
from bookings.finding.in_term import terms_asked
from bookings.finding.layouts import LAYOUTS
from bookings.finding.things import THINGS
from bookings.forms.series_query import as_query, how_often
from bookings.recurrence import Pattern
from bookings.series_words import series_words, times_words
from venues.models import Room
from venues.money import Money
from venues.tariffs.words.times import length_words


def when_words(wish: Wish) -> str:
    """Tuesday 3 March 2026, 7pm to 9pm; every Tuesday; any 3 hours of a day; or the first free Tuesday."""
    pattern = wish.pattern
    hours = times_words(pattern.times)
    if wish.minutes:
        hours = _("any %(length)s from %(hours)s") % {"length": length_words(wish.minutes), "hours": hours}
    if wish.first_free:
        said = {"weekday": WEEKDAYS[pattern.first.weekday()], "day": date_words(pattern.first), "hours": hours}
        return _("The first free %(weekday)s from %(day)s on, %(hours)s") % said
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


def beside_words(wish: Wish, currency: str = "GBP") -> list[str]:
    """What else was asked for: how they sit, what they need beside the room, and the most they can pay."""
    said = [str(LAYOUTS[wish.layout].words)] if wish.layout else []
    if wish.things:
        things = ", ".join(str(THINGS[code].label).lower() for code in wish.things)
        said.append(_("with: %(things)s") % {"things": things})
    if wish.most is not None:
        said.append(_("at most %(price)s an hour, all in") % {"price": Money(wish.most, currency)})
    return said


def free_words(found: FoundRoom) -> str:
    """When it is free; nothing where that is what was said."""
    if not found.wish.takes_the_first:
        return ""
    asked = found.dates[0].planned.asked
    hours = times_words(asked.times)
    if found.wish.first_free:
        return _("%(day)s, %(hours)s") % {"day": day_words(asked.on), "hours": hours}
    return hours


def others_words(found: FoundRoom) -> str:
    """How many other times of that day would do too; nothing where there is none."""
    words = ngettext(
        "%(count)d other time that day would do too.", "%(count)d other times that day would do too.", found.others
    )
    return words % {"count": found.others} if found.others else ""


def instead(left: LeftOut, wish: Wish) -> Iterator[tuple[str, str]]:
    """When else a room is free, in words, each with the step to book it then.

    4pm to 6pm that day; Tuesday 10 March 2026, 7pm to 9pm; of a series, 4pm to 6pm on all 12 dates.
    """
    for asked in (left.instead.that_day, left.instead.later):
        if asked:
            that_day = asked.on == wish.pattern.first
            words = _("%(hours)s that day") if that_day else _("%(day)s, %(hours)s")
            said = {"hours": times_words(asked.times), "day": day_words(asked.on)}
            yield words % said, book_address(left.room, wish, Pattern(asked.on, asked.times))
    if left.instead.on_all:
        words = ngettext("%(hours)s on that date", "%(hours)s on all these %(count)d dates", len(left.days))
        on_all = {"hours": times_words(left.instead.on_all), "count": len(left.days)}
        yield words % on_all, book_address(left.room, wish, replace(wish.pattern, times=left.instead.on_all))


def look_address(room: Room, on: date, book: str = "") -> str:
    """Its page, at the week of that day; it hands on to the step to book what the address of that says."""
    asked = book.partition("?")[2]
    return f"{room.get_absolute_url()}?week={on.isoformat()}{asked and '&' + asked}#week"


def guide_address(found: FoundRoom) -> str:
    """Its access guide; told for the day that decided how it meets the needs, which are never in an address."""
    on = found.matches.on or found.dates[0].planned.asked.on
    return f"{found.room.guide_address}?on={on.isoformat()}" if found.wish.needs else found.room.guide_address


def book_address(room: Room, wish: Wish, pattern: Pattern, found: FoundRoom | None = None) -> str:
    """The step to book, filled in with all that was asked but the needs."""
    repeats = pattern.until is not None
    in_term = repeats and terms_asked(room.venue, wish) is not None
    query: dict[str, Any] = as_query(pattern, in_term=in_term, not_bank_holidays=wish.not_bank_holidays and repeats)
    query |= {"people": wish.people, "kind": wish.kind}
    if repeats:
        query["every"] = how_often(pattern)
    if found and wish.layout and found.layouts:
        query["layout"] = found.layouts[0].pk
    if found and found.brought:
        query |= {f"extra-{each.code}": each.quantity for each in found.brought.answers.extras}
    return reverse("bookings:book", args=[room.venue.slug, room.code]) + "?" + urlencode(query)
