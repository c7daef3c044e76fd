"""What visitors found different at the halls of the demo: one that waits for somebody to look, one that was settled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import User
from venues.models import AccessClaim, AccessReport, Post, Venue

HALL = "great-tolverton-village-hall"
DAY = timedelta(days=1)


def write_differences(venues: Mapping[str, Venue], secretaries: Mapping[str, User], now: datetime) -> None:
    """No letter goes: what the demo tells happened before it began."""
    venue = venues[HALL]
    _found(venue, "wc_open", "The toilet was locked, and nobody there had the key.", now - 5 * DAY)
    loop = _found(venue, "hea_listening", "I heard nothing by the loop at the back.", now - 24 * DAY, by_hirer=True)
    _settle(loop, secretaries[HALL], now - 22 * DAY)


def _found(venue: Venue, fact: str, words: str, at: datetime, *, by_hirer: bool = False) -> AccessReport:
    claim = venue.access_claims.current().filter(fact=fact).order_by("pk")[0]
    told = {"words": words, "email": "delia.thorne@hearth.example", "by_hirer": by_hirer}
    about = {"claim": claim, "fact": fact, "entrance": claim.entrance, "room": claim.room}
    return AccessReport.objects.create(
        venue=venue, made_at=at, made_on=timezone.localdate(at, venue.tz), **about, **told
    )


def _settle(report: AccessReport, by: User, at: datetime) -> None:
    """Somebody looked two days later, and it was as it had been said."""
    held, day = report.claim, timezone.localdate(at, report.venue.tz)
    report.answer = AccessClaim.objects.create(
        venue=report.venue,
        entrance=held.entrance,
        room=held.room,
        fact=held.fact,
        state=held.state,
        value=held.value,
        evidence=AccessClaim.Evidence.STATED,
        note=held.note,
        checked_on=day,
        checked_by_post=Post.Kind.SECRETARY,
        made_at=at,
        made_by=by,
        supersedes=held,
    )
    report.answered_on, report.settled_at, report.settled_by = day, at, by
    report.save()
