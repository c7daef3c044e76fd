"""Rounds past what is broken: whoever finds it, and whoever mends it."""

from __future__ import annotations

from io import BytesIO

from django.urls import reverse
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page

from tests.browser.hands import press
from tests.browser.rounds import Stops, stops_at
from tests.browser.town import Town
from tests.fault_cases import NOTHING_PLANNED
from tests.make import soon
from venues.actions.plan_fault import plan_fault
from venues.actions.settle_fault import mend_fault
from venues.models import Fault


def a_photo() -> bytes:
    held = BytesIO()
    Image.new("RGB", (400, 400), "grey").save(held, "JPEG")
    return held.getvalue()


@stops_at("venues:broken", "venues:broken_told", "venues:room", "venues:venue", who="")
def somebody_finds_it_broken(page: Page, town: Town) -> Stops:
    room = town.room("front-half")
    page.goto(reverse("broken_room", args=[town.hall.slug, room.code]))
    yield 200
    press(page, "Tell the hall")
    yield 422
    page.get_by_label("Hot water", exact=True).check()
    page.get_by_label("A picture").set_input_files(
        files=[{"name": "tap.jpg", "mimeType": "image/jpeg", "buffer": a_photo()}]
    )
    press(page, "Tell the hall")
    yield 200
    [fault] = Fault.objects.filter(venue=town.hall)
    plan_fault(fault, **{**NOTHING_PLANNED, "public_words": "No hot water"}, by=town.ada, at=fault.made_at)
    for address in (
        room.get_absolute_url(),
        town.hall.get_absolute_url(),
        reverse("venues:broken", args=[town.hall.slug]),
    ):
        page.goto(address)
        yield 200


@stops_at("desk:for_report", who="ada")
def somebody_fills_in_the_report(page: Page, town: Town) -> Stops:
    fault = Fault.objects.create(venue=town.hall, kind="light", made_on=soon(-9))
    mend_fault(fault, on=soon(-8), answer="A new bulb.", by=town.ada, at=timezone.now())
    page.goto(reverse("desk:for_report", args=[town.hall.slug]))
    yield 200
    page.get_by_label("What somebody said").fill("Warm and kind.")
    page.locator("button[value=words]").click()
    yield 422


@stops_at("desk:counting", who="ada")
def somebody_sets_how_the_report_counts(page: Page, town: Town) -> Stops:
    page.goto(reverse("desk:counting", args=[town.hall.slug]))
    yield 200
    page.get_by_label("The areas around you, by their codes").fill("E01999999")
    press(page, "Keep how it counts")
    yield 422


@stops_at("desk:faults", "desk:fault", who="len")
def somebody_mends_it(page: Page, town: Town) -> Stops:
    faults = reverse("desk:faults", args=[town.hall.slug])
    page.goto(faults)
    yield 200
    told = {"venue": town.hall, "room": town.room("front-half"), "made_on": town.first_date.starts_at.date()}
    told |= {"made_at": town.first_date.starts_at}
    lift = Fault.objects.create(kind="lift", words="It hums.", picture=a_photo(), **told)
    light = Fault.objects.create(kind="light", **told)
    page.goto(faults)
    yield 200
    page.get_by_role("link", name="The lift").click()
    yield 200
    page.get_by_label("Mended on").fill("2020-01-01")
    press(page, "Mended")
    yield 422
    mend_fault(light, on=light.made_on, answer="A new bulb.", by=town.len, at=light.made_at)
    page.goto(reverse("desk:fault", args=[town.hall.slug, light.pk]))
    yield 200
    page.goto(f"{faults}?kind={lift.kind}")
    yield 200
