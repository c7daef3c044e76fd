"""The dates of a booking in a line: every Tuesday, 7pm to 9pm, 12 dates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from accounts.clock import day_words, hours_words, span_words
from bookings.models import RefusedDate, Session

WEEK = timedelta(weeks=1)


def dates_words(sessions: Sequence[Session], refused: Iterable[RefusedDate], zone: ZoneInfo) -> str:
    """When it is, shortly: the one date with its hours, or the rhythm of a series and its hours."""
    if len(sessions) == 1:
        return span_words(sessions[0].starts_at, sessions[0].ends_at, zone)
    asked = {local_day(session, zone) for session in sessions} | {one.on for one in refused}
    every_hours = {hours_words(session.starts_at, session.ends_at, zone) for session in sessions}
    if len(every_hours) > 1:
        return _("%(rhythm)s, at different hours") % {"rhythm": rhythm_words(asked)}
    return _("%(rhythm)s, %(hours)s") % {"rhythm": rhythm_words(asked), "hours": "".join(every_hours)}


def rhythm_words(days: Iterable[date]) -> str:
    """Every Tuesday, every second Tuesday, Tuesdays; or just picked dates."""
    found = sorted(days)
    if len({day.weekday() for day in found}) != 1:
        return _("Picked dates")
    facts = {"weekday": WEEKDAYS[found[0].weekday()]}
    gaps = {later - earlier for earlier, later in pairwise(found)}
    if gaps == {WEEK}:
        return _("Every %(weekday)s") % facts
    if gaps == {2 * WEEK}:
        return _("Every second %(weekday)s") % facts
    return _("On some %(weekday)ss") % facts


def first_and_last(sessions: Sequence[Session], zone: ZoneInfo) -> tuple[str, str]:
    return day_words(local_day(sessions[0], zone)), day_words(local_day(sessions[-1], zone))


def local_day(session: Session, zone: ZoneInfo) -> date:
    return session.starts_at.astimezone(zone).date()
