"""What was decided lately, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from bookings.desk.undoable import Undoable
from bookings.models import Booking, first_date_wanted
from venues.models import Venue

LATELY = timedelta(days=14)
MOST = 10


@dataclass(frozen=True)
class Decision:
    booking: Booking
    at: datetime
    by: str
    undoable: Undoable | None = None


def decided_lately(venue: Venue, undoable: Sequence[Undoable] = (), *, at: datetime) -> list[Decision]:
    """Bookings said yes or no to, by a person or by themselves, and those that nobody answered.

    Whatever can still be taken back stands here, however much there is of it.
    """
    expired = Q(status=Booking.Status.EXPIRED, first__gte=at - LATELY)
    found = (
        Booking.objects.at(venue)
        .annotate(first=first_date_wanted())
        .filter(Q(decided_at__gte=at - LATELY) | expired)
        .exclude(status__in=[Booking.Status.REQUESTED, Booking.Status.DRAFT])
        .select_related("hirer", "decided_by", "venue")
    )
    back = {each.act.booking_id: each for each in reversed(undoable)}
    decisions = [
        Decision(booking, booking.decided_at or booking.first, _decider(booking), back.get(booking.pk))
        for booking in found
    ]
    newest = sorted(decisions, key=lambda decision: decision.at, reverse=True)
    return newest[: max(MOST, len(back))]


def _decider(booking: Booking) -> str:
    if booking.status == Booking.Status.EXPIRED:
        return _("no answer came")
    if booking.status == Booking.Status.WITHDRAWN:
        return _("the price was not accepted") if booking.price_told_at else _("the hirer took it back")
    if booking.at_once:
        return _("booked at once")
    if booking.price_told_at and not booking.decided_by:
        return _("the hirer accepted the price")
    return str(booking.decided_by) if booking.decided_by else _("somebody who has left")
