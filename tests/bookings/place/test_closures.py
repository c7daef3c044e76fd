"""Closures by page: the list, whom a new one would hit, closing all the same, lifting.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Hirer, Letter
from bookings.desk.closures import days_to_offer
from bookings.models import Booking, Session
from tests.make import LONDON, a_booking, a_post, a_venue, signed_in, soon, the_room
from tests.shared import shared
from venues import files
from venues.bank_holidays import bank_holidays_after
from venues.models import Closure

pytestmark = [pytest.mark.django_db, pytest.mark.once]

DAY = soon(14)


@shared
def hall():
    return a_venue(cells=("front", "back"))


@shared
def desk(hall):
    return signed_in(a_post(hall, "secretary").user)


def page(hall, name="closures", *args):
    return reverse(f"place:{name}", args=[hall.slug, *args])


def typed(**fields):
    return {"parts": ["whole"], "first": str(DAY), "cause": "works", "note": "Sanding", **fields}


def a_closure(hall, first, last=None, **fields):
    start, end = datetime.combine(first, time(), LONDON), datetime.combine(last or first, time(23, 0), LONDON)
    return Closure.objects.create(venue=hall, starts_at=start, ends_at=end, cause="works", **fields)


def test_the_list_tells_what_is_to_come_and_what_is_over(hall, desk):
    a_closure(hall, DAY, note="Sanding")
    a_closure(hall, timezone.localdate() - timedelta(days=30), note="Flood")
    told = desk.get(page(hall)).context
    assert [each.why for each in told["to_come"]] == ["Sanding"]
    assert [each.why for each in told["over"]] == ["Flood"]
    assert told["to_come"][0].part == "The whole place"


def test_the_caretaker_reads_the_list_and_closes_nothing(hall):
    len_ = signed_in(a_post(hall, "caretaker").user)
    closure = a_closure(hall, DAY)
    answer = len_.get(page(hall))
    assert answer.status_code == 200
    assert page(hall, "closures_new") not in answer.content.decode()
    for address in (page(hall, "closures_new"), page(hall, "closures_lift", closure.pk)):
        assert len_.get(address).status_code == len_.post(address, typed()).status_code == 404


def test_what_it_would_hit_is_shown_first_and_then_done(hall, desk):
    booking = a_booking(the_room(hall, "front"), on=DAY, confirmed=True)
    a_booking(the_room(hall, "back"), on=DAY + timedelta(days=1))
    check = desk.post(page(hall, "closures_new"), typed())
    assert check.status_code == 200
    assert [hit.booking for hit in check.context["hits"]] == [booking]
    text = check.content.decode()
    assert booking.hirer.name in text
    assert "Close the hall, and move or cancel this 1 date" in text
    assert not Closure.objects.exists()

    done = desk.post(page(hall, "closures_new"), {**dict(check.context["typed"]), "agreed": check.context["agreed"]})
    assert done["Location"] == page(hall)
    assert booking.sessions.get().status == Session.Status.CANCELLED_BY_VENUE
    told = desk.get(page(hall)).content.decode()
    assert "1 booked date is cancelled." in told
    assert "Last changed by" in told


@pytest.mark.once
def test_nothing_is_lost_on_the_way_back(hall, desk):
    """The words of a form, whatever the database."""
    check = desk.post(page(hall, "closures_new"), typed(starts="2pm"))
    back = desk.post(page(hall, "closures_new"), {**dict(check.context["typed"]), "back": "yes"})
    assert back.context["form"]["starts"].value() == "2pm"
    assert back.context["form"]["note"].value() == "Sanding"


def test_if_what_it_hits_changed_since_it_is_said_and_shown_again(hall, desk):
    check = desk.post(page(hall, "closures_new"), typed())
    a_booking(the_room(hall, "front"), on=DAY)
    again = desk.post(page(hall, "closures_new"), {**dict(check.context["typed"]), "agreed": check.context["agreed"]})
    assert again.status_code == 409
    assert "What is booked has changed" in again.content.decode()
    assert len(again.context["hits"]) == 1
    assert not Closure.objects.exists()


@pytest.mark.once
@pytest.mark.parametrize(
    ("times", "starts", "ends"),
    [
        ({}, time(), None),
        ({"starts": "2pm", "ends": "5.30pm"}, time(14), time(17, 30)),
        ({"ends": "midnight"}, time(), None),
        ({"starts": "09:00"}, time(9), None),
    ],
)
def test_whole_days_need_no_times(hall, desk, times, starts, ends):
    """The words of a form, whatever the database."""
    asked = typed(parts=["back"], **times)
    check = desk.post(page(hall, "closures_new"), asked)
    desk.post(page(hall, "closures_new"), {**asked, "agreed": check.context["agreed"]})
    (row,) = files.from_database(hall).closures
    assert row.cells == ("back",)
    assert row.starts == datetime.combine(DAY, starts)
    assert row.ends == (datetime.combine(DAY, ends) if ends else datetime.combine(DAY + timedelta(days=1), time()))


@pytest.mark.once
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"parts": []}, "parts"),
        ({"parts": ["attic"]}, "parts"),
        ({"first": "soon"}, "first"),
        ({"first": "30 February 2027"}, "first"),
        ({"last": "2020-01-01"}, "last"),
        ({"starts": "5pm", "ends": "2pm"}, "ends"),
        ({"cause": "spite"}, "cause"),
        ({"note": "x" * 201}, "note"),
    ],
)
def test_bad_entries_are_told_beside_their_field(hall, desk, wrong, field):
    """It is judged in Python before anything is kept; what is odd in itself the storm types on both kinds."""
    answer = desk.post(page(hall, "closures_new"), typed(**wrong))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


@pytest.mark.once
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"first": "1 March 2020"}, "first"),
        ({"note": "<b>shut</b>"}, "__all__"),
        ({"first": "28 March 2027", "starts": "01:15", "ends": "01:45"}, "__all__"),
        ({"first": "28 March 2027", "starts": "01:30", "ends": "2:00am"}, "__all__"),
    ],
)
def test_what_cannot_be_closed_is_told_when_it_is_tried(hall, desk, wrong, field):
    """The words of a form, whatever the database."""
    answer = desk.post(page(hall, "closures_new"), typed(agreed="", **wrong))
    assert answer.status_code in (409, 422)
    assert not Closure.objects.exists()
    check = desk.post(page(hall, "closures_new"), typed(**wrong))
    if check.status_code == 200:
        answer = desk.post(page(hall, "closures_new"), typed(agreed=check.context["agreed"], **wrong))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_just_the_same_closure_twice_is_refused(hall, desk):
    for _turn in range(2):
        check = desk.post(page(hall, "closures_new"), typed())
        if check.status_code == 200:
            desk.post(page(hall, "closures_new"), typed(agreed=check.context["agreed"]))
    assert check.status_code == 422
    assert Closure.objects.count() == 1


def test_lifting_says_that_nothing_comes_back(hall, desk):
    closure = a_closure(hall, DAY)
    address = page(hall, "closures_lift", closure.pk)
    assert "stay cancelled" in desk.get(address).content.decode()
    assert desk.post(address)["Location"] == page(hall)
    assert not Closure.objects.exists()
    assert desk.get(address).status_code == 404


def test_what_is_over_cannot_be_lifted(hall, desk):
    closure = a_closure(hall, timezone.localdate() - timedelta(days=30))
    answer = desk.post(page(hall, "closures_lift", closure.pk))
    assert answer.status_code == 409
    assert Closure.objects.exists()


def test_a_closure_of_another_hall_is_not_there(hall, desk):
    elsewhere = a_closure(a_venue(), DAY)
    assert desk.post(page(hall, "closures_lift", elsewhere.pk)).status_code == 404


def test_bank_holidays_and_polling_day_are_offered_once(hall):
    at = datetime(2027, 4, 20, 12, tzinfo=LONDON)
    offered = days_to_offer(hall, at=at)
    assert [(day.on, day.cause) for day in offered][:3] == [
        (date(2027, 5, 3), "holiday"),
        (date(2027, 5, 6), "poll"),
        (date(2027, 5, 31), "holiday"),
    ]
    a_closure(hall, date(2027, 5, 3))
    assert date(2027, 5, 3) not in [day.on for day in days_to_offer(hall, at=at)]
    assert bank_holidays_after("SCT", date(2027, 11, 1), 1)[0][0] == date(2027, 11, 30)


def test_a_hall_abroad_is_offered_the_holidays_of_its_own_country(hall):
    hall.nation = "NZ"
    offered = days_to_offer(hall, at=datetime(2027, 4, 20, 12, tzinfo=LONDON))
    assert (date(2027, 6, 7), "holiday") in [(day.on, day.cause) for day in offered]  # the King’s birthday
    assert "poll" not in [day.cause for day in offered]


@pytest.mark.once
def test_an_offered_day_fills_the_form(hall, desk):
    """The words of a form, whatever the database."""
    form = desk.get(page(hall, "closures_new"), {"first": "2027-05-31", "cause": "holiday", "note": "Spring"}).context[
        "form"
    ]
    assert [form[name].value() for name in ("first", "cause", "note", "parts")] == [
        "2027-05-31",
        "holiday",
        "Spring",
        ["whole"],
    ]


@pytest.mark.once
def test_the_check_asks_as_much_for_twenty_as_for_ten(hall, desk):
    """How many statements a page asks is Django’s doing, whichever database answers them."""

    def questions(room: str) -> tuple[int, int]:
        a_booking(the_room(hall, room), on=DAY, until=DAY + timedelta(weeks=9))
        with CaptureQueriesContext(connection) as asked:
            answer = desk.post(page(hall, "closures_new"), typed(last=str(DAY + timedelta(weeks=10))))
        return len(answer.context["hits"]), len(asked)

    (ten, few), (twenty, many) = questions("front"), questions("back")
    assert (ten, twenty) == (10, 20)
    assert many == few


@pytest.mark.once
def test_the_list_asks_as_much_for_twenty_as_for_ten(hall, desk):
    """How many statements a page asks is Django’s doing, whichever database answers them."""

    def questions(days) -> int:
        for number in days:
            closure = a_closure(hall, DAY + timedelta(days=number))
            closure.cells.set(hall.cells.all())
        with CaptureQueriesContext(connection) as asked:
            desk.get(page(hall))
        return len(asked)

    assert questions(range(10)) == questions(range(10, 20))


def test_whom_no_letter_reaches_is_said_before(hall, desk):
    booking = a_booking(the_room(hall, "front"), on=DAY)
    Hirer.objects.filter(pk=booking.hirer_id).update(contact_email="")
    assert "waits to be printed" not in desk.post(page(hall, "closures_new"), typed()).content.decode()
    booking.hirer.memberships.all().delete()
    Booking.objects.update(made_by=None)
    check = desk.post(page(hall, "closures_new"), typed())
    assert "waits to be printed" in check.content.decode()
    Letter.objects.all().delete()
    desk.post(page(hall, "closures_new"), typed(agreed=check.context["agreed"]))
    assert Letter.objects.get() == Letter.objects.on_paper().get()
