"""What is kept of the calendars that somebody follows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from bookings.feeds import name_of
from bookings.models import FeedLink
from bookings.privacy.told import moment


def calendars_followed(user: User) -> list[dict[str, Any]]:
    """As their own data tell it; the address itself nobody knows but who has it."""
    links = user.feed_links.select_related("venue", "room__venue", "hirer").order_by("pk")
    return [
        {
            "of": name_of(link),
            "made at": moment(link.made_at),
            "read last about": moment(link.read_at),
            "ended at": moment(link.ended_at),
        }
        for link in links
    ]


def links_ended(cutoff: datetime, at: datetime) -> QuerySet[FeedLink]:
    return FeedLink.objects.filter(ended_at__lt=cutoff)
