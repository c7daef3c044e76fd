"""Opening hours by page: a week in one line, other dates, rooms with hours of their own, and what lies outside.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import journal
from tests.make import a_booking, a_post, a_venue, signed_in, soon, the_room
from tests.shared import shared
from venues import files
from venues.models import OpeningHours

pytestmark = [pytest.mark.django_db, pytest.mark.once]

DAYS = [f"day{number}" for number in range(7)]


@shared
def hall():
    return a_venue(cells=("front", "back"))


@shared
def desk(hall):
    return signed_in(a_post(hall, "secretary").user)


def page(hall, name="hours", *args):
    return reverse(f"place:{name}", args=[hall.slug, *args])


def seen(desk, address):
    return desk.get(address).context["form"]["seen"].value()


def save(desk, hall, **days):
    """The usual week as it stands, but for these days."""
    address = page(hall)
    form = desk.get(address).context["form"]
    typed = {name: form[name].value() or "" for name in DAYS}
    return desk.post(address, {**typed, "seen": form["seen"].value(), **days})


def week(hall):
    return [
        (row.days, row.opens, row.closes)
        for row in files.from_database(hall).hours
        if not row.cells and not row.valid_to
    ]


def test_one_line_fills_all_days_of_a_new_place(hall, desk):
    hall.opening_hours.all().delete()
    answer = desk.post(page(hall), {"every": "9am to 10pm", "day6": "closed", "seen": seen(desk, page(hall))})
    assert answer.status_code == 303
    assert week(hall) == [((0, 1, 2, 3, 4, 5), 540, 1320)]


@pytest.mark.once
def test_the_week_that_is_saved_stands_in_the_boxes_and_is_saved_again_unchanged(hall, desk):
    """The words of a form, whatever the database."""
    assert [box.value() for box in desk.get(page(hall)).context["form"].days] == ["8am to 11pm"] * 7
    save(desk, hall)
    assert not journal.of(hall).exists()


def test_a_day_may_say_same_as_the_day_above_and_run_past_midnight(hall, desk):
    assert save(desk, hall, day4="9am to 1pm and 6pm to 1am", day5="same", day6="closed").status_code == 303
    found = week(hall)
    assert ((4, 5), 540, 780) in found
    assert ((4, 5), 1080, 1500) in found
    assert all(6 not in days for days, _opens, _closes in found)
    assert journal.of(hall).first().verb == "changed hours"


@pytest.mark.once
@pytest.mark.parametrize(
    ("typed", "box"),
    [
        ({"day2": ""}, "day2"),
        ({"day0": "same"}, "day0"),
        ({"day3": "7 to 10pm"}, "day3"),
        (dict.fromkeys(DAYS, "closed"), "day0"),
        (dict.fromkeys(DAYS, ""), "day0"),
    ],
)
def test_what_is_not_clear_is_asked_in_its_box_and_nothing_is_lost(hall, desk, typed, box):
    """It is judged in Python before anything is kept; what is odd in itself the storm types on both kinds."""
    before = week(hall)
    answer = save(desk, hall, **typed)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [box]
    assert answer.context["form"]["day1"].value() == typed.get("day1", "8am to 11pm")
    assert week(hall) == before


def test_summer_hours_win_in_summer_and_a_chosen_week_shows_it(hall, desk):
    typed = {"parts": ["whole"], "first": "1 June 2027", "last": "31/8/2027", "every": "10 to 16:00", "day6": "shut"}
    answer = desk.post(page(hall, "hours_new"), {**typed, "seen": seen(desk, page(hall, "hours_new"))})
    assert answer.status_code == 303
    shown = desk.get(page(hall), {"on": "2027-05-31"}).context["open_week"]
    assert [day.hours for day in shown.days][:2] == [("8am to 11pm",), ("10am to 4pm",)]
    assert shown.days[6].hours == ("closed",)
    assert [day.by for day in shown.days][:2] == ["the usual week", "1 June 2027 to 31 August 2027"]
    assert "1 June 2027 to 31 August 2027" in desk.get(page(hall)).content.decode()


def test_a_room_may_have_hours_of_its_own(hall, desk):
    typed = {"parts": ["back"], "first": "", "last": "", "every": "9am to 5pm"}
    desk.post(page(hall, "hours_new"), {**typed, "seen": seen(desk, page(hall, "hours_new"))})
    shown = desk.get(page(hall)).context["open_week"]
    assert dict(zip(shown.groups, shown.days[0].hours, strict=True)) == {
        "Front": "8am to 11pm",
        "Back, Whole": "9am to 5pm",
    }
    form = desk.get(page(hall, "hours_change", "any_any_back")).context["form"]
    assert form["parts"].value() == ["back"]


@pytest.mark.once
@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"parts": []}, "parts"),
        ({"parts": ["attic"]}, "parts"),
        ({"first": "", "last": ""}, "first"),
        ({"first": "2027-09-01", "last": "2027-08-01"}, "last"),
        ({"first": "2027-07-02", "last": "2027-08-01"}, "first"),  # as long as July, and meets it
        ({"first": "2027-07-01", "last": "2027-07-31"}, "first"),
    ],
)
def test_dates_that_could_not_be_told_apart_are_refused(hall, desk, typed, field):
    """The words of a form, whatever the database."""
    OpeningHours.objects.create(
        venue=hall, weekday=1, opens_minute=600, closes_minute=700,
        valid_from=date(2027, 7, 1), valid_to=date(2027, 7, 31),
    )  # fmt: skip
    asked = {"parts": ["whole"], "first": "2027-06-01", "last": "2027-08-31", "every": "9am to 5pm", **typed}
    answer = desk.post(page(hall, "hours_new"), {**asked, "seen": seen(desk, page(hall, "hours_new"))})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_hours_of_other_dates_can_be_taken_away(hall, desk):
    OpeningHours.objects.create(venue=hall, weekday=1, opens_minute=600, closes_minute=700, valid_from=date(2027, 7, 1))
    address = page(hall, "hours_change", "2027-07-01_any")
    assert desk.post(address, {"take_away": "yes", "seen": seen(desk, address)}).status_code == 303
    assert len(week(hall)) == 1
    assert desk.get(address).status_code == 404


def test_sessions_left_outside_are_listed_first_and_stay_booked(hall, desk):
    kept = a_booking(the_room(hall, "front"), confirmed=True)
    a_booking(the_room(hall, "back"), start=10, end=12)
    answer = save(desk, hall, **dict.fromkeys(DAYS, "9am to 8pm"))
    assert answer.status_code == 200
    assert [session.booking for session in answer.context["outside"]] == [kept]
    assert kept.hirer.name in answer.content.decode()
    assert week(hall) == [((0, 1, 2, 3, 4, 5, 6), 480, 1380)]

    typed = dict(answer.context["typed"])
    back = desk.post(page(hall), {**typed, "back": "yes"})
    assert back.context["form"]["day0"].value() == "9am to 8pm"

    done = desk.post(page(hall), {**typed, "agreed": answer.context["agreed"]})
    assert done.status_code == 303
    assert week(hall) == [((0, 1, 2, 3, 4, 5, 6), 540, 1200)]
    kept.refresh_from_db()
    assert kept.is_confirmed
    assert kept.sessions.get().occupancies.exists()
    assert save(desk, hall, day0="9am to 9pm").status_code == 303  # who lies outside already is no news


def test_a_list_that_grew_meanwhile_is_shown_again(hall, desk):
    a_booking(the_room(hall, "front"), on=soon(14))
    asked = save(desk, hall, **dict.fromkeys(DAYS, "9am to 8pm"))
    a_booking(the_room(hall, "front"), on=soon(15))
    again = desk.post(page(hall), {**dict(asked.context["typed"]), "agreed": asked.context["agreed"]})
    assert len(again.context["outside"]) == 2


def test_two_people_do_not_undo_each_other_unseen(hall, desk):
    mark = seen(desk, page(hall))
    save(desk, hall, day0="10am to 10pm")
    answer = desk.post(page(hall), {**dict.fromkeys(DAYS, "9am to 10pm"), "seen": mark})
    assert answer.status_code == 409
    assert "Somebody else changed this" in answer.content.decode()
    assert answer.context["form"]["day6"].value() == "9am to 10pm"


def test_on_the_path_it_leads_on(hall, desk):
    type(hall).objects.filter(pk=hall.pk).update(published=False)
    answer = save(desk, hall, then="next")
    assert answer.status_code == 303
    assert answer["Location"] != page(hall)


@pytest.mark.once
def test_the_page_that_lists_asks_as_much_for_twenty_as_for_ten(hall, desk):
    """How many statements a page asks is Django’s doing, whichever database answers them."""

    def questions(room: str) -> tuple[int, int]:
        a_booking(the_room(hall, room), on=soon(14), until=soon(14) + timedelta(weeks=9))
        with CaptureQueriesContext(connection) as asked:
            answer = save(desk, hall, **dict.fromkeys(DAYS, "9am to 8pm"))
        return len(answer.context["outside"]), len(asked)

    (ten, few), (twenty, many) = questions("front"), questions("back")
    assert (ten, twenty) == (10, 20)
    assert many == few
