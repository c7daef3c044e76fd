"""Words for the codes that several figures print."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bookings.counting import Counting
from bookings.models import Booking
from bookings.reports.dayparts import DayPart
from bookings.reports.set_by_the_hall import hours_words
from venues.models import Closure

WEEKDAY_CODES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def day_part_words(part: DayPart, counting: Counting) -> str:
    return {
        DayPart.DAY: _("Weekdays, daytime"),
        DayPart.EVENING: _("Weekday evenings, %(hours)s") % {"hours": hours_words(counting.evening)},
        DayPart.WEEKEND: _("Weekends"),
    }[part]


def cause_word(code: str) -> str:
    """Why something was shut or cancelled by the venue."""
    if code in Closure.Cause.values:
        return str(Closure.Cause(code).label)
    return _("Closure") if code == "closure" else code.replace("_", " ").capitalize()


def reason_word(code: str) -> str:
    """Why a request came to nothing."""
    return str(Booking.Reason(code).label) if code else _("No reason on record")
