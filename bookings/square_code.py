"""The address on a poster as a square code that a phone reads, drawn by ourselves."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass

import qrcode
from django.conf import settings
from django.urls import reverse

from venues.models import Venue

QUIET = 4  # modules of white around it, without which phones do not find it


@dataclass(frozen=True)
class SquareCode:
    """An address, as it is printed to be typed, and the picture of its code as the address of an image."""

    link: str
    image: str

    @property
    def shown(self) -> str:
        """Without what nobody types."""
        return self.link.partition("://")[2]


def square_code(venue: Venue, room: str) -> SquareCode:
    """Where something broken is told: in the room with this code, or anywhere at the place without one."""
    path = reverse("broken_room", args=[venue.slug, room]) if room else reverse("broken", args=[venue.slug])
    link = settings.PUBLIC_URL + path
    return SquareCode(link, f"data:image/svg+xml;base64,{b64encode(_drawn(link).encode()).decode()}")


def _drawn(text: str) -> str:
    """A quarter of it may be dirty or torn, and it is read all the same."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_Q, border=QUIET)
    code.add_data(text)
    rows = code.get_matrix()
    dark = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
    size = len(rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{dark}"/></svg>'
    )
