"""The public pages of venues and rooms: what anybody may see, and that a page costs the same however full."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bookings.urls import venue_urls
from tests.make import LONDON, a_booking, a_group, a_post, a_room, a_tariff, a_user, a_venue, soon, the_room
from venues.files.contents import NOT_FOR_ROOMS
from venues.models import AccessClaim, Cell, Closure, Entrance, OpeningHours, Picture, Room, Tariff, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # what it asks of a database, others ask of both kinds


def test_no_room_may_lie_where_the_venue_has_a_page_of_its_own():
    pages = {str(path.pattern).removeprefix("<slug:slug>/").partition("/")[0] for path in venue_urls}
    assert {page for page in pages if page and "<" not in page and "." not in page} == NOT_FOR_ROOMS


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
        "Community group: Proof, asked for after the first bookings: Your constitution",
    ):
        assert words in html


@pytest.mark.parametrize("where", ["", "main/"])
def test_closures_of_the_next_twelve_months_are_told_and_no_later_ones(client, where):
    venue = a_venue()
    for days, note in ((300, "Paint"), (400, "New roof")):
        start = datetime.combine(soon(days), time(9), LONDON)
        Closure.objects.create(
            venue=venue, starts_at=start, ends_at=start + timedelta(hours=3), cause="works", note=note
        )
    html = client.get(f"/venues/{venue.slug}/{where}").content.decode()
    assert "Paint" in html
    assert "New roof" not in html


def test_a_long_address_breaks_after_its_at_sign_and_nowhere_inside_a_word(client):
    venue = a_venue(email="bookings@a-very-long-name.hearth.example")
    assert ">bookings@<wbr>a-very-long-name.hearth.example</a>" in page(client, venue.slug)


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
    assert "<summary>Other hours: Back</summary>" in html
    assert "9am to 1am" in html
    assert "31 January 2098</summary>" in html
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


def test_what_costs_nothing_is_free_and_a_list_named_for_its_day_does_not_tell_it_twice(client):
    venue = a_venue()
    tariff = a_tariff(venue, community="0.00")
    tariff.document["minimum_minutes"] = 60
    tariff.name = "Prices from 1 January 2020"
    tariff.save()
    html = rows_of(page(client, venue.slug), 'id="prices"', "</section>")
    assert "<p>Prices from 1 January 2020. A hire is charged for at least 1 hour.</p>" in html
    assert ">free</span></td>" in html


def test_access_is_told_with_measure_date_and_by_whom_and_unknown_is_said(client):
    venue = a_venue()
    room = the_room(venue, "main")
    fields = {"venue": venue, "state": "known", "evidence": "measured", "checked_by_post": "caretaker"}
    AccessClaim.objects.create(fact="mov_door_mm", value="850", room=room, checked_on=date(2026, 2, 3), **fields)
    html = page(client, venue.slug, "main")
    assert "Width of the door to the room: <strong>yes, 85 cm</strong>" in html
    assert "Yes: 85 cm. Checked 3 February 2026 by the caretaker, measured." in html
    assert html.count("<span>Not known</span>") == 11
    ask = f'href="{reverse("venues:guide_ask", args=[venue.slug, "main"])}"'
    assert ask in html
    assert ask in page(client, venue.slug)


def test_layouts_say_who_found_them_safe_or_that_nobody_knows(client):
    venue = a_venue()
    room = the_room(venue, "main")
    room.layouts.update(assessed_by="Fire officer", assessed_on=date(2025, 2, 5))
    a_room(venue, "attic", cells=[Cell.objects.create(venue=venue, code="attic", name="Attic")], capacity=None)
    assert "Assessed by Fire officer, 5 February 2025." in page(client, venue.slug, "main")
    assert "how many people it safely takes is not known" in page(client, venue.slug, "attic")


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


def test_a_venue_without_pictures_shows_its_rooms_in_their_place(client):
    venue = a_venue()
    assert page(client, venue.slug).index('id="rooms"') < page(client, venue.slug).index('id="about"')
    a_picture(venue)
    assert page(client, venue.slug).index('id="rooms"') > page(client, venue.slug).index('id="about"')


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
    assert max(ten) <= 21


@pytest.mark.on_postgres
def test_closures_and_hours_of_some_parts_name_the_rooms_that_people_know(client):
    """A part that no room on offer takes alone goes by its own name."""
    venue = a_venue(cells=("front", "back", "snug"))
    venue.rooms.filter(code="front").update(name="Front half")
    venue.rooms.filter(code="back").delete()
    start = timezone.now() + timedelta(days=3)
    for code in ("front", "back"):
        closure = Closure.objects.create(
            venue=venue, starts_at=start, ends_at=start + timedelta(days=1), cause="works", note=f"Floor of {code}"
        )
        closure.cells.set(venue.cells.filter(code=code))
    row = OpeningHours.objects.create(venue=venue, weekday=0, opens_minute=600, closes_minute=700)
    row.cells.set(venue.cells.filter(code__in=["front", "snug"]))
    page = client.get(venue.get_absolute_url())
    told = [words.partition(":")[0] for words in page.context["closures"]]
    assert told == ["Front half", "Back"]
    assert "Front half and Snug" in [table.heading for table in page.context["hours"]]


def test_what_a_table_of_hours_cannot_say_stands_below_it_in_sentences(client):
    venue = a_venue()
    row = venue.tariffs.get()
    row.document |= {
        "seasons": [{"code": "winter", "name": "Winter", "from": "10-01", "to": "04-30"}],
        "adjustments": [{"code": "heating", "name": "Heating", "dates": "winter", "percent": "7"}],
    }
    row.save()
    for names in ([venue.slug], [venue.slug, "main"]):
        assert "Heating" in page(client, *names)
        assert "7%" in page(client, *names)
