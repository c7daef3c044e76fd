"""Finding a room with more to it: how a group sits, what it needs beside the room, and the most it can pay."""

from __future__ import annotations

import html
import re
from datetime import time

import pytest
from django.urls import reverse
from django.utils import timezone

from bookings.asking import Answers
from bookings.finding import Section, Wish, search
from bookings.finding.layouts import LAYOUTS, of_kind, takes
from bookings.finding.words import left_out_groups
from bookings.recurrence import Pattern, Times
from tests.make import a_booking, a_tariff, a_venue, soon, the_room
from venues.models import Layout, Tariff, Venue
from venues.models.room import KnownLayout
from venues.tariffs import ExtraAsked

KITCHEN = {"code": "kitchen", "name": "Kitchen", "prices": [{"flat": "5.00"}]}
PROJECTOR = {"code": "beamer", "name": "Projector and screen", "stock": 1, "prices": [{"flat": "7.50"}]}
CUPS = {"code": "cups", "name": "Crockery", "prices": [{"per_person": "0.10"}]}


def found(**asked):
    pattern = Pattern(soon(), Times(time(10), time(12)))
    wish = Wish(pattern, **{"people": 25, "kind": "informal", **asked})
    return search(wish, at=timezone.now())


def told(findings, section: Section = Section.FITS) -> list[tuple[str, str]]:
    return [(room.room.venue.name, str(room.total)) for room in findings.section(section)]


def lending(venue: Venue, *extras: dict) -> Venue:
    tariff = Tariff.objects.get(venue=venue)
    tariff.document = {**tariff.document, "extras": list(extras)}
    tariff.save()
    return venue


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("rows", ["Theatre", "Rows of chairs", "Benches"]),
        ("tables", ["Tables of eight", "Long tables", "Round one table", "Cabaret"]),
        ("meeting", ["Round one table", "Boardroom"]),
        ("circle", ["Circle of chairs"]),
        ("clear", ["Clear floor", "Standing", "Dancing", "Sport"]),
    ],
)
def test_a_hall_calls_its_layouts_as_it_likes(kind, names):
    known = [KnownLayout(number, name, 10 + number) for number, name in enumerate([*names, "Choir"])]
    assert [layout.name for layout in of_kind(known, kind)] == names
    assert of_kind(known, "") == tuple(known)
    assert (takes(known), takes([KnownLayout(1, "Choir", None)]), len(LAYOUTS)) == (10 + len(names), None, 5)


@pytest.mark.django_db
def test_a_layout_is_asked_with_the_people_and_one_that_nobody_told_is_not_known():
    for name, layouts in (("Enough", {"Tables": 30}), ("Too few", {"Tables": 20}), ("No tables told", {})):
        room = a_venue(name=name).rooms.get()
        Layout.objects.bulk_create(Layout(room=room, name=each, capacity=most) for each, most in layouts.items())
    findings = found(layout="tables")
    assert told(findings) == [("Enough", "£16.00")]
    assert [layout.name for layout in findings.section(Section.FITS)[0].layouts] == ["Tables"]
    assert told(findings, Section.NOT_KNOWN) == [("No tables told", "£16.00")]
    assert [group.words for group in left_out_groups(findings.left_out)] == ["1 room is too small"]


@pytest.mark.django_db
def test_what_is_needed_beside_the_room_is_free_then_and_in_the_price():
    """Of one that others have the room is left out; what no list tells may be there all the same."""
    lending(a_venue(name="All of it"), KITCHEN, PROJECTOR, CUPS)
    taken = lending(a_venue(name="Taken", cells=("main", "side")), KITCHEN, PROJECTOR, CUPS)
    answers = Answers(extras=(ExtraAsked("beamer", 1),))
    a_booking(the_room(taken, "side"), on=soon(), start=11, end=13, answers=answers)
    taken.rooms.exclude(code="main").update(retired_on=soon(-1))
    silent = a_venue(name="Tells nothing")
    asked = ("kitchen", "projector", "crockery")
    findings = found(things=asked)
    assert told(findings) == [("All of it", "£31.00")]
    assert told(findings, Section.NOT_KNOWN) == [("Tells nothing", "£16.00")]
    [group] = left_out_groups(findings.left_out)
    assert group.words == "1 room has not all that you need beside it: “Projector and screen”: none is free"
    assert told(found(things=("kitchen",)))[1:] == [("Taken", "£21.00")]
    silent.rooms.update(name="Main hall with kitchen")
    assert told(found(things=("kitchen",)))[0] == ("Tells nothing", "£16.00"), "its own name says that it has one"


@pytest.mark.once
@pytest.mark.django_db
def test_a_limit_is_the_whole_price_by_the_hour_and_leaves_out_what_costs_more():
    """Sums are worked out by rules that know no database; the tests beside this one store some on both kinds."""
    for name, an_hour in (("Free", "0.00"), ("At the limit", "9.50"), ("Over it", "9.51")):
        hall = a_venue(name=name)
        a_tariff(hall, community=an_hour)
        lending(hall, KITCHEN)
    findings = found(things=("kitchen",), most=1200)
    assert told(findings) == [("Free", "£5.00"), ("At the limit", "£24.00")]
    [left] = findings.left_out
    assert (left.reason, str(left.found.an_hour)) == ("too_dear", "£12.01")
    assert told(found(most=0)) == [("Free", "£0.00")]


@pytest.mark.django_db
def test_the_address_the_page_and_the_step_to_book_tell_all_of_it(client):
    hall = lending(a_venue(name="Alder Vale Hall"), KITCHEN)
    a_tariff(a_venue(name="Dear Hall"), standard="30.00", community="30.00")
    tables = Layout.objects.create(room=hall.rooms.get(), name="Tables of six", capacity=36)
    typed = {"on": str(soon()), "from": "10:00", "to": "12:00", "people": "25", "kind": "club"}
    posted = client.post(reverse("find"), typed | {"layout": "tables", "most": "12", "things": ["kitchen", "piano"]})
    assert posted["Location"].endswith("&people=25&kind=club&layout=tables&most=12.00&things=kitchen%2Cpiano")
    page = " ".join(html.unescape(client.get(posted["Location"]).content.decode()).split())
    assert "25 people, club or society, at tables, with: kitchen, piano, at most £12.00 an hour, all in." in page
    assert "With, in the price: Kitchen" in page
    assert "Not on its price list: Piano. It may have it all the same." in page
    assert "£21.00</strong> all in (£10.50 an hour)" in page
    assert "1 room costs more than you can pay" in page
    [book] = re.findall(rf'href="(/bookings/new/{hall.slug}/[^"]+)"', page)
    form = client.get(book).content.decode()
    assert re.search(rf'name="layout" value="{tables.pk}"[^>]* checked', form)
    assert re.search(r'name="extra-kitchen"[^>]* checked', form)
