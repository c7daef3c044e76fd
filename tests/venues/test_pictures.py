"""Pictures are written anew at several sizes, carry nothing but pixels, and bad files are refused in words.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from PIL import Image, ImageFile

from tests.make import a_venue, the_room
from venues import pictures
from venues.models import Picture
from venues.pictures import BadPicture, read_picture, store_picture

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def a_file(
    kind: str = "JPEG", size: tuple[int, int] = (1600, 1200), mode: str = "RGB", *, fill: Any = "teal", **options
) -> bytes:
    return drawn(kind, size, mode, fill) if not options else saved(kind, size, mode, fill, **options)


@cache
def drawn(*what: Any) -> bytes:
    """The same file for each that asks for one like it."""
    return saved(*what)


def saved(kind: str, size: tuple[int, int], mode: str, fill: Any, **options) -> bytes:
    held = BytesIO()
    Image.new(mode, size, fill).save(held, kind, **options)
    return held.getvalue()


def test_a_picture_is_kept_at_three_sizes():
    venue = a_venue()
    room = the_room(venue, "main")
    picture = store_picture(venue, room, a_file(), "  The hall,\n from the stage ")
    assert (picture.width, picture.height) == (960, 720)
    assert picture.alt == "The hall, from the stage"
    assert picture.room == room
    assert picture.large_width == 1600
    for file, width in ((picture.large, 1600), (picture.image, 960), (picture.small, 480)):
        with Image.open(file.path) as stored:
            assert (stored.format, stored.width) == ("WEBP", width)


def test_pictures_stand_in_the_order_in_which_they_came():
    venue = a_venue()
    assert [store_picture(venue, None, a_file(), f"The front, {n}").position for n in range(3)] == [0, 1, 2]


@pytest.mark.once
def test_the_same_picture_twice_is_one_unless_its_words_its_room_or_its_pixels_are_others():
    """What is drawn or packed, no database has a say in."""
    venue = a_venue()
    room, kept = venue.rooms.get(), store_picture(venue, None, a_file(), "The front")
    assert store_picture(venue, None, a_file(), " The  front") == kept
    kept.small.delete(save=False)  # a file that is lost does not keep the picture from being sent once more
    again = store_picture(venue, None, a_file(), "The front")
    assert again != kept
    others = [(None, a_file(), "The back"), (room, a_file(), "The front"), (None, a_file(size=(900, 800)), "The front")]
    assert len({again.pk, *(store_picture(venue, *other).pk for other in others)}) == 4


def test_nothing_but_pixels_is_kept():
    """A phone writes where it stood into its pictures."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Spy Camera", 6  # maker; lying on its side
    picture = store_picture(a_venue(), None, a_file(exif=exif, size=(1200, 800)), "The front")
    stored = Path(picture.image.path).read_bytes()
    assert b"Spy" not in stored
    with Image.open(BytesIO(stored)) as image:
        assert not image.getexif()
        assert (image.width, image.height) == (800, 1200)


def test_what_is_see_through_stands_on_white():
    clean = read_picture(a_file("PNG", mode="RGBA", fill=(0, 0, 0, 0)))
    assert clean.mode == "RGB"
    assert clean.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.on_postgres
def test_a_small_picture_is_not_blown_up():
    picture = store_picture(a_venue(), None, a_file(size=(400, 400)), "The door")
    assert picture.width == 400
    assert [width for _name, width in picture.sizes] == [400]
    assert not picture.large


def test_a_picture_from_before_there_were_large_ones_offers_what_it_has():
    picture = Picture(image="pictures/a.webp", small="pictures/a-small.webp", width=960, height=720)
    assert picture.sizes == [("a-small.webp", 480), ("a.webp", 960)]


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (b"", "not a picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not a picture"),
        (b"%PDF-1.7 and so on", "not a picture"),
        (a_file("GIF"), "not a picture"),
        (a_file("TIFF"), "not a picture"),
        (a_file()[:900], "damaged"),
        (a_file("PNG")[:200], "damaged"),
        (a_file(size=(300, 2000)), "too small"),
        (a_file("PNG", size=(7000, 6000), mode="1", fill=0), "million pixels"),
    ],
)
def test_a_bad_file_is_refused_and_nothing_is_kept(file, words, media):
    with pytest.raises(BadPicture, match=words):
        store_picture(a_venue(), None, file, "The front")
    assert not Picture.objects.exists()
    assert list(media.rglob("*.webp")) == []


def test_a_file_that_breaks_off_is_refused_whatever_other_libraries_have_set(monkeypatch):
    """WeasyPrint lets Pillow read broken files, for the whole process."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    with pytest.raises(BadPicture, match="damaged"):
        read_picture(a_file()[:900])
    assert ImageFile.LOAD_TRUNCATED_IMAGES


def test_a_file_of_too_many_bytes_is_not_even_opened(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_BYTES", 1_000_000)
    with pytest.raises(BadPicture, match="larger than 1 MB"):
        store_picture(a_venue(), None, a_file() + b"\0" * 1_000_000, "The front")


@pytest.mark.parametrize("alt", ["", " \n ", "x" * 251])
def test_every_picture_has_words(alt):
    with pytest.raises(BadPicture, match="what the picture shows"):
        store_picture(a_venue(), None, a_file(), alt)


@pytest.mark.once
def test_a_picture_comes_in_by_command(tmp_path):
    """What is drawn or packed, no database has a say in."""
    venue, file = a_venue(name="Corn Hall"), tmp_path / "hall.jpg"
    file.write_bytes(a_file())
    told = StringIO()
    call_command("add_picture", venue.slug, str(file), "--alt", "The front", stdout=told)
    call_command("add_picture", venue.slug, str(file), "--alt", "The stage", "--room", "main", stdout=told)
    assert "stands on the page of Corn Hall." in told.getvalue()
    assert [(picture.alt, picture.room) for picture in venue.pictures.all()] == [
        ("The front", None),
        ("The stage", the_room(venue, "main")),
    ]


@pytest.mark.parametrize(
    ("slug", "name", "words", "refusal"),
    [
        ("nowhere", "hall.jpg", ["--alt", "The front"], "There is no venue “nowhere”."),
        ("hall", "hall.jpg", ["--alt", "The front", "--room", "attic"], "has no room “attic”."),
        ("hall", "none.jpg", ["--alt", "The front"], "cannot be read: No such file"),
        ("hall", "notes.txt", ["--alt", "The front"], "This is not a picture we can use."),
        ("hall", "hall.jpg", ["--alt", " "], "Say in a few words what the picture shows"),
    ],
)
def test_a_picture_that_cannot_be_added_is_refused_in_words(tmp_path, slug, name, words, refusal):
    a_venue(slug="hall")
    (tmp_path / "hall.jpg").write_bytes(a_file())
    (tmp_path / "notes.txt").write_bytes(b"Bring the ladder")
    with pytest.raises(CommandError, match=re.escape(refusal)):
        call_command("add_picture", slug, str(tmp_path / name), *words)
    assert not Picture.objects.exists()
