"""Finding a room: what fits, what fits in part, what nobody knows, what is left out, and at what price."""

from __future__ import annotations

import html
import re
from datetime import date, time, timedelta
from types import SimpleNamespace
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.clock import date_words
from accounts.models import Hirer
from bookings.finding import Section, Wish, search
from bookings.finding.words import left_out_groups, refused_groups
from bookings.recurrence import Pattern, Times
from tests.make import a_booking, a_room, a_tariff, a_venue, soon, the_room
from venues.models import AccessClaim, Cell, Closure, Room, Tariff, Venue

pytestmark = pytest.mark.django_db


def wish(on: date | None = None, *, start: int = 19, end: int = 21, until: date | None = None, **fields) -> Wish:
    fields.setdefault("people", 25)
    fields.setdefault("kind", Hirer.Kind.INFORMAL)
    return Wish(Pattern(on or soon(), Times(time(start), time(end)), until=until), **fields)


def found(asked: Wish):
    return search(asked, at=timezone.now())


def names(findings, section: Section) -> list[str]:
    return [room.room.venue.name for room in findings.section(section)]


def reasons(findings) -> list[str]:
    return [group.words for group in left_out_groups(findings.left_out)]


def a_claim(venue: Venue, fact: str, value: str, **fields) -> AccessClaim:
    state = AccessClaim.State.KNOWN
    return AccessClaim.objects.create(
        venue=venue, fact=fact, value=value, state=state, evidence="stated", checked_on=date(2026, 2, 3), **fields
    )


def test_a_free_room_has_the_cheapest_price_meant_for_the_group_and_the_standard_price_beside_it():
    a_venue()
    [room] = found(wish()).section(Section.FITS)
    assert (str(room.total), str(room.standard), room.category.code) == ("£16.00", "£24.00", "community")


def test_who_is_not_meant_pays_the_standard_price():
    a_venue()
    [room] = found(wish(kind=Hirer.Kind.COMPANY)).section(Section.FITS)
    assert (str(room.total), room.category.is_standard) == ("£24.00", True)


def test_the_lowest_price_comes_first_and_then_the_name():
    for name, community in (("Dear", "9.00"), ("Beech", "8.00"), ("Ash", "8.00")):
        a_tariff(a_venue(name=name), community=community)
    Room.objects.filter(venue__name="Beech").update(name="Small room")
    assert names(found(wish()), Section.FITS) == ["Ash", "Beech", "Dear"]


def test_every_room_left_out_is_counted_with_its_reason():
    taken, shut, closed_early, small = a_venue(), a_venue(), a_venue(), a_venue()
    a_booking(the_room(taken, "main"), on=soon())
    start = timezone.now() + timedelta(days=13)
    Closure.objects.create(
        venue=shut, starts_at=start, ends_at=start + timedelta(days=3), cause=Closure.Cause.WORKS, note="New floor"
    )
    closed_early.opening_hours.update(closes_minute=20 * 60)
    small.rooms.get().layouts.update(capacity=10)
    a_venue(notice_hours=24 * 30)
    a_venue(furthest_days=3)
    Tariff.objects.filter(venue=a_venue()).delete()
    findings = found(wish())
    assert not findings.rooms
    assert sorted(reasons(findings)) == [
        "1 room cannot be booked that far ahead yet",
        "1 room has no price for that time",
        "1 room is not open at that time",
        "1 room is shut: New floor",
        "1 room is taken",
        "1 room is too small",
        "1 room needs more notice",
    ]


def test_rooms_that_are_not_on_offer_are_not_even_counted():
    a_venue(published=False)
    Room.objects.filter(venue=a_venue()).update(retired_on=soon(-1))
    findings = found(wish())
    assert not findings.rooms
    assert not findings.left_out


def test_a_weekly_ask_names_the_dates_that_are_not_free():
    first = soon()
    room = the_room(a_venue(), "main")
    a_booking(room, on=first + timedelta(weeks=2))
    asked = wish(first, until=first + timedelta(weeks=11))
    [partly] = found(asked).section(Section.IN_PART)
    assert [(date.on, date.planned.reason) for date in partly.refused] == [(first + timedelta(weeks=2), "taken")]
    assert refused_groups(partly) == [("The room is taken then", date_words(first + timedelta(weeks=2)))]
    assert len(partly.offers) == 11
    assert (str(partly.total), str(partly.each)) == ("£176.00", "£16.00")


def test_twelve_weeks_that_are_all_free_fit():
    first = soon()
    a_venue()
    [room] = found(wish(first, until=first + timedelta(weeks=11))).section(Section.FITS)
    assert (len(room.offers), str(room.total)) == (12, "£192.00")


def test_a_room_whose_capacity_nobody_knows_is_not_known_rather_than_left_out():
    a_venue().rooms.get().layouts.update(capacity=None)
    [room] = found(wish(people=400)).section(Section.NOT_KNOWN)
    assert not room.capacity_is_known


