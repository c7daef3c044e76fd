"""Days and times in words, as we say them on pages and in letters."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

MIDNIGHT = time(0)
MIDDAY = time(12)


def day_words(day: date) -> str:
    """Tuesday 3 March 2026."""
    return date_format(day, pgettext("format of a day", "l j F Y"))


def date_words(day: date) -> str:
    """3 March 2026, where the weekday says nothing."""
    return date_format(day, pgettext("format of a day", "j F Y"))


def time_words(moment: time) -> str:
    """7pm, 5:30pm, midday, midnight."""
    moment = moment.replace(second=0, microsecond=0, tzinfo=None)
    if moment == MIDDAY:
        return _("midday")
    if moment == MIDNIGHT:
        return _("midnight")
    hour = str(moment.hour % 12 or 12)
    clock = f"{hour}:{moment.minute:02d}" if moment.minute else hour
    return (_("%(clock)sam") if moment.hour < 12 else _("%(clock)spm")) % {"clock": clock}


def hours_words(start: datetime, end: datetime, zone: ZoneInfo) -> str:
    """7pm to 9pm, by the clock of the zone."""
    first, last = start.astimezone(zone), end.astimezone(zone)
    return _("%(start)s to %(end)s") % {"start": time_words(first.time()), "end": time_words(last.time())}


def span_words(start: datetime, end: datetime, zone: ZoneInfo) -> str:
    """Tuesday 3 March 2026, 7pm to 9pm; both days are named where there are two."""
    first, last = start.astimezone(zone), end.astimezone(zone)
    ends_at_midnight = last.time() == MIDNIGHT
    last_day = last.date() - timedelta(days=1) if ends_at_midnight else last.date()
    if first.date() >= last_day:
        words = _("%(day)s, %(hours)s")
        if ends_at_midnight and first.time() == MIDNIGHT:
            return words % {"day": day_words(first.date()), "hours": _("all day")}
        return words % {"day": day_words(first.date()), "hours": hours_words(start, end, zone)}

    if ends_at_midnight:
        words = _("%(day)s, %(time)s to the end of %(last_day)s")
    else:
        words = _("%(day)s, %(time)s to %(last_day)s, %(last_time)s")
    return words % {
        "day": day_words(first.date()),
        "time": time_words(first.time()),
        "last_day": day_words(last_day),
        "last_time": time_words(last.time()),
    }
