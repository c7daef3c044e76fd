"""Take in a visitor's word that a fact of the access guide was different."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from accounts.whole import whole
from venues import access_letters
from venues.models import AccessClaim, AccessReport, Venue

SAME_WITHIN = timedelta(hours=1)


@whole
def report_difference(
    claim: AccessClaim, *, words: str, email: str, at: datetime, by_hirer: bool = False
) -> AccessReport:
    """Keep it beside the claim, and tell the venue by letter. The same twice within an hour is one.

    `by_hirer` where whoever tells it has a booking there that has begun: then it counts at once.
    """
    venue = Venue.objects.select_for_update(of=("self",), no_key=True).get(pk=claim.venue_id)  # pressed twice at once
    told = {"fact": claim.fact, "entrance": claim.entrance_id, "room": claim.room_id, "words": words, "email": email}
    again = venue.access_reports.filter(**told, by_hirer=by_hirer, made_at__gt=at - SAME_WITHIN, made_at__lte=at)
    if found := again.first():
        return found
    report = AccessReport.objects.create(
        venue=venue,
        claim=claim,
        fact=claim.fact,
        entrance=claim.entrance,
        room=claim.room,
        words=words,
        email=email,
        by_hirer=by_hirer,
        made_at=at,
        made_on=timezone.localdate(at, venue.tz),
    )
    access_letters.arrived(report)
    return report
