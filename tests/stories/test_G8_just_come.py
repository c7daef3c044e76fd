"""G8: a lunch club is open to anyone.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

import io
import re
from datetime import date, datetime, time, timedelta
from unittest.mock import ANY

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from icalendar import Calendar

from accounts.clock import date_words
from accounts.models import Hirer
from bookings.actions import cancel_session
from bookings.forms.book import BookForm
from bookings.models import Booking
from tests.bookings.full_weeks import a_confirmed, fill
from tests.bookings.test_rooms import monday
from tests.make import LONDON, a_booking, a_group, a_post, a_user, a_venue, move, signed_in, soon, the_room
from venues.actions.keep_outages import note_outage
from venues.models import AccessClaim, Entrance, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def hall() -> Venue:
    return a_venue(cells=("front", "back"))


@pytest.fixture
def ben():
    return a_user("Ben")


def a_lunch_club(hall: Venue, ben, **fields) -> Booking:
    """On a day of the next week, from noon to 2pm."""
    club = fields.pop("hirer", None) or a_group("Lunch Club", organiser=ben)
    fields = {"title": "Lunch for all", "open_to_anyone": "pay-what-you-can", **fields}
    booking = a_booking(the_room(hall, "front"), by=ben, hirer=club, on=soon(7), start=12, end=14, **fields)
    Booking.objects.filter(pk=booking.pk, status=Booking.Status.REQUESTED).update(status=Booking.Status.CONFIRMED)
    return Booking.objects.get(pk=booking.pk)


def the_week(hall: Venue, on: date | str | None = None) -> str:
    answer = Client().get(reverse("venues:this_week", args=[hall.slug]) + f"?week={soon(7) if on is None else on}")
    assert answer.status_code == 200
    return " ".join(strip_tags(answer.content.decode().replace("<", " <")).split())


def the_poster(hall: Venue, on: date | None = None) -> bytes:
    answer = Client().get(reverse("venues:poster", args=[hall.slug]) + f"?week={on or soon(7)}")
    assert answer.status_code == 200
    return answer.content


def the_feed(hall: Venue) -> Calendar:
    return Calendar.from_ical(Client().get(reverse("venues:this_week_feed", args=[hall.slug])).content)


def listing(booking: Booking) -> str:
    return reverse("bookings:listing", args=[booking.ref])


# One tick, off by default, never offered to a household or a confidential booking.


def test_G8_the_tick_is_off_by_default(ben, hall):
    room = the_room(hall, "front")
    form = BookForm(room=room, groups=[a_group(organiser=ben)], at=datetime.now(LONDON))
    for name in ("open_to_anyone", "listed"):
        assert not form[name].value()
    booking = a_booking(room, by=ben, hirer=a_group(organiser=ben))
    assert (booking.open_to_anyone, booking.listed, booking.is_for_anybody) == ("", False, False)


def test_G8_it_is_never_offered_to_a_household(ben, hall):
    family = a_group("The Lees", organiser=ben, kind=Hirer.Kind.HOUSEHOLD)
    form = BookForm(room=the_room(hall, "front"), groups=[family], at=datetime.now(LONDON))
    assert "open_to_anyone" not in form.fields
    party = a_lunch_club(hall, ben, hirer=family, category=hall.operator.categories.get(code="standard"))
    browser = signed_in(ben)
    assert "Change what is public" not in browser.get(party.get_absolute_url()).content.decode()
    assert browser.get(listing(party)).status_code == browser.post(listing(party), {"listed": "on"}).status_code == 404
    assert "Lunch for all" not in the_week(hall)


def test_G8_it_is_never_offered_to_a_confidential_booking(ben, hall):
    booking = a_lunch_club(hall, ben, confidential=True)
    browser = signed_in(ben)
    assert "Change what is public" not in browser.get(booking.get_absolute_url()).content.decode()
    assert browser.post(listing(booking), {"open_to_anyone": "free"}).status_code == 404
    assert "Lunch for all" not in the_week(hall)


# The venue's public This-week page lists ticked sessions only: when, where, who, access in a line.


def test_G8_the_page_says_when_where_who_and_access_in_a_line(ben, hall):
    door, room = Entrance.objects.create(venue=hall, code="front", name="Front door"), the_room(hall, "front")
    known = {"evidence": "stated", "state": "known"}
    AccessClaim.objects.create(venue=hall, fact="arr_street", value="yes", **known)
    AccessClaim.objects.create(venue=hall, entrance=door, fact="ent_step_free", value="yes", **known)
    AccessClaim.objects.create(venue=hall, room=room, fact="mov_step_free", value="yes", **known)
    AccessClaim.objects.create(venue=hall, fact="wc_accessible", value="no", **known)
    a_lunch_club(hall, ben)
    day = soon(7)
    assert (
        f"{day:%A} {day.day} {day:%B %Y} Lunch for all , Lunch Club midday to 2pm, Front. Pay what you can. "
        "Step-free; accessible toilet: no; hearing loop or receivers: not known"
    ) in the_week(hall)
    assert reverse("venues:this_week", args=[hall.slug]) in Client().get(hall.get_absolute_url()).content.decode()


@pytest.mark.once
@pytest.mark.parametrize(
    ("lift", "lasts", "words"),
    [
        ("passenger", 7, "The lift is out of order until {until}"),
        ("passenger", 6, "The lift was out of order: ask whether it works again"),
        ("not_needed", 7, ""),
    ],
)
def test_G8_what_is_out_of_order_that_day_is_told_where_it_matters(ben, hall, lift, lasts, words):
    """Words made of rows that the tests beside this one read from both kinds of database."""
    known = {"state": "known", "evidence": "stated"}
    AccessClaim.objects.create(venue=hall, room=the_room(hall, "front"), fact="mov_lift", value=lift, **known)
    told = {"starts_on": soon(-1), "expected_on": soon(lasts), "note": ""}
    note_outage(hall, fact="mov_lift", **told, by=ben, at=timezone.now())
    a_lunch_club(hall, ben)
    page = the_week(hall)
    assert words.format(until=date_words(soon(lasts))) in page
    assert ("The lift" in page) is bool(words)


@pytest.mark.parametrize("why", ["not ticked", "only our own people", "asked", "cancelled", "another week"])
def test_G8_only_ticked_and_confirmed_sessions_of_that_week_stand_there(ben, hall, why):
    booking = a_lunch_club(hall, ben)
    assert "Lunch for all" in the_week(hall)
    match why:
        case "not ticked":
            Booking.objects.update(open_to_anyone="", listed=True)
        case "only our own people":
            Booking.objects.update(open_to_anyone="no")
        case "asked":
            Booking.objects.update(status=Booking.Status.REQUESTED)
        case "cancelled":
            cancel_session(booking.sessions.get(), shown=ANY, by=ben, at=datetime.now(LONDON))
        case _:
            move(booking, to=datetime.combine(soon(14), time(12), LONDON))
    assert "Lunch for all" not in the_week(hall)


def test_G8_the_calendar_to_follow_has_the_same(ben, hall):
    booking = a_lunch_club(hall, ben)
    [event] = the_feed(hall).events
    assert str(event["SUMMARY"]) == "Lunch for all, Lunch Club"
    assert str(event["UID"]) == f"{booking.ref}-{booking.sessions.get().pk}@hearth"
    answer = Client().get(reverse("venues:this_week_feed", args=[hall.slug]))
    again = Client().get(reverse("venues:this_week_feed", args=[hall.slug]), headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304


@pytest.mark.once
@pytest.mark.parametrize("query", ["?week=2026-02-30", "?week=2001-01-01", "?week=9999-01-01"])
def test_G8_a_week_that_cannot_be_shown_is_said(hall, query):
    """The words of a form, whatever the database."""
    answer = Client().get(reverse("venues:this_week", args=[hall.slug]) + query)
    assert answer.status_code == 400
    assert "That week cannot be shown" in answer.content.decode()
    assert Client().get(reverse("venues:poster", args=[hall.slug]) + query).status_code == 404


def test_G8_a_hall_that_is_not_shown_shows_none_of_it(hall):
    Venue.objects.update(published=False)
    manager = signed_in(a_post(hall, "manager").user)
    for name in ("this_week", "poster", "this_week_feed"):
        assert Client().get(reverse(f"venues:{name}", args=[hall.slug])).status_code == 404
    assert manager.get(reverse("venues:this_week", args=[hall.slug])).status_code == 200


def test_G8_an_address_kept_back_stays_so(ben):
    hall = a_venue(cells=("front",), address_shown=Venue.AddressShown.CONFIRMED)
    a_lunch_club(hall, ben)
    assert "Church Lane" not in the_week(hall)
    assert "Church Lane" not in str(the_feed(hall).events[0]["LOCATION"])


@pytest.mark.once
def test_G8_a_full_week_asks_as_few_questions_as_an_empty_one(
    hall, django_assert_num_queries, django_assert_max_num_queries
):
    """How many statements a page asks is Django’s doing, whichever database answers them."""
    booking = a_confirmed(hall, "Lunch for all", open_to_anyone="free")
    rooms = [the_room(hall, "front"), the_room(hall, "back")]
    fill(booking, rooms, monday(), 1)
    with django_assert_max_num_queries(16) as few:
        the_week(hall, monday())
    fill(booking, rooms, monday() + timedelta(days=1), 60)
    with django_assert_num_queries(len(few)):
        assert the_week(hall, monday()).count("Lunch for all") == 61


# The same week prints as an A4 poster; unticking empties both at once.


@pytest.mark.once
def test_G8_the_poster_is_one_tagged_sheet_of_a4(ben, hall):
    """Words made of rows that the tests beside this one read from both kinds of database."""
    booking = a_confirmed(hall, "Lunch for all", open_to_anyone="free")
    for days in range(6):  # a full week
        fill(booking, [the_room(hall, "front")], monday() + timedelta(days=days), 2)
    with pikepdf.open(io.BytesIO(the_poster(hall, monday()))) as document:
        [page] = document.pages
        assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "en-gb"
        assert hall.name in str(document.docinfo["/Title"])


def test_G8_unticking_empties_page_poster_and_calendar_at_once(ben, hall):
    booking = a_lunch_club(hall, ben)
    full = the_poster(hall)
    assert "Lunch for all" in the_week(hall)
    browser = signed_in(ben)
    assert listing(booking) in browser.get(booking.get_absolute_url()).content.decode()
    page = browser.get(listing(booking)).content.decode()
    assert re.search(r'value="pay-what-you-can"[^>]*checked', page)
    assert browser.post(listing(booking), {"open_to_anyone": "no"}).status_code == 303
    assert "Lunch for all" not in the_week(hall)
    assert "Nothing this week" in the_week(hall)
    assert "Ben changed what is public of it" in browser.get(booking.get_absolute_url()).content.decode()
    assert the_feed(hall).events == []
    assert len(the_poster(hall)) < len(full)


def test_G8_who_may_not_book_for_the_group_does_not_untick(ben, hall):
    booking = a_lunch_club(hall, ben)
    assert signed_in(a_user("Cleo")).post(listing(booking), {"open_to_anyone": "no"}).status_code == 404
    assert Booking.objects.get().is_for_anybody


def test_G8_this_week_is_shown_unless_another_is_asked_for(ben, hall):
    booking = a_lunch_club(hall, ben)
    today = datetime.combine(soon(0), time(12), LONDON)
    move(booking, to=today)
    assert "Lunch for all" in the_week(hall, soon(0))
    html = Client().get(reverse("venues:this_week", args=[hall.slug])).content.decode()
    assert "This week at" in html
    assert f"?week={soon(7)}" in html


def test_G8_what_is_over_is_folded_away_and_not_told_as_to_come(ben, hall):
    booking = a_lunch_club(hall, ben)
    move(booking, to=datetime.now(LONDON) - timedelta(hours=3))
    assert "Lunch for all" not in the_week(hall, "")
    told = the_week(hall, soon(-1))
    assert "Nothing more this week" in told
    assert "Lunch for all" in told.partition("What is over already")[2]
