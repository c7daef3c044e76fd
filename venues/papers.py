"""Take in the picture of a paper that shows something: written anew, without anything else that was in the file."""

from __future__ import annotations

from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image

from venues.pictures import BadPicture, read_picture

LONGEST_SIDE = 2000  # pixels; small print of a page can still be read
MOST_KEPT = 1_500_000  # bytes
QUALITIES = (82, 70, 55, 40)


def paper_of(image_bytes: bytes) -> bytes:
    """A JPEG of the paper; raises BadPicture, in words for the person who chose the file."""
    image = read_picture(image_bytes)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    for quality in QUALITIES:
        held = BytesIO()
        image.save(held, "JPEG", quality=quality, optimize=True)
        if held.tell() <= MOST_KEPT:
            return held.getvalue()
    raise BadPicture(_("The picture is too large to keep. Take it again from nearer, or send a part of the paper."))
