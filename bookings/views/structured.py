"""A venue and its rooms as search engines read them: schema.org, inside the pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from venues.access.guide import Guide
from venues.access.schema_org import amenity_features, features_of_venue
from venues.models import OpeningHours, Room, Venue

IN_A_PAGE = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})  # so that no name can end the script
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
A_DAY = 24 * 60


def structured_room(room: Room, guide: Guide) -> SafeString:
    """The room in its venue, with all that is claimed of getting there, in and around."""
    features = amenity_features(guide, vocabulary=_vocabulary())
    return _script({**_room(room), "amenityFeature": features, "containedInPlace": _venue(room.venue)})


def structured_venue(
    venue: Venue, rooms: Sequence[Room], guides: Mapping[int, Guide], hours: Iterable[OpeningHours], *, today: date
) -> SafeString:
    """The venue with its hours and what is claimed of it and its ways in; what is claimed of a room is on its own page.

    Rooms come with their layouts, hours with their cells.
    """
    told = _venue(venue)
    features = features_of_venue((guides[room.pk] for room in rooms), vocabulary=_vocabulary())
    told |= {"openingHoursSpecification": opened} if (opened := _opened(hours, today)) else {}
    told |= {"amenityFeature": features, "containsPlace": [_room(room) for room in rooms]}
    return _script(told)


def _venue(venue: Venue) -> dict[str, Any]:
    """Where it keeps its address back, neither street nor point."""
    address = {"@type": "PostalAddress", "addressLocality": venue.town, "addressCountry": "GB"}
    told = {"@type": "CivicStructure", "name": venue.name, "url": settings.PUBLIC_URL + venue.get_absolute_url()}
    if venue.keeps_address_back:
        return told | {"address": address}
    told["address"] = address | {"streetAddress": venue.street, "postalCode": venue.postcode}
    if venue.latitude is not None and venue.longitude is not None:
        point = {"latitude": float(venue.latitude), "longitude": float(venue.longitude)}
        told["geo"] = {"@type": "GeoCoordinates", **point}
    return told | ({"telephone": venue.phone} if venue.phone else {})


def _room(room: Room) -> dict[str, Any]:
    """With the most people that any known layout takes."""
    told = {"@type": "MeetingRoom", "name": room.name, "url": settings.PUBLIC_URL + room.get_absolute_url()}
    most = max((layout.capacity for layout in room.layouts.all() if layout.capacity), default=None)
    return told | ({"occupancy": {"@type": "QuantitativeValue", "maxValue": most}} if most else {})


def _opened(hours: Iterable[OpeningHours], today: date) -> list[dict[str, Any]]:
    """Those of the whole venue that hold today or later."""
    now = (row for row in hours if not row.cells.all() and (row.valid_to is None or row.valid_to >= today))
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": f"https://schema.org/{DAYS[row.weekday]}",
            "opens": _clock(row.opens_minute),
            "closes": _clock(row.closes_minute),
            **({"validFrom": row.valid_from.isoformat()} if row.valid_from else {}),
            **({"validThrough": row.valid_to.isoformat()} if row.valid_to else {}),
        }
        for row in now
    ]


def _clock(minute: int) -> str:
    """What is before the hour of opening is on the next day."""
    hours, minutes = divmod(minute % A_DAY, 60)
    return f"{hours:02}:{minutes:02}"


def _vocabulary() -> str:
    return settings.PUBLIC_URL + reverse("vocabulary")


def _script(told: dict[str, Any]) -> SafeString:
    """As a page may hold it."""
    said = json.dumps({"@context": "https://schema.org", **told}, ensure_ascii=False)
    return mark_safe(said.translate(IN_A_PAGE))
