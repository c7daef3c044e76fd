"""The diary: a week as the house reads it, and how many came."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from unittest.mock import ANY

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import strip_tags

from accounts.models import JournalEntry
from bookings.actions import cancel_session, confirm_booking, decline_booking
from bookings.desk.diary import days, week_of
from bookings.models import Booking, Session
from tests.make import LONDON, a_booking, a_group, a_post, a_user, a_venue, an_ask, book, signed_in, soon, the_room
from tests.shared import shared
from venues.models import Closure, Layout, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # what it asks of a database, others ask of both kinds

MANY = 1_000_000


@shared
def hall() -> Venue:
    return a_venue(cells=("front", "back"))


@shared
def cora(hall):
    """The caretaker, signed in."""
    return signed_in(a_post(hall, "caretaker", a_user("Cora")).user)


def week(browser, venue: Venue, day: date | str) -> str:
    answer = browser.get(f"/desk/{venue.slug}/diary/?week={day}")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def held(room, *, days_ago: int = 2, **fields) -> Session:
    """A session that has been, of a booking made a month before."""
    at = timezone.now() - timedelta(days=30)
    ask = an_ask(room, timezone.localdate() - timedelta(days=days_ago), hirer=a_group(), **fields)
    return confirm_booking(book(ask, by=a_user(), at=at), by=a_user("Ada"), at=at).sessions.get()


def test_a_week_has_its_sessions_by_day_with_all_that_the_caretaker_needs(hall, cora):
    on = soon()
    a_booking(the_room(hall, "front"), on=on, title="Stroke Club", people=31, message="Urn on, please.", confirmed=True)
    a_booking(the_room(hall, "back"), on=on, title="Drums", start=10, end=12)
    page = week(cora, hall, on)
    day = page[page.index(f"{on:%A} {on.day} ") :]
    for words in ("7pm to 9pm", "Front", "Stroke Club", "Alder Vale Choir", "31", "Urn on, please.", "Booked", "Asked"):
        assert words in day
    assert page.index("Drums") < page.index("Stroke Club")


def test_this_week_is_shown_unless_another_is_asked_for(hall, cora):
    monday = week_of(timezone.localdate())
    page = week(cora, hall, "")
    assert f"?week={monday - timedelta(weeks=1)}" in page
    assert f"?week={monday + timedelta(weeks=1)}" in page
    assert f"?week={monday}" in week(cora, hall, monday + timedelta(weeks=1))


@pytest.mark.once
@pytest.mark.parametrize("typed", ["30 February 2027", "2027-02-30", "9999-12-31", "0000-00-00", "<b>", "x" * 5000])
def test_a_week_that_is_none_is_told_in_words_and_this_week_is_shown(hall, cora, typed):
    """The words of a form, whatever the database."""
    answer = cora.get(f"/desk/{hall.slug}/diary/", {"week": typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "There is a problem" in page
    assert f"?week={week_of(timezone.localdate()) + timedelta(weeks=1)}" in page


def test_one_day_has_its_own_page_between_the_days_beside_it(hall, cora):
    on = soon()
    a_booking(the_room(hall, "front"), on=on, title="Stroke Club", confirmed=True)
    a_booking(the_room(hall, "front"), on=on + timedelta(days=1), title="Drums", confirmed=True)
    assert f"?day={on}" in week(cora, hall, on)
    page = cora.get(f"/desk/{hall.slug}/diary/?day={on}").content.decode()
    assert "Stroke Club" in page
    assert "Drums" not in page
    for link in (f"?day={on - timedelta(days=1)}", f"?day={on + timedelta(days=1)}", f"?week={on}"):
        assert link in page


@pytest.mark.parametrize("typed", ["30 February 2027", "<b>"])
def test_a_day_that_is_none_is_told_in_words_and_today_is_shown(hall, cora, typed):
    answer = cora.get(f"/desk/{hall.slug}/diary/", {"day": typed})
    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()
    assert f"?day={timezone.localdate() + timedelta(days=1)}" in answer.content.decode()


@pytest.mark.once
@pytest.mark.parametrize("post", ["manager", "secretary", "treasurer", "trustee"])
def test_officers_see_what_is_confidential(hall, post):
    """Who reads what is decided in Python, of rows that others read from both kinds of database."""
    a_booking(the_room(hall, "front"), title="Listening Ear", confidential=True, confirmed=True)
    assert "Listening Ear" in week(signed_in(a_post(hall, post).user), hall, soon())


def test_of_a_confidential_booking_the_caretaker_sees_room_and_time_only(hall, cora):
    a_booking(
        the_room(hall, "front"),
        title="Listening Ear",
        hirer=a_group("Survivors", organiser=a_user()),
        people=37,
        message="Back door, please.",
        confidential=True,
        confirmed=True,
    )
    page = week(cora, hall, soon())
    for words in ("Front", "7pm to 9pm", "Confidential"):
        assert words in page
    for words in ("Listening Ear", "Survivors", "37", "Back door"):
        assert words not in strip_tags(page)


def test_the_count_page_of_a_confidential_session_says_no_more(hall, cora):
    session = held(the_room(hall, "front"), title="Listening Ear", confidential=True)
    for answer in (cora.get(count_at(session)), cora.post(count_at(session), {"people": "many"})):
        page = answer.content.decode()
        assert "Confidential" in page
        assert "Listening Ear" not in page


def test_only_those_who_may_see_requests_get_links_to_them(hall, cora):
    booking = a_booking(the_room(hall, "front"), confirmed=True)
    assert booking.ref not in week(cora, hall, soon())
    assert booking.ref in week(signed_in(a_post(hall, "trustee").user), hall, soon())


def test_a_cancelled_date_is_said_and_a_declined_request_is_gone(hall, cora):
    choir = a_booking(the_room(hall, "front"), title="Choir", confirmed=True)
    cancel_session(choir.sessions.get(), shown=ANY, by=a_user(), at=timezone.now())
    drums = a_booking(the_room(hall, "back"), title="Drums")
    decline_booking(drums, reason="policy", words="No.", by=a_user(), at=timezone.now())
    page = week(cora, hall, soon())
    assert "Choir" in page
    assert "Cancelled" in page
    assert "Drums" not in page


def test_a_closure_is_said_on_each_of_its_days(hall, cora):
    monday = week_of(soon(28))
    begins = datetime.combine(monday, datetime.min.time(), LONDON)
    Closure.objects.create(
        venue=hall, starts_at=begins, ends_at=begins + timedelta(days=2), cause="works", note="Floor sanding"
    )
    assert week(cora, hall, monday).count("Floor sanding") == 2


def test_an_evening_past_midnight_stands_on_both_days_with_its_hours(hall):
    friday = date(2026, 10, 23)
    session = held(the_room(hall, "front"), days_ago=3)
    Session.objects.filter(pk=session.pk).update(
        starts_at=datetime(2026, 10, 23, 22, tzinfo=LONDON), ends_at=datetime(2026, 10, 24, 3, tzinfo=LONDON)
    )
    first, second = days(hall, friday, 2, at=timezone.now(), sees_everything=True)
    assert [entry.hours for entry in first.entries] == ["10pm to 3am"]
    assert [(entry.hours, entry.goes_on) for entry in second.entries] == [("midnight to 3am", True)]


def test_a_hire_of_several_days_stands_on_each_with_the_hours_of_that_day(hall):
    """Over the night the clocks go back."""
    session = held(the_room(hall, "front"), days_ago=3)
    Session.objects.filter(pk=session.pk).update(
        starts_at=datetime(2026, 10, 23, 18, tzinfo=LONDON), ends_at=datetime(2026, 10, 25, 14, tzinfo=LONDON)
    )
    found = days(hall, date(2026, 10, 23), 3, at=timezone.now(), sees_everything=True)
    assert [entry.hours for day in found for entry in day.entries] == [
        "6pm to midnight",
        "all day",
        "midnight to 2pm",
    ]


@pytest.mark.once
def test_a_full_week_asks_as_many_questions_as_a_quiet_one(hall, cora):
    """How many statements a page asks is Django’s doing, whichever database answers them."""

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            week(cora, hall, week_of(soon(28)))
        return len(asked)

    monday = week_of(soon(28))
    Closure.objects.create(
        venue=hall,
        starts_at=datetime.combine(monday, datetime.min.time(), LONDON),
        ends_at=datetime.combine(monday + timedelta(days=1), datetime.min.time(), LONDON),
        cause="works",
    )
    a_booking(the_room(hall, "front"), on=monday + timedelta(days=1))
    few = questions()
    for offset in range(2, 7):
        a_booking(the_room(hall, "back"), on=monday + timedelta(days=offset), confirmed=True)
        a_booking(the_room(hall, "whole"), on=monday + timedelta(days=offset), start=10, end=12)
    assert questions() == few


# How many came.


def count_at(session: Session) -> str:
    return f"/desk/{session.venue.slug}/sessions/{session.pk}/count/"


@pytest.mark.parametrize("post", ["manager", "secretary", "caretaker"])
def test_who_looks_after_the_hall_can_say_how_many_came(hall, post):
    session = held(the_room(hall, "front"))
    person = signed_in(a_post(hall, post).user)
    answer = person.post(count_at(session), {"people": "24"})
    session.refresh_from_db()
    assert (answer.status_code, session.counted) == (303, 24)
    monday = week_of(session.starts_at.astimezone(LONDON).date())
    assert answer["Location"] == f"/desk/{hall.slug}/diary/?week={monday}#session-{session.pk}"
    page = person.get(answer["Location"]).content.decode()
    assert "24 people counted." in page
    assert f'id="session-{session.pk}"' in page
    assert 'value="24"' in page


def test_who_counts_from_the_page_of_one_day_comes_back_to_that_day(hall, cora):
    session = held(the_room(hall, "front"))
    day = f"/desk/{hall.slug}/diary/?day={session.starts_at.astimezone(LONDON).date()}"
    [action] = re.findall(r'action="([^"]*/count/[^"]*)"', cora.get(day).content.decode())
    assert cora.post(action, {"people": "24"})["Location"] == f"{day}#session-{session.pk}"
    assert f'href="{day}#session-{session.pk}"' in cora.post(action, {"people": "many"}).content.decode()


@pytest.mark.once
@pytest.mark.parametrize("post", ["treasurer", "trustee", "funder"])
def test_others_cannot(hall, post):
    """Not found by the question by which others find it, on both kinds of database."""
    session = held(the_room(hall, "front"))
    person = signed_in(a_post(hall, post).user)
    assert person.post(count_at(session), {"people": "24"}).status_code == 404
    session.refresh_from_db()
    assert session.counted is None


def test_a_trustee_reads_the_count_and_gets_no_box(hall):
    session = held(the_room(hall, "front"))
    Session.objects.filter(pk=session.pk).update(counted=24)
    page = week(signed_in(a_post(hall, "trustee").user), hall, session.starts_at.date())
    assert "24 came" in page
    assert '<input type="number"' not in page


def test_nobody_is_counted_where_nothing_is_booked(hall, cora):
    session = held(the_room(hall, "front"))
    for status in ("requested", "declined", "expired", "withdrawn", "cancelled"):
        Booking.objects.filter(pk=session.booking_id).update(status=status)
        answer = cora.post(count_at(session), {"people": "24"})
        assert answer.status_code == 409
        assert "This is not booked, so nobody can be counted." in answer.content.decode()
    session.refresh_from_db()
    assert session.counted is None


def test_the_same_count_twice_is_written_down_once(hall, cora):
    session = held(the_room(hall, "front"))
    assert [cora.post(count_at(session), {"people": "24"}).status_code for _turn in range(2)] == [303, 303]
    assert JournalEntry.objects.filter(verb="counted").count() == 1


def test_nobody_came_is_a_count_and_an_empty_answer_is_none(hall, cora):
    session = held(the_room(hall, "front"))
    cora.post(count_at(session), {"people": "0"})
    session.refresh_from_db()
    assert session.counted == 0
    answer = cora.post(count_at(session), {"people": ""}, follow=True)
    session.refresh_from_db()
    assert session.counted is None
    assert "The count was taken back." in answer.content.decode()


@pytest.mark.once
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (str(MANY), "That is more people than any hall holds. Check the number."),
        ("-3", "Nobody can count fewer than 0 people."),
        ("−3", "Type a whole number, such as 24."),
        ("a few", "Type a whole number, such as 24."),
        ("2.5", "Type a whole number, such as 24."),
        ("9" * 5000, "Type a whole number, such as 24."),
        ("<script>", "Type a whole number, such as 24."),
        ("1\x00", "Type a whole number, such as 24."),
    ],
)
def test_what_is_no_number_of_people_is_sent_back(hall, cora, typed, words):
    """The words of a form, whatever the database."""
    session = held(the_room(hall, "front"))
    answer = cora.post(count_at(session), {"people": typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "There is a problem" in page
    session.refresh_from_db()
    assert session.counted is None


def test_more_than_there_is_room_for_is_asked_about_once(hall, cora):
    session = held(the_room(hall, "front"))
    room = session.rooms.get()
    assert room.largest_capacity == 100
    assert cora.post(count_at(session), {"people": "100"}).status_code == 303
    answer = cora.post(count_at(session), {"people": "240"})
    session.refresh_from_db()
    assert (answer.status_code, session.counted) == (422, 100)
    page = answer.content.decode()
    assert "240 is more than the 100 for whom there is room." in page
    again = dict(re.findall(r'name="(people|asked_about)"[^>]*? value="(\d+)"', page))
    assert cora.post(count_at(session), {**again, "people": "999"}).status_code == 422
    assert cora.post(count_at(session), again).status_code == 303
    session.refresh_from_db()
    assert session.counted == 240


def test_where_nobody_knows_how_many_there_is_room_for_any_count_is_taken(hall, cora):
    session = held(the_room(hall, "front"))
    Layout.objects.update(capacity=None)
    assert cora.post(count_at(session), {"people": "240"}).status_code == 303


def test_a_session_to_come_has_no_box_and_takes_no_count(hall, cora):
    session = a_booking(the_room(hall, "front"), confirmed=True).sessions.get()
    assert "How many came" not in week(cora, hall, soon())
    answer = cora.post(count_at(session), {"people": "24"})
    assert answer.status_code == 409
    assert "This session has not begun yet." in answer.content.decode()
    session.refresh_from_db()
    assert session.counted is None


def test_a_session_of_another_venue_is_not_found_by_its_number(hall, cora):
    session = held(the_room(a_venue(), "main"))
    assert cora.post(f"/desk/{hall.slug}/sessions/{session.pk}/count/", {"people": "3"}).status_code == 404
    assert Booking.objects.filter(sessions__counted=3).count() == 0
