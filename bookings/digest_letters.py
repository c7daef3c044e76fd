"""The letter that tells a desk what waits; nobody has to get it."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import outbox
from accounts.unwanted import SUMMARY, Kind, stop_link
from bookings.digest import Digest
from venues.models import Venue


def kind_for(venue: Venue) -> Kind:
    """What its link stops."""
    return Kind(venue.email, SUMMARY, venue.slug, venue.name)


def digest(venue: Venue, found: Digest, *, due: datetime) -> None:
    """To the venue's own address; `due` is the moment of the day for which it is."""
    context: dict[str, Any] = {
        "venue": venue,
        "digest": found,
        "desk_link": settings.PUBLIC_URL + reverse("desk:requests", args=[venue.slug]),
        "wishes_link": settings.PUBLIC_URL + reverse("desk:looked_for", args=[venue.slug]),
        "letters_link": settings.PUBLIC_URL + reverse("desk:letters", args=[venue.slug]),
        "settings_link": settings.PUBLIC_URL + reverse("place:letters", args=[venue.slug]),
        "stop_link": stop_link(kind_for(venue)),
    }
    outbox.post(
        f"digest-{venue.pk}-{due.astimezone(venue.tz):%Y%m%d}",
        kind=SUMMARY,
        place=venue.slug,
        to=venue.email,
        subject=_subject(venue, found),
        body=re.sub(r"\n{3,}", "\n\n", render_to_string("letters/digest.txt", context)).strip() + "\n",
        stop_link=context["stop_link"],
    )


def _subject(venue: Venue, found: Digest) -> str:
    number = len(found.requests)
    if not number:
        return _("What waits at %(venue)s") % {"venue": venue.name}
    words = ngettext("%(venue)s: %(number)d request waits", "%(venue)s: %(number)d requests wait", number)
    return words % {"venue": venue.name, "number": number}
