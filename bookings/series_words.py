"""A series in one sentence, as people say it; and why a sentence that somebody typed could not be read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from accounts.clock import date_words, day_words, time_words
from bookings.recurrence import Pattern, Times, from_document
from bookings.recurrence.said import Trouble

A_YEAR = timedelta(days=360)
OF_MONTH = {
    1: gettext_lazy("The first %(weekday)s of every month"),
    2: gettext_lazy("The second %(weekday)s of every month"),
    3: gettext_lazy("The third %(weekday)s of every month"),
    4: gettext_lazy("The fourth %(weekday)s of every month"),
    -1: gettext_lazy("The last %(weekday)s of every month"),
}


def series_words(pattern: Pattern) -> str:
    """Every Tuesday 6pm to 8pm, in term time, from 9 September 2025 to 14 July 2026, not on 28 October."""
    parts = [_("%(which)s, %(times)s") if not pattern.is_a_rule else _("%(which)s %(times)s")]
    if pattern.terms is not None:
        parts.append(_("in term time"))
    if pattern.is_a_rule and pattern.until:
        span = {"first": date_words(pattern.first), "last": date_words(pattern.until)}
        parts.append(_("from %(first)s to %(last)s") % span)
    if pattern.nation:
        parts.append(_("not on bank holidays"))
    if pattern.skip:
        parts.append(_("not on %(days)s") % {"days": _listed(_short(pattern, day) for day in sorted(pattern.skip))})
    return ", ".join(parts) % {"which": _which(pattern), "times": times_words(pattern.times)}


def rule_words(document: dict | None, start: datetime, end: datetime) -> str:
    """Every Tuesday 6pm to 8pm; nothing where a date from `start` to `end`, in local time, keeps to no such rule."""
    pattern = from_document(document) if document else None
    if pattern is None or not pattern.is_a_rule or pattern.until is None:
        return ""
    if pattern.nth is None and start.weekday() not in pattern.on_weekdays:
        return ""
    if (start.time(), end.time()) != (pattern.times.start, pattern.times.end):
        return ""
    return _("%(which)s %(times)s") % {"which": _which(pattern), "times": times_words(pattern.times)}


def stored_words(document: dict | None) -> str:
    """The same of the pattern that a booking keeps; nothing where it keeps none."""
    return series_words(from_document(document)) if document else ""


def times_words(times: Times) -> str:
    return _("%(start)s to %(end)s") % {"start": time_words(times.start), "end": time_words(times.end)}


def _which(pattern: Pattern) -> str:
    if pattern.picked:
        return _("On %(days)s") % {"days": _listed(date_words(day) for day in pattern.picked)}
    if pattern.until is None:
        return _("On %(day)s") % {"day": day_words(pattern.first)}
    if pattern.nth is not None:
        return str(OF_MONTH[pattern.nth]) % {"weekday": WEEKDAYS[pattern.first.weekday()]}
    days = {"days": _listed(str(WEEKDAYS[number]) for number in sorted(pattern.on_weekdays))}
    if pattern.every_weeks == 1 and len(pattern.on_weekdays) == len(WEEKDAYS):
        return _("Every day")
    if pattern.every_weeks == 1:
        return _("Every %(days)s") % days
    if pattern.every_weeks == 2:
        return _("Every two weeks on %(days)s") % days
    return _("Every %(weeks)d weeks on %(days)s") % {"weeks": pattern.every_weeks, **days}


def _short(pattern: Pattern, day: date) -> str:
    """Without its year, where the series is so short that there is no other."""
    last = pattern.picked[-1] if pattern.picked else pattern.until
    if last is None or last - pattern.first > A_YEAR or not pattern.first <= day <= last:
        return date_words(day)
    return date_format(day, pgettext("format of a day without its year", "j F"))


def _listed(words: Iterable[str]) -> str:
    return get_text_list(list(words), _("and"))


TROUBLES = {
    Trouble.UNREAD: gettext_lazy("We could not read “%(words)s”. Write it another way, or fill in the fields below."),
    Trouble.HALF: gettext_lazy("Is “%(words)s” in the morning or in the evening? Write am or pm behind it."),
    Trouble.NO_TIMES: gettext_lazy("Say from when to when, for example 6pm to 8pm."),
    Trouble.TWO_TIMES: gettext_lazy("It says two different times. Every date of a series has the same time."),
    Trouble.ENDS_BEFORE: gettext_lazy("“%(words)s” ends before it starts. (After midnight is fine, until 6am.)"),
    Trouble.NO_SUCH_DAY: gettext_lazy("There is no “%(words)s”. Check the day of the month."),
    Trouble.WRONG_WEEKDAY: gettext_lazy("“%(words)s” falls on another day of the week. Check the date."),
    Trouble.HOW_OFTEN: gettext_lazy("Say how often, for example every Tuesday."),
    Trouble.SECOND: gettext_lazy(
        "Is that every two weeks, or the second of each month? Write “fortnightly”, or “of the month”."
    ),
    Trouble.TWO_OF_MONTH: gettext_lazy("One booking can have one such day a month. Ask for the other one by itself."),
    Trouble.NO_DATE: gettext_lazy("Say on which day, or from which date on."),
    Trouble.NO_LAST: gettext_lazy("Say until when, for example until 14 July."),
    Trouble.LAST_BEFORE: gettext_lazy("The last date is before the first one. Check both."),
    Trouble.MANY_DATES: gettext_lazy("A series has one first date and one last date, and here are more."),
}


def trouble_words(trouble: Trouble, words: str) -> str:
    return str(TROUBLES[trouble]) % {"words": words}
