"""A change whose price the hall tells: it is sent, shown before and after, and made once its hirer accepts it.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Letter
from bookings.actions import close_asked_changes, confirm_booking, withdraw_booking
from bookings.actions.ask_change import agree_change, refuse_change, take_change_back
from bookings.actions.price_change import accept_change_price, accept_change_price_for_them, send_change_price
from bookings.actions.remind_of_price import remind_of_price
from bookings.exceptions import NotPossible, PriceChanged, RoomTaken, TooLate
from bookings.history import history
from bookings.keys import path_for
from bookings.models import AskedChange, Booking, DeskAct, Hold, Occupancy
from bookings.undoing import undo
from tests.guests import a_guest_booking
from tests.make import a_booking, a_group, a_post, a_user, a_venue, on_application, signed_in, soon, the_room
from tests.moving import asked_to_move
from tests.reading import words_of
from tests.shared import shared
from venues.models import Venue
from venues.money import Money

pytestmark = [pytest.mark.django_db, pytest.mark.once]

DEAR, LESS = Money(3000), Money(2500)


@shared
def hall() -> Venue:
    """The small room has no price in its list."""
    venue = a_venue(cells=("main", "small"))
    on_application(venue, room="small")
    return venue


@shared
def ben():
    return a_user("Ben")


@shared
def sue(hall):
    return a_post(hall, "secretary", a_user("Sue")).user


@shared
def one(hall, ben) -> Booking:
    """£16.00 in the large room, booked."""
    return a_booking(the_room(hall, "main"), by=ben, hirer=a_group(organiser=ben), confirmed=True)


@shared
def asked(one, ben) -> AskedChange:
    return asked_by(ben, one)


def asked_by(by, booking: Booking) -> AskedChange:
    return asked_to_move(booking, the_room(booking.venue, "small"), by=by)


def sent(asked: AskedChange, sue, price: Money = DEAR) -> AskedChange:
    return send_change_price(asked, price, shown=asked.shown_prices, by=sue, at=timezone.now())


def as_it_was(booking: Booking) -> bool:
    session = booking.sessions.get()
    return (session.rooms.get().code, str(session.price)) == ("main", "£16.00")


def changed_for(booking: Booking) -> str:
    session = booking.sessions.get()
    assert session.rooms.get().code == "small"
    return str(session.price)


def price_page(booking: Booking) -> str:
    return path_for(booking, "bookings:price")


def test_the_desk_sends_a_price_and_nothing_is_changed_before_they_accept_it_on_their_page(asked, one, hall, sue, ben):
    desk, browser = signed_in(sue), signed_in(ben)
    address = reverse("desk:asked_change", args=[hall.slug, asked.pk])
    requests = reverse("desk:requests", args=[hall.slug])
    assert "Send a price…" in desk.get(requests).content.decode()
    assert desk.post(address, {"action": "agree", "shown": asked.shown_prices}).status_code == 422
    for _twice in range(2):
        told = desk.post(address, {"action": "agree", "price": "30", "shown": asked.shown_prices})
        assert told.status_code == 303
    assert as_it_was(one)
    assert "a price was sent, and waits for their answer" in desk.get(requests).content.decode()
    assert "They accept £30.00: change it" in desk.get(address).content.decode()
    assert "Look at the price and answer" in browser.get(one.get_absolute_url()).content.decode()

    page = browser.get(price_page(one))
    assert "£30.00 instead of £16.00" in page.content.decode()
    data = {"action": "accept", "change": asked.pk, "shown": page.context["wanted"].change.shown_prices}
    assert as_it_was(one), "to look changes nothing"
    for _twice in range(2):
        assert browser.post(price_page(one), data)["Location"] == one.get_absolute_url()
    assert changed_for(one) == "£30.00"
    asked.refresh_from_db()
    assert (asked.state, asked.decided_by) == ("agreed", ben)
    assert not DeskAct.objects.filter(kind="changed").exists(), "what they accepted the desk does not take back"
    go = dict(Letter.objects.values_list("kind", "send_after"))
    assert {"change_priced", "change_price_taken", "changed"} <= go.keys()
    assert go["change_priced"] <= timezone.now() >= go["changed"], "the price goes before the news"
    assert [event.words for event in history(one)][:3] == [
        "Ben changed it",
        "Ben accepted the price",
        "The hall sent a price",
    ]


def test_the_hours_are_kept_for_as_long_as_told_and_the_same_price_twice_is_one(asked, hall, sue):
    AskedChange.objects.update(hold_until=timezone.now() + timedelta(hours=1))
    sent(asked, sue)
    told = sent(AskedChange.objects.get(), sue)
    assert told.hold_until == told.price_told_at + timedelta(days=hall.hold_days)
    kept = Occupancy.objects.filter(kind="change")
    assert set(kept.values_list("expires_at", flat=True)) == {told.hold_until}
    letter = Letter.objects.get(kind="change_priced")
    assert letter.send_after > timezone.now() + timedelta(minutes=4)
    assert "£30.00 instead of £16.00" in letter.body
    assert f"/bookings/{told.booking.ref}/price/" in letter.body


def test_another_price_replaces_it_and_the_first_can_no_longer_be_accepted(asked, one, sue, ben):
    browser, first = signed_in(ben), sent(asked, sue)
    stale = {"action": "accept", "change": asked.pk, "shown": first.shown_prices}
    second = sent(first, sue, LESS)
    with pytest.raises(PriceChanged):
        accept_change_price(second, shown=first.shown_prices, by=ben, at=timezone.now())
    with pytest.raises(PriceChanged):
        send_change_price(second, Money(100), shown=first.shown_prices, by=sue, at=timezone.now())
    refused = browser.post(price_page(one), stale)
    assert refused.status_code == 409
    assert "The hall has sent another price since you looked." in refused.content.decode()
    assert "£25.00 instead of £16.00" in refused.content.decode()
    assert as_it_was(one)
    accept_change_price(second, shown=second.shown_prices, by=ben, at=timezone.now())
    assert changed_for(one) == "£25.00"


def test_refused_or_refused_by_the_hall_it_stays_as_it_was(asked, one, sue, ben):
    browser = signed_in(ben)
    sent(asked, sue)
    for _twice in range(2):
        assert browser.post(price_page(one), {"action": "refuse", "change": asked.pk}).status_code == 303
    assert as_it_was(one)
    assert not Occupancy.objects.filter(kind="change").exists()
    assert "does not accept the price" in Letter.objects.get(kind="change_taken_back").body
    assert history(one)[0].words == "Ben did not accept the price"
    again = sent(asked_by(ben, one), sue)
    with pytest.raises(NotPossible, match="its price waits for your answer"):
        asked_by(sue, one)
    refuse_change(again, words="The roof leaks.", by=sue, at=timezone.now())
    with pytest.raises(TooLate):
        accept_change_price(again, shown=again.shown_prices, by=ben, at=timezone.now())
    assert as_it_was(one)


def test_the_desk_notes_that_they_accept_and_can_take_that_back(asked, one, hall, sue, ben):
    first = sent(asked, sue)
    desk, address = signed_in(sue), reverse("desk:asked_change", args=[hall.slug, asked.pk])
    assert desk.post(address, {"action": "accepted", "shown": "an older one"}).status_code == 409
    for _twice in range(2):
        assert desk.post(address, {"action": "accepted", "shown": first.shown_prices}).status_code == 303
    assert changed_for(one) == "£30.00"
    undo(DeskAct.objects.get(kind="changed"), by=sue, at=timezone.now())
    assert as_it_was(one)
    assert AskedChange.objects.get().price_waits
    accept_change_price_for_them(first, shown=first.shown_prices, by=sue, at=timezone.now())
    assert changed_for(one) == "£30.00"


@pytest.mark.on_postgres
def test_a_price_taken_back_at_once_goes_in_no_letter_and_cannot_be_accepted(asked, one, sue, ben):
    before = AskedChange.objects.values().get()
    first = sent(asked, sue)
    undo(DeskAct.objects.get(kind="priced"), by=sue, at=timezone.now())
    assert AskedChange.objects.values().get() == before
    assert not Letter.objects.filter(kind="change_priced").exists()
    answer = signed_in(ben).post(price_page(one), {"action": "accept", "change": asked.pk, "shown": first.shown_prices})
    assert answer.status_code == 409
    assert "The hall has taken its price back." in answer.content.decode()
    with pytest.raises(NotPossible, match="send one"):
        agree_change(asked, by=sue, at=timezone.now())


def test_unanswered_the_hours_are_let_go_in_words_and_it_may_be_accepted_while_they_are_free(
    asked, one, hall, sue, ben
):
    first = sent(asked, sue)
    day_before = first.hold_until - timedelta(hours=23)
    assert remind_of_price(day_before - timedelta(hours=2)) == 0
    assert [remind_of_price(day_before) for _twice in range(2)] == [1, 0]
    reminder = Letter.objects.get(kind="change_price_reminder").body
    assert "after that somebody else may book them" in reminder
    assert "£30.00 instead of £16.00" in reminder
    for _twice in range(2):
        close_asked_changes(first.hold_until)
    assert Letter.objects.filter(kind="change_price_lapsed").count() == 1
    assert not Occupancy.objects.filter(kind="change").exists()
    assert as_it_was(one)
    other = a_booking(the_room(hall, "small"), by=sue, hirer=a_group("Ramblers"))
    with pytest.raises((NotPossible, RoomTaken)):
        accept_change_price(first, shown=first.shown_prices, by=ben, at=timezone.now())
    withdraw_booking(other, by=sue, at=timezone.now())
    accept_change_price(first, shown=first.shown_prices, by=ben, at=timezone.now())
    assert changed_for(one) == "£30.00"


@pytest.mark.on_postgres
def test_never_answered_it_is_over_with_its_date(asked, one, sue):
    sent(asked, sue)
    close_asked_changes(one.sessions.get().starts_at)
    asked.refresh_from_db()
    assert asked.state == "over"
    assert "nobody accepted it before its first date" in Letter.objects.get(kind="change_unanswered").body
    assert history(one)[0].words == "Nobody accepted the price before its first date"
    assert as_it_was(one)


def test_whoever_has_a_link_answers_by_it_and_a_stranger_finds_nothing(hall, sue):
    party = a_guest_booking(the_room(hall, "main"), soon(40))
    confirm_booking(party, by=sue, at=timezone.now())
    asked = sent(asked_by(None, party), sue)
    link = price_page(party)
    [letter] = Letter.objects.filter(kind="change_priced")
    assert link in letter.body
    data = {"action": "accept", "change": asked.pk, "shown": asked.shown_prices}
    assert Client().post(link, data).status_code == 303
    assert changed_for(party) == "£30.00"
    cleo = signed_in(a_user("Cleo"))
    assert cleo.get(reverse("bookings:price", args=[party.ref])).status_code == 404
    with pytest.raises(TooLate):
        take_change_back(asked, by=None, at=timezone.now())


def another(one: Booking, by) -> Booking:
    """For which nobody has asked for a change."""
    return a_booking(the_room(one.venue, "main"), on=soon(9), by=by, hirer=one.hirer, confirmed=True)


def changed_at_the_desk(desk: Client, booking: Booking, action: str, **shown: str):
    session, room = booking.sessions.get(), the_room(booking.venue, "small")
    when = {
        "date": session.pk,
        "which": "one",
        "on": session.starts_at.date().isoformat(),
        "from": "19:00",
        "to": "21:00",
    }
    typed = {**when, "room": room.pk, "layout": "", "people": session.people, "price": "30", "action": action}
    return desk.post(reverse("desk:change", args=[booking.venue.slug, booking.ref]), {**typed, **shown})


@pytest.mark.on_postgres
def test_the_desk_s_own_change_at_a_price_that_no_list_tells_waits_for_their_yes(one, hall, sue, ben):
    other = another(one, ben)
    desk, browser = signed_in(sue), signed_in(ben)
    page = changed_at_the_desk(desk, other, "check")
    assert "No price list tells this price, so Alder Vale Choir says yes or no to it." in words_of(page)
    plan = page.context["check"].plan
    shown = {"shown_dates": plan.dates_print, "shown_prices": plan.price_print}
    shown["shown_ways"] = page.context["shown_ways"]
    refused = changed_at_the_desk(desk, other, "change", **shown)
    assert "Nobody has accepted its price yet." in words_of(refused)
    for _twice in range(2):
        assert changed_at_the_desk(desk, other, "send", **shown).status_code == 303
    assert as_it_was(other)
    assert Letter.objects.get(kind="change_priced", about=other.ref).send_after > timezone.now() + timedelta(minutes=4)
    with pytest.raises(RoomTaken):
        a_booking(the_room(hall, "small"), on=soon(9), by=sue, hirer=a_group("Ramblers"))
    undo(DeskAct.objects.get(kind="priced"), by=sue, at=timezone.now())
    assert not other.asked_changes.exists()
    assert not Hold.objects.filter(starts_at__date=soon(9)).exists()

    changed_at_the_desk(desk, other, "send", **shown)
    offer = browser.get(price_page(other)).context["wanted"].change
    browser.post(price_page(other), {"action": "accept", "change": offer.pk, "shown": offer.shown_prices})
    assert changed_for(other) == "£30.00"


def test_what_they_accept_on_the_telephone_is_changed_at_once_and_noted(one, sue, ben):
    other = another(one, ben)
    desk = signed_in(sue)
    page = changed_at_the_desk(desk, other, "check")
    plan = page.context["check"].plan
    shown = {"shown_dates": plan.dates_print, "shown_prices": plan.price_print}
    shown["shown_ways"] = page.context["shown_ways"]
    assert changed_at_the_desk(desk, other, "told", **shown).status_code == 303
    assert changed_for(other) == "£30.00"
    noted = [event.words for event in history(other)][:2]
    assert noted == ["The hall changed it", "The hall noted that the price was accepted"]
    undo(DeskAct.objects.get(kind="changed"), by=sue, at=timezone.now())
    assert as_it_was(other)
