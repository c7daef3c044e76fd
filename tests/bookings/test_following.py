"""Calendars that programs follow by a secret address: what stands in them, and who may have one.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from unittest.mock import ANY

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from accounts.models import Hirer, Membership
from accounts.retention.running import take_out
from bookings.actions import cancel_session, confirm_booking, decline_booking, merge_groups, undo_merge
from bookings.actions.erase_person import erase_person
from bookings.actions.follow import make_feed_link
from bookings.feeds.writing import CANCELLED, CONFIRMED, TENTATIVE, sequence_of
from bookings.models import Booking, FeedLink, Session
from bookings.privacy.export import data_of
from bookings.privacy.rules import FOLLOWED
from tests.make import a_booking, a_group, a_post, a_user, a_venue, signed_in, soon, the_room
from tests.shared import shared
from venues.models import Post, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]

A_KEY = "a-key-of-one-page-only"


@shared
def ben():
    return a_user("Ben")


@shared
def choir(ben) -> Hirer:
    return a_group(organiser=ben)


@shared
def hall() -> Venue:
    return a_venue(cells=("front", "back"))


def address_of(owner, **thing) -> str:
    return reverse("feed", args=[make_feed_link(owner, key=A_KEY, at=timezone.now(), **thing)])


def read(address: str) -> Calendar:
    answer = Client().get(address)
    assert answer.status_code == 200
    return Calendar.from_ical(answer.content)


def events(address: str) -> list:
    return read(address).events


def whole(calendar: Calendar) -> str:
    return calendar.to_ical().decode().replace("\r\n ", "")


# What stands in one.


def test_a_group_s_own_calendar_tells_what_when_and_where(ben, choir, hall):
    booking = a_booking(the_room(hall, "front"), by=ben, hirer=choir, on=soon(), confirmed=True)
    a_booking(the_room(hall, "back"), on=soon(), confirmed=True, title="Somebody else’s")
    calendar = read(address_of(ben, hirer=choir))
    assert str(calendar["NAME"]) == str(calendar["X-WR-CALNAME"]) == "Alder Vale Choir"
    assert calendar["REFRESH-INTERVAL"].to_ical() == b"PT1H"
    assert calendar["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"
    assert str(calendar["X-PUBLISHED-TTL"]) == "PT1H"
    assert [zone.tz_name for zone in calendar.timezones] == ["Europe/London"]
    [event] = calendar.events
    session = booking.sessions.get()
    assert str(event["UID"]) == f"{booking.ref}-{session.pk}@hearth"
    assert f"{event.start:%Y-%m-%d %H:%M}" == f"{soon()} 19:00"
    assert event["DTSTART"].params["TZID"] == "Europe/London"
    assert (str(event["STATUS"]), str(event["SUMMARY"])) == ("CONFIRMED", "Rehearsal")
    assert str(event["LOCATION"]) == f"Front, {hall.name}, Church Lane, Alder Vale, ZZ1 1ZZ"
    assert str(event["URL"]).endswith(booking.get_absolute_url())
    assert "RRULE" not in event
    assert not re.search(r"£|[Pp]rice|16\.00", whole(calendar))


def test_the_same_date_has_the_same_name_in_every_calendar_that_shows_it(ben, choir, hall):
    room = the_room(hall, "front")
    a_booking(room, by=ben, hirer=choir, confirmed=True, until=soon(21))
    ada = a_post(hall, "secretary").user
    addresses = [address_of(ben), address_of(ben, hirer=choir), address_of(ada, venue=hall), address_of(ada, room=room)]
    names = {tuple(str(event["UID"]) for event in events(address)) for address in addresses}
    assert len(names) == 1
    assert len(*names) == 2


def test_a_room_s_calendar_has_whatever_takes_some_of_it(hall):
    ada = a_post(hall, "caretaker").user
    for code, days in (("front", 14), ("back", 15), ("whole", 16)):
        a_booking(the_room(hall, code), on=soon(days), title=f"In the {code}", confirmed=True)
    shown = {
        code: [str(event["SUMMARY"]) for event in events(address_of(ada, room=the_room(hall, code)))]
        for code in ("front", "whole")
    }
    assert shown["front"] == ["In the front, Alder Vale Choir", "In the whole, Alder Vale Choir"]
    assert len(shown["whole"]) == 3


def test_what_is_asked_or_cancelled_is_said_in_words_too_and_goes_after_sixty_days(ben, choir, hall):
    booking = a_booking(the_room(hall, "front"), by=ben, hirer=choir, until=soon(21))
    refused = a_booking(the_room(hall, "back"), by=ben, hirer=choir, title="Party")
    address = address_of(ben)
    assert {str(event["SUMMARY"]) for event in events(address)} == {"Asked: Rehearsal", "Asked: Party"}
    confirm_booking(booking, by=a_user("Ada"), at=timezone.now())
    cancel_session(booking.sessions.all()[0], shown=ANY, by=ben, at=timezone.now())
    decline_booking(refused, reason="policy", words="No.", by=a_user("Ada"), at=timezone.now())
    assert {(str(event["STATUS"]), event["SEQUENCE"], str(event["SUMMARY"])) for event in events(address)} == {
        ("CANCELLED", 2, "Cancelled: Rehearsal"),
        ("CANCELLED", 2, "Cancelled: Party"),
        ("CONFIRMED", 1, "Rehearsal"),
    }
    long_ago = timezone.now() - timedelta(days=61)
    Session.objects.filter(booking=booking).exclude(status_at=None).update(status_at=long_ago)
    Booking.objects.filter(pk=refused.pk).update(decided_at=long_ago)
    assert [str(event["STATUS"]) for event in events(address)] == ["CONFIRMED"]


def test_a_date_s_number_only_grows_even_where_a_step_is_taken_back():
    steps = [(TENTATIVE, 0), (CONFIRMED, 0), (TENTATIVE, 1), (CONFIRMED, 1), (CONFIRMED, 2), (CANCELLED, 2)]
    numbers = [sequence_of(status, changed) for status, changed in steps]
    assert numbers == sorted(set(numbers))


def test_a_date_that_moved_keeps_its_name_and_has_a_higher_number(ben, choir, hall):
    booking = a_booking(the_room(hall, "front"), by=ben, hirer=choir, confirmed=True)
    address = address_of(ben)
    [before] = events(address)
    Session.objects.filter(booking=booking).update(times_changed=1)
    [after] = events(address)
    assert (before["UID"], before["SEQUENCE"]) == (after["UID"], after["SEQUENCE"] - 3)


@pytest.mark.parametrize("of", ["venue", "hirer"])
def test_of_a_confidential_booking_only_room_and_time_whoever_follows(ben, choir, hall, of):
    a_booking(
        the_room(hall, "front"),
        by=ben,
        hirer=choir,
        title="Listening Ear",
        confidential=True,
        listed=True,
        confirmed=True,
    )
    ada = a_post(hall, "manager").user
    calendar = read(address_of(ada, venue=hall) if of == "venue" else address_of(ben, hirer=choir))
    [event] = calendar.events
    assert str(event["SUMMARY"]) == ("Confidential" if of == "venue" else "Front")
    assert str(event["LOCATION"]).startswith("Front, ")
    assert "URL" not in event
    assert "DESCRIPTION" not in event
    assert "Listening" not in whole(calendar)


def test_an_address_that_is_kept_back_comes_with_the_booking(ben, choir):
    hall = a_venue(address_shown=Venue.AddressShown.CONFIRMED)
    booking = a_booking(the_room(hall, "main"), by=ben, hirer=choir)
    address = address_of(ben)
    assert "Church Lane" not in str(events(address)[0]["LOCATION"])
    confirm_booking(booking, by=a_user("Ada"), at=timezone.now())
    assert "Church Lane" in str(events(address)[0]["LOCATION"])


def test_lines_fold_at_75_octets_and_no_character_is_cut(ben, choir, hall):
    a_booking(the_room(hall, "front"), by=ben, hirer=choir, title="Käse; Brot, “é” \\ 🎉 " * 5, confirmed=True)
    file = Client().get(address_of(ben)).content
    assert file.endswith(b"\r\n")
    assert b"\n" not in file.replace(b"\r\n", b"")
    for line in file.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    assert str(Calendar.from_ical(file).events[0]["SUMMARY"]) == "Käse; Brot, “é” \\ 🎉 " * 5


# Asked for again.


def test_what_has_not_changed_is_not_sent_again(ben, choir, hall):
    booking = a_booking(the_room(hall, "front"), by=ben, hirer=choir, confirmed=True)
    address = address_of(ben)
    first = Client().get(address)
    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert first["Cache-Control"] == "private, no-cache"
    for header in ({"if-none-match": first["ETag"]}, {"if-modified-since": first["Last-Modified"]}):
        again = Client().get(address, headers=header)
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    Booking.objects.filter(pk=booking.pk).update(title="Concert")
    assert Client().get(address, headers={"if-none-match": first["ETag"]}).status_code == 200
    yesterday = {"if-modified-since": "Mon, 02 Mar 2026 10:00:00 GMT"}
    assert Client().get(address, headers=yesterday).status_code == 200


def test_to_read_writes_the_day_and_no_more_than_once_in_it(ben):
    address, link = address_of(ben), FeedLink.objects.get()
    read(address)
    link.refresh_from_db()
    noted = link.read_at
    read(address)
    link.refresh_from_db()
    assert link.read_at == noted
    FeedLink.objects.update(read_at=noted - timedelta(days=2))
    read(address)
    link.refresh_from_db()
    assert link.read_at > noted


@pytest.mark.once
def test_a_program_that_asks_too_often_is_slowed_down(ben, settings, monkeypatch):
    """Tries are counted on both kinds of database by operations/test_counters.py."""
    settings.RATELIMIT_ENABLE = True
    monkeypatch.setattr("django_ratelimit.core.time", SimpleNamespace(time=lambda: 1_800_000_000))  # one minute
    address = address_of(ben)
    assert [Client().get(address).status_code for _ in range(61)] == [200] * 60 + [429]


@pytest.mark.once
def test_many_dates_ask_as_few_questions_as_one(
    ben, choir, hall, django_assert_max_num_queries, django_assert_num_queries
):
    """How many statements a page asks is Django’s doing, whichever database answers them."""
    a_booking(the_room(hall, "front"), by=ben, hirer=choir, confirmed=True)
    address = address_of(ben)
    read(address)
    with django_assert_max_num_queries(12) as few:
        read(address)
    a_booking(the_room(hall, "back"), by=ben, hirer=choir, confirmed=True, until=soon(140))
    with django_assert_num_queries(len(few)):
        assert len(events(address)) == 20


# Who may have one, and for how long.


@pytest.mark.parametrize("end", ["let go", "merged away", "signed off", "erased"])
def test_who_is_no_longer_in_the_group_reads_nothing(choir, hall, end):
    mel = a_user("Mel")
    membership = Membership.objects.create(hirer=choir, user=mel, role=Membership.Role.MEMBER)
    address = address_of(mel, hirer=choir)
    assert Client().get(address).status_code == 200
    match end:
        case "let go":
            Membership.objects.filter(pk=membership.pk).update(ends_on=timezone.localdate() - timedelta(days=1))
        case "merged away":
            membership.delete()
        case "signed off":
            type(mel).objects.filter(pk=mel.pk).update(is_active=False)
        case _:
            erase_person(mel, at=timezone.now())
            assert not FeedLink.objects.exists()
    assert Client().get(address).status_code == 404


def test_a_post_s_addresses_end_with_the_post(hall):
    post = a_post(hall, "trustee")
    addresses = [address_of(post.user, venue=hall), address_of(post.user, room=the_room(hall, "front"))]
    assert [Client().get(address).status_code for address in addresses] == [200, 200]
    Post.objects.filter(pk=post.pk).update(until=timezone.localdate() - timedelta(days=1))
    assert [Client().get(address).status_code for address in addresses] == [404, 404]


def test_who_follows_a_group_that_was_kept_twice_goes_on_following(ben, choir, hall):
    other = a_group("The choir", organiser=ben)
    address = address_of(ben, hirer=other)
    merge = merge_groups(choir, other, venue=hall, by=None, at=timezone.now())
    assert str(read(address)["NAME"]) == "Alder Vale Choir"
    undo_merge(merge, by=None, at=timezone.now())
    assert str(read(address)["NAME"]) == "The choir"


def test_an_address_that_was_ended_is_forgotten_after_a_month(ben):
    address_of(ben)
    at = timezone.now()
    FeedLink.objects.update(ended_at=at - timedelta(days=29))
    assert take_out(FOLLOWED, at) == 0
    FeedLink.objects.update(ended_at=at - timedelta(days=31))
    assert take_out(FOLLOWED, at) == 1
    assert not FeedLink.objects.exists()


@pytest.mark.on_postgres
def test_a_funder_sees_no_diary_and_so_no_calendar(hall):
    assert Client().get(address_of(a_post(hall, "funder").user, venue=hall)).status_code == 404


def test_an_address_that_nobody_made_is_not_there():
    assert Client().get(reverse("feed", args=["x" * 43])).status_code == 404


@pytest.mark.on_postgres
def test_the_address_is_shown_once_and_only_its_hash_is_kept(ben, choir):
    browser = signed_in(ben)
    page = browser.get("/bookings/follow/").content.decode()
    [key] = {*re.findall(r'name="key" value="([^"]+)"', page)}
    answer = browser.post("/bookings/follow/", {"make": f"group-{choir.ref}", "key": key})
    assert answer["Cache-Control"] == "no-store"
    [(whole_address, token)] = re.findall(r"(http://[^<\s]*/calendar/([\w-]+)\.ics)", answer.content.decode())
    assert Client().get(f"/calendar/{token}.ics").status_code == 200
    link = FeedLink.objects.get()
    assert link.token_hash == hashlib.sha256(token.encode()).hexdigest()
    assert token not in str(vars(link))
    assert token not in browser.get("/bookings/follow/").content.decode()
    again = browser.post("/bookings/follow/", {"make": f"group-{choir.ref}", "key": key})
    assert whole_address in again.content.decode()
    assert FeedLink.objects.count() == 1


def test_a_new_address_ends_the_one_before_and_an_ended_one_stays_so(ben, choir):
    browser, here = signed_in(ben), f"/groups/{choir.ref}/calendar/"
    for key in ("first-key-of-the-page", "second-key-of-the-page"):
        assert browser.post(here, {"make": f"group-{choir.ref}", "key": key}).status_code == 200
    assert [link.ended_at is None for link in FeedLink.objects.order_by("pk")] == [False, True]
    assert browser.post(here, {"end": f"group-{choir.ref}"}).status_code == 303
    assert not FeedLink.objects.open().exists()
    once_more = browser.post(here, {"make": f"group-{choir.ref}", "key": "second-key-of-the-page"})
    assert once_more.status_code == 409
    assert "has been ended since" in once_more.content.decode()


def test_a_post_makes_addresses_of_the_place_and_of_each_room(hall):
    browser, here = signed_in(a_post(hall, "caretaker").user), f"/desk/{hall.slug}/calendar/follow/"
    assert browser.get(here).content.decode().count("Make an address") == 4
    for thing, kind in (("all", "venue"), ("room-front", "room")):
        assert browser.post(here, {"make": thing, "key": A_KEY}).status_code == 200
        assert FeedLink.objects.filter(kind=kind).exists()
    assert browser.post(here, {"make": "room-attic", "key": A_KEY}).status_code == 404


def test_the_file_of_one_s_own_data_lists_them(ben, choir):
    address_of(ben, hirer=choir)
    [told] = data_of(ben, at=timezone.now())["calendars you follow"]
    assert told["of"] == "Alder Vale Choir"
    assert told["made at"].startswith(str(datetime.now(UTC).date()))
    assert told["ended at"] is None
