"""G5: 130 people in a layout for 120 are refused, with a layout, room or hall that takes them.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from accounts.models import Hirer, User
from tests.bookings.booking_page import check, typed
from tests.make import a_group, a_room, a_user, a_venue, signed_in, soon, the_room
from venues.models import Layout, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def ben() -> User:
    return a_user("Ben")


@pytest.fixture
def family(ben) -> Hirer:
    return a_group("The Marsh family", organiser=ben, kind="household")


@pytest.fixture
def browser(ben) -> Client:
    return signed_in(ben)


@pytest.fixture
def hall() -> Venue:
    """A hall that takes 100 as a theatre and 120 at tables."""
    venue = a_venue(cells=("main", "small"), latitude="52.4", longitude="-2.5")
    venue.rooms.exclude(code="main").delete()
    Layout.objects.create(room=venue.rooms.get(), name="Tables", capacity=120)
    return venue


def ask(browser, hall: Venue, family: Hirer, people: int, **more):
    layout = the_room(hall, "main").layouts.get(name="Tables")
    return check(
        browser,
        the_room(hall, "main"),
        typed(family, people=str(people), layout=str(layout.pk), category="standard", **more),
    )


def far_and_near(hall: Venue) -> dict[str, Venue]:
    """Others that take 200: of the same operator but far, near by, further away, and one that nobody sees yet."""
    places = {
        "own": a_venue(operator=hall.operator, latitude="55.0", longitude="-3.0"),
        "near": a_venue(latitude="52.5", longitude="-2.5"),
        "further": a_venue(latitude="53.5", longitude="-2.5"),
        "unseen": a_venue(latitude="52.4", longitude="-2.5", published=False),
        "off the map": a_venue(),
        "too small": a_venue(latitude="52.4", longitude="-2.5"),
    }
    for name, venue in places.items():
        Layout.objects.filter(room__venue=venue).update(capacity=125 if name == "too small" else 200)
    return places


@pytest.mark.on_postgres
def test_G5_130_people_in_a_layout_for_120_are_refused_with_a_layout_that_takes_them(browser, hall, family):
    Layout.objects.filter(room__venue=hall, name="Theatre").update(capacity=150)
    answer = ask(browser, hall, family, 130)
    assert answer.status_code == 422
    assert answer.context["form"].errors["people"] == [
        "Main (Tables) takes at most 120 people safely, and you expect 130."
    ]
    told = answer.content.decode()
    assert "This room laid out as “Theatre”, up to 150 people: choose it below." in told
    assert 'value="130"' in told
    assert ask(browser, hall, family, 120).status_code == 200


def test_G5_130_people_are_told_of_another_room_with_what_was_typed(browser, hall, family):
    a_room(hall, "barn", cells=[hall.cells.get(code="small")], capacity=200, position=3)
    a_room(hall, "shed", cells=[hall.cells.get(code="small")], capacity=None, position=4)
    far_and_near(hall)
    larger = ask(browser, hall, family, 130).context["larger"]
    assert [place.room.code for place in larger.rooms] == ["barn"]
    assert not larger.elsewhere
    address = urlsplit(larger.rooms[0].address)
    query = {name: value for name, [value] in parse_qs(address.query).items()}
    wanted = {"on": soon().isoformat(), "from": "19:00", "to": "21:00", "people": "130", "group": family.ref}
    assert query == wanted
    form = browser.get(larger.rooms[0].address).context["form"]
    assert (form["people"].value(), form["on"].value(), form["group"].value()) == ("130", wanted["on"], family.ref)


def test_G5_130_people_are_told_of_a_hall_that_takes_them_its_own_first_then_the_nearest(browser, hall, family):
    places = far_and_near(hall)
    larger = ask(browser, hall, family, 130).context["larger"]
    assert [place.room.venue for place in larger.elsewhere] == [places["own"], places["near"], places["further"]]
    assert ask(browser, hall, family, 5000).context["larger"].is_nothing


def test_G5_other_mistakes_ask_nothing_about_other_places(browser, hall, family):
    assert ask(browser, hall, family, 130, on="").context["larger"] is None
    assert ask(browser, hall, family, 20, title="").context["larger"] is None
