"""Looking near a place: by postcode, by half of one, by town; the nearest first, and nobody outside is asked."""

from __future__ import annotations

import re
from datetime import time
from itertools import combinations
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.areas import Point
from accounts.models import Hirer, Postcode
from bookings.finding import NoSuchPlace, Place, Section, Wish, place_of, search
from bookings.finding.found import TOO_DISTANT
from bookings.finding.mapping import drawn
from bookings.finding.words import advice, left_out_groups
from bookings.recurrence import Pattern, Times
from tests.make import a_venue, soon
from venues.models import Room, Venue

HERE = Place("Here", Point(52.0, -2.0))


def a_postcode(code: str, north: float, east: float) -> Postcode:
    return Postcode.objects.create(code=code, latitude=north, longitude=east, district=code.partition(" ")[0])


def looking(near: Place, within: int | None = None):
    pattern = Pattern(soon(), Times(time(19), time(21)))
    wish = Wish(pattern, people=10, kind=Hirer.Kind.INFORMAL, near=near, within=within)
    return search(wish, at=timezone.now())


def told(findings) -> list[tuple[str, str]]:
    return [(found.room.venue.name, str(found.miles)) for found in findings.section(Section.FITS)]


@pytest.mark.django_db
def test_the_nearest_comes_first_and_what_nobody_can_place_last():
    a_venue(name="Far", latitude="52.2", longitude="-2.0")
    a_venue(name="Near", latitude="52.01", longitude="-2.0")
    a_venue(name="By its postcode", postcode="BS5 6XX")
    a_venue(name="Shy", latitude="52.03", longitude="-2.0", address_shown="confirmed")
    a_venue(name="Somewhere", postcode="BS9 9ZZ")
    a_postcode("BS5 6XX", 52.02, -2.0)
    assert told(looking(HERE)) == [
        ("Near", "0.7 miles"),
        ("By its postcode", "1.4 miles"),
        ("Shy", "about 3 miles"),
        ("Far", "14 miles"),
        ("Somewhere", "None"),
    ]
    close = looking(HERE, within=3)
    assert [name for name, _miles in told(close)] == ["Near", "By its postcode", "Shy", "Somewhere"]
    assert [group.words for group in left_out_groups(close.left_out)] == ["1 room is too far away"]


@pytest.mark.django_db
def test_what_is_too_far_away_is_counted_whole_and_named_in_part(monkeypatch):
    """The halls in the corners of the square that the database looks in are not within the miles either."""
    monkeypatch.setattr("bookings.finding.ground.MOST_NAMED", 2)
    a_venue(name="Small", latitude="52.0", longitude="-2.0").rooms.get().layouts.update(capacity=5)
    a_venue(name="Corner", latitude="52.04", longitude="-2.065")
    for number in range(3):
        a_venue(name=f"Far {number}", latitude="55", longitude="-2.0")
    Room.objects.filter(venue__name__startswith="Far").update(name="Front half")
    a_venue(name="Unpublished", latitude="55", longitude="-2.0", published=False)
    found = looking(HERE, within=3)
    named = {(left.room.name, left.room.get_absolute_url()) for left in found.left_out if left.room.name != "Main"}
    assert named == {("Front half", Room.objects.get(venue__name="Far 0").get_absolute_url())}
    assert (len(found.rooms), len(found.left_out), found.left_out_count) == (0, 3, 5)
    said = left_out_groups(found.left_out, found.unnamed)
    assert [group.words for group in said] == ["4 rooms are too far away", "1 room is too small"]
    assert [len(group.rooms) for group in said] == [2, 1]
    assert advice(found.left_out, found.unnamed)[0] == (TOO_DISTANT, "Look some miles further.")


@pytest.mark.django_db
@pytest.mark.parametrize(("place", "hall"), [((0.0, 179.99), (0.0, -179.99)), ((89.9, 0.0), (89.9, 90.0))])
def test_the_miles_go_on_over_the_date_line_and_round_the_pole(place, hall):
    a_venue(name="There", latitude=str(hall[0]), longitude=str(hall[1]))
    assert [name for name, _miles in told(looking(Place("Here", Point(*place)), within=20))] == ["There"]


