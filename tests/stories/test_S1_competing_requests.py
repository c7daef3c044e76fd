"""Competing requests wait together where the room is set so (story S1): the hall chooses.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.clock import day_words
from accounts.models import JournalEntry, Letter
from bookings.actions import confirm_booking, set_standing
from bookings.actions.tell_dates_gone import lines_of, tell_dates_gone
from bookings.as_it_was import AsItIs
from bookings.models import Booking, DeskAct, Occupancy, Session
from bookings.undoing import UNDO_FOR, undo
from tests.bookings.booking_page import check, typed
from tests.make import a_booking, a_group, a_post, a_user, a_venue, signed_in, soon, the_room
from tests.shared import shared
from venues import files
from venues.models import Closure

DAY = timedelta(days=1)
pytestmark = [pytest.mark.django_db, pytest.mark.once]


@shared
def ada():
    return a_user("Ada")


@shared
def hall(ada):
    venue = a_venue(cells=("main", "small"))
    a_post(venue, "secretary", ada)
    return venue


@pytest.fixture
def desk(ada):
    return signed_in(ada)


def page_of(desk, hall) -> str:
    return " ".join(desk.get(f"/desk/{hall.slug}/").content.decode().split())


def address(booking: Booking, act: str) -> str:
    return f"/desk/{booking.venue.slug}/bookings/{booking.ref}/{act}/"


@pytest.fixture
def rivals(hall) -> list[Booking]:
    hall.rooms.filter(code="main").update(requests_wait_together=True)
    room, names = the_room(hall, "main"), ("Choir", "Scouts", "Yoga")
    people = [a_user(name) for name in names]
    return [
        a_booking(room, on=soon(20), by=person, hirer=a_group(person.name, organiser=person), title=person.name)
        for person in people
    ]


def test_S1_of_however_many_dates_that_went_at_once_the_journal_remembers_each():
    days = [soon(day).isoformat() for day in range(95)]
    assert ", ".join(lines_of(days)).split(", ") == days
    assert max(map(len, lines_of(days))) <= JournalEntry._meta.get_field("why").max_length


def test_S1_all_of_them_wait_and_none_takes_the_hours(desk, hall, rivals):
    assert [booking.status for booking in rivals] == ["requested"] * 3
    assert not Occupancy.objects.exists()
    page = page_of(desk, hall)
    assert page.count("3 groups ask for some of these hours") == 3
    assert "Others may ask for the same hours: choose by" in page
    letter = Letter.objects.filter(kind="asked").first().body
    assert "others may ask for them too" in letter
    assert "nobody else can have these hours" not in letter


@pytest.mark.on_postgres
def test_S1_who_asks_next_reads_that_others_do_and_until_when_the_hall_decides(hall, rivals):
    day, ben = soon(20), a_user("Ben")
    when = day_words(rivals[0].hold_until.astimezone(hall.tz).date())
    told = f"3 others ask for this time; the hall decides by {when}."
    search = f"/?on={day}&from=19:00&to=21:00&people=20&kind=informal&needs_asked=1"
    found = Client().get(search).content.decode()
    assert told in found
    group = a_group(organiser=ben)
    page = check(signed_in(ben), the_room(hall, "main"), typed(group, on=day)).content.decode()
    assert told in page
    week = Client().get(f"/venues/{hall.slug}/main/?week={day}").content.decode()
    assert "Asked" in week
    calendar = Client().get(f"/venues/{hall.slug}/calendar/?day={day}").content.decode()
    assert "Asked" in calendar
    mine = signed_in(rivals[0].made_by)
    assert "Asked for, not yet decided." in mine.get(f"/bookings/{rivals[0].ref}/").content.decode()


def test_S1_who_books_at_once_is_told_whom_they_pass_over_and_these_which_date_has_gone(hall, rivals):
    """The page before the button, the page of who waits, and the letter that a request of theirs lost a date."""
    room, ben, at = the_room(hall, "main"), a_user("Ben"), timezone.now()
    group = a_group(organiser=ben)
    page = check(signed_in(ben), room, typed(group, on=soon(20))).content.decode()
    assert "3 others ask for this time; the hall decides by" in page
    assert "You can ask for it as well." in page
    assert "Until then it keeps these hours for nobody: requests for the same hours wait together." in page
    assert "It keeps these hours for you" not in page
    set_standing(hall, group, at_once=True, by=ben, at=at)
    page = check(signed_in(ben), room, typed(group, on=soon(20))).content.decode()
    assert "3 others ask for this time and wait for an answer; you book at once here, so it goes to you." in page
    assert "the hall decides by" not in page
    assert "You can ask for it as well." not in page

    a_booking(room, on=soon(20), by=ben, hirer=group)
    day = day_words(soon(20))
    mine = signed_in(rivals[0].made_by).get(f"/bookings/{rivals[0].ref}/").content.decode()
    assert "A date has gone to somebody else" in mine
    assert f"{day}. You asked for nothing else, so the hall can only say no" in mine
    assert "somebody else has it" in mine
    assert (tell_dates_gone(at + UNDO_FOR), tell_dates_gone(timezone.now() + UNDO_FOR)) == (0, 3)
    assert tell_dates_gone(timezone.now() + UNDO_FOR) == 0, "once"
    letter = Letter.objects.get(kind="dates_gone", about=rivals[0].ref)
    assert f"- {day}, 7pm to 9pm" in letter.body
    mine = signed_in(rivals[0].made_by).get(f"/bookings/{rivals[0].ref}/").content.decode()
    assert f"Somebody else was given dates of it – {day}" in mine


@pytest.mark.on_postgres
def test_S1_a_date_that_has_gone_is_named_before_and_after_the_button_and_the_others_are_one_press_away(
    ada, desk, hall, rivals
):
    """In the list, on the page of the request, where dates are ticked, and where Confirm is refused."""
    room, weekly = the_room(hall, "main"), soon(27)
    series = a_booking(room, on=weekly, until=weekly + 14 * DAY, hirer=a_group("Band"), title="Band")
    gone, *left = series.sessions.order_by("starts_at")
    confirm_booking(a_booking(room, on=weekly, hirer=a_group("Bingo")), by=ada, at=timezone.now())
    named, others = f"Gone to somebody else: {day_words(weekly)}.", "Confirm the other 2 dates"
    asked = page_of(desk, hall).split(f'id="request-{series.ref}"')[1].split("</article>")[0]
    assert named in asked
    assert others in asked
    assert re.findall(r'name="keep" value="(\d+)" id="keep-\1" checked', asked) == [str(each.pk) for each in left]
    assert "9pm (gone to somebody else)</label>" in asked
    of_last = {"starts_at": left[-1].starts_at, "ends_at": left[-1].ends_at, "cause": Closure.Cause.WORKS}
    shut = Closure.objects.create(venue=hall, note="New floor", **of_last)
    ticks = desk.get(address(series, "some")).content.decode()
    assert re.findall(r'name="keep" value="(\d+)"[^>]*checked', ticks) == [str(each.pk) for each in left[:-1]]
    assert ticks.count("9pm (gone to somebody else)") == 1
    assert ticks.count("9pm (the hall is shut: New floor)") == 1
    assert re.search(r'value="slot_taken"[^>]*checked', ticks)
    shut.delete()

    refused = desk.post(address(series, "confirm"))
    page = " ".join(refused.content.decode().split())
    assert refused.status_code == 409
    assert f"Nothing was booked. {named}" in page
    assert page.count(others) == 2, "beside the refusal, and where the answer is given"
    form = page.split('role="alert"')[1].split("</form>")[0]
    typed_in = dict(re.findall(r'name="(reason)" value="(\w+)"', form))
    keep = re.findall(r'name="keep" value="(\d+)"', form)
    assert desk.post(address(series, "some"), {**typed_in, "keep": keep}).status_code == 303
    series.refresh_from_db()
    assert series.is_confirmed
    assert [date.on for date in series.refused_dates.all()] == [weekly]
    assert not Session.objects.filter(pk=gone.pk).exists()


def test_S1_accepting_one_takes_the_hours_and_one_button_declines_the_others(desk, hall, rivals):
    first, second, third = rivals
    assert desk.post(address(second, "confirm")).status_code == 303
    assert Occupancy.objects.count() == 1
    page = page_of(desk, hall)
    assert "2 requests wait whose hours have gone" in page
    assert page.count("Its hours have gone to somebody else.") == 2
    assert [found.status_word for found in Booking.objects.order_by("pk")] == ["Asked", "Booked", "Asked"]
    assert desk.post(address(first, "confirm")).status_code == 409
    named = {"ref": [first.ref, third.ref, second.ref, "nobody"]}
    reply = desk.post(f"/desk/{hall.slug}/gone/", named, follow=True).content.decode()
    assert "Refused: 2 requests." in reply
    assert set(Booking.objects.exclude(pk=second.pk).values_list("status", "reason_code")) == {
        ("declined", "slot_taken")
    }
    assert Letter.objects.filter(kind="declined").count() == 2
    assert "None of them waits any more." in desk.post(f"/desk/{hall.slug}/gone/", named, follow=True).content.decode()


def test_S1_undo_of_the_choice_leaves_all_of_them_waiting_as_before(ada, hall, rivals):
    before, at = AsItIs.of(rivals[1]), timezone.now()
    confirm_booking(rivals[1], by=ada, at=at)
    undo(DeskAct.objects.get(), by=ada, at=at)
    assert AsItIs.of(rivals[1]) == before
    assert not Occupancy.objects.exists()
    assert confirm_booking(rivals[0], by=ada, at=at).is_confirmed


def test_S1_what_is_set_stands_in_the_file_and_on_the_page_of_the_room(hall):
    bea = signed_in(a_post(hall, "manager").user)
    page = f"/place/{hall.slug}/rooms/room/main/"
    assert "requests for the same hours wait together" in bea.get(page).content.decode()
    assert "requests_wait_together" not in files.write(files.from_database(hall))
    hall.rooms.filter(code="main").update(requests_wait_together=True)
    assert re.search(r'value="together"[^>]*checked', bea.get(page).content.decode())
    written = files.write(files.from_database(hall))
    assert written.count("requests_wait_together = true") == 1
    assert files.read(written) == files.from_database(hall)
