"""Fair use in sentences: the rule for everybody, and the refusal for whoever asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.clock import day_words, time_words
from bookings.fair_use.rules import Had, Keeping
from venues.fair_use import Cap, FirstCall, Hours, KeptHours
from venues.tariffs.words.times import weekly_words


def cap_words(cap: Cap) -> str:
    """Each group has at most 4 evening hours a week, so that new groups can start."""
    words = ngettext(
        "Each group has at most %(count)d %(name)s hour a week, so that new groups can start.",
        "Each group has at most %(count)d %(name)s hours a week, so that new groups can start.",
        cap.most_hours,
    )
    return words % {"count": cap.most_hours, "name": cap.name}


def over_words(cap: Cap, counted: Sequence[Had], zone: ZoneInfo) -> str:
    """The rule, and what was counted: Yours: Monday 7pm, Thursday 7pm"""
    if not counted:
        return _("%(rule)s This date alone has more.") % {"rule": cap_words(cap)}
    yours = ", ".join(dict.fromkeys(_had_words(each, zone) for each in counted))
    return _("%(rule)s Yours: %(bookings)s") % {"rule": cap_words(cap), "bookings": yours}


def past_cap_words(cap: Cap) -> str:
    """What the history says where the desk books all the same."""
    return _("past the cap on %(name)s hours") % {"name": cap.name}


def kept_words(keeping: Keeping, opens: date) -> str:
    """Kept for new groups until 7 days before. You may ask for it from Tuesday 3 March 2026"""
    return _("%(kept)s You may ask for it from %(day)s") % {"kept": _kept(keeping), "day": day_words(opens)}


def kept_from_most_words(keeping: Keeping, opens: date) -> str:
    """The same for somebody of whom nothing is known."""
    facts = {"kept": _kept(keeping), "day": day_words(opens)}
    return _("%(kept)s If you are none of them, it is not for you until %(day)s.") % facts


def past_kept_words(keeping: Keeping) -> str:
    return _("in hours kept for %(whom)s") % {"whom": keeping.whom}


def whom_words(kept: KeptHours) -> str:
    """new groups and groups for young people"""
    groups = [(kept.for_new, _("new groups")), (kept.for_young, _("groups for young people"))]
    return get_text_list([words for is_for, words in groups if is_for], _("and"))


def hours_words(hours: Hours) -> str:
    """Monday to Friday, 6pm to 10pm"""
    return capfirst(weekly_words(hours.days, hours.opens, hours.closes))


def cap_told(cap: Cap) -> str:
    """The rule with its hours, for the page of a room."""
    return _("%(rule)s These are the %(name)s hours: %(hours)s.") % {
        "rule": cap_words(cap),
        "name": cap.name,
        "hours": hours_words(cap.hours),
    }


def kept_told(kept: KeptHours | FirstCall, whom: str) -> str:
    """Saturday, 10am to midday: kept for new groups until 7 days before."""
    words = ngettext(
        "%(hours)s: kept for %(whom)s until %(count)d day before.",
        "%(hours)s: kept for %(whom)s until %(count)d days before.",
        kept.days_before,
    )
    return words % {"hours": hours_words(kept.hours), "whom": whom, "count": kept.days_before}


def _kept(keeping: Keeping) -> str:
    words = ngettext(
        "Kept for %(whom)s until %(count)d day before.",
        "Kept for %(whom)s until %(count)d days before.",
        keeping.days_before,
    )
    return words % {"whom": keeping.whom, "count": keeping.days_before}


def _had_words(had: Had, zone: ZoneInfo) -> str:
    """Monday 7pm"""
    start = had.period.first.astimezone(zone)
    facts = {"day": WEEKDAYS[start.weekday()], "time": time_words(start.time()), "venue": had.elsewhere}
    return (_("%(day)s %(time)s at %(venue)s") if had.elsewhere else _("%(day)s %(time)s")) % facts