@pytest.mark.django_db
def test_a_place_is_a_postcode_its_first_half_or_a_town_with_a_hall():
    a_venue(town="Little Snoring", postcode="NR2 1AA", latitude="52.8", longitude="0.9")
    a_venue(town="Little Snoring", postcode="NR2 1AB", latitude="52.9", longitude="0.9")
    a_venue(town="Secret", postcode="BS5 6XY", latitude="10", longitude="10", address_shown="confirmed")
    a_venue(town="Unpublished", latitude="52.8", longitude="0.9", published=False)
    a_postcode("BS5 6XX", 51.4, -2.5)
    a_postcode("BS5 6XZ", 51.6, -2.5)
    a_postcode("BS55 1AA", 10, 10)
    middle = Point(51.5, -2.5)
    assert place_of("bs5 6xx") == Place("BS5 6XX", Point(51.4, -2.5))
    assert place_of("bs5") == Place("BS5", middle)
    assert place_of("BS5 9ZZ") == Place("BS5", middle, is_rough=True)
    assert place_of(" little  SNORING ").name == "Little Snoring"
    assert place_of("NR2").point.north == pytest.approx(52.85)  # of the halls there, as no table knows it
    assert place_of("Secret").point == middle  # never where a hall that keeps its address back lies
    for nowhere in ("Unpublished", "ZZ9 9ZZ", "ZZ9", "<b>", "x" * 80):
        with pytest.raises(NoSuchPlace, match=r"There are halls in: Little Snoring. Or leave it empty"):
            place_of(nowhere)


@pytest.mark.once
@pytest.mark.django_db
def test_the_page_tells_miles_draws_a_map_and_asks_no_more_for_more_halls(client: Client):
    """How many statements a page asks is Django’s doing, whichever database answers them."""
    a_venue(name="Elm Hall", town="Elmley", latitude="52.0", longitude="-2.0")
    wanted = {"on": soon().isoformat(), "from": "19:00", "to": "21:00", "people": 10, "near": "ELMLEY", "within": 20}
    address = f"{reverse('find')}?{urlencode(wanted)}"

    def asked() -> tuple[str, int]:
        with CaptureQueriesContext(connection) as queries:
            page = client.get(address)
        return page.content.decode(), len(queries)

    a_venue(name="Oak Hall", latitude="52.1", longitude="-2.0")
    page, before = asked()
    assert "at most 20 miles from Elmley" in page
    assert "6.9 miles from Elmley, in a straight line" in page
    assert page.count('class="sign"') == 2
    Venue.objects.filter(name="Oak Hall").update(latitude="52.02")
    assert "0.5 miles</text>" in asked()[0]
    for number in range(10):
        a_venue(name=f"Hall {number}", latitude=f"52.{number}1", longitude="-2.0")
    page, after = asked()
    assert after == before

    home = reverse("find")
    posted = client.post(home, wanted | {"repeat": "once"})
    assert (posted.status_code, "near=ELMLEY&within=20" in posted["Location"]) == (303, True)
    lost = client.post(home, wanted | {"near": "Atlantis"})
    assert lost.status_code == 422
    assert re.search("We know no hall in “Atlantis”. There are halls in: [^.]*Elmley", lost.content.decode())
    assert "Say near which place" in client.post(home, wanted | {"near": ""}).content.decode()
    assert "cannot be shown" in client.post(home, wanted | {"near": "Elm\x07ley"}).content.decode()


def test_a_map_is_true_to_scale_and_draws_what_touches_as_one():
    north, east = Point(52.1, -2.0), Point(52.0, -1.9)
    drawing = drawn([north, HERE.point, east, Point(52.0001, -2.0)], HERE)
    assert drawing is not None
    assert [(sign.numbers, sign.words) for sign in drawing.signs] == [((1,), "1"), ((2, 4), "2 halls"), ((3,), "3")]
    assert [drawing.together_with(number) for number in (1, 2, 4)] == [(), (4,), (2,)]
    top, middle, right = drawing.signs
    assert (top.x, middle.y) == (middle.x, pytest.approx(right.y, abs=0.2))
    miles = drawing.ruler / drawing.ruler_miles
    assert (middle.y - top.y) / miles == pytest.approx(6.9, abs=0.1)
    assert (right.x - middle.x) / miles == pytest.approx(4.25, abs=0.1)
    assert (drawn([]), drawn([north])) == (None, None)


@pytest.mark.parametrize("halls", [2, 9, 30])
def test_no_two_signs_lie_on_each_other_and_every_hall_is_one_of_them(halls):
    """In a row, along a street, so that one sign that grew may touch the next; all of each on the sheet."""
    drawing = drawn([Point(52 + number * 0.001, -2 + number**2 * 0.0004) for number in range(halls)])
    assert drawing is not None
    assert sorted(number for sign in drawing.signs for number in sign.numbers) == list(range(1, halls + 1))
    assert not any(one.touches(other) for one, other in combinations(drawing.signs, 2))
    assert all(sign.left > 0 and sign.left + sign.width < drawing.width for sign in drawing.signs)
    assert all(sign.top > 0 and sign.top + sign.height < drawing.height for sign in drawing.signs)
