"""Addresses by which calendar programs read along, each secret, one person's, and ended at will."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Hirer
from venues.models import Room, Venue


class FeedLinkQuerySet(models.QuerySet["FeedLink"]):
    def open(self) -> Self:
        return self.filter(ended_at=None)


class FeedLink(models.Model):
    """The address holds a token of which only the hash is kept; it gives no more than its owner may see that day."""

    class Kind(models.TextChoices):
        ROOM = "room", _("A room")
        VENUE = "venue", _("A whole place")
        HIRER = "hirer", _("A group")
        PERSON = "person", _("All my groups")

    kind = models.CharField(max_length=6, choices=Kind)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="feed_links")
    venue = models.ForeignKey(Venue, models.CASCADE, null=True, blank=True, related_name="feed_links")
    room = models.ForeignKey(Room, models.CASCADE, null=True, blank=True, related_name="feed_links")
    hirer = models.ForeignKey(Hirer, models.CASCADE, null=True, blank=True, related_name="feed_links")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    read_at = models.DateTimeField(null=True, blank=True, editable=False)  # the day is enough: see where it is set
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = FeedLinkQuerySet.as_manager()

    class Meta:
        ordering = ["owner", "-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="room", room__isnull=False, venue=None, hirer=None)
                | models.Q(kind="venue", venue__isnull=False, room=None, hirer=None)
                | models.Q(kind="hirer", hirer__isnull=False, venue=None, room=None)
                | models.Q(kind="person", venue=None, room=None, hirer=None),
                name="a_feed_link_is_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} feed of {self.owner_id}"
