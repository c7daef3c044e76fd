"""Pages left open while somebody else answered: what is over stays as it is, and numbers nobody could have sent."""

from __future__ import annotations

from datetime import time, timedelta
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Letter
from bookings import actions
from bookings.actions.lapse_holds import lapse_holds
from bookings.actions.send_price import send_price
from bookings.actions.set_listing import set_listing
from bookings.changing import ALL, Wish, plan_change
from bookings.changing.planning import rooms_of
from bookings.exceptions import BookingError, RoomTaken
from bookings.models import Booking, DeskAct, Occupancy, Session
from bookings.recurrence import Times
from bookings.reports.load import load
from bookings.reports.rows import Outcome
from bookings.reports.span import Span
from bookings.told_prices import print_of
from bookings.undoing import UNDO_FOR, close_what_stands, undo
from tests.make import a_booking, a_group, a_post, a_user, a_venue, on_application, signed_in, soon, the_room
from tests.shared import shared
from venues.models import Venue
from venues.money import Money

pytestmark = pytest.mark.django_db

DEAR, FAR_TOO_LONG = Money(12000), "9" * 5000


@shared
def hall() -> Venue:
    return a_venue()


@shared
def ben():
    return a_user("Ben")


@shared
def sue(hall):
    return a_post(hall, "secretary", a_user("Sue")).user


@shared
def asked(hall, ben) -> Booking:
    return a_booking(the_room(hall, "main"), on=soon(20), until=soon(27), hirer=a_group(organiser=ben), by=ben)


@pytest.fixture
def browser(ben) -> Client:
    return signed_in(ben)


@pytest.fixture
def desk(sue) -> Client:
    return signed_in(sue)


def declined(booking: Booking, sue) -> None:
    actions.decline_booking(booking, reason="policy", words="", by=sue, at=timezone.now())


def sent_at(booking: Booking, sue, at) -> Booking:
    shown = print_of(booking.sessions.select_related("venue__operator"))
    return send_price(booking, DEAR, shown=shown, by=sue, at=at)


def test_a_date_of_a_refused_request_is_not_cancelled(asked, sue, ben, browser):
    first, last = asked.sessions.all()
    declined(asked, sue)
    letters = Letter.objects.count()
    for session in (first, last):
        answer = browser.post(reverse("bookings:cancel_date", args=[asked.ref, session.pk]), {"due": "0"})
        assert answer.status_code == 409
        assert "there is nothing of it to cancel" in answer.content.decode()
    assert set(asked.sessions.values_list("status", flat=True)) == {Session.Status.PLANNED}
    assert Letter.objects.count() == letters
    undo(DeskAct.objects.get(), by=sue, at=timezone.now())
    assert Booking.objects.get().is_waiting, "the desk can still take its refusal back"


@pytest.mark.parametrize("over", ["declined", "expired", "withdrawn", "cancelled"])
def test_nothing_is_done_about_what_is_over(asked, sue, ben, over):
    """Each act as from a page that was opened before."""
    wish, rooms, at = (
        Wish(ALL, asked.sessions.first().pk, times=Times(time(9), time(10))),
        rooms_of(asked.venue),
        timezone.now(),
    )
    plan = plan_change(asked, wish, at=at, rooms=rooms)
    changed = {"by": ben, "at": at, "shown_dates": plan.dates_print, "shown_prices": plan.price_print}
    Booking.objects.update(status=over)
    acts = [
        lambda: actions.cancel_session(asked.sessions.first(), shown=0, by=ben, at=at),
        lambda: actions.cancel_booking(asked, shown=0, by=ben, at=at),
        lambda: actions.end_booking(asked, soon(21), shown=0, dates=1, by=ben, at=at),
        lambda: actions.withdraw_booking(asked, by=ben, at=at),
        lambda: actions.change_dates(asked, wish, **changed),
        lambda: actions.ask_change(asked, wish, **changed),
        lambda: actions.extend_booking(asked, soon(41), by=ben, at=at, shown_dates="", shown_prices=""),
        lambda: set_listing(asked, listed=True, open_to_anyone="yes", by=ben, at=at),
    ]
    before = Booking.objects.values().get(), list(Session.objects.values()), Letter.objects.count()
    for act in acts:
        with pytest.raises(BookingError):
            act()
    assert (Booking.objects.values().get(), list(Session.objects.values()), Letter.objects.count()) == before


def test_a_refusal_that_was_cancelled_is_counted_as_a_refusal(asked, sue, hall):
    """As it may stand in the rows of a hall from before."""
    declined(asked, sue)
    Booking.objects.update(status=Booking.Status.CANCELLED)
    today = timezone.localdate()
    [row] = load(hall, Span(today - timedelta(days=1), today + timedelta(days=1), timezone.now(), hall.tz)).requests
    assert row.outcome is Outcome.DECLINED


