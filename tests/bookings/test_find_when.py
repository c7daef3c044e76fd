"""Finding a time: any so many hours of a day, the first free one of a weekday, and when else a taken room is free."""

from __future__ import annotations

import html
import re
from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bookings.finding import Section, Wish, search
from bookings.finding.starts import starts
from bookings.models import RefusedDate
from bookings.recurrence import Pattern, Times
from tests.make import a_booking, a_tariff, a_venue, soon, the_room


def hours(start: int, end: int) -> Times:
    return Times(time(start), time(end % 24))


def test_so_many_hours_can_begin_every_half_hour_but_not_on_the_next_day():
    assert starts(hours(9, 11), None) == [hours(9, 11)]
    assert starts(hours(9, 12), 120) == [hours(9, 11), Times(time(9, 30), time(11, 30)), hours(10, 12)]
    assert starts(Times(time(22), time(2)), 180) == [Times(time(22), time(1)), *late()]
    assert starts(Times(time(23), time(4)), 60)[-1] == Times(time(23, 30), time(0, 30))


def late() -> list[Times]:
    return [Times(time(22, 30), time(1, 30)), Times(time(23), time(2))]


def found(pattern: Pattern, **asked):
    return search(Wish(pattern, people=25, kind="informal", **asked), at=timezone.now())


def told(findings) -> list[tuple[str, date, str, str, int]]:
    fits = findings.section(Section.FITS)
    dates = [(room, room.dates[0].planned.asked) for room in fits]
    return [
        (room.room.venue.name, asked.on, f"{asked.times.start:%H:%M}", str(room.total), room.others)
        for room, asked in dates
    ]


@pytest.mark.django_db
def test_any_three_hours_of_a_day_are_the_first_that_each_room_has_at_their_own_price():
    """What is open less long, taken, or dearer than they can pay is gone round; what has none says the nearest why."""
    day = soon()
    a_venue(name="Ash")
    a_booking(the_room(a_venue(name="Beech"), "main"), on=day, start=9, end=12)
    a_booking(the_room(a_venue(name="Cedar"), "main"), on=day, start=11, end=16)
    a_venue(name="Dogwood").opening_hours.update(opens_minute=14 * 60, closes_minute=17 * 60)
    a_tariff(a_venue(name="Elm"), standard="14.00", community="13.00")
    findings = found(Pattern(day, hours(9, 18)), minutes=180, most=1200)
    assert told(findings) == [
        ("Ash", day, "09:00", "£24.00", 12),
        ("Beech", day, "12:00", "£24.00", 6),
        ("Dogwood", day, "14:00", "£24.00", 0),
    ]
    left = {each.room.venue.name: each for each in findings.left_out}
    assert {name: each.reason for name, each in left.items()} == {"Cedar": "taken", "Elm": "too_dear"}
    assert str(left["Elm"].found.an_hour) == "£13.00"
    later = left["Cedar"].instead
    assert (later.that_day.times, later.later.on) == (hours(8, 11), day + timedelta(weeks=1))


@pytest.mark.django_db
def test_the_first_free_evening_of_each_room_comes_with_the_nearest_date_first():
    day = soon()
    busy, soonest = a_venue(name="Busy"), a_venue(name="Soonest", notice_hours=0)
    a_tariff(busy, community="1.00")
    a_booking(the_room(busy, "main"), on=day, until=day + timedelta(weeks=2), start=18, end=22)
    a_booking(the_room(soonest, "main"), on=day, start=18, end=20)
    a_venue(name="Never", furthest_days=3)
    findings = found(Pattern(day, hours(18, 22), day + timedelta(weeks=25)), minutes=120, first_free=True)
    assert told(findings) == [
        ("Soonest", day, "20:00", "£16.00", 0),
        ("Busy", day + timedelta(weeks=3), "18:00", "£2.00", 4),
    ]
    assert [left.reason for left in findings.left_out] == [RefusedDate.Reason.TOO_FAR]


