"""S8: what is private stays so: in calendars, lists, feeds and on pages of the week.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.clock import day_words
from accounts.models import Hirer, Letter
from bookings.actions import confirm_booking, set_standing
from bookings.actions.follow import make_feed_link
from bookings.actions.remind import remind
from bookings.models import Booking, Session
from tests import access_letter_cases as access_letter_cases
from tests import change_letter_cases as change_letter_cases
from tests import price_letter_cases as price_letter_cases
from tests.letter_cases import CASES, a_cast
from tests.make import a_booking, a_group, a_post, a_user, a_venue, move, signed_in, soon, the_room
from venues.models import Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def hall() -> Venue:
    return a_venue()


@pytest.fixture
def ben():
    return a_user("Ben")


def whatever_is_public(hall: Venue) -> str:
    """All that a stranger can read of the hall's time."""
    room = the_room(hall, "main")
    addresses = [
        *(f"/venues/{hall.slug}/calendar/?{kind}={soon()}" for kind in ("day", "week", "month")),
        f"{room.get_absolute_url()}?week={soon()}",
        f"/venues/{hall.slug}/this-week/?week={soon()}",
        f"/venues/{hall.slug}/this-week.ics",
    ]
    answers = [Client().get(address) for address in addresses]
    assert [answer.status_code for answer in answers] == [200] * len(answers)
    return "\n".join(answer.content.decode() for answer in answers)


def everything_ticked(booking: Booking) -> None:
    """As if somebody had ticked all there is to tick, whatever the pages offer."""
    Booking.objects.filter(pk=booking.pk).update(listed=True, open_to_anyone="free")


def test_S8_in_quiet_hours_letters_to_the_desk_wait_and_hirers_get_an_automatic_reply(hall, ben):
    today = timezone.localdate()
    hall.quiet_from, hall.quiet_until = time(21), time(9)
    hall.quiet_days = [today.weekday(), (today + timedelta(days=1)).weekday()]
    hall.save()
    a_booking(the_room(hall, "main"), by=ben, hirer=a_group("Larks", organiser=ben))
    again = datetime.combine(today + timedelta(days=2), time(9), hall.tz)
    assert Letter.objects.get(to=hall.email).send_after == again
    told = " ".join(Letter.objects.get(kind="asked").body.split())
    assert f"Its volunteers read requests again on {day_words(again.date())}, from 9am." in told


@pytest.mark.once
def test_S8_the_emergency_number_shows_to_confirmed_hirers_only_on_the_day_only(hall, ben):
    """Who reads what is decided in Python, of rows that others read from both kinds of database."""
    number = "01632 960777"
    Venue.objects.filter(pk=hall.pk).update(emergency_phone=number, published=True)
    hall.refresh_from_db()
    larks = a_group("Larks", organiser=ben)
    booking = a_booking(the_room(hall, "main"), by=ben, hirer=larks)
    session, browser = booking.sessions.get(), signed_in(ben)

    def shown() -> bool:
        return number in browser.get(booking.get_absolute_url()).content.decode()

    today = datetime.combine(timezone.localdate(timezone=hall.tz), time(12), hall.tz)
    move(booking, to=today)
    assert not shown()  # only asked for
    confirm_booking(booking, by=a_user("Ada"), at=today - timedelta(days=9))
    assert shown()
    move(booking, to=today + timedelta(days=1))
    assert not shown()
    move(booking, to=today - timedelta(days=1))
    assert not shown()
    move(booking, to=today)
    Session.objects.filter(pk=session.pk).update(status=Session.Status.CANCELLED_IN_TIME, status_at=today)
    assert not shown()

    remind(today - timedelta(days=1), since=None)
    told = "\n".join(letter.body + letter.calendar for letter in Letter.objects.all())
    assert number not in whatever_is_public(hall) + told
    assert number not in browser.get(reverse("bookings:calendar", args=[booking.ref])).content.decode()
    assert number not in browser.get(hall.get_absolute_url()).content.decode()


