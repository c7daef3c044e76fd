"""What has been done about a booking, as its hirer may read it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import journal
from accounts.clock import day_words
from accounts.models import JournalEntry, Membership
from bookings.models import Booking
from venues.models import Post

LOST_DATES = "lost dates of"  # the verb of the journal
DONE = {
    "brought in": gettext_lazy("%(who)s brought it in from its paper diary"),
    "asked for": gettext_lazy("%(who)s asked for it"),
    "booked for them": gettext_lazy("%(who)s booked it"),
    "asked for them": gettext_lazy("%(who)s wrote it down for a price to be sent"),
    "confirmed": gettext_lazy("%(who)s said yes"),
    "gave another price": gettext_lazy("%(who)s gave it another price"),
    "sent a price": gettext_lazy("%(who)s sent a price"),
    "accepted the price": gettext_lazy("%(who)s accepted the price"),
    "noted that they accept the price": gettext_lazy("%(who)s noted that the price was accepted"),
    "refused the price": gettext_lazy("%(who)s did not accept the price"),
    "the price was not accepted": gettext_lazy("Nobody accepted the price before its first date"),
    "priced what was known afterwards": gettext_lazy("%(who)s added what was known afterwards"),
    "kept for next year": gettext_lazy("%(who)s kept its hours for next year"),
    "changed for next year": gettext_lazy("%(who)s asked for other hours next year"),
    "gave up for next year": gettext_lazy("%(who)s does not need its hours next year"),
    "declined": gettext_lazy("%(who)s said no"),
    "asked them something": gettext_lazy("%(who)s asked something"),
    "wrote to the hall": gettext_lazy("%(who)s wrote to the hall"),
    "refused some dates of": gettext_lazy("%(who)s said no to some dates"),
    "took back": gettext_lazy("%(who)s took back what was done just before"),
    "took a closing back": gettext_lazy("%(who)s took the closing back: the dates are as they were"),
    "moved to another room": gettext_lazy("%(who)s gave it another room"),
    "changed": gettext_lazy("%(who)s changed it"),
    "extended": gettext_lazy("%(who)s let it go on"),
    "asked for a change": gettext_lazy("%(who)s asked to change it"),
    "took back a change": gettext_lazy("%(who)s no longer asked to change it"),
    "refused a change": gettext_lazy("%(who)s did not agree to change it"),
    "changed what is public of": gettext_lazy("%(who)s changed what is public of it"),
    "withdrew": gettext_lazy("%(who)s took the request back"),
    "cancelled": gettext_lazy("%(who)s cancelled"),
    "cancelled for them": gettext_lazy("%(who)s cancelled a date, as you asked"),
    "cancelled by the hall": gettext_lazy("%(who)s cancelled a date"),
    "ended for them": gettext_lazy("%(who)s ended it earlier, as you asked"),
    "kept in an account": gettext_lazy("%(who)s took it into an account"),
    "sent a new link of": gettext_lazy("%(who)s sent a new link to it"),
    "ended the link of": gettext_lazy("%(who)s ended the link to it"),
    "waived": gettext_lazy("%(who)s let you off what was due"),
    "relet": gettext_lazy("Somebody else booked the hours of a date, and nothing is due of it any more"),
    "said how many came": gettext_lazy("%(who)s said how many came"),
    "wrote down how many came": gettext_lazy("%(who)s wrote down how many came"),
    LOST_DATES: gettext_lazy("Somebody else was given dates of it"),
    "expired": gettext_lazy("Nobody answered before its first date"),
}
WHY_TOLD = {
    LOST_DATES,
    "declined",
    "moved to another room",
    "changed",
    "extended",
    "asked for a change",
    "refused a change",
    "cancelled for them",
    "cancelled by the hall",
    "ended for them",
}
BY_HIRERS = {
    "said how many came",
    "asked for",
    "changed",
    "extended",
    "asked for a change",
    "took back a change",
    "changed what is public of",
    "withdrew",
    "accepted the price",
    "refused the price",
    "cancelled",
    "wrote to the hall",
    "kept for next year",
    "changed for next year",
    "gave up for next year",
}
ISO_DAY = re.compile(r"(?<![\w-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![\w-])")


@dataclass(frozen=True)
class Event:
    at: datetime
    words: str
    why: str


def history(booking: Booking) -> list[Event]:
    """Newest first. The group's own people by name; whoever holds a post at the hall is “the hall” (story S8)."""
    own = dict(Membership.objects.filter(hirer=booking.hirer_id).values_list("user_id", "user__name"))
    at_the_hall = set(Post.objects.filter(venue=booking.venue_id).values_list("user_id", flat=True))
    hirer = booking.hirer.name
    return [
        Event(
            entry.at, _what(entry, hirer, own, at_the_hall), days_in_words(entry.why) if entry.verb in WHY_TOLD else ""
        )
        for entry in journal.of(booking)
        if entry.verb in DONE
    ]


def _who(entry: JournalEntry, hirer: str, own: dict[int, str], at_the_hall: set[int]) -> str:
    if entry.by_id in own:
        return own[entry.by_id] or _("Somebody of your group")
    if entry.by_id is None and entry.verb in BY_HIRERS:
        return hirer  # by the link of a booking without an account
    if entry.verb in BY_HIRERS and entry.by_id is not None and entry.by_id not in at_the_hall:
        return _("Somebody who has left your group")
    return _("The hall")


def _what(entry: JournalEntry, hirer: str, own: dict[int, str], at_the_hall: set[int]) -> str:
    words = DONE[entry.verb] % {"who": _who(entry, hirer, own, at_the_hall)}
    days = ISO_DAY.findall(entry.why) if entry.verb == "cancelled" else []
    if not days:
        return words
    if len(days) == 1:
        return _("%(done)s %(day)s") % {"done": words, "day": day_words(date.fromisoformat(days[0]))}
    return _("%(done)s %(count)d dates") % {"done": words, "count": len(days)}


def days_in_words(why: str) -> str:
    """Each day in words; what people typed may only look like one: a reference, the 30th of February."""
    return ISO_DAY.sub(_in_words, why)


def _in_words(found: re.Match[str]) -> str:
    try:
        return day_words(date.fromisoformat(found[0]))
    except ValueError:
        return found[0]