@pytest.mark.django_db
def test_a_weekday_and_a_part_of_the_day_are_asked_without_a_date_and_lead_to_the_hours_found(client):
    today = timezone.localdate()
    a_venue(notice_hours=0)
    tuesday = today + timedelta(days=(1 - today.weekday()) % 7)
    typed = {"repeat": "first", "weekday": "1", "part": "evening", "hours": "2", "people": "25", "on": "", "from": ""}
    address = client.post(reverse("find"), typed)["Location"]
    assert address == (f"/?on={tuesday}&from=18%3A00&to=23%3A00&repeat=first&hours=2&people=25&kind=informal")
    page = html.unescape(client.get(address).content.decode())
    assert "The first free Tuesday from " in page
    assert "any 2 hours from 6pm to 11pm" in page
    assert re.search(r"<strong>Tuesday \d+ \w+ \d{4}, [6-9](:30)?pm to \d+(:30)?pm", page)
    assert "The earliest date first." in page
    [book] = re.findall(r'href="(/bookings/new/[^"]+)"', page)
    assert not {"until", "every"} & set(re.findall(r"[?&](\w+)=", book))
    assert client.get(book).status_code == 200


WRONG = [
    ({"repeat": "first", "on": "", "from": "19:00", "to": "21:00"}, "Say which day of the week, or give a date"),
    ({"repeat": "first", "weekday": "9"}, "Choose one of the days of the week."),
    ({"on": ""}, "Say which date"),
    ({"from": ""}, "Say what time"),
    ({"part": "evening"}, "Say how many hours you need"),
    ({"part": "tea-time"}, "Choose one of the times of day."),
    ({"hours": "3"}, "There are only 2 hours between those times."),
    ({"hours": "0"}, "Ask for at least 15 minutes."),
    ({"hours": "a few"}, "Write it in hours"),
    ({"hours": "1", "repeat": "weekly", "weeks": "3"}, "Each date of a series has the same hours."),
    ({"most": "a fiver"}, "Write pounds and pence in figures"),
    ({"most": "-1"}, "A price cannot be less than nothing."),
    ({"layout": "upside-down"}, "Choose one of the ways to use a room."),
    ({"things": "elephant"}, "Tick only what is in the list."),
]


@pytest.mark.once
@pytest.mark.django_db
def test_what_cannot_be_is_said_beside_its_field_and_nothing_typed_is_lost(client):
    for typed, sentence in WRONG:
        asked = {"on": soon().isoformat(), "from": "19:00", "to": "21:00", "people": "37", **typed}
        answer = client.post(reverse("find"), asked)
        assert (answer.status_code, sentence in answer.content.decode()) == (422, True), sentence
        assert 'value="37"' in answer.content.decode()


@pytest.mark.django_db
def test_a_taken_room_says_when_else_it_is_free_that_day_and_in_a_later_week(client):
    day, hall = soon(), a_venue(name="Alder Vale Hall")
    room = the_room(hall, "main")
    a_booking(room, on=day, until=day + timedelta(weeks=1), start=16, end=20)
    asked = {"on": str(day), "from": "17:00", "to": "19:00", "people": "25"}
    page = html.unescape(client.get(reverse("find"), asked).content.decode())
    that_day, later = re.findall(r'<a href="(/bookings/new/[^"]+from[^"]+)">([^<]+)<', page)[:2]
    assert that_day[1] == "2pm to 4pm that day"
    assert f"on={day}&from=14%3A00&to=16%3A00" in that_day[0]
    assert f"on={day + timedelta(weeks=2)}&from=17%3A00" in later[0]


@pytest.mark.django_db
def test_a_room_that_others_have_on_every_date_says_at_which_time_it_is_free_on_all(client):
    day, hall = soon(), a_venue()
    room, last = the_room(hall, "main"), day + timedelta(weeks=2)
    a_booking(room, on=day, until=last, start=16, end=19)
    a_booking(room, on=last, start=14, end=15)
    asked = {"on": str(day), "from": "17:00", "to": "19:00", "people": "25", "repeat": "weekly", "until": str(last)}
    page = html.unescape(client.get(reverse("find"), asked).content.decode())
    [told] = re.findall(r'<a href="(/bookings/new/[^"]+)">([^<]+ on all[^<]+)<', page)
    assert told[1] == "7pm to 9pm on all these 3 dates"
    assert f"on={day}&from=19%3A00&to=21%3A00&until={last}" in told[0]