@pytest.mark.once
def test_S8_no_page_or_letter_has_a_post_holder_s_own_address_and_replies_go_to_the_venue(hall, ben):
    """Every letter that the house can write to a hirer, and what the public and the hirer can read.

    Who reads what is decided in Python, of rows that others read from both kinds of database.
    """
    own = {post.user.email for kind in ("manager", "secretary", "caretaker") for post in [a_post(hall, kind)]}
    larks = a_group("Larks", organiser=ben)
    cast = a_cast()
    for case in dict.fromkeys(CASES.values()):
        case(cast)
    holders = set(cast.hall.posts.values_list("user__email", flat=True))
    hirers = Letter.objects.filter(place=cast.hall.slug).exclude(to__in=holders)
    letters = hirers.filter(hirer__isnull=False)
    assert letters.count() > 10
    assert set(letters.values_list("reply_to", flat=True)) == {cast.hall.email}
    for letter in hirers:
        assert not [email for email in holders if email in letter.body + letter.calendar + letter.reply_to], letter.kind
    booking = a_booking(the_room(hall, "main"), by=ben, hirer=larks, confirmed=True)
    browser = signed_in(ben)
    pages = [hall.get_absolute_url(), booking.get_absolute_url(), reverse("venues:prices", args=[hall.slug])]
    told = whatever_is_public(hall) + "".join(browser.get(page).content.decode() for page in pages)
    assert hall.email in told
    assert not [email for email in own if email in told]


def test_S8_a_household_s_title_is_never_public(hall, ben):
    family = a_group("The Lees", organiser=ben, kind=Hirer.Kind.HOUSEHOLD)
    standard = hall.operator.categories.get(code="standard")
    party = a_booking(
        the_room(hall, "main"), by=ben, hirer=family, category=standard, title="Ruby’s birthday party", confirmed=True
    )
    everything_ticked(party)
    public = whatever_is_public(hall)
    assert "Booked" in public
    assert not re.search("Ruby|birthday|Lees", public)


def test_S8_a_youth_group_is_unlisted_by_default(hall, ben):
    guides = a_group("1st Guides", organiser=ben, serves_young=True)
    browser = signed_in(ben)
    page = browser.get(reverse("bookings:book", args=[hall.slug, "main"])).content.decode()
    [tick] = re.findall(r'<input[^>]*name="listed"[^>]*>', page)
    assert "checked" not in tick
    a_booking(the_room(hall, "main"), by=ben, hirer=guides, title="Guides’ evening", confirmed=True)
    assert "Guides" not in whatever_is_public(hall)


@pytest.mark.once
@pytest.mark.parametrize("kind", ["caretaker", "secretary"])
def test_S8_a_confidential_booking_shows_room_and_time_only_whatever_else_is_set(hall, ben, kind):
    """Who reads what is decided in Python, of rows that others read from both kinds of database."""
    survivors = a_group("Survivors", organiser=ben)
    set_standing(hall, survivors, at_once=True, by=a_user("Ada"), at=timezone.now())
    booking = a_booking(
        the_room(hall, "main"), by=ben, hirer=survivors, title="Listening Ear", message="Back door.", confidential=True
    )
    everything_ticked(booking)
    public = whatever_is_public(hall)
    assert "Booked" in public
    link = make_feed_link(a_post(hall, kind).user, key="a-key-of-one-page", at=timezone.now(), venue=hall)
    feed = Client().get(reverse("feed", args=[link])).content.decode()
    assert "Confidential" in feed
    assert "LOCATION:Main" in feed
    for told in (public, feed):
        assert not re.search("Listening|Survivors|Back door", told)


def test_S8_the_caretaker_s_sheet_and_plan_show_room_and_time_only(hall, ben):
    a_booking(
        the_room(hall, "main"),
        by=ben,
        hirer=a_group("Survivors", organiser=ben),
        title="Listening Ear",
        confidential=True,
        confirmed=True,
    )
    caretaker = signed_in(a_post(hall, "caretaker").user)
    for page in ("diary", "calendar"):
        for query in (f"week={soon()}", f"day={soon()}"):
            told = caretaker.get(f"/desk/{hall.slug}/{page}/?{query}").content.decode()
            assert "Confidential" in told
            assert "7pm to 9pm" in told
            assert not re.search("Listening|Survivors", told)