def test_a_time_that_the_clocks_skip_is_not_free():
    a_venue()
    venue = Venue.objects.get()
    venue.opening_hours.update(opens_minute=0)
    spring = next(
        day
        for day in (soon(1) + timedelta(days=number) for number in range(400))
        if day.month == 3 and day.weekday() == 6 and day.day > 24
    )
    findings = search(wish(spring, start=1, end=3), at=timezone.now())
    assert reasons(findings) == ["1 room: that time does not exist, the clocks go forward"]


# The page


def an_address(**fields) -> str:
    asked = {"on": soon().isoformat(), "from": "19:00", "to": "21:00", "people": 25, **fields}
    return reverse("find") + "?" + "&".join(f"{name}={value}" for name, value in asked.items())


def test_the_front_page_asks_without_an_account(client):
    answer = client.get(reverse("find"))
    assert answer.status_code == 200
    assert b'name="from"' in answer.content


def test_the_page_says_the_price_who_qualifies_and_why(client):
    venue = a_venue(name="Alder Vale Hall", email="hall@hearth.example")
    venue.operator.categories.filter(code="community").update(proof="Your constitution")
    page = client.get(an_address()).content.decode()
    for words in (
        "£16.00",
        "“Community group”, if your group qualifies.",
        "Proof asked: Your constitution.",
        "Standard price: £24.00",
        "2 hours at £8.00 an hour (Community group): £16.00",
        f"/bookings/new/{venue.slug}/main/?on={soon().isoformat()}&amp;from=19%3A00&amp;to=21%3A00&amp;people=25",
    ):
        assert words in page


def test_where_nothing_fits_the_page_says_what_to_change(client):
    a_booking(the_room(a_venue(), "main"), on=soon(), until=soon(21), start=8, end=23)
    a_booking(Room.objects.get(), on=soon(15), start=8, end=23)
    page = client.get(an_address()).content.decode()
    assert "We found no room for that" in page
    assert "Try an hour earlier or later" in page, "since neither is known to help"


A_MONTH_BEGINS = (soon().replace(day=1) + timedelta(days=40)).replace(day=1).isoformat()
BAD = [
    ({"on": "2026-02-30"}, "There is no 30 February 2026"),
    ({"on": "9999-01-01"}, "The year 9999 is out of our reach"),
    ({"on": "2020-01-01"}, "That date is past"),
    ({"on": "2099-01-01"}, "more than three years ahead"),
    ({"on": ""}, "Say which date"),
    ({"from": "21:00", "to": "19:00"}, "It ends before it starts"),
    ({"from": "half past"}, "We could not read that time"),
    ({"people": "1000000"}, "No hall here takes more than 5000 people"),
    ({"people": "0"}, "At least one person has to come"),
    ({"people": "a few"}, "Write how many people in figures"),
    ({"kind": "<b>club</b>"}, "Choose one of the kinds of group"),
    ({"venue": "no-such-hall"}, "There is no such venue here"),
    ({"repeat": "weekly"}, "Say until when"),
    ({"repeat": "weekly", "weeks": "500"}, "Ask for at most 110 weeks"),
    ({"repeat": "weekly", "weeks": "1"}, "Every week means at least 2 weeks"),
    ({"repeat": "weekly", "until": "2099-01-01"}, "That is more than 110 dates"),
    ({"repeat": "weekly", "until": soon().isoformat()}, "The last date has to come after the first"),
    ({"on": A_MONTH_BEGINS, "repeat": "last", "weeks": "2"}, "No second such date comes by then"),
    ({"repeat": "hourly"}, "Choose only that date, or how often"),
    ({"people": "25\x00"}, "Write how many people in figures"),
]


@pytest.mark.once
@pytest.mark.parametrize(("typed", "sentence"), BAD)
def test_what_cannot_be_is_refused_in_a_sentence_and_nothing_is_lost(client, typed, sentence):
    """It is judged in Python before anything is kept; what is odd in itself the storm types on both kinds."""
    asked = {"on": soon().isoformat(), "from": "19:00", "to": "21:00", "people": "37", **typed}
    by_form = client.post(reverse("find"), asked)
    by_address = client.get(reverse("find"), asked)
    assert (by_form.status_code, by_address.status_code) == (422, 400)
    for answer in (by_form, by_address):
        page = answer.content.decode()
        assert sentence in page
        assert "There is a problem" in page
        assert "<b>club" not in page
        assert "people" in typed or 'value="37"' in page


@pytest.mark.once
def test_without_cookies_a_search_goes_on_and_only_needs_are_told_to_want_one():
    """No row is read or written but those of the form."""
    browser = Client(enforce_csrf_checks=True)
    asked = {"on": soon().isoformat(), "from": "19:00", "to": "21:00", "people": "37"}
    on = browser.post(reverse("find"), asked)
    assert (on.status_code, "people=37" in on["Location"], "sessionid" in on.cookies) == (303, True, False)
    for typed, sentence in (({"people": ""}, "Say roughly how many"), ({"needs": "hearing_loop"}, "allow cookies")):
        told = browser.post(reverse("find"), asked | typed)
        assert (told.status_code, sentence in told.content.decode()) == (422, True)
    forgotten = browser.post(reverse("find"), {"forget_needs": "1"}, headers={"Referer": "http://testserver/help/?a=b"})
    assert forgotten.status_code == 403
    assert 'href="/account/login/?next=%2Fhelp%2F%3Fa%3Db"' in forgotten.content.decode()