def test_the_same_price_once_more_keeps_the_hours_anew_after_they_lapsed(hall, asked, sue, ben, desk):
    on_application(hall)
    band = a_booking(the_room(hall, "main"), on=soon(40), hirer=asked.hirer, by=ben)
    long_ago = timezone.now() - timedelta(days=20)
    sent_at(band, sue, long_ago)
    close_what_stands(timezone.now())
    lapse_holds(timezone.now())
    tell = reverse("desk:tell_price", args=[hall.slug, band.ref])
    press = {"price": "120", "shown": desk.get(tell).context["shown"]}
    other = a_booking(the_room(hall, "main"), on=soon(40), hirer=a_group("Ramblers"), by=ben)
    taken = desk.post(tell, press)
    assert taken.status_code == 409
    assert str(RoomTaken()) in taken.content.decode()
    actions.withdraw_booking(other, by=ben, at=timezone.now())
    for _twice in range(2):
        assert desk.post(tell, press).status_code == 303
    band.refresh_from_db()
    assert band.hold_until > timezone.now()
    assert Occupancy.objects.filter(session__booking=band, expires_at=band.hold_until).exists()
    assert Letter.objects.filter(kind="price_sent", about=band.ref).count() == 2
    assert DeskAct.objects.open(timezone.now()).filter(booking=band).count() == 1


def test_a_price_goes_before_the_refusal_that_follows_it(hall, asked, sue, ben):
    on_application(hall)
    band, at = a_booking(the_room(hall, "main"), on=soon(40), hirer=asked.hirer, by=ben), timezone.now()
    sent_at(band, sue, at)
    actions.decline_booking(band, reason="policy", words="", by=sue, at=at + timedelta(minutes=1))
    [open_act] = DeskAct.objects.open(at + timedelta(minutes=1))
    assert open_act.kind == DeskAct.Kind.DECLINED
    told = dict(Letter.objects.filter(kind__in=["price_sent", "declined"]).values_list("kind", "send_after"))
    assert told["price_sent"] <= timezone.now()
    assert told["declined"] == at + timedelta(minutes=1) + UNDO_FOR


def test_without_either_button_no_price_is_accepted(hall, asked, sue, ben, browser):
    on_application(hall)
    band = a_booking(the_room(hall, "main"), on=soon(40), hirer=asked.hirer, by=ben)
    sent_at(band, sue, timezone.now())
    page = reverse("bookings:price", args=[band.ref])
    shown = browser.get(page).context["shown"]
    for action in ({}, {"action": "maybe"}):
        answer = browser.post(page, {"shown": shown, **action})
        assert answer.status_code == 422
        assert "Say yes or no" in answer.content.decode()
    assert Booking.objects.get(pk=band.pk).price_waits


def test_times_that_hold_already_move_nothing(hall, asked, ben):
    hall.rooms.update(confirms_at_once=True)
    at, rooms = timezone.now(), rooms_of(hall)
    now = asked.sessions.first().period.local(hall.tz)
    wish = Wish(ALL, asked.sessions.first().pk, times=Times(now.start.time(), now.end.time()), people=31)
    plan = plan_change(asked, wish, at=at, rooms=rooms)
    pattern = asked.pattern
    actions.change_dates(asked, wish, by=ben, at=at, shown_dates=plan.dates_print, shown_prices=plan.price_print)
    asked.refresh_from_db()
    assert asked.pattern == pattern
    assert set(asked.sessions.values_list("expected", flat=True)) == {31}


def test_a_number_too_long_to_be_one_is_nobodys(hall, asked, sue, desk, browser):
    year = {"starts_on": "1 September 2027", "ends_on": "20 July 2028", "answer_by": "30 June 2027"}
    assert desk.post(reverse("desk:next_year", args=[hall.slug]), {"bookings": FAR_TOO_LONG, **year}).status_code == 422
    session = asked.sessions.first()
    fields = {"date": session.pk, "which": "one", "on": str(soon(21)), "from": "18:00", "to": "20:00", "people": 30}
    ways = {"room": session.rooms.get().pk, f"way-{FAR_TOO_LONG}": "at 10:00", "action": "check"}
    typed, written = urlencode({**fields, **ways}), "application/x-www-form-urlencoded"
    assert browser.post(reverse("bookings:change", args=[asked.ref]), typed, content_type=written).status_code == 200
    series = {"on": str(soon(40)), "from": "18:00", "to": "20:00", "repeat": FAR_TOO_LONG}
    assert browser.get(reverse("bookings:book", args=[hall.slug, "main"]), series).status_code < 500
    assert browser.post(reverse("bookings:price", args=[asked.ref]), {"change": FAR_TOO_LONG}).status_code == 422
    assert desk.post(reverse("desk:ask", args=[hall.slug, asked.ref]), {"take_back": FAR_TOO_LONG}).status_code == 303
    assert desk.post(reverse("place:entry", args=[hall.slug]), {"away": FAR_TOO_LONG}).status_code == 303
