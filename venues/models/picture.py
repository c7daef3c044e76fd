"""Pictures of a venue or a room: re-encoded by us, and never without words for those who cannot see them."""

from __future__ import annotations

from pathlib import PurePosixPath

from django.db import models
from django.utils.translation import gettext_lazy as _

from venues.models.room import Room
from venues.models.venue import Venue


class Picture(models.Model):
    venue = models.ForeignKey(Venue, models.CASCADE, related_name="pictures")
    room = models.ForeignKey(Room, models.CASCADE, null=True, blank=True, related_name="pictures")
    image = models.FileField(upload_to="pictures/")
    small = models.FileField(upload_to="pictures/")
    alt = models.CharField(_("what the picture shows"), max_length=250)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["venue", "position", "pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(alt=""), name="every_picture_has_words")]

    def __str__(self) -> str:
        return self.alt

    @property
    def name(self) -> str:
        """What the file is called in its own address."""
        return PurePosixPath(str(self.image)).name

    @property
    def small_name(self) -> str:
        return PurePosixPath(str(self.small)).name
