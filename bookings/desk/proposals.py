"""Prices that a hall proposes, and what people say about them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from bookings.desk.price_work import key_of
from venues.models import PriceDraft, Venue


@dataclass(frozen=True)
class Unread:
    """What nobody at the desk has read yet about one draft."""

    draft: PriceDraft
    number: int

    @property
    def key(self) -> str:
        return key_of(self.draft)


def unread_comments(venue: Venue) -> list[Unread]:
    """By draft; one question."""
    is_unread = Q(comments__isnull=False, comments__read_at=None)
    found = venue.price_drafts.annotate(number=Count("comments", filter=is_unread)).filter(number__gt=0)
    return [Unread(draft, draft.number) for draft in found]


def last_proposal(venue: Venue) -> PriceDraft | None:
    """What is proposed, or was the last time that anything was."""
    shown = venue.price_drafts.exclude(proposed_at=None).select_related("published_as")
    return shown.order_by("-proposed_at", "-pk").first()
