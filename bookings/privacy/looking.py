"""A look at a hirer's page as people read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Look
from venues.models import Venue

PAGES: dict[str, str | Promise] = {
    "desk:booking": gettext_lazy("a booking"),
    "desk:needs": gettext_lazy("what somebody needs of access"),
    "desk:thread": gettext_lazy("a question before a booking"),
    "desk:hirer": gettext_lazy("the page of the group"),
    "desk:entitlement": gettext_lazy("the page that says whose a lower price is"),
    "desk:merge": gettext_lazy("the page that joins two groups that are one"),
    "place:handover": gettext_lazy("the download for a handover, with every contact"),
    "desk:wait": gettext_lazy("the page of a place on the waiting list"),
    "desk:erase": gettext_lazy("the page that erases a household"),
}


@dataclass(frozen=True)
class Told:
    look: Look
    place: str
    zone: ZoneInfo

    @property
    def page(self) -> str:
        return str(PAGES.get(self.look.page, _("a page with the contact")))


def told(looks: Iterable[Look]) -> list[Told]:
    """With the name of the place; one more question however many there are."""
    rows = list(looks)
    venues = {venue.slug: venue for venue in Venue.objects.filter(slug__in={look.at_place for look in rows})}
    return [_one(look, venues.get(look.at_place)) for look in rows]


def _one(look: Look, venue: Venue | None) -> Told:
    """A place that is no longer here is named as it was in its address."""
    if venue is None:
        return Told(look, look.at_place, ZoneInfo(settings.TIME_ZONE))
    return Told(look, venue.name, venue.tz)
