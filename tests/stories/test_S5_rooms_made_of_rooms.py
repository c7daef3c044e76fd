"""S5: rooms made of rooms: the whole and its halves, a kitchen between two, and a price of the whole.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bookings.actions import change_venue, import_venue, pencil_in
from bookings.actions.import_venue import ChangeRefused
from bookings.exceptions import RoomTaken
from bookings.models import Occupancy, RefusedDate
from bookings.planning import plan
from tests.make import (
    a_booking,
    a_group,
    a_post,
    a_room,
    a_user,
    a_venue,
    an_ask,
    book,
    evening,
    signed_in,
    soon,
    the_room,
)
from tests.reading import words_of
from venues import files
from venues.files import VenueFileFaults
from venues.models import Closure, Tariff, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]

DAY = soon(21)


@pytest.fixture
def halls() -> Venue:
    return a_venue(cells=("front", "back"))


@pytest.fixture
def hall() -> Venue:
    """Two halls with a kitchen between them, each let with it; nobody hires the kitchen alone."""
    venue = a_venue(cells=("main", "kitchen", "small"))
    venue.rooms.filter(code__in=("kitchen", "whole")).delete()
    cells = {cell.code: cell for cell in venue.cells.all()}
    for code in ("main", "small"):
        a_room(venue, f"{code}-with-kitchen", cells=[cells[code], cells["kitchen"]], position=5)
        venue.rooms.filter(code=f"{code}-with-kitchen").update(name=f"{code.title()} with kitchen")
    tariff = Tariff.objects.get(venue=venue)
    rates = [{"category": "standard", "room": room.code, "per_hour": "12.00"} for room in venue.rooms.all()]
    rates += [{"category": "community", "room": room.code, "per_hour": "8.00"} for room in venue.rooms.all()]
    tariff.document["rates"] = rates
    tariff.save()
    return venue


def share(hall: Venue, shared: bool = True) -> tuple[str, ...]:
    """As a page saves it."""
    held = files.from_database(hall)
    cells = tuple(
        type(cell)(cell.code, cell.name, cell.in_service_from, cell.retired_on, shared and cell.code == "kitchen")
        for cell in held.cells
    )
    return change_venue(hall, part="rooms", by=None, at=timezone.now(), cells=cells)


def reasons(venue: Venue, code: str, **fields) -> list[str]:
    return [date.reason for date in plan(an_ask(the_room(venue, code), DAY, **fields), at=timezone.now()).refused]


def test_S5_the_whole_hall_refuses_both_halves(halls):
    a_booking(the_room(halls, "whole"), on=DAY)
    for half in ("front", "back"):
        assert reasons(halls, half) == [RefusedDate.Reason.TAKEN]
        with pytest.raises(RoomTaken):
            book(an_ask(the_room(halls, half), DAY), by=a_user())


def test_S5_one_half_refuses_the_whole_and_leaves_the_other(halls):
    a_booking(the_room(halls, "front"), on=DAY)
    assert reasons(halls, "whole") == [RefusedDate.Reason.TAKEN]
    assert book(an_ask(the_room(halls, "back"), DAY), by=a_user()).sessions.count() == 1


def test_S5_a_kitchen_between_two_rooms_is_exclusive_as_it_is_at_first(hall):
    a_booking(the_room(hall, "main-with-kitchen"), on=DAY)
    assert reasons(hall, "small-with-kitchen") == [RefusedDate.Reason.TAKEN]


def test_S5_a_kitchen_that_is_set_as_shared_refuses_nobody(hall):
    first = a_booking(the_room(hall, "main-with-kitchen"), on=DAY, confirmed=True)
    hold = pencil_in(the_room(hall, "small-with-kitchen"), evening(DAY, 9, 11), "Ruby", by=a_user(), at=timezone.now())
    share(hall)
    assert not Occupancy.objects.filter(cell__code="kitchen").exists()
    assert not reasons(hall, "small-with-kitchen")
    second = a_booking(the_room(hall, "small-with-kitchen"), on=DAY, confirmed=True)
    assert [each.sessions.get().occupancies.count() for each in (first, second)] == [1, 1]
    assert hold.occupancies.count() == 1
    assert reasons(hall, "main") == [RefusedDate.Reason.TAKEN]  # what is not shared still is one's own


def test_S5_hours_and_closures_of_a_shared_kitchen_still_count(hall):
    share(hall)
    at = evening(DAY)
    closure = Closure.objects.create(venue=hall, starts_at=at.start, ends_at=at.end, cause="works")
    closure.cells.set(hall.cells.filter(code="kitchen"))
    assert reasons(hall, "main-with-kitchen") == [RefusedDate.Reason.CLOSED]
    assert not reasons(hall, "main")


def test_S5_a_shared_kitchen_becomes_exclusive_again_only_where_nobody_shares_it(hall):
    share(hall)
    main = a_booking(the_room(hall, "main-with-kitchen"), on=DAY, confirmed=True)
    waiting = a_booking(the_room(hall, "small-with-kitchen"), on=DAY + timedelta(days=1))
    share(hall, shared=False)
    rows = Occupancy.objects.filter(cell__code="kitchen").order_by("starts_at")
    assert [(row.session.booking, row.kind) for row in rows] == [(main, "session"), (waiting, "undecided")]
    assert rows[1].expires_at == waiting.hold_until
    assert reasons(hall, "small-with-kitchen") == [RefusedDate.Reason.TAKEN]

    share(hall)
    a_booking(the_room(hall, "small-with-kitchen"), on=DAY, start=18, end=20)
    with pytest.raises(
        ChangeRefused, match=f"shared by two bookings on these days: {DAY:%A} {DAY.day} {DAY:%B %Y}. Move"
    ):
        share(hall, shared=False)
    assert hall.cells.get(code="kitchen").shared
    assert not Occupancy.objects.filter(cell__code="kitchen").exists()


def test_S5_the_phone_box_and_the_calendar_know_what_is_shared(hall):
    share(hall)
    a_booking(the_room(hall, "main-with-kitchen"), on=DAY, confirmed=True, title="Lunch club")
    desk = signed_in(a_post(hall, "secretary").user)
    line = {"ask": f"{DAY.isoformat()} 7-9pm small with kitchen"}
    assert ": free" in words_of(desk.get(reverse("desk:phone", args=[hall.slug]), line))
    day = words_of(desk.get(reverse("desk:calendar", args=[hall.slug]), {"day": DAY.isoformat()}))
    assert "Lunch club" in day


def test_S5_the_kitchen_is_set_on_the_page_where_the_parts_are_named(hall):
    manager = signed_in(a_post(hall, "manager").user)
    address = reverse("place:rooms_divide", args=[hall.slug, "main"])
    form = manager.get(address).context["form"]
    typed = {box.html_name: box.value() for box in form if box.value() not in (None, False)}
    kitchen = next(name.removesuffix("-name") for name, value in typed.items() if value == "Kitchen")
    refused = manager.post(address, {**typed, f"{kitchen}-is_let": "on", f"{kitchen}-is_shared": "on"})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, [f"{kitchen}-is_shared"])
    assert manager.post(address, {**typed, f"{kitchen}-is_shared": "on"}).status_code == 303
    assert hall.cells.get(code="kitchen").shared
    told = words_of(manager.get(reverse("venues:room", args=[hall.slug, "main-with-kitchen"])))
    assert "Kitchen : whoever has another room with it may use it at the same time." in told.replace(
        "Kitchen:", "Kitchen :"
    )


def test_S5_what_is_shared_stands_in_the_file_and_a_room_needs_a_space_of_its_own(hall):
    share(hall)
    text = files.write(files.from_database(hall))
    assert 'name = "Kitchen"\nshared = true' in text
    share(hall, shared=False)
    assert import_venue(files.read(text), by=None, at=timezone.now()).changes == ("Changed the cell “Kitchen”.",)
    assert files.write(files.from_database(hall)) == text
    alone = text.replace('cells = ["main", "kitchen"]', 'cells = ["kitchen"]')
    with pytest.raises(VenueFileFaults) as found:
        files.read(alone)
    assert "nothing would keep two hires of it apart" in str(found.value.faults[0])


def test_S5_the_whole_building_has_its_own_price_not_the_sum(halls):
    manager = signed_in(a_post(halls, "manager").user)
    halls.rooms.filter(code="whole").delete()
    address = reverse("place:rooms_join", args=[halls.slug])
    seen = manager.get(address).context["form"]["seen"].value()
    typed = {"name": "Whole building", "rooms": ["front", "back"], "seen": seen}
    assert manager.post(address, typed).status_code == 303
    tariff = Tariff.objects.get(venue=halls)
    rates = [rate for rate in tariff.document["rates"] if rate["room"] in ("front", "back")]
    tariff.document["rates"] = [*rates, {"category": "community", "room": "whole-building", "per_hour": "13.00"}]
    tariff.save()
    apart = [plan(an_ask(the_room(halls, code), DAY), at=timezone.now()).total.pence for code in ("front", "back")]
    whole = plan(an_ask(the_room(halls, "whole-building"), DAY, hirer=a_group()), at=timezone.now()).total.pence
    assert (apart, whole) == ([1600, 1600], 2600)
    page = manager.get(reverse("venues:room", args=[halls.slug, "whole-building"]))
    assert "£13" in words_of(page)
