"""S8: what is private stays so: in calendars, lists, feeds and on pages of the week."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Hirer
from bookings.actions import set_standing
from bookings.actions.follow import make_feed_link
from bookings.models import Booking
from tests.make import a_booking, a_group, a_post, a_user, a_venue, signed_in, soon, the_room
from venues.models import Venue

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize("kind", ["caretaker", "secretary"])
def test_S8_a_confidential_booking_shows_room_and_time_only_whatever_else_is_set(hall, ben, kind):
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
