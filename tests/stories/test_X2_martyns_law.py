"""X2: how many people are in the whole place at once, as the law on the protection of premises will ask.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from bookings.reports.at_once import Known, Present, peaks
from bookings.reports.people_at_once import law
from tests.bookings.reports.example import LONDON, Week, at
from tests.bookings.reports.rows import stretch
from tests.make import a_post, a_user, signed_in

pytestmark = pytest.mark.once

PAGE = "/desk/vale/people-at-once/"
NOVEMBER = {"first": "2025-11-01", "last": "2025-11-30"}


def at_once(*present: Present) -> list[int]:
    """The most of each day."""
    return [peak.people for peak in peaks(present, LONDON).values()]


def test_X2_who_overlaps_is_added_and_who_leaves_as_another_comes_is_not() -> None:
    evening, known = stretch("2026-03-02 18:00", "2026-03-02 20:00"), Known.COUNTED
    half_an_hour = stretch("2026-03-02 19:30", "2026-03-02 21:00")
    assert at_once((evening, known, 120), (half_an_hour, known, 90)) == [210]
    afterwards = stretch("2026-03-02 20:00", "2026-03-02 21:00")
    assert at_once((evening, known, 120), (afterwards, known, 90)) == [120]


def test_X2_a_night_is_of_both_its_days_and_an_hour_without_anybody_of_none() -> None:
    night = stretch("2026-03-02 22:00", "2026-03-03 02:00")
    early = stretch("2026-03-03 01:00", "2026-03-03 03:00")
    assert at_once((night, Known.EXPECTED, 100), (early, Known.EXPECTED, 50)) == [100, 150]
    assert at_once((night, Known.COUNTED, 0)) == [0, 0]


@pytest.mark.parametrize(
    ("people", "tier"),
    [(0, "No tier"), (199, "No tier"), (200, "Standard tier"), (799, "Standard tier"), (800, "Enhanced tier")],
)
def test_X2_tiers_and_words_of_the_law_are_data(people: int, tier: str) -> None:
    assert law().tier_of(people).name == tier
    assert law().source.startswith("https://")


def words_of(client: Client, **asked: str) -> str:
    page = client.get(PAGE, {**NOVEMBER, **asked})
    assert page.status_code == 200
    return " ".join(strip_tags(page.text).split())


@pytest.mark.django_db
def test_X2_one_page_gives_the_peak_by_date_with_how_well_it_is_known_and_staff() -> None:
    week = Week()
    ida = a_user("Ida")
    a_post(week.venue, "manager", ida)
    client = signed_in(ida)
    booking = week.booking("G1", week.community)
    for day, first, second in ((3, 19, 20), (4, 19, 21)):
        nights = at(day, first, month=11), at(day, 21, month=11)
        week.session(booking, "Main Hall", *nights, counted=120, typical=5, expected=6)
        later = at(day, second, 30 if second == 20 else 0, month=11), at(day, 22, month=11)
        week.session(booking, "Meeting Room", *later, expected=90)
    gone = at(4, 19, month=11), at(4, 22, month=11)
    week.session(booking, "Whole Hall", *gone, counted=500, status="cancelled_late")
    week.session(booking, "Main Hall", *(moment + timedelta(days=2) for moment in gone))

    words = words_of(client)
    assert "At most 210 people at once over all rooms, on Monday 3 November 2025." in words
    assert "1 day with 200 people or more" in words
    assert "0 days with 800 people or more" in words
    assert "From 200 to 799 people at once: the standard tier." in words
    assert "Monday 3 November 2025, 8:30pm 210 120 0 90 0 Tuesday 4 November 2025, 7pm 120 120 0 0 0" in words
    assert "Not recorded: 1 session has no number of people at all." in words
    assert "expected to be in force from about April 2027" in words
    assert "it is no legal advice" in words
    assert "2 days with 200 people or more" in words_of(client, staff="80")
    assert "80 of your own are counted in this once." in words_of(client, staff="80")
    assert client.post(PAGE, {"staff": "x"}).status_code == 400
    for people in ("40", "80"):
        assert client.post(PAGE, {"staff": people}).status_code == 303
    assert "2 days with 200 people or more" in words_of(client)
    assert "counted in this once" not in words_of(client)
    assert [fact.amount for fact in week.venue.report_facts.all()] == [80]
    trustee = signed_in(a_post(week.venue, "trustee").user)
    assert trustee.post(PAGE, {"staff": "7"}).status_code == 404
    assert client.post(PAGE, {"staff": "0"}).status_code == 303

    for bad in ({"staff": "-1"}, {"staff": "x"}, {"first": "2025-12-01"}, {"last": "2031-01-01"}):
        assert client.get(PAGE, {**NOVEMBER, **bad}).status_code == 400
    assert PAGE in client.get("/desk/vale/report/", {"pack": "every"}).text
    assert PAGE in client.get("/place/vale/").text


@pytest.mark.once
@pytest.mark.django_db
def test_X2_the_page_is_for_officers_and_asks_as_much_for_twenty_days_as_for_ten() -> None:
    """How many statements a page asks is Django’s doing, whichever database answers them."""
    week, asked = Week(), []
    ida = a_user("Ida")
    a_post(week.venue, "trustee", ida)
    client = signed_in(ida)
    booking = week.booking("G1", week.community)
    for days in (range(1, 11), range(11, 21)):
        for day in days:
            week.session(booking, "Main Hall", at(day, 10, month=11), at(day, 11, month=11), counted=day)
        with CaptureQueriesContext(connection) as statements:
            assert client.get(PAGE, NOVEMBER).status_code == 200
        asked.append(len(statements))
    assert asked[0] == asked[1]
    shown = client.get(PAGE, {**NOVEMBER, "page": "1"}).text
    busiest, every = (part.count('<th role="rowheader"') for part in shown.split("<details open>"))
    assert (busiest, every) == (5, 20)
    for kind in ("caretaker", "funder"):
        other = a_user(kind.title())
        a_post(week.venue, kind, other)
        assert signed_in(other).get(PAGE).status_code == 404
