"""Where nothing fits: what would, if one thing were other, and the search for it."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

import bookings.finding.near as near_module
from accounts.areas import Point
from bookings.finding import Change, NearMiss, Place, ground_about, near_misses, search
from bookings.forms.find import DISTANCES
from tests.bookings.test_find import a_claim, an_address, wish
from tests.make import a_booking, a_tariff, a_venue, soon, the_room
from venues.models import Layout

pytestmark = pytest.mark.django_db

SUNDAY = 6


def near(asked) -> dict[str, NearMiss]:
    at = timezone.now()
    findings = search(asked, at=at)
    ground = ground_about(findings, DISTANCES)
    return {miss.need or miss.change: miss for miss in near_misses(findings, ground, DISTANCES, at=at)}


def names_of(miss: NearMiss) -> list[str]:
    return [each.room.venue.name for each in miss.rooms]


def test_another_hour_or_day_only_where_it_is_free_then():
    room = the_room(a_venue(), "main")
    a_booking(room, on=soon(), start=18, end=20)
    a_booking(room, on=soon(15), start=19, end=21)
    found = near(wish())
    assert set(found) == {Change.LATER, Change.NEXT_WEEK}
    assert str(found[Change.LATER].wish.pattern.times.start) == "20:00:00"
    assert found[Change.NEXT_WEEK].wish.pattern.first == soon(21)
    assert [str(each.total) for each in found[Change.LATER].rooms] == ["£16.00"]
    assert not near(wish(soon(17))), "where something fits, nothing is said"


def test_a_series_is_moved_by_a_day_with_its_last_date():
    first = soon()
    a_booking(the_room(a_venue(), "main"), on=first, start=18, end=22)
    found = near(wish(first, until=first + timedelta(weeks=2)))
    assert set(found) == {Change.NEXT_DAY}
    pattern = found[Change.NEXT_DAY].wish.pattern
    assert pattern.dates() == [first + timedelta(weeks=week, days=1) for week in range(3)]


def test_what_lacks_but_a_date_or_two_of_a_series_is_said_first_and_stands_below(client):
    first = soon()
    weeks = [first + timedelta(weeks=week) for week in range(8)]
    for number, taken in enumerate(([3], [3], [5, 6], [1, 2, 3])):
        hall = a_venue(name=f"Hall {number}")
        for week in taken:
            a_booking(the_room(hall, "main"), on=weeks[week], start=18, end=23)
    asked = {"on": first.isoformat(), "repeat": "weekly", "weeks": "8", "people": "25", "from": "19:00", "to": "21:00"}
    page = html.unescape(client.get(reverse("find"), asked).content.decode())
    lines = re.findall(r'<a href="([^"]+)">([^<]+)</a> <span class="soft">([^<]+)<', page)
    days = [f"{day:%-d %B %Y}" for day in weeks]
    assert lines[:2] == [
        ("#in-part", f"Leave out {days[3]}", "2 rooms fit, from £112.00 all in"),
        ("#in-part", f"Leave out {days[5]} and {days[6]}", "Main, Hall 2: £96.00 all in"),
    ]
    assert all("Leave out" not in words for _link, words, _brings in lines[2:])
    assert 'id="in-part"' in page


def test_fewer_people_some_miles_more_and_the_one_need_that_alone_kept_a_room_out():
    """Each hall fails by one thing, and the last by two: it never comes up."""
    for name, north, takes, loop in (
        ("Smaller", 52.0, 60, "fixed_loop"),
        ("Tiny", 52.0, 10, "fixed_loop"),
        ("Far", 52.1, 80, "fixed_loop"),
        ("Loopless", 52.0, 80, "none"),
        ("Far and loopless", 52.05, 80, "none"),
    ):
        venue = a_venue(name=name, latitude=str(north), longitude="-2.0")
        Layout.objects.filter(room__venue=venue).update(capacity=takes)
        a_claim(venue, "hea_mic", "yes", room=venue.rooms.get())
        a_claim(venue, "hea_listening", loop, room=venue.rooms.get())
    found = near(wish(near=Place("Here", Point(52.0, -2.0)), within=3, people=70, needs=frozenset({"hearing_loop"})))
    said = {what: (miss.wish.people, miss.wish.within, names_of(miss)) for what, miss in found.items()}
    assert said == {
        Change.FEWER: (60, 3, ["Smaller"]),
        Change.FURTHER: (70, 10, ["Far"]),
        "hearing_loop": (70, 3, ["Loopless"]),
    }


def test_of_a_district_only_the_nearest_are_asked_again_for_each_change(monkeypatch):
    """Those a little too far away as well: the next distance begins behind the one before."""
    monkeypatch.setattr(near_module, "ROOMS_EACH", 2)
    for name, north in (("Third", 52.03), ("Second", 52.02), ("First", 52.01), ("Fourth", 52.05), ("Fifth", 52.06)):
        hall = a_venue(name=name, latitude=str(north), longitude="-2.0")
        a_booking(the_room(hall, "main"), on=soon(), start=18, end=20)
    a_venue(name="Further", latitude="52.1", longitude="-2.0")
    found = near(wish(near=Place("Here", Point(52.0, -2.0)), within=3))
    assert set(names_of(found[Change.LATER])) == {"First", "Second"}
    assert (found[Change.FURTHER].wish.within, names_of(found[Change.FURTHER])) == (10, ["Further"])


@pytest.mark.parametrize("halls", [2, 6])
def test_the_page_leads_to_each_with_its_price_and_a_need_never_stands_in_an_address(client, halls):
    """However many rooms there are, by the same few statements."""
    on = soon()
    for number in range(halls):
        venue = a_venue(name=f"Hall {number}")
        a_booking(the_room(venue, "main"), on=on)
    loopless = a_venue(name="Loopless")
    a_claim(loopless, "hea_listening", "none", room=loopless.rooms.get())
    asked = {"on": on.isoformat(), "from": "19:00", "to": "21:00", "people": "25", "needs": ["hearing_loop"]}
    address = client.post(reverse("find"), asked).url
    with CaptureQueriesContext(connection) as questions:
        page = html.unescape(client.get(address).content.decode())
    assert len(questions) <= 9
    assert "Try an hour earlier" not in page, "what is known to help is said in its place"
    assert "Without “Hearing loop”" in page
    [lines] = re.findall(r'<ul class="near">(.*?)</ul>', page, re.DOTALL)
    assert "hearing_loop" not in " ".join(re.findall(r'(?:href|action)="([^"]*)"', lines))
    [button] = re.findall(r'action="([^"]+)"', lines)
    again = client.post(button, {"forget_needs": "hearing_loop"})
    assert "1 room fits" in client.get(again.url).content.decode()


def test_a_link_does_the_search_that_it_says(client):
    """At a hall that is taken: another hour there, another day, or any venue at that hour."""
    hall, other = a_venue(name="Taken Hall"), a_venue(name="Other Hall")
    a_booking(the_room(hall, "main"), on=soon(), start=18, end=20)
    page = html.unescape(client.get(an_address(venue=hall.slug, page="1")).content.decode())
    lines = re.findall(r'<a href="(/[?][^"]+)">([^<]+)</a> <span class="soft">([^<]+)<', page)
    assert [(words.partition(",")[0], brings) for _link, words, brings in lines] == [
        ("An hour later", "Main, Taken Hall: £16.00 all in"),
        ("The day after", "Main, Taken Hall: £16.00 all in"),
        ("A week later", "Main, Taken Hall: £16.00 all in"),
        ("At any venue", "Main, Other Hall: £16.00 all in"),
    ]
    for link, _words, _brings in lines:
        assert "1 room fits" in client.get(link).content.decode(), link
    assert other.name in client.get(lines[-1][0]).content.decode()


def test_a_hall_that_is_too_far_away_is_said_to_be_a_little_further_and_stays_chosen(client):
    """However far: the page never fails on a hall that lies beyond all that is looked at."""
    away, beyond = (
        a_venue(name=name, latitude=north, longitude="-2.0") for name, north in (("Away", "52.1"), ("Beyond", "54"))
    )
    a_venue(name="Here", town="Here", latitude="52.0", longitude="-2.0")
    for hall, lines in ((away, ["Within 10 miles", "At any venue"]), (beyond, ["At any venue"])):
        page = html.unescape(client.get(an_address(venue=hall.slug, near="Here", within=3)).content.decode())
        assert re.findall(r'<a href="/[?][^"]+">([^<]+)</a> <span class="soft">', page) == lines
        assert re.search(rf'<option value="{hall.slug}"\s+selected', page)


def test_another_layout_and_a_higher_price_are_told_where_they_alone_would_help():
    """One hall takes a hundred in rows and few at tables; a dear one takes many at tables."""
    in_rows = a_venue(name="In rows")
    Layout.objects.create(room=in_rows.rooms.get(), name="Tables", capacity=20)
    dear = a_venue(name="Dear")
    Layout.objects.filter(room__venue=dear).update(name="Tables", capacity=80)
    a_tariff(dear, standard="60.00", community="50.00")
    found = near(wish(people=70, layout="tables", most=2000))
    assert {what: names_of(miss) for what, miss in found.items()} == {
        Change.ANY_LAYOUT: ["In rows"],
        Change.DEARER: ["Dear"],
    }


def test_where_no_one_change_is_enough_two_are_told_few_of_them_and_the_lightest_first(client):
    """The large hall is taken then and loopless; the small one is taken too, until an hour later."""
    large, small = a_venue(name="Large"), a_venue(name="Small")
    Layout.objects.filter(room__venue=small).update(capacity=60)
    for number in range(14, 22):
        a_booking(the_room(large, "main"), on=soon(number), start=8, end=23)
    for number in (14, 15, 21):
        a_booking(the_room(small, "main"), on=soon(number), start=8, end=20)
    for hall, loop in ((large, "none"), (small, "fixed_loop")):
        a_claim(hall, "hea_mic", "yes", room=hall.rooms.get())
        a_claim(hall, "hea_listening", loop, room=hall.rooms.get())
    asked = wish(people=70, needs=frozenset({"hearing_loop"}))
    [miss] = near(asked).values()
    assert (miss.change, miss.also, names_of(miss)) == (Change.FEWER, Change.LATER, ["Small"])
    assert (miss.wish.people, str(miss.wish.pattern.times.start)) == (60, "20:00:00")
    page = html.unescape(client.get(an_address(people=70)).content.decode())
    assert "No one change is enough. With two there is room:" in page
    [(link, words)] = re.findall(r'<a href="(/[?][^"]+)">([^<]+)</a> <span class="soft">', page)
    assert words == "For up to 60 people, and an hour later, 8pm to 10pm"
    assert "1 room fits" in client.get(link).content.decode()
    a_booking(the_room(small, "main"), on=soon(), start=20, end=23)
    Layout.objects.filter(room__venue=large).update(capacity=60)
    assert not near(asked), "three things are told of nobody"


def test_where_the_first_free_sunday_never_comes_another_day_or_part_of_the_day_is_offered(client):
    """On Sundays the hall is open in the afternoon alone, on other days until noon too."""
    hall = a_venue(name="Late Hall")
    hall.opening_hours.filter(weekday=SUNDAY).update(opens_minute=13 * 60)
    address = f"{reverse('find')}?repeat=first&weekday={SUNDAY}&from=09:00&to=12:00&people=25"
    page = html.unescape(client.get(address).content.decode())
    lines = re.findall(r'<a href="(/[?][^"]+)">([^<]+)</a> <span class="soft">', page)
    assert [words for _link, words in lines] == ["At another time of day, 1pm to 4pm", "On a Monday"]
    for link, _words in lines:
        assert "1 room fits" in client.get(link).content.decode(), link
    any_two = f"{reverse('find')}?on={soon()}&from=05:00&to=08:00&hours=2&people=25"
    assert "At another time of day, " in client.get(any_two).content.decode()
