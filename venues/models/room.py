"""What is offered for hire: rooms made of cells, their layouts, and the ways in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set
from datetime import timedelta
from typing import NamedTuple, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models.touched import Touches
from venues.models.venue import Venue


class Cell(models.Model):
    """The smallest space that can be let alone; fixed once it has been occupied."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="cells")
    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField(default=0)
    in_service_from = models.DateField(null=True, blank=True)
    retired_on = models.DateField(null=True, blank=True)
    shared = models.BooleanField(default=False)  # rooms that have it do not refuse one another because of it

    class Meta:
        ordering = ["venue_id", "position", "pk"]
        constraints = [
            Touches(what="venue", key="venue", name="a_cell_touches_its_venue"),
            models.UniqueConstraint(fields=["venue", "code"], name="one_cell_per_code"),
        ]

    def __str__(self) -> str:
        return self.name


class Entrance(models.Model):
    venue = models.ForeignKey(Venue, models.CASCADE, related_name="entrances")
    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["venue_id", "position", "pk"]
        constraints = [
            Touches(what="venue", key="venue", name="an_entrance_touches_its_venue"),
            models.UniqueConstraint(fields=["venue", "code"], name="one_entrance_per_code"),
        ]

    def __str__(self) -> str:
        return self.name


class KnownLayout(NamedTuple):
    """A way to use a room, and how many people it safely takes (None: not known)."""

    pk: int
    name: str
    capacity: int | None


class RoomQuerySet(models.QuerySet["Room"]):
    def on_offer(self) -> Self:
        return self.filter(retired_on=None, venue__published=True)

    def beside(self, room: Room) -> Self:
        """Of the same venue, what can be had at the same time: no cell in common but what is shared."""
        return self.filter(venue=room.venue_id).exclude(pk=room.pk).exclude(cells__in=room.taken_cells)

    def cells_of_each(self) -> Mapping[int, Set[int]]:
        """The keys of the cells of each room, by its own."""
        found: dict[int, set[int]] = defaultdict(set)
        for room, cell in Room.cells.through.objects.filter(room__in=self.order_by()).values_list("room_id", "cell_id"):
            found[room].add(cell)
        return found


class Room(models.Model):
    class Turnaround(models.TextChoices):
        APART = "apart", _("Kept apart: each hire has its own")
        SHARED = "shared", _("Shared with the neighbour's")

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="rooms")
    code = models.SlugField(max_length=60)
    name = models.CharField(_("name"), max_length=80)
    summary = models.TextField(_("what it is like"), blank=True)
    cells = models.ManyToManyField(Cell, related_name="rooms")
    position = models.PositiveSmallIntegerField(default=0)
    turnaround_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    turnaround = models.CharField(max_length=6, choices=Turnaround, default=Turnaround.SHARED)
    confirms_at_once = models.BooleanField(_("booked at once, without the secretary"), default=False)
    requests_wait_together = models.BooleanField(
        _("requests for the same hours wait together until we choose"), default=False
    )
    retired_on = models.DateField(null=True, blank=True)

    objects = RoomQuerySet.as_manager()

    class Meta:
        ordering = ["venue_id", "position", "pk"]
        constraints = [
            Touches(what="venue", key="venue", name="a_room_touches_its_venue"),
            models.UniqueConstraint(fields=["venue", "code"], name="one_room_per_code"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("venues:room", args=[self.venue.slug, self.code])

    @property
    def guide_address(self) -> str:
        """Where its access guide is."""
        return reverse("venues:guide", args=[self.venue.slug, self.code])

    @property
    def taken_cells(self) -> list[Cell]:
        """Those that a hire has to itself, in the order in which everybody takes them."""
        return sorted((cell for cell in self.cells.all() if not cell.shared), key=lambda cell: cell.pk)

    @property
    def shared_cells(self) -> list[Cell]:
        """Those that whoever has another room may use at the same time."""
        return [cell for cell in self.cells.all() if cell.shared]

    @property
    def turnaround_time(self) -> timedelta:
        minutes = self.venue.turnaround_minutes if self.turnaround_minutes is None else self.turnaround_minutes
        return timedelta(minutes=minutes)

    @property
    def largest_capacity(self) -> int | None:
        """The most people any layout takes; None where no layout has a number."""
        return max((layout.capacity for layout in self.layouts.all() if layout.capacity is not None), default=None)


class Layout(models.Model):
    """A way to use a room, with its safe capacity (None: not known)."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="layouts")
    name = models.CharField(_("layout"), max_length=60)
    capacity = models.PositiveIntegerField(_("safe capacity"), null=True, blank=True)
    assessed_by = models.CharField(_("assessed by"), max_length=80, blank=True)
    assessed_on = models.DateField(_("assessed on"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["room_id", "position", "pk"]
        constraints = [
            Touches(what="room", key="room", name="a_layout_touches_its_room"),
            models.UniqueConstraint(fields=["room", "name"], name="one_layout_per_name"),
        ]

    def __str__(self) -> str:
        return self.name
