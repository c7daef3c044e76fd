"""What is known of access for programs: A11yJSON of a place or a room."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe
from django_ratelimit.decorators import ratelimit

from bookings.views.access_guide import room_with_guide, rooms_with_guides
from venues.access.a11yjson import place_info
from venues.access.guide import Guide
from venues.models import Room, Venue
from venues.rights import venue_to_see


@require_safe
@ratelimit(key="ip", rate="60/m", block=True)
def place(request: HttpRequest, slug: str) -> JsonResponse:
    """A venue with all its rooms."""
    venue = venue_to_see(request.user, slug)
    return _as_json(venue, rooms_with_guides(venue), venue.get_absolute_url())


@require_safe
@ratelimit(key="ip", rate="60/m", block=True)
def room(request: HttpRequest, slug: str, code: str) -> JsonResponse:
    venue = venue_to_see(request.user, slug)
    found, guide = room_with_guide(venue, code)
    return _as_json(venue, [(found, guide)], found.guide_address)


def _as_json(venue: Venue, rooms: Sequence[tuple[Room, Guide]], page: str) -> JsonResponse:
    """Where the venue keeps its address back, neither street nor point."""
    known = venue.latitude is not None and venue.longitude is not None and not venue.keeps_address_back
    told = place_info(
        venue.name,
        [(room.name, guide) for room, guide in rooms],
        category=venue.kind,
        point=(float(venue.longitude or 0), float(venue.latitude or 0)) if known else None,
        address=venue.address,
        link=settings.PUBLIC_URL + page,
    )
    return JsonResponse(told, headers={"Access-Control-Allow-Origin": "*"})
