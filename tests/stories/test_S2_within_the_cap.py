"""S2: sitting hirers go first, but only as far as any group may have (S12).

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import journal
from bookings.models import Booking, Slot
from tests.fairness import cap_evenings
from tests.make import a_booking, a_group, a_post, a_user, a_venue, an_ask, book, signed_in, soon, the_room
from tests.shared import shared
from tests.stories.test_S2_new_year import answer, ask_them, on_paper
from venues.models import Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]
EVENINGS = 3  # two hours each, on Monday, Tuesday and Wednesday
MONDAY = soon(7) + timedelta(days=-soon(7).weekday() % 7)
WHOLE_WEEKS = {
    "starts_on": MONDAY + timedelta(weeks=11),
    "ends_on": MONDAY + timedelta(weeks=23, days=-1),
    "answer_by": soon(40),
}


@shared
def hall() -> Venue:
    return a_venue(cells=("main", "committee"), furthest_days=800)


@shared
def ben():
    return a_user("Ben")


@shared
def desk(hall):
    return signed_in(a_post(hall, "secretary").user)


@shared
def series(hall, ben) -> list[Booking]:
    """Three evenings a week, since before the hall had any cap; the first is the oldest."""
    choir = a_group(organiser=ben)
    days = [MONDAY + timedelta(days=number) for number in range(EVENINGS)]
    fields = {"until": MONDAY + timedelta(weeks=9), "hirer": choir, "by": ben, "confirmed": True}
    found = [a_booking(the_room(hall, "main"), on=day, **fields) for day in days]
    cap_evenings(hall, 4)
    return found


@pytest.fixture
def slots(desk, hall, series) -> list[Slot]:
    renewal = ask_them(desk, hall, series, **WHOLE_WEEKS)
    return [renewal.slots.get(booking=each) for each in series]


def test_S2_sitting_hirers_go_first_as_far_as_the_cap_and_the_rest_is_free_for_others(hall, slots, ben):
    assert [(slot.holds.count(), slot.dates - slot.clashes) for slot in slots] == [(12, 12), (12, 12), (0, 0)]
    free = an_ask(the_room(hall, "main"), slots[2].pattern.first, hirer=a_group("A new group"))
    assert book(free, by=a_user()).is_waiting
    browser = signed_in(ben)
    assert "They are kept for you until" in on_paper(browser.get(slots[0].get_absolute_url()))
    assert "They are not kept for you" in on_paper(browser.get(slots[2].get_absolute_url()))


def test_S2_the_desk_sees_beforehand_whose_hours_go_past_the_cap(desk, hall, series):
    days = {name: day.isoformat() for name, day in WHOLE_WEEKS.items()}
    page = reverse("desk:next_year", args=[hall.slug])
    with CaptureQueriesContext(connection) as asked:
        told = on_paper(desk.get(page, days))
    assert told.count("12 of them go past fair use") == 1
    other = a_group("Alder Vale Players")
    a_booking(the_room(hall, "committee"), on=MONDAY, until=MONDAY + timedelta(weeks=9), hirer=other, confirmed=True)
    with CaptureQueriesContext(connection) as of_two_groups:
        assert "4 regular series" in on_paper(desk.get(page, days))
    assert len(of_two_groups) == len(asked) + 1  # its room is looked through, too


def test_S2_who_keeps_two_evenings_is_refused_the_third_with_both_named(slots, ben):
    browser = signed_in(ben)
    for slot in slots[:2]:
        answer(browser, slot, "keep")
    refused = on_paper(browser.get(slots[2].get_absolute_url()))
    assert "None of these dates can be booked" in refused
    assert "Each group has at most 4 evening hours a week, so that new groups can start. Yours: " in refused
    browser.post(slots[2].get_absolute_url(), {"action": "keep", "submission_key": "k" * 20})
    assert Booking.objects.filter(renews=slots[2]).count() == 0


def test_S2_the_desk_may_keep_them_past_the_cap_and_the_history_says_so(desk, hall, slots, ben):
    for slot in slots[:2]:
        answer(signed_in(ben), slot, "keep")
    page = reverse("desk:slot", args=[hall.slug, slots[2].ref])
    assert "It goes past fair use" in on_paper(desk.get(page))
    slots[2].get_absolute_url = lambda: page
    answer(desk, slots[2], "keep")
    kept = Booking.objects.get(renews=slots[2])
    assert kept.sessions.count() == 12
    assert "past the cap on evening hours" in journal.of(kept).latest("pk").why
    assert kept.sessions.first().starts_at > kept.requested_at + timedelta(days=60)
