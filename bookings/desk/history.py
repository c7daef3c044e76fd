"""What was done to a booking, by whom and why, as the desk may read it: everybody by name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import journal
from accounts.clock import day_words
from bookings.history import BY_HIRERS, DONE
from bookings.models import Booking

DONE_AT_THE_DESK = {
    **DONE,
    "waived": gettext_lazy("%(who)s let them off what was due"),
    "counted": gettext_lazy("%(who)s counted the people"),
    "took a message back": gettext_lazy("%(who)s took a message back before it went"),
    "took a count back": gettext_lazy("%(who)s took a count back"),
}
ISO_DAY = re.compile(r"(?<![\w-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![\w-])")


@dataclass(frozen=True)
class Event:
    at: datetime
    words: str
    why: str


def history(booking: Booking) -> list[Event]:
    """Newest first; what no person did was done by Hearth itself."""
    return [
        Event(
            entry.at,
            DONE_AT_THE_DESK.get(entry.verb, entry.verb) % {"who": entry.by or _nobody(entry.verb, booking)},
            ISO_DAY.sub(_in_words, entry.why),
        )
        for entry in journal.of(booking)
    ]


def _nobody(verb: str, booking: Booking) -> str:
    """Who has no account, by the link of the booking; else Hearth itself."""
    return booking.hirer.name if verb in BY_HIRERS else _("Hearth")


def _in_words(found: re.Match[str]) -> str:
    """The day in words; what people typed may only look like one: a reference, the 30th of February."""
    try:
        return day_words(date.fromisoformat(found[0]))
    except ValueError:
        return found[0]
