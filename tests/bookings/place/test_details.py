"""Name and address of a hall, how to reach it, and how it lets its rooms: one page that saves by itself.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from dataclasses import asdict

import pytest
from django.urls import reverse

from accounts import journal
from bookings.actions.change_venue import print_of
from bookings.models import Occupancy, Session
from tests.bookings.place.new_hall import a_draft, its_manager
from tests.make import a_booking, a_group, a_venue, the_room
from venues.files.stored import venue_row
from venues.models import Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]

NOT_ASKED = ("slug", "latitude", "longitude", "published")


def page_of(venue: Venue) -> str:
    return reverse("place:details", args=[venue.slug])


def typed(venue: Venue, **other) -> dict[str, str]:
    """What stands in the form of a hall that is told in full, with some of it typed otherwise."""
    venue = Venue.objects.select_related("operator").get(pk=venue.pk)
    row = {name: value for name, value in asdict(venue_row(venue)).items() if name not in NOT_ASKED}
    data = {**row, "phone": row["phone"] or "01632 960158", "seen": print_of(venue, "venue"), **other}
    return {name: "" if value is None else str(value) for name, value in data.items()}


def test_the_first_step_is_saved_and_leads_to_the_next():
    draft = a_draft()
    nell = its_manager(draft)
    page = nell.get(page_of(draft)).content.decode()
    assert "Save and go on" in page
    assert 'src="/static/hearth/leaving' in page
    data = typed(
        draft,
        name="Mill Lane Hall",
        kind="village_hall",
        street="Mill Lane",
        town="Fernley",
        postcode="zz54fv",
        email="hall@mill.example",
        shortest_minutes="60",
        longest_minutes="360",
        address_shown="confirmed",
        then="next",
    )
    answer = nell.post(page_of(draft), data)
    assert (answer.status_code, answer["Location"]) == (303, reverse("place:rooms", args=[draft.slug]))
    draft.refresh_from_db()
    assert (draft.name, draft.kind, draft.postcode) == ("Mill Lane Hall", "village_hall", "ZZ5 4FV")
    assert (draft.shortest_minutes, draft.longest_minutes, draft.address_shown) == (60, 360, "confirmed")
    assert not draft.published
    home = nell.get(reverse("place:home", args=[draft.slug])).content.decode()
    assert "There is no room to hire." in home
    assert "The address has no street." not in home


def test_going_on_skips_what_is_done_and_comes_back_to_what_is_not():
    venue = a_venue(published=False)
    nell = its_manager(venue)
    answer = nell.post(page_of(venue), typed(venue, then="next"))
    assert answer["Location"] == reverse("place:access_building", args=[venue.slug])
    assert nell.post(page_of(venue), typed(venue))["Location"] == page_of(venue)
    Venue.objects.filter(pk=venue.pk).update(published=True)
    venue.refresh_from_db()
    assert nell.post(page_of(venue), typed(venue, then="next"))["Location"] == page_of(venue)
    assert "Save and go on" not in nell.get(page_of(venue)).content.decode()


@pytest.mark.once
@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("name", "", "Say what the hall is called."),
        ("kind", "", "Choose what kind of place it is."),
        ("kind", "castle", "Choose one of those that are offered now."),
        ("postcode", "???", "“???” is not a postcode."),
        ("phone", "ask at the bar", "“ask at the bar” is not a telephone number."),
        ("phone", "", "Give a phone number: some people cannot write."),
        ("email", "hall at home", "An e-mail address is like name@example.org."),
        ("summary", "<b>A hall</b>", "“<b>A hall</b>” has markup in it. Plain words, please."),
        ("zone", "Moon/Base", "Choose one of those that are offered now."),
        ("turnaround_minutes", "a while", "Write a whole number in figures, for example 15."),
        ("notice_hours", "-1", "It must be 0 or more."),
        ("furthest_days", "99999", "It must be 3660 or less."),
        ("shortest_minutes", "", "Give a number; 0 is one too."),
        ("longest_minutes", "0", "It must be 1 or more."),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_lost(name, value, words):
    """It is judged in Python before anything is kept; what is odd in itself the storm types on both kinds."""
    venue = a_venue(phone="01632 960158")
    page = its_manager(venue).post(page_of(venue), typed(venue, **{"summary": "Brick.", name: value}))
    assert page.status_code == 422
    assert page.context["form"].errors == {name: [words]}
    assert name == "summary" or page.context["form"]["summary"].value() == "Brick."
    assert not journal.of(venue).exists()


@pytest.mark.once
def test_the_longest_hire_is_not_shorter_than_the_shortest():
    """The words of a form, whatever the database."""
    venue = a_venue()
    page = its_manager(venue).post(page_of(venue), typed(venue, shortest_minutes=90, longest_minutes=60))
    assert page.context["form"].errors == {"longest_minutes": ["The longest hire is shorter than the shortest one."]}


def test_what_is_booked_stays_as_it_is_and_the_page_says_so():
    venue = a_venue()
    a_booking(the_room(venue, "main"), confirmed=True)
    before = list(Session.objects.values())
    nell = its_manager(venue)
    data = typed(venue, turnaround_minutes=30, notice_hours=72, shortest_minutes=240, free_cancel_hours=1)
    page = nell.post(page_of(venue), data, follow=True)
    assert "Saved. What is booked already stays as it is." in page.content.decode()
    assert list(Session.objects.values()) == before
    venue.refresh_from_db()
    assert (venue.turnaround_minutes, venue.shortest_minutes) == (30, 240)
    assert "Last changed by Nell" in page.content.decode()


def test_more_time_between_hires_names_those_who_stand_closer_and_leaves_them():
    """The main hall's two follow one another at once; the snug has a time of its own."""
    venue = a_venue(cells=("main", "snug"), turnaround_minutes=0)
    venue.rooms.filter(code="snug").update(turnaround_minutes=0)
    main, snug, choir = the_room(venue, "main"), the_room(venue, "snug"), a_group()
    for room, hour in ((main, 10), (main, 12), (main, 18), (snug, 10), (snug, 12)):
        a_booking(room, start=hour, end=hour + 2, hirer=choir, title=f"{room.name} at {hour}", confirmed=True)
    before = list(Occupancy.objects.order_by("pk").values())
    nell, more = its_manager(venue), typed(venue, turnaround_minutes=30)
    page = nell.post(page_of(venue), more)
    assert page.status_code == 409
    [effect] = page.context["effects"]
    assert [session.booking.title for session in effect.sessions] == ["Main at 10", "Main at 12"]
    assert "Save it, and leave these bookings as they are" in page.content.decode()
    venue.refresh_from_db()
    assert venue.turnaround_minutes == 0

    assert nell.post(page_of(venue), {**more, "known": page.context["mark"]}).status_code == 303
    venue.refresh_from_db()
    assert venue.turnaround_minutes == 30
    assert list(Occupancy.objects.order_by("pk").values()) == before


