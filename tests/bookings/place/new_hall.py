"""A hall just begun, and one with nothing missing but the button."""

from __future__ import annotations

from django.utils import timezone

from bookings.actions import change_venue
from tests.make import a_post, a_user, a_venue, signed_in
from tests.venues.test_readiness import answers
from venues import files
from venues.actions.start_operator import start_operator
from venues.files.contents import EntranceRow
from venues.models import Post, Venue


def a_draft(name: str = "Mill Lane Trust") -> Venue:
    """As the command leaves it."""
    return start_operator(name, manager="nell@hearth.example", by=None, at=timezone.now()).venue


def its_manager(venue: Venue, **client):
    """A browser in which its manager has signed in."""
    return signed_in(a_post(venue, Post.Kind.MANAGER, a_user("Nell")).user, **client)


def a_ready_draft() -> Venue:
    """Nothing is missing; nobody pressed the button yet."""
    venue = a_venue(published=False, phone="01632 960158")
    venue.operator.privacy_email = "trust@hearth.example"
    venue.operator.save()
    file = files.from_database(venue)
    doors = (EntranceRow("front", "Front door"),)
    file = files.from_database(venue)
    told = answers(files.VenueFile(**{**vars(file), "entrances": doors}))
    change_venue(venue, part="access", by=None, at=timezone.now(), entrances=doors, access=told)
    return venue
