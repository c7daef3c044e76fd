"""The calendar of a whole venue: what everybody reads of a day, a week and a month, and what the desk reads.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from unittest.mock import ANY

import pytest
from django.utils import timezone
from django.utils.html import escape, strip_tags

from accounts.clock import day_words
from bookings.actions import cancel_session
from bookings.availability.board import RoomDay, Slot, board
from bookings.availability.week import State, week_of
from bookings.models import Occupancy
from bookings.views.calendars.asked import EVER, Asked, Reach
from bookings.views.calendars.day import day_page
from bookings.views.calendars.month import how_free
from bookings.views.calendars.telling import Public, told_from
from bookings.views.calendars.week import week_page
from tests.bookings.test_rooms import monday
from tests.make import LONDON, a_booking, a_post, a_user, a_venue, signed_in, soon, the_room
from tests.shared import shared
from venues.models import Closure, Venue
from venues.periods import Period

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def read(browser, venue: Venue, query: str = "", *, desk: bool = False, status: int = 200) -> str:
    answer = browser.get(f"/{'desk' if desk else 'venues'}/{venue.slug}/calendar/{query}")
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def list_of(html: str) -> str:
    return " ".join(strip_tags(html[html.index("as a list") :].replace("<", " <")).split())


@shared
def hall() -> Venue:
    return a_venue(cells=("front", "back"), turnaround_minutes=15)


def test_a_day_is_a_plan_of_all_rooms_and_a_list_that_says_the_same(hall, client):
    a_booking(the_room(hall, "front"), on=monday(), title="Open rehearsal", listed=True, confirmed=True)
    a_booking(the_room(hall, "back"), on=monday(), start=14, end=15, title="Secret lunch")
    html = read(client, hall, f"?day={monday()}")
    told = list_of(html)
    assert (
        "Front Free 8am to 7pm; Booked 7pm to 9pm (Open rehearsal, Alder Vale Choir); Free 9:15pm to 11pm "
        "Back Free 8am to 2pm; Asked 2pm to 3pm; Free 3:15pm to 11pm "
        "Whole Free 8am to 2pm; Asked 2pm to 3pm (Back); Free 3:15pm to 7pm; Booked 7pm to 9pm (Front)"
    ) in told
    assert "Secret" not in html
    assert '<th scope="colgroup" colspan="4">8am</th>' in html
    row = html[html.index('<th scope="row"><a href="' + the_room(hall, "front").get_absolute_url()) :]
    assert re.findall(r'<td colspan="(\d+)"', row[: row.index("</tr>")]) == ["4"] * 11 + ["8", "1", "3", "4"]


@pytest.mark.once
@pytest.mark.parametrize(("listed", "confidential"), [(False, False), (True, True)])
@pytest.mark.parametrize("query", ["day", "week", "month"])
def test_the_public_reads_no_name_that_is_not_to_be_read(hall, client, query, listed, confidential):
    """Who reads what is decided in Python, of rows that others read from both kinds of database."""
    a_booking(
        the_room(hall, "front"),
        on=monday(),
        title="Listening Ear",
        listed=listed,
        confidential=confidential,
        confirmed=True,
    )
    html = read(client, hall, f"?{query}={monday()}")
    assert "Listening Ear" not in html
    assert "Alder Vale Choir" not in html


def test_a_week_has_a_row_for_each_room_and_what_is_booked_in_each_day(hall, client):
    a_booking(the_room(hall, "front"), on=monday(), title="Open rehearsal", listed=True, confirmed=True)
    closed = datetime.combine(monday() + timedelta(days=1), time(), LONDON)
    Closure.objects.create(venue=hall, starts_at=closed, ends_at=closed + timedelta(days=1), cause="works", note="Roof")
    html = read(client, hall, f"?week={monday()}")
    assert f"?day={monday()}" in html
    row = html[html.index('<th scope="row"><a href="' + the_room(hall, "front").get_absolute_url()) :]
    cells = [" ".join(strip_tags(cell).split()) for cell in row[: row.index("</tr>")].split("<td")[1:]]
    told = [cell.partition(">")[2] or cell for cell in cells]
    assert "7pm to 9pm Booked Open rehearsal, Alder Vale Choir" in told[0]
    assert "Closed Roof" in told[1]
    assert "Nothing else free" in told[1]
    assert told[2].endswith("Free")
    assert "Closed 8am to 11pm (Roof)" in list_of(html)


def test_a_month_says_how_much_of_each_room_is_free(hall, client):
    a_booking(the_room(hall, "front"), on=monday(), confirmed=True)
    html = read(client, hall, f"?month={monday():%Y-%m}")
    day = html[html.index(f'<th scope="row"><a href="?day={monday()}">') :]
    words = [strip_tags(f"<td{cell}") for cell in day[: day.index("</tr>")].split("<td")[1:]]
    assert words == ["12½ hours free", "Free all day", "12½ hours free"]
    assert "Front: 12½ hours free; Back: Free all day; Whole: 12½ hours free" in list_of(html)


@pytest.mark.once
@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ([(State.SHUT, 480), (State.FREE, 900)], "Free all day"),
        ([(State.FREE, 60), (State.BOOKED, 120)], "1 hour free"),
        ([(State.FREE, 100), (State.ASKED, 60)], "1½ hours free"),
        ([(State.FREE, 45), (State.BOOKED, 60)], "Half an hour free"),
        ([(State.FREE, 20), (State.BOOKED, 60)], "Less than half an hour free"),
        ([(State.BOOKED, 900)], "Full"),
        ([(State.CLOSED, 900)], "Closed"),
        ([(State.SHUT, 1440)], "Shut"),
        ([(State.PAST, 300), (State.BOOKED, 60)], "Past"),
        ([(State.PAST, 300), (State.FREE, 120)], "2 hours free"),
    ],
)
def test_how_much_is_free_in_words(parts, words):
    """Words made of rows that the tests beside this one read from both kinds of database."""
    start, slots = datetime(2026, 3, 2, tzinfo=LONDON), []
    for state, minutes in parts:
        period = Period(start, start + timedelta(minutes=minutes))
        session = object() if state in (State.BOOKED, State.ASKED) else None
        slots.append(Slot(period, state, period, session))
        start = period.end
    assert how_free(RoomDay(date(2026, 3, 2), tuple(slots)))[1] == words


@pytest.mark.once
@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 6, 7), 24)])
def test_every_minute_of_a_day_is_told_when_the_clocks_change(day, hours):
    """Words made of rows that the tests beside this one read from both kinds of database."""
    venue = a_venue()
    venue.opening_hours.update(opens_minute=0, closes_minute=1440)
    at = datetime.combine(day - timedelta(days=6), time(), LONDON)
    [found] = board([the_room(venue, "main")], day, 1, at=at)
    assert sum(slot.period.minutes for slot in found.days[0].slots) == hours * 60
    page = day_page([the_room(venue, "main")], day, Public(), at=at)
    assert sum(box.columns for box in page.rows[0].boxes) == len(page.heads) * page.columns == 24 * 4
    assert ("No such hour" in [box.told.word for box in page.rows[0].boxes]) == (hours == 23)


def test_what_happens_now_is_said_so():
    venue = a_venue()
    at = datetime.combine(monday(), time(19, 30), LONDON)
    a_booking(the_room(venue, "main"), on=monday(), confirmed=True)
    page = day_page([the_room(venue, "main")], monday(), Public(), at=at)
    assert [hour for hour, is_now in page.heads if is_now] == ["7pm"]
    assert [(box.told.word, box.is_now) for box in page.rows[0].boxes] == [
        ("Booked", True),
        ("Free", False),
        ("Free", False),
    ]


def test_a_free_hour_of_a_day_leads_to_asking_for_it(client):
    venue = a_venue(turnaround_minutes=15)
    room = the_room(venue, "main")
    a_booking(room, on=monday(), confirmed=True)
    page = day_page([room], monday(), Public(), at=timezone.now())
    free = {box.when.rpartition(", ")[2]: box.ask for box in page.rows[0].boxes if box.ask}
    assert list(free)[:2] + list(free)[-2:] == ["8am to 9am", "9am to 10am", "9:15pm to 10pm", "10pm to 11pm"]
    asked = f"/bookings/new/{venue.slug}/main/?on={monday()}&from=08%3A00&to=09%3A00"
    assert free["8am to 9am"] == asked
    html = read(client, venue, f"?day={monday()}")
    name = f"{room.name}, {day_words(monday())}, 8am to 9am"
    assert f'<a href="{escape(asked)}">Free<span class="vh">: {name}</span></a>' in html
    assert client.get(asked).status_code in (200, 302)
    desk = read(signed_in(a_post(venue, "secretary").user), venue, f"?day={monday()}", desk=True)
    assert "/bookings/new/" not in desk


def test_a_day_that_goes_on_begins_with_now_for_the_public():
    venue = a_venue()
    for hour, heads in ((6, "8am"), (12, "midday"), (22, "10pm"), (23, "10pm")):
        at = datetime.combine(monday(), time(hour, 10), LONDON)
        assert day_page([the_room(venue, "main")], monday(), Public(), at=at).heads[0][0] == heads


@pytest.mark.once
def test_the_shortest_hire_is_drawn_between_the_quarters():
    """Words made of rows that the tests beside this one read from both kinds of database."""
    venue = a_venue()
    booking = a_booking(the_room(venue, "main"), on=monday(), confirmed=True)
    start = datetime.combine(monday(), time(10, 40), LONDON)
    times = {"starts_at": start, "ends_at": start + timedelta(minutes=10)}
    booking.sessions.update(**times)
    Occupancy.objects.update(**times)
    page = day_page([the_room(venue, "main")], monday(), Public(), at=timezone.now())
    assert [(box.told.hours, box.columns) for box in page.rows[0].boxes if box.told.word == "Booked"] == [
        ("10:40am to 10:50am", 2)
    ]


def test_a_lapsed_hold_takes_nothing(hall, client):
    a_booking(the_room(hall, "front"), on=monday())
    Occupancy.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert "Front Free 8am to 11pm" in list_of(read(client, hall, f"?day={monday()}"))


@pytest.mark.once
@pytest.mark.parametrize(
    "query", ["?day=2026-02-30", "?week=9999-01-01", "?month=soon", "?day=2001-01-01", "?week=%00"]
)
def test_days_that_cannot_be_shown_are_said_and_this_week_stands_there(hall, client, query):
    """Words made of rows that the tests beside this one read from both kinds of database."""
    html = read(client, hall, query, status=400)
    assert "Those days cannot be shown" in html
    assert '<th scope="col" class="now">' in html


@pytest.mark.once
def test_the_public_goes_from_today_to_the_last_day_that_can_be_booked(client):
    """Words made of rows that the tests beside this one read from both kinds of database."""
    venue = a_venue(furthest_days=14)
    assert 'rel="prev"' not in read(client, venue)
    assert f"?day={soon(1)}" in read(client, venue, f"?day={soon(0)}")
    last = read(client, venue, f"?day={soon(14)}")
    assert f"?day={soon(13)}" in last
    assert 'rel="next"' not in last
    read(client, venue, f"?day={soon(15)}", status=400)


def test_for_the_public_the_past_is_left_out_and_the_desk_looks_back(hall, client):
    today = soon(0)
    heads = re.findall(r'<th scope="col"[^>]*><a href="\?day=([-\d]+)', read(client, hall))
    assert heads == [str(soon(days)) for days in range(7)]
    month = f"?month={today:%Y-%m}"
    assert re.findall(r'<th scope="row"><a href="\?day=([-\d]+)', read(client, hall, month))[0] == str(today)
    caretaker = signed_in(a_post(hall, "caretaker").user)
    assert f"?day={today.replace(day=1)}" in read(caretaker, hall, month, desk=True)


@pytest.mark.once
def test_what_is_free_today_begins_with_the_next_quarter_of_an_hour():
    """Which is no thing of the past between now and then."""
    room, on = the_room(a_venue(), "main"), soon(10)
    for minute, told in ((6, "Free 6:15pm to 11pm"), (0, "Free 6pm to 11pm")):
        at = datetime.combine(on, time(18, minute), LONDON)
        [found] = board([room], on, 1, at=at)
        assert told_from(at, found.days[0], room, Public()) == told
        stretches = next(day for day in week_of(room, on, at=at).days if day.on == on).told
        assert stretches[-1].period.first == datetime.combine(on, time(18, minute and 15), LONDON)


def test_the_list_of_a_day_leaves_out_what_is_over():
    venue = a_venue()
    room = the_room(venue, "main")
    a_booking(room, on=monday(), start=10, end=12, confirmed=True)
    for hour, told in (
        (9, "Free 9am to 10am; Booked 10am to midday; Free midday to 11pm"),
        (11, "Booked 10am to midday; Free midday to 11pm"),
        (13, "Free 1pm to 11pm"),
        (23, "Nothing more on this day"),
    ):
        at = datetime.combine(monday(), time(hour), LONDON)
        page = week_page([room], monday(), Public(), today=monday(), at=at, as_list=True)
        assert page.days[0][1] == [(room, told)]
        assert [item.word for item in page.rows[0][1][0].items] == (["Booked"] if hour < 12 else [])


PUBLIC = Reach(date(2026, 11, 22), date(2027, 11, 22), weeks_from_monday=False, looks_back=False)


@pytest.mark.once
@pytest.mark.parametrize(
    ("kind", "day", "reach", "first", "last", "earlier"),
    [
        ("week", date(2026, 11, 22), PUBLIC, date(2026, 11, 22), date(2026, 11, 28), None),
        ("week", date(2026, 11, 18), PUBLIC, date(2026, 11, 22), date(2026, 11, 28), None),
        ("week", date(2026, 11, 25), PUBLIC, date(2026, 11, 25), date(2026, 12, 1), date(2026, 11, 22)),
        ("week", date(2026, 12, 6), PUBLIC, date(2026, 12, 6), date(2026, 12, 12), date(2026, 11, 29)),
        ("week", date(2026, 11, 22), EVER, date(2026, 11, 16), date(2026, 11, 22), date(2026, 11, 9)),
        ("month", date(2026, 11, 22), PUBLIC, date(2026, 11, 22), date(2026, 11, 30), None),
        ("month", date(2026, 11, 22), EVER, date(2026, 11, 1), date(2026, 11, 30), date(2026, 10, 1)),
        ("day", date(2026, 11, 23), PUBLIC, date(2026, 11, 23), date(2026, 11, 23), date(2026, 11, 22)),
    ],
)
def test_the_days_of_a_week_a_month_and_a_day(kind, day, reach, first, last, earlier):
    """Words made of rows that the tests beside this one read from both kinds of database."""
    asked = Asked(kind, day, reach)
    assert (asked.first, asked.last, asked.number) == (first, last, (last - first).days + 1)
    assert (asked.earlier.first if asked.earlier else None) == earlier
    assert asked.later.first == last + timedelta(days=1)


def test_a_week_in_two_months_leads_to_the_later_of_them(hall, client):
    turn = (soon(0).replace(day=1) + timedelta(days=93)).replace(day=1)
    html = read(client, hall, f"?week={turn - timedelta(days=2)}")
    assert f'<a href="?month={turn:%Y-%m}">Month</a>' in html


def test_the_desk_reads_names_and_goes_on_to_the_booking_and_to_the_list(hall):
    booking = a_booking(the_room(hall, "front"), on=monday(), title="Stroke Club", confirmed=True)
    a_booking(the_room(hall, "back"), on=monday(), title="Drums", start=10, end=12)
    secretary = signed_in(a_post(hall, "secretary").user)
    for query in (f"day={monday()}", f"week={monday()}"):
        html = read(secretary, hall, f"?{query}", desk=True)
        assert f'<a href="/desk/{hall.slug}/bookings/{booking.ref}/">Stroke Club, Alder Vale Choir</a>' in html
        assert 'Drums, Alder Vale Choir</a> <span class="word">Asked' in html
        assert f"/desk/{hall.slug}/diary/?{query}" in html
        assert f"/calendar/?{query}" in secretary.get(f"/desk/{hall.slug}/diary/?{query}").content.decode()


def test_only_officers_read_of_a_confidential_booking_more_than_its_room_and_time(hall):
    a_booking(the_room(hall, "front"), on=monday(), title="Listening Ear", confidential=True, confirmed=True)
    for kind, sees in (("caretaker", False), ("secretary", True)):
        html = read(signed_in(a_post(hall, kind).user), hall, f"?week={monday()}", desk=True)
        assert ("Listening Ear" in html) == sees
        assert "onfidential" in html
        assert "7pm to 9pm" in html


def test_a_cancelled_date_takes_nothing(hall):
    booking = a_booking(the_room(hall, "front"), on=monday(), title="Choir", confirmed=True)
    cancel_session(booking.sessions.get(), shown=ANY, by=a_user(), at=timezone.now())
    assert "Choir," not in read(signed_in(a_post(hall, "secretary").user), hall, f"?week={monday()}", desk=True)


def test_a_venue_without_rooms_says_so(client):
    venue = a_venue(cells=())
    for query in ("", f"?day={soon()}", f"?month={soon():%Y-%m}"):
        assert "No room is offered here yet." in read(client, venue, query)
