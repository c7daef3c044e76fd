"""Searches that find nothing are counted without a person: by venue, month, part of the week and what was wanting.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.areas import Point
from bookings.finding import Place, search
from bookings.finding.lacking import lacking, part_of_week
from bookings.models import UnmetSearch
from tests.bookings.test_find import a_claim, wish
from tests.make import a_booking, a_post, a_user, a_venue, soon, the_room
from venues.models import Post, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]
Lack = UnmetSearch.Lack


def a_hall(name: str, north: float = 52.0, **more) -> Venue:
    return a_venue(name=name, latitude=str(north), longitude="-2.0", **more)


def test_of_each_venue_that_which_came_nearest_to_a_room_that_fits():
    """A hall that is twice as far as was asked lacks nothing; so does every hall where one room fits."""
    taken, early, small, loopless, silent, far = (
        a_hall(name) for name in ("Taken", "Early", "Small", "Loopless", "Silent", "Far")
    )
    a_hall("Elsewhere", 52.3)
    Venue.objects.filter(pk=far.pk).update(latitude="52.06")
    a_booking(the_room(taken, "main"), on=soon())
    for venue in Venue.objects.exclude(pk=silent.pk):
        a_claim(venue, "hea_mic", "yes", room=venue.rooms.get())
        a_claim(venue, "hea_listening", "none" if venue == loopless else "fixed_loop", room=venue.rooms.get())
    early.opening_hours.update(closes_minute=20 * 60)
    small.rooms.get().layouts.update(capacity=20)
    asked = wish(near=Place("Here", Point(52.0, -2.0)), within=3, needs=frozenset({"hearing_loop"}))
    assert lacking(search(asked, at=timezone.now())) == {
        taken.pk: Lack.TAKEN,
        early.pk: Lack.HOURS,
        small.pk: Lack.SIZE,
        loopless.pk: Lack.NEED,
        silent.pk: Lack.UNKNOWN,
        far.pk: Lack.DISTANCE,
    }
    a_hall("Free and near")
    free = wish(near=asked.near, within=3)
    assert lacking(search(free, at=timezone.now())) == {}


@pytest.mark.once
@pytest.mark.parametrize(
    ("days", "start", "part"), [(0, 10, "day"), (4, 17, "evening"), (5, 10, "weekend"), (6, 19, "weekend")]
)
def test_the_part_of_the_week_is_that_of_its_beginning(days, start, part):
    """From Monday on; no more than Python's calendar."""
    monday = soon() - timedelta(days=soon().weekday())
    assert part_of_week(wish(monday + timedelta(days=days), start=start, end=start + 2)) == part


def test_once_for_each_question_visit_and_day_and_nothing_of_who_searched(client):
    hall = a_venue()
    asked = {"on": soon().isoformat(), "from": "19:00", "to": "21:00", "people": "400", "kind": "club"}
    for _time in range(3):
        address = client.post(reverse("find"), asked).url
    client.get(address)
    client.post(reverse("find"), {**asked, "people": "10"})
    assert [row.count for row in UnmetSearch.objects.all()] == [1]
    client.post(reverse("find"), {**asked, "people": "300"})
    Client().post(reverse("find"), asked)
    [row] = UnmetSearch.objects.all()
    assert (row.venue, row.lack, row.count, row.on) == (hall, "size", 3, timezone.localdate())
    assert {field.name for field in UnmetSearch._meta.get_fields()} == {"id", "venue", "on", "lack", "part", "count"}
    kept = str(dict(client.session))
    assert "400" not in kept
    assert "club" not in kept


def test_the_desk_reads_it_by_month_and_a_stranger_nothing(client):
    hall, ada = a_venue(), a_user("Ada")
    a_post(hall, Post.Kind.TREASURER, ada)
    page = reverse("desk:looked_for", args=[hall.slug])
    client.force_login(ada)
    assert "Nobody looked in vain" in client.get(page).content.decode()
    this = timezone.localdate().replace(day=1)
    before = (this - timedelta(days=1)).replace(day=1)
    for month, lack, part, count in (
        (this, "taken", "evening", 4),
        (this, "taken", "weekend", 1),
        (this, "size", "day", 2),
        (before, "need", "day", 1),
        (this - timedelta(days=400), "need", "day", 9),
    ):
        UnmetSearch.objects.create(venue=hall, on=month.replace(day=1), lack=lack, part=part, count=count)
    with CaptureQueriesContext(connection) as questions:
        words = " ".join(client.get(page).content.decode().split())
    assert len(questions) <= 9
    assert f"{this:%B %Y}: 7 searches" in words
    assert f"{before:%B %Y}: 1 search<" in words
    assert 'No room free: <strong>5</strong> <span class="soft">(weekday evening 4, weekend 1)</span>' in words
    assert words.index("No room free") < words.index("No room large enough")
    assert words.count('aria-labelledby="month-') == 2, "no older month"
    client.force_login(a_user("Cleo"))
    assert client.get(page).status_code == 404
