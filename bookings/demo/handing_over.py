"""Two keys and two notes of the demo's first hall, as somebody who keeps it would have written them down."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from venues.models import HallKey, Post, Venue, VenueNote

KEPT_AT = "great-tolverton-village-hall"
NOTES = (
    ("The boiler", "It takes an hour to warm the hall. If the green light blinks, ring Moss Heating in Tolverton."),
    ("Bins", "Blue on Mondays, black every other Thursday. The choir puts them out; ask somebody else in August."),
)


def write_handover(venues: Mapping[str, Venue], now: datetime) -> None:
    venue = venues[KEPT_AT]
    manager = venue.posts.filter(kind=Post.Kind.MANAGER).select_related("user").order_by("pk").first()
    if manager is None:
        return
    today = now.date()
    HallKey.objects.bulk_create(
        [
            HallKey(
                venue=venue,
                number=number,
                holder=holder,
                deposit_pence=1000,
                given_on=today - timedelta(days=400),
                lost_on=lost_on,
                made_by=manager.user,
                made_at=now,
            )
            for number, holder, lost_on in (
                ("2", "Tolverton Community Choir", None),
                ("5", "Tolverton Youth Café", today - timedelta(days=12)),
            )
        ]
    )
    VenueNote.objects.bulk_create(
        VenueNote(venue=venue, title=title, text=text, by=manager.user, at=now - timedelta(days=90))
        for title, text in NOTES
    )
