"""Rounds past the pages of rooms and pictures, each in every state that looks different."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from tests.access_question_cases import asked
from tests.browser.hands import press
from tests.browser.rounds import Stops, stops_at
from tests.browser.town import Town, a_picture, next_tuesday
from tests.make import a_post, a_room, a_venue
from venues.models import Post, Room

ROOMS = (
    *("rooms", "rooms_add", "rooms_add_hall", "rooms_join", "rooms_room"),
    *("rooms_divide", "rooms_retire", "rooms_bring_back"),
)


@stops_at("venues:guide", "venues:guide_ask", "vocabulary")
def reading_a_guide(page: Page, town: Town) -> Stops:
    for room in (town.room("front-half"), town.reading_room.rooms.all()[0]):
        page.goto(room.guide_address)
        yield 200
    page.goto(reverse("vocabulary"))
    yield 200
    page.goto(f"/?on={next_tuesday()}&from=13:00&to=15:00&people=25")
    page.get_by_text("Change what you asked for").click()
    page.get_by_text("Access needs: what do those who come need?").click()
    page.get_by_label("Hearing loop").check()
    press(page, "Find a room")
    page.get_by_role("link", name="Access guide").first.click()
    page.get_by_role("heading", name="What you looked for").wait_for()
    yield 200
    page.goto(f"{town.room('front-half').guide_address}?all=1")
    page.get_by_role("button", name="Low echo").click()
    yield 200
    press(page, "Ask the venue")
    yield 422
    page.goto(reverse("venues:guide_ask", args=[town.hall.slug, "front-half"]))
    yield 200


@stops_at("place:access_work", "place:access_promise", "place:access_question", who="ada")
def answering_about_access(page: Page, town: Town) -> Stops:
    a_post(town.hall, Post.Kind.MANAGER, town.ada)
    room, at = town.room("front-half"), timezone.now()
    late = asked(room, "hea_bsl", "fac_tables_mm", at=at - timedelta(days=9), words="We sign.")
    page.goto(reverse("place:access_work", args=[town.hall.slug]))
    yield 200
    page.goto(reverse("place:access_promise", args=[town.hall.slug]))
    yield 200
    page.get_by_label("Working days").fill("0")
    press(page, "Save how soon")
    yield 422
    page.goto(reverse("place:access_question", args=[town.hall.slug, late.pk]))
    yield 200
    press(page, "Save, and tell whoever asked")
    yield 422


@stops_at(*(f"place:{page}" for page in ROOMS), who="ada")
def keeping_rooms(page: Page, town: Town) -> Stops:
    plain, hall = a_venue(name="Plain Hall"), town.hall
    for venue in (plain, hall):
        a_post(venue, Post.Kind.MANAGER, town.ada)

    def at(name: str, *args: str) -> None:
        page.goto(reverse(f"place:{name}", args=[hall.slug, *args]))

    at("rooms")
    yield 200
    at("rooms_add")
    yield 200
    press(page, "Add another layout")
    yield 200
    press(page, "Save the room")
    yield 422
    at("rooms_room", "whole-hall")
    yield 200
    page.get_by_label("A time of its own").check()
    for number in page.get_by_label("How many people, safely").all():
        number.fill("2")
    page.get_by_label("Its own time, in minutes").fill("600")
    press(page, "Save the room")
    yield 409
    at("rooms_add_hall")
    yield 200
    page.get_by_label("What it is called").nth(1).fill("")
    press(page, "Save the hall")
    yield 422
    at("rooms_join")
    yield 200
    press(page, "Add it to the rooms")
    yield 422
    at("rooms_divide", "front-half")
    yield 200
    at("rooms_retire", "whole-hall")
    yield 200
    page.goto(reverse("place:rooms_divide", args=[plain.slug, "main"]))
    yield 200
    page.goto(reverse("place:rooms_retire", args=[plain.slug, "main"]))
    yield 200
    a_room(plain, "attic", cells=list(plain.cells.all()), position=1, retired_on=timezone.localdate())
    page.goto(reverse("place:rooms", args=[plain.slug]))
    yield 200
    page.goto(reverse("place:rooms_bring_back", args=[plain.slug, "attic"]))
    yield 200
    Room.objects.filter(venue=plain).delete()
    page.goto(reverse("place:rooms", args=[plain.slug]))
    yield 200


@stops_at("place:pictures", "place:pictures_add", "place:pictures_change", "place:pictures_take_away", who="ada")
def keeping_pictures(page: Page, town: Town) -> Stops:
    hall = town.hall
    page.goto(reverse("place:pictures", args=[hall.slug]))
    yield 200
    page.goto(reverse("place:pictures", args=[town.reading_room.slug]))
    yield 200
    page.goto(reverse("place:pictures_add", args=[hall.slug]))
    yield 200
    page.get_by_label("The picture").set_input_files(
        {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"Bring the ladder"}
    )
    page.get_by_label("What does it show?").fill("The hall")
    press(page, "Add the picture")
    yield 422
    page.get_by_label("The picture").set_input_files(
        {"name": "hall.png", "mimeType": "image/png", "buffer": a_picture("teal")}
    )
    press(page, "Add the picture")
    yield 200
    picture = hall.pictures.all()[0]
    for name in ("pictures_change", "pictures_take_away"):
        page.goto(reverse(f"place:{name}", args=[hall.slug, picture.pk]))
        yield 200


@stops_at("place:fair", "place:fair_new", "place:fair_change", who="ada")
def fair_use(page: Page, town: Town) -> Stops:
    a_post(town.hall, Post.Kind.MANAGER, town.ada)
    hall = [town.hall.slug]
    page.goto(reverse("place:fair", args=hall))
    yield 200
    page.goto(reverse("place:fair_new", args=[*hall, "cap"]))
    yield 200
    press(page, "Save the cap")
    yield 422
    page.goto(reverse("place:fair_new", args=[*hall, "kept"]))
    yield 200
    page.get_by_label("New groups").check()
    page.get_by_label("Saturday").check()
    page.get_by_label("From when to when?").fill("10am to noon")
    page.get_by_label("Until how many days before?").fill("7")
    press(page, "Save these hours")
    yield 200
    page.goto(reverse("place:fair_change", args=[*hall, "kept", 1]))
    yield 200
