"""The letters about changes of dates, brought about."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone

from accounts.models import Letter
from bookings import actions
from bookings.actions.price_change import accept_change_price, send_change_price
from bookings.actions.remind_of_price import remind_of_price
from bookings.actions.tell_dates_gone import tell_dates_gone
from bookings.changing import ONE, Wish, plan_change
from bookings.changing.extending import further_ask
from bookings.changing.planning import rooms_of
from bookings.models import AskedChange, Booking
from bookings.planning import plan
from bookings.recurrence import Times
from bookings.undoing import UNDO_FOR
from tests.letter_cases import WEEK, Cast, writes
from tests.make import soon
from venues.money import Money


@writes("changed", "changed_by_hirer")
def dates_changed(cast: Cast) -> None:
    booking, at = cast.a_request(30), timezone.now()
    wish = Wish(ONE, booking.sessions.get().pk, people=30)
    seen = plan_change(booking, wish, at=at, rooms=rooms_of(cast.hall))
    prints = {"shown_dates": seen.dates_print, "shown_prices": seen.price_print}
    actions.change_dates(booking, wish, by=cast.ben, at=at, **prints)


@writes("dates_gone")
def dates_gone(cast: Cast) -> None:
    """To who waits with others for hours that one of them was given."""
    cast.hall.rooms.update(requests_wait_together=True)
    waits, given = cast.a_request(205, until=soon(212)), cast.a_request(205)
    cast.hall.rooms.update(requests_wait_together=False)
    actions.confirm_booking(given, by=cast.sue, at=timezone.now())
    tell_dates_gone(timezone.now())
    assert not Letter.objects.filter(about=waits.ref, kind="dates_gone").exists(), "the answer can still be taken back"
    tell_dates_gone(timezone.now() + UNDO_FOR)
    tell_dates_gone(timezone.now() + UNDO_FOR)
    letter = Letter.objects.get(about=waits.ref, kind="dates_gone")
    assert "The other 1 date of your request still waits" in letter.body


@writes("change_asked", "change_wanted", "change_refused", "change_unanswered", "change_taken_back")
def changes_asked(cast: Cast) -> None:
    booking, at = cast.a_request(57, confirmed=True), timezone.now()
    actions.refuse_change(asked_change(cast, booking), words="No.", by=cast.ada, at=at)
    actions.take_change_back(asked_change(cast, booking), by=cast.ben, at=at)
    asked_change(cast, booking)
    actions.close_asked_changes(at + 10 * WEEK)


def asked_change(cast: Cast, booking: Booking) -> AskedChange:
    at, session = timezone.now(), booking.sessions.get()
    wish = Wish(ONE, session.pk, times=Times(time(10), time(12)))
    seen = plan_change(booking, wish, at=at, rooms=rooms_of(cast.hall))
    prints = {"shown_dates": seen.dates_print, "shown_prices": seen.price_print}
    return actions.ask_change(booking, wish, by=cast.ben, at=at, **prints)


@writes("change_priced", "change_price_reminder", "change_price_lapsed", "change_price_taken")
def a_change_has_its_price(cast: Cast) -> None:
    """Not answered in time though reminded, and accepted after all."""
    booking, at = cast.a_request(72, confirmed=True), timezone.now()
    asked = change_priced(cast, booking, at=at)
    remind_of_price(asked.hold_until - timedelta(hours=2))
    actions.close_asked_changes(asked.hold_until)
    accept_change_price(asked, shown=asked.shown_prices, by=cast.ben, at=at)


def change_priced(cast: Cast, booking: Booking, *, at: datetime) -> AskedChange:
    """As it is where the list has it on application."""
    asked = asked_change(cast, booking)
    AskedChange.objects.filter(pk=asked.pk).update(lacks_a_price=True)
    asked.refresh_from_db()
    return send_change_price(asked, Money(3000), shown=asked.shown_prices, by=cast.sue, at=at)


@writes("extended", "extended_by_hirer")
def a_series_goes_on(cast: Cast) -> None:
    booking, at = cast.a_request(63, start=9, end=10, until=soon(70)), timezone.now()
    further = plan(further_ask(booking, soon(77), at=at), at=at)
    prints = {"shown_dates": further.dates_print, "shown_prices": further.price_print}
    actions.extend_booking(booking, soon(77), by=cast.ben, at=at, **prints)
