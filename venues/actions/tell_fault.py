"""Take in what somebody found broken, and tell those who can mend it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from accounts.whole import whole
from venues import fault_letters
from venues.models import Fault, Room, Venue

SAME_WITHIN = timedelta(hours=1)


@whole
def tell_fault(
    venue: Venue, *, room: Room | None, kind: str, words: str, picture: bytes | None, email: str, at: datetime
) -> Fault:
    """Keep it, and write to the caretakers and the hall at once. The same twice within an hour is one.

    `picture` is a JPEG that we made ourselves, without anything else that was in the file.
    """
    venue = Venue.objects.select_for_update(of=("self",), no_key=True).get(pk=venue.pk)  # pressed twice at once
    told = {"room": room, "kind": kind, "words": words, "email": email.lower()}
    again = venue.faults.without_pictures().filter(**told, made_at__gt=at - SAME_WITHIN, made_at__lte=at)
    if found := again.first():
        return found
    made_on = timezone.localdate(at, venue.tz)
    fault = Fault.objects.create(venue=venue, **told, picture=picture, made_at=at, made_on=made_on)
    fault_letters.told(fault)
    return fault
