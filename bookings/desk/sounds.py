"""A quiet booking beside a loud one: the desk is told before it says yes, and both are named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import ngettext

from accounts.clock import span_words
from bookings.desk.facts import Facts
from bookings.models import Booking, Session
from venues.periods import Period

OTHER = {Booking.Sound.QUIET: Booking.Sound.LOUD, Booking.Sound.LOUD: Booking.Sound.QUIET}


def loud_beside_quiet(found: Sequence[Facts], *, at: datetime) -> dict[int, list[str]]:
    """By booking, a sentence for each other in the same place at the same time; one question for all of them."""
    asked = [facts for facts in found if facts.booking.sound and facts.planned]
    if not asked:
        return {}
    dates = [session for facts in asked for session in facts.planned]
    span = Period(min(date.starts_at for date in dates), max(date.ends_at for date in dates))
    venues = {facts.booking.venue_id for facts in asked}
    others = Session.objects.blocking().to_come(at).overlapping(span).exclude(booking__sound="")
    near = list(others.filter(venue__in=venues).select_related("booking__hirer").order_by("starts_at", "pk"))
    return {facts.booking.pk: _told(facts, near) for facts in asked}


def _told(facts: Facts, near: Sequence[Session]) -> list[str]:
    booking = facts.booking
    shared: dict[Booking, list[Session]] = defaultdict(list)
    for other in near:
        if other.venue_id == booking.venue_id and other.booking.sound == OTHER[Booking.Sound(booking.sound)]:
            shared[other.booking] += [date for date in facts.planned if date.period.overlaps(other.period)]
    return [_words(booking, other, dates) for other, dates in shared.items() if dates]


def _words(booking: Booking, other: Booking, dates: Sequence[Session]) -> str:
    quiet, loud = (booking, other) if booking.sound == Booking.Sound.QUIET else (other, booking)
    words = ngettext(
        "“%(quiet)s” (%(of_quiet)s) needs quiet, and “%(loud)s” (%(of_loud)s) is loud at the same time: %(when)s",
        "“%(quiet)s” (%(of_quiet)s) needs quiet, and “%(loud)s” (%(of_loud)s) is loud at the same time "
        "on %(count)d dates, first %(when)s",
        len(dates),
    )
    return words % {
        "quiet": quiet.title,
        "of_quiet": quiet.hirer.name,
        "loud": loud.title,
        "of_loud": loud.hirer.name,
        "count": len(dates),
        "when": span_words(dates[0].starts_at, dates[0].ends_at, booking.venue.tz),
    }
