"""Pictures of a venue or a room: re-encoded by us, and never without words for those who cannot see them."""

from __future__ import annotations

from pathlib import PurePosixPath

from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _

from venues.models.room import Room
from venues.models.venue import Venue

SMALL, WIDE, LARGE = 480, 960, 1600  # how many pixels the kept sizes are wide, at most


class Picture(models.Model):
    venue = models.ForeignKey(Venue, models.CASCADE, related_name="pictures")
    room = models.ForeignKey(Room, models.CASCADE, null=True, blank=True, related_name="pictures")
    image = models.FileField(upload_to="pictures/")
    small = models.FileField(upload_to="pictures/")
    large = models.FileField(upload_to="pictures/", blank=True)  # only where the picture that came was that wide
    alt = models.CharField(_("what the picture shows"), max_length=250)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    large_width = models.PositiveIntegerField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["venue_id", "position", "pk"]
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

    @property
    def files(self) -> list[FieldFile]:
        """Every size that is kept, the smallest first."""
        return [file for file in (self.small, self.image, self.large) if file]

    @property
    def sizes(self) -> list[tuple[str, int]]:
        """For a browser to choose from: what each file is called, and how wide it is; each width once."""
        widths = {min(SMALL, self.width): self.small, self.width: self.image}
        if self.large and self.large_width:
            widths[self.large_width] = self.large
        return [(PurePosixPath(str(file)).name, width) for width, file in sorted(widths.items())]
