"""A room's week on its page: words for every hour, a list that says the same, and nobody named unasked.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Hirer
from bookings.availability.week import State, week_of
from bookings.models import Booking, Occupancy
from tests.bookings.test_rooms import monday, page, rows_of
from tests.make import LONDON, a_booking, a_venue, soon, the_room
from venues.models import Closure

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_a_week_says_free_booked_and_asked_in_words_and_names_nobody(client):
    venue = a_venue()
    room = the_room(venue, "main")
    a_booking(room, on=monday(), start=10, end=12, title="Secret supper", confirmed=True)
    a_booking(room, on=monday(), start=14, end=15, title="Secret lunch")
    html = page(client, venue.slug, "main", query=f"?week={monday().isoformat()}")
    list_twin = rows_of(html, "The same week as a list", "</section>")
    assert (
        "<dd>Free 8am to 10am; Booked 10am to midday; Free midday to 2pm; Asked 2pm to 3pm; Free 3pm to 11pm</dd>"
        in list_twin
    )
    assert "Secret" not in html
    ten = rows_of(html, '<th scope="row">10am</th>', "</tr>")
    assert ten.startswith('<td class="taken"><a href=')
    assert '>Booked<span class="vh">' in ten  # somebody else may wait for it
    on = (monday() + timedelta(days=1)).isoformat()
    assert f"/bookings/new/{venue.slug}/main/?on={on}&amp;from=10%3A00&amp;to=11%3A00" in ten


@pytest.mark.once
@pytest.mark.parametrize(
    ("listed", "confidential", "kind", "shown"),
    [
        (True, False, Hirer.Kind.CLUB, True),
        (False, False, Hirer.Kind.CLUB, False),
        (True, True, Hirer.Kind.CLUB, False),
        (True, False, Hirer.Kind.HOUSEHOLD, False),
    ],
)
def test_only_who_chose_to_be_listed_is_named(client, listed, confidential, kind, shown):
    """Words made of rows that the tests beside this one read from both kinds of database."""
    venue = a_venue()
    booking = a_booking(the_room(venue, "main"), on=monday(), title="Open rehearsal", confirmed=True)
    Booking.objects.filter(pk=booking.pk).update(listed=listed, confidential=confidential)
    Hirer.objects.filter(pk=booking.hirer_id).update(kind=kind, name="The Larks")
    html = page(client, venue.slug, "main", query=f"?week={monday().isoformat()}")
    assert ("Open rehearsal, The Larks" in html) == shown
    assert "Booked 7pm to 9pm" in html


def test_one_half_booked_takes_the_whole_and_not_the_other_half():
    venue = a_venue(cells=("front", "back"))
    a_booking(the_room(venue, "front"), on=monday(), confirmed=True)
    at = timezone.now()
    states = {
        code: [stretch.state for stretch in week_of(the_room(venue, code), monday(), at=at).days[0].told]
        for code in ("front", "back", "whole")
    }
    taken = [State.FREE, State.BOOKED, State.FREE]
    assert states == {"front": taken, "back": [State.FREE], "whole": taken}


def test_the_time_to_clear_up_is_neither_free_nor_booked(client):
    venue = a_venue(turnaround_minutes=15)
    a_booking(the_room(venue, "main"), on=monday(), confirmed=True)
    html = page(client, venue.slug, "main", query=f"?week={monday().isoformat()}")
    assert "Booked 7pm to 9pm; Free 9:15pm to 11pm" in html
    nine = rows_of(html, '<th scope="row">9pm</th>', "</td>")
    assert "Free from 9:15pm" in nine
    assert "from=21%3A15&amp;to=22%3A00" in nine


def test_a_lapsed_hold_is_free_again():
    room = the_room(a_venue(), "main")
    a_booking(room, on=monday())
    Occupancy.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert [s.state for s in week_of(room, monday(), at=timezone.now()).days[0].told] == [State.FREE]


def test_closures_are_told_only_inside_opening_hours():
    venue = a_venue()
    start = datetime.combine(monday(), time(0), LONDON)
    Closure.objects.create(venue=venue, starts_at=start, ends_at=start + timedelta(days=7), cause="holiday")
    week = week_of(the_room(venue, "main"), monday(), at=timezone.now())
    assert week.hours == tuple(range(8, 23))
    [told] = week.days[0].told
    assert (told.state, told.note, told.period.minutes) == (State.CLOSED, "Holiday", 15 * 60)


def test_what_is_past_cannot_be_asked_for():
    room = the_room(a_venue(), "main")
    at = datetime.combine(monday(), time(12, 30), LONDON)
    week = week_of(room, monday(), at=at)
    assert [(s.state, s.period.minutes) for s in week.days[0].told] == [(State.PAST, 270), (State.FREE, 630)]


@pytest.mark.once
@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 6, 7), 24)])
def test_the_hours_of_a_day_add_up_when_the_clocks_change(day, hours):
    """Words made of rows that the tests beside this one read from both kinds of database."""
    venue = a_venue()
    venue.opening_hours.update(opens_minute=0, closes_minute=1440)
    first = day - timedelta(days=6)
    week = week_of(the_room(venue, "main"), first, at=datetime.combine(first, time(), LONDON))
    sunday = week.days[6]
    assert sunday.on == day
    assert sum(stretch.period.minutes for stretch in sunday.stretches) == hours * 60
    assert sum(s.period.minutes for hour in sunday.hours for s in hour.stretches) == hours * 60
    assert (sunday.hours[1].main is None) == (hours == 23)


def test_an_evening_past_midnight_stands_on_both_days():
    venue = a_venue()
    venue.opening_hours.filter(weekday=4).update(closes_minute=1440 + 90)
    week = week_of(the_room(venue, "main"), monday(), at=timezone.now())
    assert week.hours == (0, 1, *range(8, 24))
    assert [hour.main.state for hour in week.days[5].hours[:2] if hour.main] == [State.FREE, State.FREE]
    assert not week.days[5].hours[1].is_whole


@pytest.mark.once
@pytest.mark.parametrize("asked", ["2026-02-30", "9999-01-01", "soon", "2001-01-01", "%00"])
def test_a_week_that_cannot_be_shown_is_said_and_this_week_stands_there(client, asked):
    """Days and words that are none are judged in Python, whatever the database."""
    venue = a_venue()
    answer = client.get(reverse("venues:room", args=[venue.slug, "main"]) + f"?week={asked}")
    assert answer.status_code == 400
    assert "That week cannot be shown" in answer.content.decode()


@pytest.mark.once
def test_weeks_lead_to_each_other_from_today_to_the_last_day_that_can_be_booked(client):
    """Words made of rows that the tests beside this one read from both kinds of database."""
    venue = a_venue(furthest_days=14)
    html = page(client, venue.slug, "main")
    assert 'rel="prev"' not in html
    assert f"?week={soon(7).isoformat()}#week" in html
    html = page(client, venue.slug, "main", query=f"?week={soon(10).isoformat()}")
    assert f"?week={soon(3).isoformat()}#week" in html
    assert 'rel="next"' not in html
    html = page(client, venue.slug, "main", query=f"?week={soon(3).isoformat()}")
    assert f"?week={soon(0).isoformat()}#week" in html
