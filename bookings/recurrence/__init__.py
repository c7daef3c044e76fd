"""From what a person says ("every Tuesday, 7pm to 9pm, in term time") to dated stretches of local time. Pure."""

from bookings.recurrence.document import as_document, from_document
from bookings.recurrence.pattern import AskedDate, Pattern, TermDays, asked_dates, asked_on
from bookings.recurrence.times import NoSuchTime, Times, period_on

__all__ = [
    "AskedDate",
    "NoSuchTime",
    "Pattern",
    "TermDays",
    "Times",
    "as_document",
    "asked_dates",
    "asked_on",
    "from_document",
    "period_on",
]
