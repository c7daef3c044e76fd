"""Take out what was needed with bookings and all that was agreed; how many ended how stays, and leads back to none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F, Q

from accounts.models import Letter
from bookings import letters
from bookings.locks import all_or_nothing
from bookings.models import AccessOutcome, Booking, DeskAct, DidItWork, StatedNeed
from bookings.needs_letters import beginning
from bookings.outcomes import ended_at, month_of, outcome_of

CAME_TO_NOTHING = (
    Booking.Status.DECLINED,
    Booking.Status.WITHDRAWN,
    Booking.Status.EXPIRED,
    Booking.Status.CANCELLED,
)
REFUSED_WITH_WORDS = Q(status=Booking.Status.DECLINED, reason_code=Booking.Reason.ACCESS) & ~Q(reason_words="")


@all_or_nothing
def forget_needs(bookings: Sequence[int], *, at: datetime) -> int:
    """How many of these bookings had any of it; each is counted once, now or when it was answered."""
    something = Q(stated_needs__isnull=False) | Q(asked_whether_it_worked__isnull=False) | REFUSED_WITH_WORDS
    keys = Booking.objects.filter(something, pk__in=list(bookings)).values_list("pk", flat=True)
    found = list(Booking.objects.held(set(keys)))
    for booking in found:
        count_outcome(booking, at=at)
        Letter.objects.filter(key__startswith=beginning(booking)).delete()
        if booking.reason_code == Booking.Reason.ACCESS:
            letters.forget_declined(booking)
    StatedNeed.objects.filter(booking__in=found).delete()
    DidItWork.objects.filter(booking__in=found).delete()
    Booking.objects.filter(REFUSED_WITH_WORDS, pk__in=[booking.pk for booking in found]).update(reason_words="")
    return len(found)


@all_or_nothing
def forget_needs_of_nothing(at: datetime) -> int:
    """Of bookings that were refused, taken back or cancelled, once nobody at the desk can undo it any more.

    Where access was why, the words that say what the hall could not do go with it.
    """
    something = Q(stated_needs__isnull=False) | REFUSED_WITH_WORDS
    over = Booking.objects.filter(something, status__in=CAME_TO_NOTHING)
    may_come_back = DeskAct.objects.open(at).values("booking")
    keys = set(over.exclude(pk__in=may_come_back).values_list("pk", flat=True))
    return forget_needs(sorted(keys), at=at) if keys else 0


def count_outcome(booking: Booking, *, at: datetime) -> None:
    """In its month, once; in the transaction of the caller, who has the booking."""
    asked = list(booking.asked_whether_it_worked.all())
    ended = outcome_of(booking, list(booking.stated_needs.all()), asked)
    if ended is None or any(each.counted_at for each in asked):
        return
    outcome, reason = ended
    month = month_of(ended_at(booking, list(booking.sessions.all())), booking.venue.tz)
    about = {"venue": booking.venue, "month": month, "outcome": outcome, "reason": reason}
    AccessOutcome.objects.bulk_create([AccessOutcome(**about)], ignore_conflicts=True)
    AccessOutcome.objects.filter(**about).update(count=F("count") + 1)
    DidItWork.objects.filter(pk__in=[each.pk for each in asked]).update(counted_at=at)
