"""Pictures of a place on their pages: added from a phone, described, put in order, taken away.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from accounts import journal
from config.requests import LARGER_FORMS
from tests.make import a_post, a_room, a_venue, signed_in
from tests.shared import shared
from tests.venues.test_pictures import a_file
from venues import pictures
from venues.models import Picture, Room, Venue
from venues.pictures import store_picture

pytestmark = [pytest.mark.django_db, pytest.mark.once]
WORDS = "The hall from the door: a wooden floor and high windows."


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@shared
def hall() -> Venue:
    return a_venue()


@shared
def secretary(hall) -> Client:
    return signed_in(a_post(hall, "secretary").user)


def address(hall, page="pictures", *args) -> str:
    return reverse(f"place:{page}", args=[hall.slug, *args])


def send(browser, hall, content=None, **words):
    file = SimpleUploadedFile("photo.jpg", a_file() if content is None else content)
    return browser.post(address(hall, "pictures_add"), {"file": file, "alt": WORDS, "room": "", **words})


def status_of(browser, name) -> int:
    answer = browser.get(f"/media/pictures/{name}")
    if answer.streaming:
        assert b"".join(answer.streaming_content)
    return answer.status_code


@pytest.mark.once
def test_a_photo_is_added_at_sizes_for_every_screen_and_carries_nothing_else(hall, secretary, client):
    """What is drawn or packed, no database has a say in."""
    exif = Image.Exif()
    exif[0x010F] = "Spy Camera"
    assert "accept=" in secretary.get(address(hall, "pictures_add")).content.decode()
    assert send(secretary, hall, a_file(exif=exif, size=(3000, 2000)), room="main").status_code == 303
    picture = hall.pictures.get()
    assert (picture.alt, picture.room.code) == (WORDS, "main")
    assert [width for _name, width in picture.sizes] == [480, 960, 1600]
    for name, width in picture.sizes:
        with Image.open(Path(picture.image.storage.path(f"pictures/{name}"))) as stored:
            assert (stored.width, stored.format, bool(stored.getexif())) == (width, "WEBP", False)
        assert status_of(client, name) == 200
    assert "The hall from the door" in journal.of(hall).first().why
    html = client.get(hall.rooms.get().get_absolute_url()).content.decode()
    for name, width in picture.sizes:
        assert f"/media/pictures/{name} {width}w" in html


@pytest.mark.once
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "Choose a JPEG, PNG or WebP file"),
        (a_file("GIF"), "Choose a JPEG, PNG or WebP file"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "Send it as JPEG"),
        (b"<script>alert(1)</script>" + a_file(), "Choose a JPEG, PNG or WebP file"),
        (a_file()[:900], "damaged"),
        (a_file("PNG", size=(7000, 6000), mode="1", fill=0), "million pixels"),
        (a_file(size=(300, 900)), "too small"),
        (b"", "The file is empty"),
        (a_file() + b"\0" * pictures.MOST_BYTES, "at most 10 MB can be sent"),
    ],
)
def test_a_file_that_is_no_photo_is_refused_in_words_and_the_words_typed_stay(hall, secretary, content, words, media):
    """It is judged in Python before anything is kept; what is odd in itself the storm types on both kinds."""
    answer = send(secretary, hall, content)
    assert answer.status_code == 422
    assert [error for error in answer.context["form"]["file"].errors if words in error]
    assert WORDS in answer.content.decode()
    assert not Picture.objects.exists()
    assert not list(media.rglob("*.*"))


@pytest.mark.once
@pytest.mark.parametrize(
    ("typed", "field"), [({"alt": " "}, "alt"), ({"alt": "x" * 251}, "alt"), ({"room": "attic"}, "room")]
)
def test_words_are_needed_and_the_room_is_one_of_these(hall, secretary, typed, field):
    """The words of a form, whatever the database."""
    answer = send(secretary, hall, **typed)
    assert answer.status_code == 422
    assert answer.context["form"][field].errors
    assert not Picture.objects.exists()


@pytest.mark.once
def test_there_is_a_most_and_the_page_says_so(hall, secretary, monkeypatch, media):
    """The words of a form, whatever the database."""
    monkeypatch.setattr(pictures, "MOST_PICTURES", 1)
    assert send(secretary, hall).status_code == 303
    kept = sorted(media.rglob("*.webp"))
    assert send(secretary, hall).status_code == 303  # the button pressed twice
    answer = send(secretary, hall, alt="Another")
    assert answer.status_code == 422
    assert "the most that a place can have" in answer.content.decode()
    assert sorted(media.rglob("*.webp")) == kept


def test_what_could_not_be_written_down_leaves_no_file_behind(hall, monkeypatch, media):
    def full(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr(pictures.journal, "record", full)
    with pytest.raises(DatabaseError):
        store_picture(hall, None, a_file(), WORDS)
    assert not list(media.rglob("*.webp"))


def test_a_request_larger_than_any_picture_gets_a_page_that_says_so(hall, secretary):
    most = LARGER_FORMS["place:pictures_add"]
    answer = secretary.post(address(hall, "pictures_add"), b"x" * (most + 1), content_type="application/octet-stream")
    assert answer.status_code == 413
    assert "A picture may have at most 10 MB" in answer.content.decode()


def test_no_other_form_may_be_so_large(hall, secretary):
    body = b"x" * 2_000_000
    answer = secretary.post(address(hall), body, content_type="application/octet-stream")
    assert answer.status_code == 413
    assert "smaller file" in answer.content.decode()


@pytest.mark.on_postgres
def test_the_words_of_a_picture_are_changed(hall, secretary):
    a_room(hall, "attic", cells=list(hall.cells.all()), position=1)
    picture = store_picture(hall, Room.objects.get(venue=hall, code="main"), a_file(), "The hall")
    where = address(hall, "pictures_change", picture.pk)
    assert secretary.get(where).context["form"]["room"].value() == "main"
    assert secretary.post(where, {"alt": "", "room": "attic"}).status_code == 422
    assert secretary.post(where, {"alt": "The attic", "room": "attic"}).status_code == 303
    picture.refresh_from_db()
    assert (picture.alt, picture.room.code) == ("The attic", "attic")
    assert secretary.post(where, {"alt": "All of it", "room": ""}).status_code == 303
    picture.refresh_from_db()
    assert picture.room is None


@pytest.mark.on_postgres
def test_pictures_are_put_in_order(hall, secretary):
    first, second = (store_picture(hall, None, a_file(), words) for words in ("First", "Second"))
    assert secretary.post(address(hall), {"move": f"up {second.pk}"}).status_code == 303
    assert list(hall.pictures.all()) == [second, first]
    for nonsense in (f"away {first.pk}", "up none", "", "up 99999999", "up " + "9" * 5000):
        assert secretary.post(address(hall), {"move": nonsense}).status_code == 404


def test_a_picture_is_taken_away_with_its_files(hall, secretary, media, django_capture_on_commit_callbacks):
    picture = store_picture(hall, None, a_file(size=(2000, 1500)), WORDS)
    where = address(hall, "pictures_take_away", picture.pk)
    assert secretary.get(where).status_code == 200
    assert len(list(media.rglob("*.webp"))) == 3
    with django_capture_on_commit_callbacks() as waiting:
        assert secretary.post(where).status_code == 303
    assert len(list(media.rglob("*.webp"))) == 3  # until the row is certain to be gone
    waiting[0]()
    assert not list(media.rglob("*.webp"))
    assert not hall.pictures.exists()


@pytest.mark.parametrize("act", ["change", "take_away", "move"])
def test_who_is_slower_than_whoever_took_it_away_reads_so(hall, secretary, act, monkeypatch):
    send(secretary, hall)
    picture = Picture.objects.get()
    picture.delete()
    monkeypatch.setattr("bookings.views.place.pictures._picture", lambda *_asked: Picture(pk=9, venue=hall, alt=""))
    path = address(hall) if act == "move" else address(hall, f"pictures_{act}", 9)
    answer = secretary.post(path, {"alt": WORDS, "room": "", "move": "up 9"}, follow=True)
    assert answer.redirect_chain == [(address(hall), 303)]
    assert "This picture has been taken away." in answer.content.decode()
    assert not Picture.objects.exists()


@pytest.mark.on_postgres
def test_to_take_a_picture_away_twice_is_to_have_taken_it_away(hall, secretary):
    send(secretary, hall)
    path = address(hall, "pictures_take_away", Picture.objects.get().pk)
    for _again in range(2):
        assert secretary.post(path).status_code == 303
    assert secretary.get(path).status_code == 404


@pytest.mark.once
def test_a_picture_of_another_place_is_not_there(hall, secretary):
    """Not found by the question by which others find it, on both kinds of database."""
    picture = store_picture(a_venue(), None, a_file(), WORDS)
    for page in ("pictures_change", "pictures_take_away"):
        assert secretary.post(address(hall, page, picture.pk), {"alt": "Mine"}).status_code == 404
    assert secretary.post(address(hall), {"move": f"up {picture.pk}"}).status_code == 404


def test_a_draft_shows_its_pictures_to_its_own_people_only(hall, secretary, client):
    Venue.objects.filter(pk=hall.pk).update(published=False)
    picture = store_picture(hall, None, a_file(size=(2000, 1500)), WORDS)
    for name, _width in picture.sizes:
        assert (status_of(client, name), status_of(secretary, name)) == (404, 200)


def test_an_empty_list_says_how_to_begin_and_a_full_one_asks_no_more(hall, secretary):
    assert "No picture yet" in secretary.get(address(hall)).content.decode()

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert secretary.get(address(hall)).status_code == 200
        return len(queries)

    Picture.objects.create(venue=hall, room=hall.rooms.get(), image="a", small="b", alt="One", width=9, height=9)
    few = asked()
    for number in range(19):
        Picture.objects.create(
            venue=hall, room=hall.rooms.get(), image=f"a{number}", small="b", alt="More", width=9, height=9
        )
    assert asked() == few
