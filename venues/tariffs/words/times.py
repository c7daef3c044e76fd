"""Weekdays, hours of the day and lengths of time in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import time
from itertools import pairwise
from types import MappingProxyType

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.clock import time_words
from venues.tariffs.rows import DAY, Band

NO_NAMES: Mapping[str, str] = MappingProxyType({})


def band_hours_words(band: Band, dates: Mapping[str, str] = NO_NAMES) -> str:
    """Saturday, Sunday and Bank holidays, 7pm to midnight; `dates` are the names of days with a name."""
    named = [dates.get(code, code) for code in band.named]
    return weekly_words(band.days, band.from_minute, band.to_minute, named)


def weekly_words(days: Sequence[int], start: int, end: int, named: Sequence[str] = ()) -> str:
    facts = {"days": _days_words(days, named), "start": clock_words(start), "end": clock_words(end)}
    if (start, end) == (0, DAY):
        return _("%(days)s, all day") % facts
    return _("%(days)s, %(start)s to %(end)s") % facts


def weekday_words(days: Sequence[int]) -> str:
    """Three days or more in a row are told by the first and the last."""
    names = [str(WEEKDAYS[day]) for day in days]
    if len(days) == 7:
        return _("every day")
    for first in range(len(days) if len(days) > 2 else 0):  # a row may run over the end of the week
        row = [*days[first:], *days[:first]]
        if all((after - day) % 7 == 1 for day, after in pairwise(row)):
            return _("%(first)s to %(last)s") % {"first": str(WEEKDAYS[row[0]]), "last": str(WEEKDAYS[row[-1]])}
    if len(days) == 1:
        return names[0]
    return _("%(days)s and %(last)s") % {"days": ", ".join(names[:-1]), "last": names[-1]}


def _days_words(days: Sequence[int], named: Sequence[str]) -> str:
    """Weekdays, and days with a name."""
    if not (days and named):
        return ", ".join(named) or weekday_words(days)
    weekdays = [str(WEEKDAYS[day]) for day in days] if len(days) < 3 else [weekday_words(days)]
    words = [*weekdays, *named]
    return _("%(days)s and %(last)s") % {"days": ", ".join(words[:-1]), "last": words[-1]}


def length_words(minutes: int) -> str:
    """1 hour 30 minutes."""
    whole, rest = divmod(minutes, 60)
    hours = ngettext("%(count)d hour", "%(count)d hours", whole) % {"count": whole}
    over = ngettext("%(count)d minute", "%(count)d minutes", rest) % {"count": rest}
    if not rest:
        return hours
    return f"{hours} {over}" if whole else over


def long_words(minutes: int) -> str:
    """3 days, where the length is whole days; else hours."""
    days, rest = divmod(minutes, DAY)
    if rest or not days:
        return length_words(minutes)
    return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}


def minimum_words(minutes: int) -> str:
    """At least 2 hours; nothing where any length will do."""
    return _("at least %(length)s") % {"length": length_words(minutes)} if minutes else ""


def clock_words(minute: int) -> str:
    minute %= DAY
    return time_words(time(minute // 60, minute % 60))
