"""Words for the codes that several figures print."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bookings.models import Booking
from bookings.reports.dayparts import DayPart
from venues.models import Closure

DAY_PARTS = {
    DayPart.DAY: gettext_lazy("Weekdays, other hours"),
    DayPart.EVENING: gettext_lazy("Weekday evenings, 5pm to 10pm"),
    DayPart.WEEKEND: gettext_lazy("Weekends"),
}
WEEKDAY_CODES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def cause_word(code: str) -> str:
    """Why something was shut or cancelled by the venue."""
    if code in Closure.Cause.values:
        return str(Closure.Cause(code).label)
    return _("Closure") if code == "closure" else code.replace("_", " ").capitalize()


def reason_word(code: str) -> str:
    """Why a request came to nothing."""
    return str(Booking.Reason(code).label) if code else _("No reason on record")
