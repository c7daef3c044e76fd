"""Take in a picture of a place: check it, strip it, write it anew at several sizes.

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
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from accounts import journal
from accounts.models import User
from venues.models import Picture, Room, Venue
from venues.models.picture import LARGE, SMALL, WIDE

MOST_BYTES = 10_000_000
MOST_PIXELS = 40_000_000
MOST_PICTURES = 40  # of one venue
LEAST_WIDTH = 320
LONGEST_ALT = 250
KINDS = ("JPEG", "PNG", "WEBP")
PHONE_KINDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis")
CHANGED = "changed pictures"  # the journal's verb
ONE_AT_A_TIME = Lock()


class BadPicture(ValueError):
    """What is wrong with a file, in words for the person who chose it."""


def store_picture(venue: Venue, room: Room | None, image_bytes: bytes, alt: str, *, by: User | None = None) -> Picture:
    """Keep a picture as WebP at several sizes, without anything else that was in the file; raises BadPicture.

    The same picture of the same room with the same words is there already, and stays one.
    """
    alt = " ".join(alt.split())
    if not alt:
        raise BadPicture(_("Say in a few words what the picture shows, for people who cannot see it."))
    if len(alt) > LONGEST_ALT:
        raise BadPicture(_("Use at most %(most)s characters to say what the picture shows.") % {"most": LONGEST_ALT})
    image = read_picture(image_bytes)
    wide, larger = _at_most(image, WIDE), _at_most(image, LARGE) if image.width > WIDE else None
    picture = Picture(venue=venue, room=room, alt=alt, width=wide.width, height=wide.height)
    name = f"{venue.slug}-{secrets.token_hex(6)}"
    contents = {
        "small": ContentFile(_as_webp(_at_most(image, SMALL)), f"{name}-small.webp"),
        "image": ContentFile(_as_webp(wide), f"{name}.webp"),
    }
    if larger is not None:
        picture.large_width = larger.width
        contents["large"] = ContentFile(_as_webp(larger), f"{name}-large.webp")
    return _keep(picture, contents, by)


def refuse_one_more(venue: Venue) -> None:
    """Raises BadPicture where the venue has as many as it may have."""
    if venue.pictures.count() >= MOST_PICTURES:
        words = _("There are %(most)s pictures already, the most that a place can have. Take one away first.")
        raise BadPicture(words % {"most": MOST_PICTURES})


def _keep(picture: Picture, contents: dict[str, ContentFile[bytes]], by: User | None) -> Picture:
    """Row and files, or neither; two who add the last picture at once are told apart."""
    written = False
    try:
        with transaction.atomic():
            Venue.objects.select_for_update(of=("self",), no_key=True).get(pk=picture.venue_id)
            if again := _the_same(picture, contents["small"]):
                return again
            refuse_one_more(picture.venue)
            last = picture.venue.pictures.aggregate(last=Max("position"))["last"]
            picture.position = 0 if last is None else last + 1
            for field, content in contents.items():
                getattr(picture, field).save(content.name, content, save=False)
            picture.save()
            journal.record(by, CHANGED, picture.venue, why=_("Added a picture: %(alt)s") % {"alt": picture.alt})
        written = True
    finally:
        if not written:
            for file in picture.files:
                file.delete(save=False)
    return picture


def _the_same(picture: Picture, small: ContentFile[bytes]) -> Picture | None:
    """The one that hangs already: the button was pressed twice."""
    alike = picture.venue.pictures.filter(
        room=picture.room, alt=picture.alt, width=picture.width, height=picture.height, large_width=picture.large_width
    )
    small.seek(0)
    content = small.read()
    return next((each for each in alike if _content(each) == content), None)


def _content(picture: Picture) -> bytes:
    """Nothing where the file has gone."""
    try:
        with picture.small.open("rb") as file:
            return bytes(file.read())
    except FileNotFoundError:
        return b""


def read_picture(image_bytes: bytes) -> Image.Image:
    """The pixels of a picture, the right way up and with nothing hidden in them; raises BadPicture."""
    if len(image_bytes) > MOST_BYTES:
        raise BadPicture(_("The picture is larger than %(most)s MB.") % {"most": MOST_BYTES // 1_000_000})
    if image_bytes[4:8] == b"ftyp" and image_bytes[8:12] in PHONE_KINDS:
        raise BadPicture(
            _(
                "This is a HEIC or AVIF picture, as some phones keep them, and we cannot read it. Send it as JPEG: "
                "on an iPhone choose Settings, Camera, Formats, “Most Compatible” and take it again, "
                "or e-mail it to yourself, which makes a JPEG of it; elsewhere open it and save or export it as JPEG."
            )
        )
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
