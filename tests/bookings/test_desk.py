"""The secretary's list: what it says of each request, to whom it gives buttons, and what it costs the database.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import ANY

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.clock import day_words
from accounts.models import Hirer
from bookings import reports
from bookings.actions import cancel_session, confirm_booking, decline_booking, lapse_holds
from bookings.asking import Answers
from bookings.desk.decided import decided_lately
from bookings.models import Booking
from tests.make import LONDON, a_booking, a_group, a_post, a_user, a_venue, an_ask, book, signed_in, soon, the_room
from tests.shared import shared
from venues.models import Closure, Layout, Tariff, Venue
from venues.tariffs import ExtraAsked

pytestmark = [pytest.mark.django_db, pytest.mark.once]

VAT = {"name": "VAT", "percent": "20", "included": False}


@shared
def hall() -> Venue:
    return a_venue(cells=("front", "back"))


@shared
def ada(hall):
    """The secretary, signed in."""
    return signed_in(a_post(hall, "secretary").user)


def text(browser, venue: Venue) -> str:
    """What the list says, on one line."""
    answer = browser.get(f"/desk/{venue.slug}/")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().replace("&#x27;", "'").split())


def asked_ago(room, days: float, *, hirer=None, on=None, **fields) -> Booking:
    at = timezone.now() - timedelta(days=days)
    by = a_user()
    return book(an_ask(room, on or soon(40), hirer=hirer or a_group(organiser=by), **fields), by=by, at=at)


def test_the_oldest_request_comes_first(hall, ada):
    asked_ago(the_room(hall, "front"), 1, title="Newer")
    asked_ago(the_room(hall, "back"), 5, title="Older")
    page = text(ada, hall)
    assert page.index(">Older<") < page.index(">Newer<")
    assert "2 requests wait for an answer" in page


def test_a_request_says_who_when_how_many_and_how_much(hall, ada):
    charity = a_group("Stroke Club", organiser=a_user(), kind=Hirer.Kind.CHARITY, charity_number="1098765")
    asked_ago(the_room(hall, "front"), 3, hirer=charity, people=30)
    page = text(ada, hall)
    for words in (
        "Stroke Club",
        "Registered charity no. 1098765",
        "new here",
        "30 people; the room takes 100",
        "<strong>£16.00</strong>",
        "(standard price £24.00)",
        "Community group",
        "7pm to 9pm",
        "Waiting for 3 days.",
        "Held for them until",
    ):
        assert words in page


@pytest.mark.once
@pytest.mark.parametrize(
    ("tax", "words"),
    [
        ({}, "<strong>£19.00</strong> (£16.00 of it for the hire; standard price £24.00)"),
        ({"tax": VAT}, "<strong>£22.80</strong> (£16.00 of it for the hire, before tax; standard price £24.00)"),
    ],
)
def test_the_standard_price_stands_beside_what_it_is_the_standard_of(hall, ada, tax, words):
    """Words made of rows that the tests beside this one read from both kinds of database."""
    row = Tariff.objects.get(venue=hall)
    row.document |= {"extras": [{"code": "urn", "name": "Urn", "prices": [{"flat": "3.00"}]}], **tax}
    row.save()
    a_booking(the_room(hall, "front"), on=soon(30), answers=Answers(extras=(ExtraAsked("urn"),)))
    page = text(ada, hall).replace('<span class="soft">', "").replace("</span>", "")
    assert words in page


@pytest.mark.once
def test_a_series_is_told_in_a_sentence(hall, ada):
    """Words made of rows that the tests beside this one read from both kinds of database."""
    room, first = the_room(hall, "front"), soon(40)
    a_booking(room, on=first + timedelta(weeks=3), confirmed=True)
    asked_ago(room, 1, on=first, until=first + timedelta(weeks=9), skip=[first + timedelta(weeks=5)])
    page = text(ada, hall)
    assert f"Every {first:%A}, 7pm to 9pm" in page
    assert "8 dates, first" in page
    assert "1 date could not be booked" in page


def test_who_has_booked_before_is_known(hall, ada):
    choir = a_group(organiser=a_user())
    a_booking(the_room(hall, "front"), on=soon(20), hirer=choir, confirmed=True)
    asked_ago(the_room(hall, "front"), 1, hirer=choir)
    page = text(ada, hall)
    assert "1 booking here" in page
    assert "New hirer" not in page


def test_a_booking_elsewhere_does_not_make_a_hirer_known(hall, ada):
    choir = a_group(organiser=a_user())
    a_booking(hirer=choir, confirmed=True)
    asked_ago(the_room(hall, "front"), 1, hirer=choir)
    assert "New hirer" in text(ada, hall)


def test_reasons_worth_knowing_stand_by_name(hall, ada):
    Layout.objects.filter(room__code="front").update(capacity=None)
    asked_ago(the_room(hall, "front"), 1, title="Quiet", confidential=True)
    asked_ago(the_room(hall, "back"), 1, title="Hasty", on=soon(3))
    family = a_group("Patel", organiser=a_user(), kind=Hirer.Kind.HOUSEHOLD)
    crowd = asked_ago(the_room(hall, "back"), 1, title="Party", hirer=family)
    Booking.objects.filter(pk=crowd.pk).update(people=130)
    Closure.objects.create(
        venue=hall,
        starts_at=crowd.sessions.get().starts_at,
        ends_at=crowd.sessions.get().ends_at,
        cause=Closure.Cause.WORKS,
    )
    page = text(ada, hall)
    for words in (
        "Confidential: nobody but you",
        "Nobody has written down how many people the room takes safely",
        "Short notice: it begins in",
        "30 people more than the room takes safely",
        "is not meant for this kind of hirer",
        "The hall is shut on 1 date",
    ):
        assert words in page


def test_a_plain_request_of_somebody_known_gives_no_reason(hall, ada):
    choir = a_group(organiser=a_user())
    a_booking(the_room(hall, "front"), on=soon(20), hirer=choir, confirmed=True)
    asked_ago(the_room(hall, "front"), 1, hirer=choir)
    assert "Worth knowing" not in text(ada, hall)


def test_a_lapsed_hold_is_told_and_whether_the_hours_are_still_free(hall, ada):
    asked_ago(the_room(hall, "front"), 9)
    lapse_holds(timezone.now())
    assert "the hours are still free" in text(ada, hall)
    a_booking(the_room(hall, "whole"), on=soon(40), start=20, end=22)
    assert f"Gone to somebody else: {day_words(soon(40))}." in text(ada, hall)


def test_nobody_waiting_says_what_to_do_next(hall, ada):
    page = text(ada, hall)
    assert "Nobody is waiting for you" in page
    assert f'href="/desk/{hall.slug}/diary/"' in page


def test_what_was_decided_lately_stands_below(hall, ada):
    yes = a_booking(the_room(hall, "front"), title="Chess", confirmed=True)
    no = a_booking(the_room(hall, "back"), title="Drums")
    decline_booking(no, reason="policy", words="Too loud.", by=a_user("Ada"), at=timezone.now())
    old = a_booking(the_room(hall, "back"), on=soon(11), title="Long ago", confirmed=True)
    Booking.objects.filter(pk=old.pk).update(decided_at=timezone.now() - timedelta(days=15))
    below = text(ada, hall).split("Decided in the last two weeks", 1)[1]
    assert "Chess" in below
    assert "Drums" in below
    assert "Refused" in below
    assert "Long ago" not in below
    assert yes.decided_by is not None


def test_a_request_that_nobody_answered_is_told_as_such(hall, ada):
    room = the_room(hall, "front")
    missed = asked_ago(room, 10, on=soon(3), title="Missed")
    lapse_holds(missed.sessions.get().starts_at)
    Booking.objects.filter(pk=missed.pk).get().sessions.update(starts_at=timezone.now() - timedelta(hours=1))
    below = text(ada, hall).split("Decided in the last two weeks", 1)[1]
    assert "Missed" in below
    assert "no answer came" in below


def test_a_request_ends_unanswered_with_the_first_date_that_nobody_gave_up(hall, ada):
    missed = asked_ago(the_room(hall, "front"), 30, on=soon(3), until=soon(17), title="Missed")
    given_up, kept, _last = missed.sessions.order_by("starts_at")
    cancel_session(given_up, shown=ANY, by=a_user(), at=timezone.now())
    lapse_holds(kept.starts_at)
    [decision] = decided_lately(hall, at=kept.starts_at)
    assert decision.booking.status == Booking.Status.EXPIRED
    assert decision.at == kept.starts_at

    day = kept.starts_at.astimezone(LONDON).date()
    report = reports.build(hall, day, day + timedelta(days=1), as_at=kept.ends_at)
    assert report.figure("C4").value.top == 1


@pytest.mark.once
@pytest.mark.parametrize(
    ("post", "buttons"), [("manager", True), ("secretary", True), ("treasurer", False), ("trustee", False)]
)
def test_only_those_who_decide_see_buttons(hall, post, buttons):
    """Words made of rows that the tests beside this one read from both kinds of database."""
    asked_ago(the_room(hall, "front"), 1)
    page = text(signed_in(a_post(hall, post).user), hall)
    assert ("/confirm/" in page, "Refuse…" in page) == (buttons, buttons)
    assert ("The booking secretary or the manager answers." in page) is not buttons


def test_who_runs_two_venues_can_switch(hall):
    post = a_post(hall, "secretary")
    assert "Your other halls" not in text(signed_in(post.user), hall)
    other = a_venue(name="Marsh Hut")
    a_post(other, "trustee", post.user)
    page = text(signed_in(post.user), hall)
    assert "<summary>Your other halls</summary>" in page
    assert f'href="/desk/{other.slug}/">Marsh Hut' in page


def test_other_venues_requests_stand_on_other_desks(hall, ada):
    a_booking(title="Elsewhere")
    assert "Elsewhere" not in text(ada, hall)


@pytest.mark.once
def test_twenty_rows_ask_as_many_questions_as_ten(hall, ada):
    """How many statements a page asks is Django’s doing, whichever database answers them."""
    rooms = [the_room(hall, "front"), the_room(hall, "back")]

    def grow(rows: int) -> None:
        for number in range(rows):
            asked_ago(rooms[number % 2], 9 if number % 3 else 1, on=soon(40 + Booking.objects.count()), until=None)
        past = book(an_ask(rooms[0], soon(30), hirer=a_group()), by=a_user()) if rows == 9 else None
        if past:
            confirm_booking(past, by=a_user("Ada"), at=timezone.now())

    grow(9)
    few = questions(ada, hall)
    grow(10)
    assert Booking.objects.waiting().count() == 19
    assert questions(ada, hall) == few


def questions(browser, venue: Venue) -> int:
    with CaptureQueriesContext(connection) as asked:
        text(browser, venue)
    return len(asked)


def test_the_list_turns_its_pages(hall, ada):
    room = the_room(hall, "front")
    for number in range(21):
        asked_ago(room, 1, on=soon(40 + number), title=f"Request {number:02}")
    assert "Page 1 of 2" in text(ada, hall)
    second = ada.get(f"/desk/{hall.slug}/?page=2").content.decode()
    assert "Request 20" in second
    assert "Request 19" not in second
    assert ada.get(f"/desk/{hall.slug}/?page=nonsense").status_code == 200