def test_the_clock_of_a_hall_that_is_booked_stays():
    venue = a_venue()
    a_booking(the_room(venue, "main"))
    page = its_manager(venue).post(page_of(venue), typed(venue, zone="Europe/Dublin"))
    assert page.status_code == 409
    assert page.context["form"].errors == {
        "zone": ["The venue has been booked by the clock of Europe/London; another would move every session."]
    }


def test_two_people_do_not_undo_each_other_unseen():
    venue = a_venue()
    nell, late = its_manager(venue), typed(venue, street="2 New Road")
    nell.post(page_of(venue), typed(venue, town="Fernley"))
    page = nell.post(page_of(venue), late)
    assert page.status_code == 409
    assert "Somebody else changed this while you had the page open." in page.content.decode()
    assert "See what it says now" in page.content.decode()
    assert page.context["form"]["street"].value() == "2 New Road"
    venue.refresh_from_db()
    assert (venue.street, venue.town) == ("Church Lane", "Fernley")
    nell.post(page_of(venue), {**late, "seen": page.context["form"]["seen"].value()})
    venue.refresh_from_db()
    assert (venue.street, venue.town) == ("2 New Road", "Alder Vale")


@pytest.mark.once
def test_a_clock_that_the_list_does_not_have_is_kept():
    """The words of a form, whatever the database."""
    venue = a_venue(zone="Europe/Lisbon")
    answer = its_manager(venue).post(page_of(venue), typed(venue, town="Fernley"))
    assert answer.status_code == 303
    venue.refresh_from_db()
    assert (venue.zone, venue.town) == ("Europe/Lisbon", "Fernley")


@pytest.mark.once
def test_a_hall_that_came_without_a_phone_number_can_still_change_the_rest():
    """The words of a form, whatever the database."""
    venue = a_venue()
    answer = its_manager(venue).post(page_of(venue), typed(venue, phone="", town="Fernley"))
    assert answer.status_code == 303
