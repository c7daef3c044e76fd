"""The public pages of venues and rooms: what anybody may see, and that a page costs the same however full."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Hirer
from bookings.availability.week import State, week_of
from bookings.models import Booking, Occupancy
from tests.make import LONDON, a_booking, a_group, a_post, a_room, a_tariff, a_user, a_venue, soon, the_room
from venues.models import AccessClaim, Cell, Closure, Entrance, OpeningHours, Picture, Room, Tariff, Venue

pytestmark = pytest.mark.django_db


def a_picture(venue: Venue, **fields) -> Picture:
    picture = Picture(venue=venue, alt="A hall with a green door", width=800, height=450, **fields)
    picture.image.save("hall.webp", ContentFile(b"large"), save=False)
    picture.small.save("hall-small.webp", ContentFile(b"small"), save=False)
    picture.save()
    return picture


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def monday(weeks: int = 2) -> date:
    today = timezone.localdate()
    return today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)


def page(client, *names: str, query: str = "") -> str:
    answer = client.get(reverse(f"venues:{('list', 'venue', 'room')[len(names)]}", args=names) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def rows_of(html: str, start: str, end: str) -> str:
    return html.split(start)[1].split(end)[0]


# What stands on the pages


def test_the_list_shows_published_venues_only(client):
    a_venue(name="Open Hall")
    a_venue(name="Hidden Hall", published=False)
    html = page(client)
    assert "Open Hall" in html
    assert "Hidden Hall" not in html


def test_an_empty_list_says_so(client):
    assert "No venue yet" in page(client)


def test_an_unpublished_venue_is_not_there_but_for_its_posts(client):
    venue = a_venue(published=False)
    picture = a_picture(venue)
    ada = a_post(venue, "caretaker").user
    addresses = [
        venue.get_absolute_url(),
        reverse("venues:room", args=[venue.slug, "main"]),
        reverse("picture", args=[picture.name]),
    ]
    assert [client.get(address).status_code for address in addresses] == [404, 404, 404]
    client.force_login(a_user("Cleo"))
    assert [client.get(address).status_code for address in addresses] == [404, 404, 404]
    client.force_login(ada)
    answers = [client.get(address) for address in addresses]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert b"".join(answers[2].streaming_content) == b"large"
    assert answers[2]["Cache-Control"].startswith("private")
    html = page(client, venue.slug, "main")
    assert "not published yet" in html
    assert "/bookings/new/" not in html


def test_rooms_and_venues_that_are_not_there_are_404(client):
    venue = a_venue()
    retired = the_room(venue, "main")
    retired.retired_on = date(2026, 1, 1)
    retired.save()
    for names in (["nowhere"], ["nowhere", "main"], [venue.slug, "attic"], [venue.slug, "main"]):
        assert client.get(reverse(f"venues:{'room' if len(names) > 1 else 'venue'}", args=names)).status_code == 404


def test_a_venue_tells_where_when_at_what_price_and_whom_to_ask(client):
    venue = a_venue(phone="01632 960000", text_number="07700 900000", email="hall@hearth.example")
    venue.operator.categories.filter(code="community").update(proof="Your constitution")
    start = datetime.combine(soon(), time(9), LONDON)
    Closure.objects.create(
        venue=venue, starts_at=start, ends_at=start + timedelta(hours=3), cause="works", note="New floor"
    )
    html = page(client, venue.slug)
    for words in (
        "Church Lane, Alder Vale, ZZ1 1ZZ",
        'href="tel:01632960000"',
        'href="sms:07700900000"',
        "mailto:hall@hearth.example",
        "<dt>Every day</dt><dd>8am to 11pm</dd>",
        "9am to midday. New floor.",
        "£12.00 an hour",
        "£8.00 an hour",
        "Community group: Your constitution.",
    ):
        assert words in html


def test_hours_of_some_parts_and_some_dates_are_told_apart(client):
    venue = a_venue(cells=("front", "back"))
    venue.opening_hours.filter(weekday=6).delete()
    only_back = OpeningHours.objects.create(venue=venue, weekday=0, opens_minute=540, closes_minute=1500)
    only_back.cells.set(venue.cells.filter(code="back"))
    OpeningHours.objects.create(
        venue=venue, weekday=0, opens_minute=600, closes_minute=720, valid_from=soon(), valid_to=date(2098, 1, 31)
    )
    OpeningHours.objects.create(
        venue=venue,
        weekday=0,
        opens_minute=60,
        closes_minute=61,
        valid_from=date(2020, 1, 1),
        valid_to=date(2020, 2, 1),
    )
    html = page(client, venue.slug)
    assert "<dt>Monday to Saturday</dt><dd>8am to 11pm</dd>" in html
    assert "<dt>Sunday</dt><dd>Shut</dd>" in html
    assert "<h4>Back</h4>" in html
    assert "9am to 1am" in html
    assert "31 January 2098</h4>" in html
    assert "1:01am" not in html


def test_prices_to_come_stand_under_those_of_today(client):
    venue = a_venue()
    now = venue.tariffs.get()
    now.valid_to = soon(100)
    now.save()
    dearer = {**now.document, "rates": [{**rate, "per_hour": "99.00"} for rate in now.document["rates"]]}
    Tariff.objects.create(venue=venue, name="New prices", valid_from=soon(101), document=dearer)
    html = page(client, venue.slug)
    assert html.index("£12.00 an hour") < html.index("New prices, from") < html.index("£99.00 an hour")


def test_a_minimum_that_is_the_same_throughout_is_said_once(client):
    venue = a_venue()
    tariff = venue.tariffs.get()
    tariff.document["minimum_minutes"] = 120
    tariff.save()
    html = page(client, venue.slug)
    assert html.count("at least 2 hours") == 1
    tariff.document["rates"][0]["minimum_minutes"] = 60
    tariff.save()
    html = page(client, venue.slug)
    assert "£12.00 an hour, at least 1 hour" in html
    assert "£8.00 an hour, at least 2 hours" in html


def test_access_is_told_with_measure_date_and_by_whom_and_unknown_is_said(client):
    venue = a_venue()
    room = the_room(venue, "main")
    fields = {"venue": venue, "state": "known", "evidence": "measured", "checked_by_post": "caretaker"}
    AccessClaim.objects.create(fact="mov_door_mm", value="850", room=room, checked_on=date(2026, 2, 3), **fields)
    html = page(client, venue.slug, "main")
    assert "Yes: 850 mm. Checked 3 February 2026 by the caretaker, measured." in html
    assert html.count("<span>Not known</span>") == 11
    assert "Hearing%20loop" in html
    assert "Room%20door%20clear%20width" not in html


def test_layouts_say_who_found_them_safe_or_that_nobody_knows(client):
    venue = a_venue()
    room = the_room(venue, "main")
    room.layouts.update(assessed_by="Fire officer", assessed_on=date(2025, 2, 5))
    a_room(venue, "attic", cells=[Cell.objects.create(venue=venue, code="attic", name="Attic")], capacity=None)
    assert "Assessed by Fire officer, 5 February 2025." in page(client, venue.slug, "main")
    assert "how many people it safely takes is not known" in page(client, venue.slug, "attic")


# The week


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
    assert ten.startswith('<td class="taken">Booked</td><td class="free"><a href=')
    on = (monday() + timedelta(days=1)).isoformat()
    assert f"/bookings/new/{venue.slug}/main/?on={on}&amp;from=10%3A00&amp;to=11%3A00" in ten


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


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 6, 7), 24)])
def test_the_hours_of_a_day_add_up_when_the_clocks_change(day, hours):
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


@pytest.mark.parametrize("asked", ["2026-02-30", "9999-01-01", "soon", "2001-01-01", "%00"])
def test_a_week_that_cannot_be_shown_is_said_and_this_week_stands_there(client, asked):
    venue = a_venue()
    answer = client.get(reverse("venues:room", args=[venue.slug, "main"]) + f"?week={asked}")
    assert answer.status_code == 400
    assert "That week cannot be shown" in answer.content.decode()


def test_weeks_lead_to_each_other_from_this_one_to_the_last_that_can_be_booked(client):
    venue = a_venue(furthest_days=14)
    this, last = monday(0), monday(2)
    html = page(client, venue.slug, "main")
    assert 'rel="prev"' not in html
    assert f"?week={monday(1).isoformat()}#week" in html
    html = page(client, venue.slug, "main", query=f"?week={last.isoformat()}")
    assert f"?week={monday(1).isoformat()}#week" in html
    assert 'rel="next"' not in html
    assert page(client, venue.slug, "main", query=f"?week={(this + timedelta(days=6)).isoformat()}")


# Pictures


def test_a_picture_is_served_as_what_it_is(client):
    picture = a_picture(a_venue())
    for name, content in ((picture.name, b"large"), (picture.small_name, b"small")):
        answer = client.get(reverse("picture", args=[name]))
        assert b"".join(answer.streaming_content) == content
        assert answer["Content-Type"] == "image/webp"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Cache-Control"].startswith("public, max-age=")


def test_a_file_that_is_no_picture_of_ours_is_not_there(client, tmp_path):
    picture = a_picture(a_venue())
    (tmp_path / "pictures" / "secret.txt").write_text("secret")
    (tmp_path / picture.image.name).unlink()
    for name in ("secret.txt", "..%2Fsecret.txt", picture.name):
        assert client.get(f"/media/pictures/{name}").status_code == 404


def test_pictures_stand_on_the_pages_with_their_words(client):
    venue = a_venue()
    hall, room = a_picture(venue), a_picture(venue, room=the_room(venue, "main"))
    for names, shown in (([], hall.small_name), ([venue.slug], room.small_name), ([venue.slug, "main"], room.name)):
        html = page(client, *names)
        assert f'src="/media/pictures/{shown}" alt="A hall with a green door"' in html


def test_the_accessibility_statement_is_there(client):
    html = client.get(reverse("accessibility")).content.decode()
    assert "Accessibility statement" in html
    assert "not tested yet" in html


# Speed


def furnished(venue: Venue, rooms: int) -> None:
    """So many rooms, each with claims, pictures, hours and a closure of its own; and as many doors."""
    for number in range(rooms):
        cell = Cell.objects.create(venue=venue, code=f"cell-{number}", name=f"Cell {number}")
        room = a_room(venue, f"room-{number}", cells=[cell])
        AccessClaim.objects.create(venue=venue, room=room, fact="mov_step_free", state="known", value="yes")
        door = Entrance.objects.create(venue=venue, code=f"door-{number}", name=f"Door {number}")
        AccessClaim.objects.create(venue=venue, entrance=door, fact="ent_step_free", state="known", value="yes")
        a_picture(venue, room=room)
        a_picture(venue)
        for day in range(7):
            OpeningHours.objects.create(venue=venue, weekday=day, opens_minute=480, closes_minute=1380).cells.set(
                [cell]
            )
        start = datetime.combine(monday(), time(8), LONDON)
        shut = Closure.objects.create(venue=venue, starts_at=start, ends_at=start + timedelta(hours=1), cause="works")
        shut.cells.set([cell])
    a_tariff(venue)


def questions(client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_twenty_rows_ask_as_many_questions_as_ten(client):
    venue = a_venue(cells=())
    week = f"?week={monday().isoformat()}"
    furnished(venue, 20)
    later = list(venue.rooms.values_list("pk", flat=True))[10:]
    Room.objects.filter(pk__in=later).update(retired_on=soon(-1))
    for _ in range(9):
        a_venue()
    ben = a_user()
    group = a_group(organiser=ben)
    room = the_room(venue, "room-0")
    a_booking(room, on=monday(), by=ben, hirer=group, confirmed=True)
    addresses = [reverse("venues:list"), venue.get_absolute_url(), room.get_absolute_url() + week]
    ten = [questions(client, address) for address in addresses]

    Room.objects.filter(pk__in=later).update(retired_on=None)
    for _ in range(10):
        a_venue()
    for day in range(1, 7):
        a_booking(room, on=monday() + timedelta(days=day), by=ben, hirer=group, listed=True, confirmed=True)
    assert [questions(client, address) for address in addresses] == ten
    assert max(ten) <= 20
