"""Take in a picture of a place: check it, strip it, write it anew at two sizes.

What was uploaded is never kept: it may carry where a phone stood, or worse.
"""

from __future__ import annotations

import secrets
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from threading import Lock

from django.core.files.base import ContentFile
from django.db.models import Max
from django.utils.translation import gettext as _
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from venues.models import Picture, Room, Venue

MOST_BYTES = 10_000_000
MOST_PIXELS = 40_000_000
LEAST_WIDTH, WIDE, SMALL = 320, 960, 480
LONGEST_ALT = 250
KINDS = ("JPEG", "PNG", "WEBP")
ONE_AT_A_TIME = Lock()


class BadPicture(ValueError):
    """What is wrong with a file, in words for the person who chose it."""


def store_picture(venue: Venue, room: Room | None, image_bytes: bytes, alt: str) -> Picture:
    """Keep a picture as WebP at two sizes, without anything else that was in the file; raises BadPicture."""
    alt = " ".join(alt.split())
    if not alt:
        raise BadPicture(_("Say in a few words what the picture shows, for people who cannot see it."))
    if len(alt) > LONGEST_ALT:
        raise BadPicture(_("Use at most %(most)s characters to say what the picture shows.") % {"most": LONGEST_ALT})
    image = read_picture(image_bytes)
    large, small = _at_most(image, WIDE), _at_most(image, SMALL)
    last = venue.pictures.aggregate(last=Max("position"))["last"]
    picture = Picture(
        venue=venue,
        room=room,
        alt=alt,
        width=large.width,
        height=large.height,
        position=0 if last is None else last + 1,
    )
    name = f"{venue.slug}-{secrets.token_hex(6)}"
    picture.image.save(f"{name}.webp", ContentFile(_as_webp(large)), save=False)
    picture.small.save(f"{name}-small.webp", ContentFile(_as_webp(small)), save=False)
    picture.save()
    return picture


def read_picture(image_bytes: bytes) -> Image.Image:
    """The pixels of a picture, the right way up and with nothing hidden in them; raises BadPicture."""
    if len(image_bytes) > MOST_BYTES:
        raise BadPicture(_("The picture is larger than %(most)s MB.") % {"most": MOST_BYTES // 1_000_000})
    try:
        with warnings.catch_warnings(), _whole_files_only():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(image_bytes), formats=KINDS)
            _refuse_size(image)
            image.load()
    except (UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning) as fault:
        raise BadPicture(_("This is not a picture we can use. Choose a JPEG, PNG or WebP file.")) from fault
    except (OSError, SyntaxError, ValueError, EOFError) as fault:
        if isinstance(fault, BadPicture):
            raise
        raise BadPicture(_("The picture is damaged and cannot be read.")) from fault
    return _only_pixels(ImageOps.exif_transpose(image))


@contextmanager
def _whole_files_only() -> Iterator[None]:
    """Pillow told to refuse a file that breaks off: WeasyPrint, once imported, tells the whole process otherwise."""
    with ONE_AT_A_TIME:
        before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
        try:
            yield
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = before


def _refuse_size(image: Image.Image) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise BadPicture(_("The picture has more than %(most)s million pixels.") % {"most": MOST_PIXELS // 1_000_000})
    if min(image.width, image.height) < LEAST_WIDTH:
        raise BadPicture(
            _("The picture is too small: each side needs at least %(least)s pixels.") % {"least": LEAST_WIDTH}
        )


def _only_pixels(image: Image.Image) -> Image.Image:
    """On white where it was see-through; a fresh image carries no metadata."""
    if image.has_transparency_data:
        seen = image.convert("RGBA")
        ground = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(ground, seen)
    clean = Image.new("RGB", image.size)
    clean.paste(image.convert("RGB"))
    return clean


def _at_most(image: Image.Image, width: int) -> Image.Image:
    if image.width <= width:
        return image
    return image.resize((width, max(1, round(image.height * width / image.width))), Image.Resampling.LANCZOS)


def _as_webp(image: Image.Image) -> bytes:
    held = BytesIO()
    image.save(held, "WEBP", quality=82, method=3)
    return held.getvalue()
