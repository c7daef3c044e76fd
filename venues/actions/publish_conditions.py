"""Publish the next version of a venue's conditions of hire."""

from __future__ import annotations

from datetime import datetime

from accounts import journal
from accounts.models import User
from accounts.whole import whole
from venues.models import Conditions, Venue


class PublishedMeanwhile(Exception):
    """Somebody else published a version since the page was opened."""


@whole
def publish_conditions(venue: Venue, text: str, *, seen: int, by: User | None, at: datetime) -> Conditions:
    """The same words again are no new version; `seen` is the number of the version that the page showed, or 0.

    What was booked keeps the version that was accepted. Raises PublishedMeanwhile.
    """
    Venue.objects.select_for_update(of=("self",), no_key=True).get(pk=venue.pk)
    now = Conditions.objects.current(venue)
    if now is not None and now.text == text:
        return now
    number = now.number if now else 0
    if seen != number:
        raise PublishedMeanwhile
    made = Conditions.objects.create(venue=venue, number=number + 1, text=text, published_at=at, published_by=by)
    journal.record(by, "changed conditions", venue, why=made.words)
    return made
