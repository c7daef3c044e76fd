"""Who waits, on the desk's own page: nothing is skipped, nothing that was typed is lost, and each word is so.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Hirer, Letter
from bookings.actions.close import close, holds_it_hits, print_of_sessions, what_it_hits
from bookings.actions.wait_for_them import pass_on_for_them, put_back_on_list, take_off_list, wait_for_them
from bookings.exceptions import NotPossible
from bookings.models import Booking, Occupancy, Wait
from bookings.waiting_list import offer_what_is_free
from tests.bookings.guest_pages import words_of
from tests.make import (
    a_booking,
    a_group,
    a_post,
    a_user,
    a_venue,
    an_ask,
    on_application,
    signed_in,
    soon,
    the_room,
)
from tests.shared import shared
from tests.waiting import a_wait, offered
from venues.files.contents import ClosureRow
from venues.models import Conditions, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@shared
def hall() -> Venue:
    return a_venue(email="desk@hearth.example")


@shared
def sue(hall):
    return a_post(hall, "secretary", a_user("Sue")).user


@shared
def doris(hall) -> Hirer:
    return a_group("Doris", kind="household", contact_phone="01632 960123")


@pytest.fixture
def desk(sue) -> Client:
    return signed_in(sue)


@pytest.fixture
def wait(hall, doris) -> Wait:
    """For a golden wedding."""
    standard = hall.operator.categories.get(code="standard")
    return a_wait(the_room(hall, "main"), on=soon(20), hirer=doris, category=standard, purpose="private")


@pytest.fixture
def offer(wait) -> Wait:
    return offered(wait)


def press(desk: Client, wait: Wait, do: str, **more: str) -> Any:
    return desk.post(page_of(wait), {"do": do, **more})


def page_of(wait: Wait) -> str:
    return reverse("desk:wait", args=[wait.venue.slug, wait.ref])


def test_a_party_is_asked_what_the_hall_asks_of_any_before_it_is_booked_for_them(desk, hall, offer):
    Venue.objects.filter(pk=hall.pk).update(alcohol="sold", music=Venue.Asked.YES)
    assert "Will there be alcohol?" in words_of(desk.get(page_of(offer)))
    missing = press(desk, offer, "book", shown_pence="2400", music="live")
    assert missing.status_code == 422
    assert set(missing.context["party"].errors) == {"alcohol"}
    assert missing.context["party"]["music"].value() == "live"
    late = press(desk, offer, "book", shown_pence="2400", music="none", alcohol="sold", licence="ten")
    assert "it could be asked until" in str(late.context["party"].errors["alcohol"])
    assert not Booking.objects.exists()
    assert press(desk, offer, "book", shown_pence="2400", music="live", alcohol="drunk").status_code == 303
    assert Booking.objects.get().particulars == {"music": "live", "alcohol": "drunk"}


def test_they_may_say_no_without_answering_anything_about_their_party(desk, hall, offer):
    Venue.objects.filter(pk=hall.pk).update(music=Venue.Asked.YES)
    assert press(desk, offer, "pass").status_code == 303
    offer.refresh_from_db()
    assert offer.is_passed_on


def test_what_was_ticked_and_answered_stays_where_the_price_has_changed(desk, hall, offer):
    Venue.objects.filter(pk=hall.pk).update(music=Venue.Asked.YES)
    Conditions.objects.create(venue=hall, number=1, text="Sweep the floor.", published_at=timezone.now())
    refused = press(desk, offer, "book", shown_pence="1", music="live", told="on")
    assert refused.status_code == 409
    assert refused.context["party"]["music"].value() == "live"
    assert 'id="told" checked' in refused.content.decode()
    assert 'id="told" checked' not in desk.get(page_of(offer)).content.decode()


def test_of_a_price_on_application_the_hours_are_kept_and_the_price_is_sent_next(desk, hall, offer):
    on_application(hall)
    assert "Keep the hours, and send a price" in words_of(desk.get(page_of(offer)))
    answer = press(desk, offer, "book", shown_pence="")
    booking = Booking.objects.get()
    assert booking.is_waiting
    assert answer["Location"] == reverse("desk:tell_price", args=[hall.slug, booking.ref])
    assert desk.get(answer["Location"]).context["form"].fields.keys() >= {"price"}


def test_whoever_was_offered_it_meanwhile_is_not_taken_off_and_the_page_says_so(desk, offer):
    answer = press(desk, offer, "off")
    assert answer.status_code == 409
    assert "It has become free meanwhile, and is kept for them." in words_of(answer)
    assert "no longer waits" not in words_of(answer)
    offer.refresh_from_db()
    assert offer.is_offered


def test_a_button_pressed_twice_says_what_is_so(desk, wait):
    for words in ("Doris no longer waits for it.", "Doris did not wait for it any more."):
        assert words in words_of(desk.post(page_of(wait), {"do": "off"}, follow=True))
    for _twice in range(2):
        assert press(desk, wait, "back").status_code == 303
    wait.refresh_from_db()
    assert wait.is_offered, "nobody has it"
    for act in ("pass", "keep", "keep"):
        assert press(desk, wait, act).status_code == 303, act


def test_whoever_was_put_on_anew_stands_there_once(desk, hall, doris, sue):
    room, at = the_room(hall, "main"), timezone.now()
    a_booking(room, on=soon(20), confirmed=True)
    ask = an_ask(room, soon(20), hirer=doris)
    [first] = wait_for_them(ask, by=sue, at=at, submission_key="first")
    take_off_list(first, by=sue, at=at)
    [second] = wait_for_them(ask, by=sue, at=at + timedelta(seconds=5), submission_key="second")
    page = desk.get(page_of(first))
    assert "put on it once more since" in words_of(page)
    assert page_of(second) in page.content.decode()
    answer = press(desk, first, "back")
    assert answer.status_code == 409
    assert "They stand on the list once more since." in words_of(answer)
    with pytest.raises(NotPossible):
        put_back_on_list(first, by=sue, at=at + timedelta(seconds=10))
    assert Wait.objects.open().get() == second
    take_off_list(second, by=sue, at=at + timedelta(seconds=20))
    put_back_on_list(first, by=sue, at=at + timedelta(seconds=30))
    assert Wait.objects.open().get() == first


def shut(hall: Venue, by: Any, at: datetime) -> None:
    row = ClosureRow(datetime.combine(soon(20), time(8)), datetime.combine(soon(20), time(23)), (), "other", "Floor")
    shown = print_of_sessions(what_it_hits(hall, row, at=at), holds_it_hits(hall, row, at=at))
    close(hall, row, by=by, at=at, shown=shown)


@pytest.mark.on_postgres
def test_whoever_has_said_no_does_not_wait_again_because_the_hall_shuts(hall, offer, sue):
    at = timezone.now()
    pass_on_for_them(offer, by=sue, at=at)
    shut(hall, sue, at)
    offer.refresh_from_db()
    assert (offer.state, offer.ended_at, offer.stood_until, offer.hold) == ("withdrawn", at, None, None)
    assert not Occupancy.objects.exists()
    assert not Letter.objects.filter(hirer=offer.hirer).exists()


def test_an_offer_that_is_made_anew_is_passed_on_by_nobody(hall, wait, sue):
    """As a row from before this was minded has it."""
    at = timezone.now()
    Wait.objects.filter(pk=wait.pk).update(stood_until=at)
    assert offer_what_is_free(hall, [wait.period], at=at) == 1
    wait.refresh_from_db()
    assert (wait.is_offered, wait.is_passed_on) == (True, False)
    shut(hall, sue, at)
    wait.refresh_from_db()
    assert (wait.state, wait.stood_until, wait.offer_until) == ("waiting", None, None)
