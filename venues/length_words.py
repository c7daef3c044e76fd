"""How short and how long a venue lets its rooms, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from venues.models import Venue
from venues.tariffs.words.times import length_words


def too_short_words(venue: Venue) -> str:
    return _("This hall lets its rooms for at least %(length)s.") % {"length": length_words(venue.shortest_minutes)}


def too_long_words(venue: Venue) -> str:
    return _("This hall lets its rooms for at most %(length)s.") % {"length": length_words(venue.longest_minutes or 0)}


def lengths_words(venue: Venue) -> str:
    """From 1 hour to 6 hours; nothing where any length will do."""
    shortest, longest = length_words(venue.shortest_minutes), length_words(venue.longest_minutes or 0)
    if venue.shortest_minutes and venue.longest_minutes:
        return _("From %(shortest)s to %(longest)s") % {"shortest": shortest, "longest": longest}
    if venue.shortest_minutes:
        return _("%(shortest)s or more") % {"shortest": shortest}
    return _("At most %(longest)s") % {"longest": longest} if venue.longest_minutes else ""
