"""Price on application: the request holds without a price, the desk sends one, the hirer accepts it (decision 13)."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Letter
from bookings import actions
from bookings.actions.accept_price import accept_price, accept_price_for_them, refuse_price
from bookings.actions.remind_of_price import remind_of_price
from bookings.actions.send_price import send_price
from bookings.cancelling import charge_for
from bookings.changing import Wish, plan_change
from bookings.changing.planning import rooms_of
from bookings.changing.targets import ONE
from bookings.exceptions import NotPossible, PriceChanged, RoomTaken, TooLate
from bookings.history import history
from bookings.models import Booking, DeskAct, Occupancy, Session
from bookings.recurrence import Times
from bookings.reports.load import load
from bookings.reports.rows import Outcome
from bookings.reports.span import Span
from bookings.told_prices import print_of
from bookings.undoing import UNDO_FOR, close_what_stands, undo
from tests.guests import a_guest_booking
from tests.make import a_booking, a_group, a_post, a_user, a_venue, on_application, signed_in, soon, the_room
from tests.shared import shared
from venues.models import Room, Venue
from venues.money import Money

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # what it asks of a database, others ask of both kinds

DEAR, LESS = Money(12000), Money(9000)


@shared
def hall() -> Venue:
    venue = a_venue()
    on_application(venue)
    return venue


@shared
def ben():
    return a_user("Ben")


@shared
def choir(ben):
    return a_group(organiser=ben)


@shared
def sue(hall):
    return a_post(hall, "secretary", a_user("Sue")).user


@shared
def asked(hall, choir, ben) -> Booking:
    """Two Tuesdays, asked for without a price."""
    return a_booking(the_room(hall, "main"), on=soon(20), until=soon(27), hirer=choir, by=ben)


@pytest.fixture
def desk(sue) -> Client:
    return signed_in(sue)


@pytest.fixture
def browser(ben) -> Client:
    return signed_in(ben)


def shown_of(booking: Booking) -> str:
    return print_of(booking.sessions.select_related("venue__operator").filter(status=Session.Status.PLANNED))


def sent(booking: Booking, sue, price: Money = DEAR, at: datetime | None = None) -> Booking:
    return send_price(booking, price, shown=shown_of(booking), by=sue, at=at or timezone.now())


def the_page(name: str, booking: Booking) -> str:
    if name.startswith("desk:"):
        return reverse(name, args=[booking.venue.slug, booking.ref])
    return reverse(name, args=[booking.called])


def test_the_desk_sends_a_price_and_the_hirer_accepts_it_on_a_page_of_their_own(asked, desk, browser):
    """Looked at by nobody before: each page tells where it stands."""
    for page in ("desk:requests", "desk:booking"):
        args = [asked.venue.slug] if page == "desk:requests" else [asked.venue.slug, asked.ref]
        assert "Send a price…" in desk.get(reverse(page, args=args)).content.decode()
    tell = the_page("desk:tell_price", asked)
    form = desk.get(tell)
    assert "What does each of the 2 dates cost?" in form.content.decode()
    for wrong in ({}, {"price": "a lot"}, {"price": "-3"}):
        assert desk.post(tell, {**wrong, "shown": form.context["shown"]}).status_code == 422
    assert desk.post(tell, {"price": "120", "shown": form.context["shown"]}).status_code == 303
    asked.refresh_from_db()
    assert (asked.is_waiting, asked.price_waits, asked.decided_at) == (True, True, None)
    assert asked.answered_at == asked.price_told_at, "a price is an answer"
    assert asked.hold_until == asked.price_told_at + timedelta(days=asked.venue.hold_days)
    assert set(Occupancy.objects.values_list("expires_at", flat=True)) == {asked.hold_until}
    prices = asked.sessions.values_list("hire_pence", "vat_pence", "standard_pence")
    assert set(prices) == {(10000, 2000, 10000)}
    requests = desk.get(reverse("desk:requests", args=[asked.venue.slug])).content.decode()
    assert "1 price waits for their answer" in requests
    assert "0 requests wait for an answer" in requests

    letter = Letter.objects.get(kind="price_sent")
    assert "£240.00" in letter.body
    assert the_page("bookings:price", asked) in letter.body
    assert letter.send_after == asked.price_told_at + UNDO_FOR
    assert "A price waits for your answer" in browser.get(asked.get_absolute_url()).content.decode()
    page = browser.get(the_page("bookings:price", asked))
    assert page.content.decode().count("Told by the hall: £120.00") == 2
    assert "Accept £240.00 and book" in page.content.decode()
    press = {"action": "accept", "shown": page.context["shown"]}
    for _twice in range(2):
        assert browser.post(the_page("bookings:price", asked), press).status_code == 303
    asked.refresh_from_db()
    assert (asked.is_confirmed, asked.decided_by, asked.hold_until) == (True, None, None)
    assert asked.decided_at > asked.answered_at
    assert set(Occupancy.objects.values_list("expires_at", "kind")) == {(None, Occupancy.Kind.SESSION)}
    assert Letter.objects.filter(kind__in=["confirmed", "price_taken"]).count() == 2
    assert "it costs nothing" not in Letter.objects.get(kind="confirmed").body
    told = [event.words for event in history(asked)]
    assert told[:2] == ["Ben accepted the price", "The hall sent a price"]
    assert not any("£" in event.why for event in history(asked)), "not all of the group may see prices"
    at = asked.decided_at + timedelta(hours=1)
    Session.objects.update(starts_at=at + timedelta(hours=2), ends_at=at + timedelta(hours=3))
    session = asked.sessions.select_related("booking__venue__operator", "venue__operator")[0]
    assert charge_for(session, at) == 12000, "what was accepted is no longer refused free of charge"


def test_nothing_is_booked_before_they_accept_not_even_by_the_desk(asked, sue, desk):
    at, one = timezone.now(), [asked.sessions.first().pk]
    for words in ("Send them a price first", "They have not accepted its price yet"):
        with pytest.raises(NotPossible, match=words):
            actions.confirm_booking(asked, by=sue, at=at)
        with pytest.raises(NotPossible, match=words):
            actions.accept_some(asked, keep=one, reason="policy", words="", by=sue, at=at)
        assert desk.get(the_page("desk:confirm", asked)).status_code == 200
        sent(asked, sue)
    assert desk.post(the_page("desk:confirm", asked)).status_code == 409
    assert Booking.objects.get().is_waiting


def test_who_rings_accepts_it_at_the_desk_and_that_can_be_taken_back(asked, sue, desk):
    sent(asked, sue)
    page = desk.get(the_page("desk:price_accepted", asked))
    assert "They accept £240.00: book it" in page.content.decode()
    press = {"shown": page.context["shown"]}
    for _twice in range(2):
        assert desk.post(the_page("desk:price_accepted", asked), press).status_code == 303
    asked.refresh_from_db()
    assert (asked.is_confirmed, asked.decided_by) == (True, sue)
    assert Letter.objects.get(kind="price_sent").send_after <= timezone.now(), "before the one that says booked"
    assert next(event.words for event in history(asked)) == "The hall noted that the price was accepted"
    undo(DeskAct.objects.latest("pk"), by=sue, at=timezone.now())
    asked.refresh_from_db()
    assert asked.price_waits
    assert not Letter.objects.filter(kind="confirmed").exists()


@pytest.mark.on_postgres
def test_sending_it_can_be_taken_back_unless_they_have_accepted(asked, sue, ben):
    rows = [model.objects.order_by("pk").values() for model in (Booking, Session, Occupancy)]
    before = [list(each.all()) for each in rows]
    sent(asked, sue)
    undo(DeskAct.objects.latest("pk"), by=sue, at=timezone.now())
    assert [list(each.all()) for each in rows] == before
    assert not Letter.objects.filter(kind="price_sent").exists()
    with pytest.raises(TooLate, match="taken its price back"):
        accept_price(asked, shown=shown_of(asked), by=ben, at=timezone.now())
    sent(asked, sue)
    act = DeskAct.objects.latest("pk")
    accept_price(asked, shown=shown_of(asked), by=ben, at=timezone.now())
    with pytest.raises(TooLate):
        undo(act, by=sue, at=timezone.now())


def test_another_price_is_told_anew_and_the_old_one_is_no_longer_accepted(asked, sue, browser):
    sent(asked, sue)
    page = browser.get(the_page("bookings:price", asked))
    sent(asked, sue, LESS)
    sent(asked, sue, LESS)
    assert Letter.objects.filter(kind="price_sent").count() == 2, "the same once more is no news"
    stale = browser.post(the_page("bookings:price", asked), {"action": "accept", "shown": page.context["shown"]})
    assert stale.status_code == 409
    assert "The hall has sent another price since you looked." in stale.content.decode()
    assert "Accept £180.00 and book" in stale.content.decode()
    assert Booking.objects.get().price_waits
    press = {"action": "accept", "shown": stale.context["shown"]}
    assert browser.post(the_page("bookings:price", asked), press).status_code == 303
    booking = Booking.objects.get()
    assert booking.is_confirmed
    with pytest.raises(TooLate):
        sent(booking, sue)


def test_two_at_the_desk_do_not_send_over_each_other(asked, sue):
    shown = shown_of(asked)
    sent(asked, sue)
    with pytest.raises(PriceChanged):
        send_price(asked, LESS, shown=shown, by=sue, at=timezone.now())
    with pytest.raises(PriceChanged):
        accept_price_for_them(asked, shown=shown, by=sue, at=timezone.now())


def test_who_says_no_owes_nothing_and_is_counted_for_the_price(asked, sue, browser, hall):
    sent(asked, sue)
    for _twice in range(2):
        assert browser.post(the_page("bookings:price", asked), {"action": "refuse"}).status_code == 303
    asked.refresh_from_db()
    assert (asked.status, asked.reason_code) == (Booking.Status.WITHDRAWN, Booking.Reason.PRICE)
    assert not Occupancy.objects.exists()
    assert Letter.objects.filter(kind="price_refused", to=hall.email).count() == 1
    assert "price was not accepted" in browser.get(asked.get_absolute_url()).content.decode()
    today = timezone.localdate()
    [row] = load(hall, Span(today - timedelta(days=1), today + timedelta(days=1), timezone.now(), hall.tz)).requests
    assert (row.outcome, row.answered_at) == (Outcome.WITHDRAWN, asked.answered_at), "after the hall's answer"
    with pytest.raises(TooLate):
        refuse_price(asked, by=None, at=timezone.now())


def test_unanswered_its_hours_lapse_and_it_may_still_be_accepted_while_they_are_free(asked, sue, ben, hall, browser):
    at = timezone.now()
    sent(asked, sue, at=at)
    close_what_stands(at + UNDO_FOR)
    day_before = at + timedelta(days=hall.hold_days) - timedelta(hours=23)
    assert [remind_of_price(day_before) for _twice in range(2)] == [1, 0]
    assert "after that somebody else may book them" in Letter.objects.get(kind="price_reminder").body
    over = at + timedelta(days=hall.hold_days)
    assert actions.lapse_holds(over) == (1, 0)
    assert not Occupancy.objects.exists()
    assert {"price_lapsed", "price_unanswered"} < set(Letter.objects.values_list("kind", flat=True))
    assert not Letter.objects.filter(kind="hold_lapsed").exists()
    Booking.objects.update(hold_until=at)
    assert "you can still accept" in browser.get(the_page("bookings:price", asked)).content.decode()
    other = a_booking(the_room(hall, "main"), on=soon(27), hirer=a_group("Ramblers"))
    with pytest.raises(RoomTaken):
        accept_price(asked, shown=shown_of(asked), by=ben, at=over)
    actions.decline_booking(other, reason="policy", words="", by=sue, at=timezone.now())
    close_what_stands(timezone.now() + UNDO_FOR)
    accept_price(asked, shown=shown_of(asked), by=ben, at=over)
    assert Occupancy.objects.filter(session__booking=asked, expires_at=None).count() == 2


def test_accepted_by_nobody_before_its_first_date_it_is_over(asked, sue):
    sent(asked, sue)
    first = asked.sessions.first().starts_at
    assert actions.lapse_holds(first) == (0, 1)
    asked.refresh_from_db()
    assert (asked.status, asked.decided_at) == (Booking.Status.WITHDRAWN, first)
    assert "that nobody accepted" in Letter.objects.get(kind="price_over").body
    assert history(asked)[0].words == "Nobody accepted the price before its first date"


def test_whoever_changes_the_dates_gets_another_price(asked, sue, ben, hall):
    sent(asked, sue)
    at, wish = timezone.now(), Wish(ONE, asked.sessions.first().pk, times=Times(time(18), time(22)))
    plan = plan_change(asked, wish, at=at, rooms=rooms_of(hall))
    actions.change_dates(asked, wish, by=ben, at=at, shown_dates=plan.dates_print, shown_prices=plan.price_print)
    asked.refresh_from_db()
    assert (asked.is_waiting, asked.price_told_at) == (True, None), "the hall sends another"
    sent(asked, sue, LESS)
    assert {session.price for session in asked.sessions.select_related("venue__operator")} == {LESS}


def test_by_the_link_of_a_guest_too(hall, sue):
    party = a_guest_booking(the_room(hall, "main"), soon(50))
    sent(party, sue)
    [link] = [line for line in Letter.objects.get(kind="price_sent").body.splitlines() if line.endswith("/price/")]
    path = link[link.index("/bookings/") :]
    stranger = Client()
    page = stranger.get(path)
    assert "Accept £120.00 and book" in page.content.decode()
    assert stranger.post(path, {"action": "accept", "shown": page.context["shown"]}).status_code == 303
    assert Booking.objects.get(pk=party.pk).is_confirmed


def test_a_request_that_waited_with_others_keeps_its_hours_once_it_has_a_price(hall, choir, ben, sue):
    Room.objects.filter(venue=hall).update(requests_wait_together=True)
    room = the_room(hall, "main")
    first, other = (a_booking(room, on=soon(40), hirer=choir, by=ben, title=title) for title in ("Choir", "Band"))
    assert not Occupancy.objects.filter(session__booking__in=[first, other]).exists()
    sent(first, sue)
    assert Occupancy.objects.filter(session__booking=first).exists()
    with pytest.raises(RoomTaken):
        sent(other, sue)


def test_the_desk_asks_as_much_of_the_database_for_two_prices_as_for_one(asked, sue, desk, hall, choir, ben):
    sent(asked, sue)
    page = reverse("desk:requests", args=[hall.slug])
    desk.get(page)
    one = asked_by(desk, page)
    for day in (60, 61):
        sent(a_booking(the_room(hall, "main"), on=soon(day), hirer=choir, by=ben), sue)
    assert asked_by(desk, page) == one


def asked_by(desk: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as questions:
        assert desk.get(page).status_code == 200
    return len(questions)


def test_whoever_rings_without_a_price_list_for_it_is_written_down_and_sent_a_price(hall, desk, sue):
    address = reverse("desk:book", args=[hall.slug])
    who = {"who": "Doris Pettigrew", "kind": "household", "contact": "1 Church Lane", "title": "Golden wedding"}
    fields = {"when": f"{soon(70):%d %B %Y} 2-6pm main", **who, "purpose": "private", "people": "30", "category": ""}
    page = desk.post(address, fields).content.decode()
    assert "Keep the hours, and send a price" in page
    hidden = dict(re.findall(r'name="(submission_key|shown_\w+)" value="([^"]+)"', page))
    written = desk.post(address, {**fields, **hidden})
    booking = Booking.objects.get(title="Golden wedding")
    assert written.url == the_page("desk:tell_price", booking)
    assert (booking.is_waiting, booking.decided_by, booking.made_by) == (True, None, sue)
    assert Occupancy.objects.filter(session__booking=booking, expires_at=booking.hold_until).exists()
    assert not Letter.objects.filter(about=booking.ref).exists(), "the letter with the price is the first"
    assert "a letter waits to be printed" in desk.get(written.url).content.decode()
    sent(booking, sue)
    assert Letter.objects.get(about=booking.ref).to == ""
    accept_price_for_them(booking, shown=shown_of(booking), by=sue, at=timezone.now())
    booking.refresh_from_db()
    assert booking.is_confirmed
    verbs = [event.words for event in history(booking)]
    assert verbs[-1] == "The hall wrote it down for a price to be sent"


def test_what_was_only_written_down_is_taken_back_whole(hall, desk, sue):
    address = reverse("desk:book", args=[hall.slug])
    who = {"who": "Doris Pettigrew", "kind": "household", "contact": "1 Church Lane", "title": "Golden wedding"}
    fields = {"when": f"{soon(70):%d %B %Y} 2-6pm main", **who, "purpose": "private", "people": "30", "category": ""}
    page = desk.post(address, fields).content.decode()
    hidden = dict(re.findall(r'name="(submission_key|shown_\w+)" value="([^"]+)"', page))
    desk.post(address, {**fields, **hidden})
    assert "Written down: Golden wedding." in desk.get(reverse("desk:requests", args=[hall.slug])).content.decode()
    undo(DeskAct.objects.latest("pk"), by=sue, at=timezone.now())
    assert not Booking.objects.filter(title="Golden wedding").exists()
