"""Say something about proposed prices, and say at the desk that it was read."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from accounts.models import User
from accounts.whole import whole
from venues import price_comment_letters
from venues.models import PriceComment, PriceDraft


class CommentsClosed(Exception):
    """The day by which people were asked is over, or the prices are no longer proposed."""


@whole
def comment_on_prices(draft: PriceDraft, *, name: str, email: str, text: str, at: datetime) -> PriceComment:
    """Keep it, the same one only once; the first of a day is told to the hall by letter. Raises CommentsClosed."""
    rows = PriceDraft.objects.select_for_update(of=("self",), no_key=True)
    found = rows.select_related("venue").filter(pk=draft.pk).first()
    if found is None or not found.is_proposed(timezone.localdate(at, found.venue.tz)):
        raise CommentsClosed
    comment, is_new = PriceComment.objects.get_or_create(
        draft=found, name=name, email=email, text=text, defaults={"made_at": at}
    )
    if is_new:
        price_comment_letters.arrived(comment)
    return comment


def mark_read(draft: PriceDraft, numbers: list[int], *, by: User, at: datetime) -> int:
    """These comments on it, those that nobody has read yet; how many there were."""
    return draft.comments.unread().filter(pk__in=numbers).update(read_at=at, read_by=by)
