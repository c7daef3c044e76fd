"""What was done to a booking, by whom and why, and which letters went: as the desk may read it, everybody by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import journal
from accounts.clock import day_words, time_words
from accounts.models import Letter, User
from bookings.history import BY_HIRERS, DONE, days_in_words
from bookings.models import Booking
from bookings.needs_letters import beginning

DONE_AT_THE_DESK = {
    **DONE,
    "waived": gettext_lazy("%(who)s let them off what was due"),
    "cancelled for them": gettext_lazy("%(who)s cancelled a date, as they asked"),
    "ended for them": gettext_lazy("%(who)s ended it earlier, as they asked"),
    "counted": gettext_lazy("%(who)s counted the people"),
    "took a message back": gettext_lazy("%(who)s took a message back before it went"),
    "took a count back": gettext_lazy("%(who)s took a count back"),
}


@dataclass(frozen=True)
class Event:
    at: datetime
    words: str
    why: str


def history(booking: Booking) -> list[Event]:
    """Newest first, in three questions at most; what no person did was done by Hearth itself."""
    return sorted([*_acts(booking), *_letters(booking)], key=attrgetter("at"), reverse=True)


def _acts(booking: Booking) -> list[Event]:
    return [
        Event(
            entry.at,
            DONE_AT_THE_DESK.get(entry.verb, entry.verb) % {"who": entry.by or _nobody(entry.verb, booking)},
            days_in_words(entry.why),
        )
        for entry in journal.of(booking)
    ]


def _nobody(verb: str, booking: Booking) -> str:
    """Who has no account, by the link of the booking; else Hearth itself."""
    return booking.hirer.name if verb in BY_HIRERS else _("Hearth")


def _letters(booking: Booking) -> list[Event]:
    """Those that tell of this booking, to its hirer or to the desk, as long as they are kept.

    That there are some about access is for fewer to know than read this.
    """
    found = Letter.objects.filter(about=booking.ref, place=booking.venue.slug)
    told = list(found.exclude(key__startswith=beginning(booking)).defer("body", "calendar"))
    others = {letter.to for letter in told if letter.to and letter.hirer_id is None} - {booking.venue.email}
    names = dict(User.objects.filter(email__in=others).values_list("email", "name")) if others else {}
    return [_letter(letter, booking, names) for letter in told]


def _letter(letter: Letter, booking: Booking, names: Mapping[str, str]) -> Event:
    if letter.hirer_id is not None or letter.to in ("", booking.hirer.contact_email):
        words = _("Letter to the hirer: “%(subject)s”")
    elif letter.to == booking.venue.email:
        words = _("Letter to the desk: “%(subject)s”")
    else:
        words = _("Letter to %(who)s: “%(subject)s”")
    said = {"subject": letter.subject, "who": names.get(letter.to) or letter.to}
    return Event(letter.sent_at or letter.written_at, words % said, _how(letter, booking))


def _how(letter: Letter, booking: Booking) -> str:
    """How it went, or why it has not gone."""
    if letter.sent_at is not None:
        return "" if letter.went == Letter.Went.MAILED else str(Letter.Went(letter.went).label)
    if not letter.to:
        return _("waits to be printed")
    if letter.tries >= Letter.TRIES_BEFORE_TOLD:
        return _("could not be sent")
    if letter.tries:
        return _("could not be sent yet, and is tried again")
    goes = letter.send_after.astimezone(booking.venue.tz)
    return _("goes on %(day)s at %(time)s") % {"day": day_words(goes.date()), "time": time_words(goes.time())}
