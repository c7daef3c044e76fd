"""Make a secret address by which a calendar program reads along, and end it."""

from __future__ import annotations

import base64
import hashlib
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from accounts.models import Hirer, User
from bookings.exceptions import TooLate
from bookings.locks import all_or_nothing
from bookings.models import FeedLink
from venues.models import Room, Venue

A_DAY = timedelta(days=1)


@all_or_nothing
def make_feed_link(
    owner: User,
    *,
    key: str,
    at: datetime,
    venue: Venue | None = None,
    room: Room | None = None,
    hirer: Hirer | None = None,
) -> str:
    """The token, of which only the hash is kept; the owner's earlier address of the same thing ends.

    `key` is the page's own: the same button twice leads to the same token. Raises TooLate where
    that one has been ended since.
    """
    User.objects.select_for_update(no_key=True).get(pk=owner.pk)  # the button twice at once is one address
    thing = {"kind": _kind(venue, room, hirer), "venue": venue, "room": room, "hirer": hirer}
    token = _token(owner, key, "-".join(f"{name}.{getattr(value, 'pk', value)}" for name, value in thing.items()))
    again = FeedLink.objects.filter(token_hash=hash_of(token)).first()
    if again is not None:
        if again.ended_at is not None:
            raise TooLate(_("This address has been ended since. Press the button again for a new one."))
        return token
    FeedLink.objects.open().filter(owner=owner, **thing).update(ended_at=at)
    FeedLink.objects.create(owner=owner, token_hash=hash_of(token), made_at=at, **thing)
    return token


@all_or_nothing
def end_feed_link(link: FeedLink, *, at: datetime) -> None:
    """Nobody reads along by it any more; ended twice, it ended the first time."""
    FeedLink.objects.open().filter(pk=link.pk).update(ended_at=at)


def link_for(token: str) -> FeedLink | None:
    """The link whose address holds this token, where it has not been ended."""
    links = FeedLink.objects.open().select_related("owner", "venue__operator", "room__venue__operator", "hirer")
    return links.filter(token_hash=hash_of(token)).first()


def note_reading(link: FeedLink, *, at: datetime) -> None:
    """So that the owner sees which address is in use: the day is enough, so that to read writes once a day at most."""
    unread = Q(read_at=None) | Q(read_at__lte=at - A_DAY)
    if link.read_at is None or link.read_at <= at - A_DAY:
        FeedLink.objects.filter(unread, pk=link.pk).update(read_at=at)


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _kind(venue: Venue | None, room: Room | None, hirer: Hirer | None) -> str:
    if room:
        return FeedLink.Kind.ROOM
    if venue:
        return FeedLink.Kind.VENUE
    return FeedLink.Kind.HIRER if hirer else FeedLink.Kind.PERSON


def _token(owner: User, key: str, thing: str) -> str:
    """Not to be guessed without the site's secret and the page's key, neither of which is in the database."""
    secret = salted_hmac("bookings.follow", f"{owner.pk}:{thing}:{key}", algorithm="sha256").digest()
    return base64.urlsafe_b64encode(secret).rstrip(b"=").decode()
