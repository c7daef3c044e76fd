"""What is known of access for programs: A11yJSON of a place or a room, and schema.org in a room's page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe
from django_ratelimit.decorators import ratelimit

from bookings.views.access_guide import room_with_guide, rooms_with_guides
from venues.access.a11yjson import place_info
from venues.access.guide import Guide
from venues.access.schema_org import amenity_features
from venues.models import Room, Venue
from venues.rights import venue_to_see

IN_A_PAGE = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})  # so that no name can end the script


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


def structured(room: Room, guide: Guide) -> SafeString:
    """The room in its place for search engines, as a page may hold it."""
    venue = room.venue
    address = {"@type": "PostalAddress", "addressLocality": venue.town}
    if not venue.keeps_address_back:
        address |= {"streetAddress": venue.street, "postalCode": venue.postcode}
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "MeetingRoom",
        "name": room.name,
        "url": settings.PUBLIC_URL + room.get_absolute_url(),
        "amenityFeature": amenity_features(guide, vocabulary=settings.PUBLIC_URL + reverse("vocabulary")),
        "containedInPlace": {
            "@type": "CivicStructure",
            "name": venue.name,
            "url": settings.PUBLIC_URL + venue.get_absolute_url(),
            "address": address,
        },
    }
    return mark_safe(json.dumps(told, ensure_ascii=False).translate(IN_A_PAGE))


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
