"""A search for a series of any kind: by the terms of each hall, and on to the page to book."""

from __future__ import annotations

import html
import re
from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from bookings.finding import Section, Wish, search
from bookings.recurrence import Pattern, Times
from tests.make import a_venue, in_term, soon

pytestmark = pytest.mark.django_db


def test_a_search_in_term_time_goes_by_the_terms_of_each_hall():
    """Of a hall that has told us none every week is shown as not known; only one that told all around is left out."""
    first, halls = soon(21), [a_venue(), a_venue(), a_venue(), a_venue(), a_venue()]
    in_term(halls[0], (first, first + timedelta(weeks=1)))
    in_term(halls[1], (first + timedelta(weeks=2), first + timedelta(weeks=9)))
    in_term(halls[3], (first - timedelta(weeks=9), first - timedelta(weeks=1)))
    week = timedelta(weeks=1)
    in_term(halls[4], (first - 9 * week, first - week), (first + 4 * week, first + 9 * week))
    wish = Wish(
        Pattern(first, Times(time(19), time(21)), until=first + timedelta(weeks=3)), 20, "informal", in_term=True
    )
    found = search(wish, at=timezone.now())
    days = {room.room.venue: [date.on for date in room.dates] for room in found.rooms}
    assert days == {
        halls[0]: [first, first + timedelta(weeks=1)],
        halls[1]: [first + timedelta(weeks=2), first + timedelta(weeks=3)],
        halls[2]: wish.pattern.dates(),
        halls[3]: wish.pattern.dates(),
    }
    assert {room.room.venue for room in found.section(Section.NOT_KNOWN)} == {halls[2], halls[3]}
    assert [(left.room.venue, left.reason) for left in found.left_out] == [(halls[4], "no_date")]


def test_where_no_terms_are_known_the_page_says_so_and_leads_on_without_them(client):
    first = soon(21)
    hall = a_venue()
    asked = {"on": first, "from": "19:00", "to": "21:00", "people": 20, "kind": "informal", "until": soon(42)}
    address = client.post(reverse("find"), asked | {"repeat": "weekly", "term_time": "on"})["Location"]
    page = html.unescape(client.get(address).content.decode())
    assert "We found no room" not in page
    assert "The school terms it goes by are not known" in page
    assert not re.search(r'href="/bookings/new/[^"]*term_time', page), "there it would find no field of that name"
    [link] = re.findall(r'<a href="([^"]+)">Without “in school term time only”', page)
    assert "1 room fits" in client.get(link).content.decode()
    in_term(hall, (soon(2), soon(3)), (soon(60), soon(90)))
    hall.rooms.get().layouts.update(capacity=None)
    page = html.unescape(client.get(address).content.decode())
    assert "no date falls into the school terms of its hall" in page
    [link] = re.findall(r'<a href="([^"]+)">Look without “in school term time only”', page)
    assert "term_time" not in link
    assert "1 room where we do not know" in client.get(link).content.decode()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"repeat": "2"}, "Every two weeks on {day} 7pm to 9pm"),
        ({"repeat": "weekly", "term_time": "on"}, "in term time"),
        ({"repeat": "weekly", "weekdays": ["0", "1", "2", "3", "4", "5", "6"]}, "Every day 7pm to 9pm"),
        ({"repeat": "month"}, "{day} of every month"),
    ],
)
def test_a_series_of_any_kind_is_looked_for_and_goes_on_to_the_booking(client, asked, words):
    hall, first = a_venue(), soon(21)
    in_term(hall, (soon(), soon(200)))
    sent = {"on": first, "from": "19:00", "to": "21:00", "people": 20, "kind": "informal", "until": soon(70), **asked}
    address = client.post(reverse("find"), sent)["Location"]
    page = client.get(address).content.decode()
    assert words.format(day=f"{first:%A}") in page
    every = {"weekly": "1"}.get(asked["repeat"], asked["repeat"])
    assert f"every={every}" in page
    if "term_time" in asked:
        assert "term_time=on" in page


def test_a_weekly_ask_by_number_of_weeks_is_the_same_as_by_its_last_date(client):
    typed = {"on": soon().isoformat(), "from": "19:00", "to": "21:00", "people": "25", "repeat": "weekly"}
    by_weeks = client.post(reverse("find"), typed | {"weeks": "12"}).url
    by_date = client.post(reverse("find"), typed | {"until": (soon() + timedelta(weeks=11)).isoformat()}).url
    assert by_weeks == by_date
    a_venue()
    page = client.get(by_weeks).content.decode()
    assert "All 12 dates are free" in page
    assert "£192.00" in page


def test_the_day_is_that_of_the_hall_where_only_one_is_asked(client):
    hall = a_venue(zone="Pacific/Kiritimati")  # fourteen hours before Greenwich
    here, there = timezone.localdate(), timezone.localdate(timezone=hall.tz)
    asked = {"on": str(min(here, there)), "from": "19:00", "to": "21:00", "people": "5", "repeat": "once"}
    told = client.get(reverse("find"), {**asked, "venue": hall.slug})
    assert ("That date is past." in told.content.decode()) == (here < there)
    assert "That date is past." not in client.get(reverse("find"), asked).content.decode()


@pytest.mark.once
def test_a_series_reads_what_regulars_pay_where_the_hall_gives_that_price(client):
    """The next below the one shown; not a price for others, nor one that is no lower, nor of a single date."""
    hall, first = a_venue(), soon(21)
    prices = {"Standard, regular": "10.00", "Community, regular": "6.00", "Friends, regular": "4.00", "Youth": "7.00"}
    tariff = hall.tariffs.get()
    for name, price in prices.items():
        category = hall.operator.categories.create(code=slugify(name), name=name)
        tariff.document["rates"].append({"category": category.code, "room": "main", "per_hour": price})
    tariff.save()
    asked = {"on": first, "from": "19:00", "to": "21:00", "people": 20, "kind": "informal", "until": soon(42)}
    page = html.unescape(client.get(reverse("find"), asked | {"repeat": "weekly"}).content.decode())
    assert "£64.00" in page
    assert "Regular hirers pay £48.00 here (“Community, regular”): ask the hall whether you may." in page
    assert "Regular hirers" not in client.get(reverse("find"), asked).content.decode()