@pytest.mark.once
def test_somebody_who_asks_sixty_times_a_minute_is_slowed_down(client, settings, monkeypatch):
    """Tries are counted on both kinds of database by operations/test_counters.py."""
    settings.RATELIMIT_ENABLE = True
    monkeypatch.setattr("django_ratelimit.core.time", SimpleNamespace(time=lambda: 1_800_000_000))  # one minute
    answers = [client.post(reverse("find"), {}, REMOTE_ADDR="192.0.2.7").status_code for _ in range(61)]
    assert answers == [422] * 60 + [429]


# Speed


def questions(client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def grown(rooms: int) -> None:
    """A venue more with so many rooms, each with its claims."""
    venue = a_venue(cells=())
    for number in range(rooms):
        cell = Cell.objects.create(venue=venue, code=f"cell-{number}", name=f"Cell {number}")
        room = a_room(venue, f"room-{number}", cells=[cell])
        a_claim(venue, "mov_step_free", "yes", room=room)
    a_tariff(venue)


def test_what_was_typed_for_a_series_does_not_stand_in_the_way_of_one_date(client):
    a_venue()
    page = client.get(an_address(repeat="once", weeks="a few", until="2001-01-01")).content.decode()
    assert "1 room fits" in page


def test_a_full_page_of_results_is_light(client):
    grown(20)
    start = timezone.now() + timedelta(weeks=10)
    Closure.objects.create(
        venue=Venue.objects.get(), starts_at=start, ends_at=start + timedelta(weeks=30), cause="works", note="New floor"
    )
    page = client.get(an_address(repeat="weekly", until=(soon() + timedelta(weeks=51)).isoformat())).content
    assert b"20 rooms fit in part" in page
    assert page.count(b"New floor: ") == 20
    assert len(page) < 100_000


def test_many_rooms_come_a_page_at_a_time_and_the_count_tells_of_all(client):
    grown(32)
    first = client.get(an_address()).content.decode()
    assert "32 rooms fit" in first
    assert first.count("<article") == 30
    second = client.get(an_address(page=2)).content.decode()
    assert second.count("<article") == 2
    assert "Page 2 of 2" in second
    assert "32 rooms fit" in second


def test_who_finds_a_room_taken_is_led_to_its_week_and_to_waiting_for_it(client: Client):
    on, hall = soon(), a_venue()
    a_booking(the_room(hall, "main"), on=on)
    page = client.get(f"/?on={on}&from=19:00&to=21:00&people=25&kind=informal").content.decode()
    assert f"{the_room(hall, 'main').get_absolute_url()}?week={on}&amp;on={on}&amp;from=19%3A00&amp;to=21%3A00" in page
    [wait] = re.findall(r'href="(/bookings/new/[^"]+)">wait for it', page)
    form = client.get(html.unescape(wait)).content.decode()
    assert [f'value="{said}"' in form for said in (str(on), "19:00", "21:00", "25")] == [True] * 4


def test_what_was_looked_for_goes_along_by_way_of_the_rooms_page_and_needs_are_in_no_address(client: Client):
    """From the name on the card to the room, its other weeks and hours, on to the form, and back."""
    a_venue()
    on = soon()
    asked = {"on": on, "from": "19:00", "to": "21:00", "people": 25, "kind": "club", "needs": "step_free"}
    asked |= {"needs_asked": 1, "repeat": "weekly", "until": on + timedelta(weeks=3)}
    page = client.post("/", asked, follow=True).content.decode()
    look = re.findall(r'<h3[^>]*><a href="(/venues/[^"]+#week)"', page)[0]
    [button] = re.findall(r'class="button" href="(/bookings/new/[^"]+)"', page)
    told = dict(parse_qsl(urlsplit(html.unescape(button)).query))
    assert (told["people"], told["kind"], told["until"]) == ("25", "club", str(on + timedelta(weeks=3)))
    assert "needs" not in look + button
    room = client.get(html.unescape(look).partition("#")[0] + "&needs=step_free&need_words=a+ramp").content.decode()
    assert "need" not in "".join(re.findall(r'href="(?:/bookings/new/|\?week)([^"]*)"', room))
    [ask] = re.findall(r'class="button" href="(/bookings/new/[^"]+)"', room)
    assert dict(parse_qsl(urlsplit(html.unescape(ask)).query)) == told
    [later] = re.findall(r'href="(\?week=[^"]+#week)" rel="next"', room)
    assert "&amp;people=25&amp;kind=club" in later
    hours = re.findall(r'<td class="free"><a href="/bookings/new/([^"]+)"', room)
    assert hours
    assert all(hour.endswith("&amp;people=25&amp;kind=club") and "until" not in hour for hour in hours)
    form = client.get(html.unescape(ask)).content.decode()
    [back] = re.findall(r'href="(/venues/[^"]+)">Back to the room', form)
    assert dict(parse_qsl(urlsplit(html.unescape(back)).query)) == told
