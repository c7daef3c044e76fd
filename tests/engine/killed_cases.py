"""What is done in the life of a booking and no letter tells of: so that it can be killed between its writes."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from decimal import Decimal
from unittest.mock import ANY

from django.utils import timezone

from accounts.models import Hirer
from bookings import actions
from bookings.actions.accept_price import accept_price_for_them
from bookings.actions.agree_price import agree_price
from bookings.actions.agree_terms import agree_terms, end_terms, take_terms_away
from bookings.actions.answer_slot import give_up_slot, keep_slot
from bookings.actions.ask_as_guest import ask_as_guest
from bookings.actions.ask_before_booking import ask_before_booking
from bookings.actions.ask_for_proof import ask_now
from bookings.actions.ask_regulars import ask_regulars
from bookings.actions.book_for_them import book_for_them
from bookings.actions.book_pencilled import price_of
from bookings.actions.declare import declare
from bookings.actions.decline_the_others import decline_the_others
from bookings.actions.end_renewal import end_renewal, go_on_asking, keep_renewals
from bookings.actions.follow import end_feed_link, make_feed_link
from bookings.actions.give_category import give_category
from bookings.actions.join_thread import join_thread
from bookings.actions.judge_entitlement import accept_entitlement
from bookings.actions.keep_booking import keep_booking, keep_wait
from bookings.actions.keep_waiting_list import keep_waiting_list
from bookings.actions.price_change import accept_change_price_for_them, propose_change
from bookings.actions.send_link import end_link
from bookings.actions.set_listing import set_listing
from bookings.actions.show_proof import show_proof
from bookings.actions.take_asking_back import take_asking_back
from bookings.actions.take_offer import take_offer
from bookings.actions.wait_as_guest import wait_as_guest
from bookings.actions.wait_for import give_up_waiting, wait_for
from bookings.actions.wait_for_them import (
    keep_it_for_them,
    pass_on_for_them,
    put_back_on_list,
    take_off_list,
    wait_for_them,
)
from bookings.actions.write_in_thread import answer_enquiry, ask_hirer, close_thread, say_more, take_back
from bookings.by_hand import by_hand
from bookings.changing import ONE, Wish, plan_change
from bookings.changing.planning import rooms_of
from bookings.models import DeskAct, FeedLink
from bookings.recurrence import Times
from bookings.repricing import print_of, repriced
from bookings.thread_links import mark_of
from bookings.undoing import UNDO_FOR, close_what_stands, undo
from tests.change_letter_cases import asked_change, change_priced
from tests.guests import RUBY, a_guest_booking, a_link_to_ask
from tests.letter_cases import Cast
from tests.make import a_booking, a_group, a_venue, an_ask, evening, soon, the_room
from tests.price_letter_cases import price_sent, print_of_price
from tests.waiting import a_wait, offered
from venues.models import Room
from venues.money import Money

SEEN = {"shown_dates": ANY, "shown_prices": ANY}


def some_dates_accepted_and_taken_back(cast: Cast) -> None:
    series, at = cast.a_request(100, until=soon(114)), timezone.now()
    dates = list(series.sessions.values_list("pk", flat=True))
    actions.accept_some(series, keep=dates[1:], reason="policy", words="", by=cast.ada, at=at)
    undo(DeskAct.objects.latest("pk"), by=cast.ada, at=at + UNDO_FOR / 2)
    actions.confirm_booking(series, by=cast.ada, at=at)
    close_what_stands(at + UNDO_FOR)
    actions.cancel_session(series.sessions.latest("pk"), shown=ANY, by=cast.ben, at=at)


def a_series_ends_earlier(cast: Cast) -> None:
    series = cast.a_request(120, until=soon(134), confirmed=True)
    actions.end_booking(series, soon(120), shown=ANY, dates=ANY, by=cast.ben, at=timezone.now())


def requests_wait_together(cast: Cast) -> None:
    room, at = the_room(cast.hall, "main"), timezone.now()
    Room.objects.filter(pk=room.pk).update(requests_wait_together=True)
    chosen, other = (cast.a_request(121, title=title) for title in ("Rehearsal", "Practice"))
    Room.objects.filter(pk=room.pk).update(requests_wait_together=False)
    actions.confirm_booking(chosen, by=cast.ada, at=at)
    decline_the_others(cast.hall, [other.ref], by=cast.ada, at=at)


def another_price(cast: Cast) -> None:
    booking, at, five = cast.a_request(101), timezone.now(), Money(500)
    told = {"by": cast.ada, "at": at}
    agree_price(booking, five, reason="They sweep.", shown_prices=print_of(by_hand(booking, five, at=at)), **told)
    standard = cast.hall.operator.categories.get(code="standard")
    shown = print_of(repriced(booking, standard, at=at))
    give_category(booking, standard, reason="They do not sweep.", shown_prices=shown, **told)


def a_price_is_accepted_at_the_desk(cast: Cast) -> None:
    """The hirer's own answers have their letters: see `tests.letter_cases`."""
    booking, at = cast.a_request(152), timezone.now()
    booking.sessions.update(hire_pence=None)
    price_sent(booking, cast.sue, at=at)
    accept_price_for_them(booking, shown=print_of_price(booking), by=cast.sue, at=at)


def terms_with_a_group(cast: Cast) -> None:
    at, today = timezone.now(), soon(0)
    told = {"agreed_by": "The committee", "agreed_on": today, "words": "They sweep.", "by": cast.ada, "at": at}
    terms = agree_terms(
        cast.hall, cast.choir, category=None, percent_off=Decimal(10), since=today, until=None, first_call=None, **told
    )
    end_terms(terms, last_day=soon(10), by=cast.ada)
    take_terms_away(terms, by=cast.ada)


def proof_of_a_lower_price(cast: Cast) -> None:
    at, category = timezone.now(), cast.hall.operator.categories.get(code="community")
    category.proof = "A charity number"
    category.save()
    declare(cast.choir, category, by=cast.ben, at=at)
    claim = cast.choir.entitlements.get()
    ask_now(claim, venue=cast.hall, by=cast.ada, at=at)
    show_proof(claim, evidence="number", words="1234567", picture=None, by=cast.ben, at=at)
    told = {"evidence": "known", "words": "They sing.", "review_on": soon(365)}
    accept_entitlement(claim, **told, venue=cast.hall, by=cast.ada, at=at)


def next_year(cast: Cast) -> None:
    """One of the two series is in two rooms at once."""
    at, hall = timezone.now(), a_venue(cells=("main", "small"))
    small = the_room(hall, "small")
    series = [
        a_booking(
            the_room(hall, "main"),
            on=soon(102 + day),
            until=soon(109 + day),
            by=cast.ben,
            hirer=cast.choir,
            confirmed=True,
            beside=(small,) * day,
        ).pk
        for day in range(2)
    ]
    days = {"starts_on": soon(200), "ends_on": soon(213), "answer_by": soon(60)}
    take_asking_back(ask_regulars(hall, series, **days, by=cast.sue, at=at), by=cast.sue, at=at)
    renewal = ask_regulars(hall, series, **days, by=cast.sue, at=at)
    given_up, kept = renewal.slots.order_by("pk")
    given_up.at_the_desk = kept.at_the_desk = True
    give_up_slot(given_up, by=cast.sue, at=at)
    undo(DeskAct.objects.latest("pk"), by=cast.sue, at=at + UNDO_FOR / 2)
    give_up_slot(given_up, by=cast.ben, at=at)
    ask = an_ask(the_room(hall, "main"), soon(200), hirer=cast.choir, beside=(small,))
    ask = replace(ask, pattern=kept.pattern)
    keep_slot(kept, ask, by=cast.sue, at=at, **SEEN, submission_key="for-next-year")
    undo(DeskAct.objects.latest("pk"), by=cast.sue, at=at + UNDO_FOR / 2)
    kept.at_the_desk = False
    keep_slot(kept, ask, by=cast.ben, at=at, **SEEN, submission_key="next-year")
    end_renewal(renewal, by=cast.sue, at=at)
    go_on_asking(renewal, by=cast.sue, at=at)
    end_renewal(renewal, by=cast.sue, at=at)
    keep_renewals(at + UNDO_FOR)
    again = ask_regulars(hall, series, **{**days, "starts_on": soon(230), "ends_on": soon(236)}, by=cast.sue, at=at)
    keep_renewals(again.ends_at)


def a_change_is_agreed(cast: Cast) -> None:
    asked = asked_change(cast, cast.a_request(144, confirmed=True))
    actions.agree_change(asked, by=cast.ada, at=timezone.now())


def the_price_of_a_change_is_accepted_at_the_desk(cast: Cast) -> None:
    """The hirer's own answer has its letter: see `tests.change_letter_cases`."""
    asked = change_priced(cast, cast.a_request(153, confirmed=True), at=timezone.now())
    accept_change_price_for_them(asked, shown=asked.shown_prices, by=cast.sue, at=timezone.now())


def a_change_of_the_desk_has_a_price_of_its_own(cast: Cast) -> None:
    booking, at, five = cast.a_request(154), timezone.now(), Money(500)
    shown = print_of(by_hand(booking, five, at=at))
    agree_price(booking, five, reason="They sweep.", shown_prices=shown, by=cast.ada, at=at)
    actions.confirm_booking(booking, by=cast.ada, at=at)
    booking.refresh_from_db()
    wish = Wish(ONE, booking.sessions.get().pk, times=Times(time(12), time(16)), price=Money(700))
    seen = plan_change(booking, wish, at=at, rooms=rooms_of(cast.hall), desk=True)
    prints = {"shown_dates": seen.dates_print, "shown_prices": seen.price_print}
    propose_change(booking, wish, by=cast.sue, at=at, **prints)


def without_an_account(cast: Cast) -> None:
    room, at = the_room(cast.hall, "main"), timezone.now()
    family = Hirer(name="Ruby Ash", kind=Hirer.Kind.HOUSEHOLD, contact_email=RUBY)
    standard = cast.hall.operator.categories.get(code="standard")
    link, ask = (
        a_link_to_ask(room, soon(146), token="a-token"),
        an_ask(room, soon(146), hirer=family, category=standard),
    )
    end_link(ask_as_guest(link, ask, at=at, **SEEN, accepts=None), by=cast.sue, at=at)
    keep_booking(a_guest_booking(room, soon(147)), by=cast.mel, at=at)
    cast.a_request(149, confirmed=True)
    ivy = Hirer(name="Ivy Fern", kind=Hirer.Kind.HOUSEHOLD, contact_email="ivy@hearth.example")
    link, ask = a_link_to_ask(room, soon(149), token="to-wait"), an_ask(room, soon(149), hirer=ivy)
    wait_as_guest(link, ask, at=at)
    again = a_link_to_ask(room, soon(149), token="to-wait-again")  # of who waits for it already
    keep_wait(wait_as_guest(again, ask, at=at), by=cast.ben, at=at)


def at_the_desk(cast: Cast) -> None:
    room, at = the_room(cast.hall, "main"), timezone.now()
    asks = [an_ask(room, soon(131 + day), hirer=cast.choir) for day in range(2)]
    book_for_them(asks[0], by=cast.sue, at=at, **SEEN, submission_key="in-error")
    undo(DeskAct.objects.latest("pk"), by=cast.sue, at=at + UNDO_FOR / 2)
    booking = book_for_them(asks[0], by=cast.sue, at=at, **SEEN, submission_key="for-them")
    holds = [actions.pencil_in(room, evening(soon(132 + day)), "Ruby", by=cast.sue, at=at) for day in range(3)]
    pence = price_of(asks[1]).pence
    actions.book_pencilled(holds[0], asks[1], by=cast.sue, at=at, shown_pence=pence, submission_key="pencilled")
    actions.let_go_of_hold(holds[1], by=cast.sue, at=at)
    actions.keep_hold_after_all(holds[1], by=cast.sue, at=at)
    actions.let_go_of_hold(holds[1], by=cast.sue, at=at)
    actions.free_at_once(holds[1], by=cast.sue, at=at)
    actions.lapse_pencilled(holds[2].expires_at)
    set_listing(booking, listed=True, open_to_anyone="", by=cast.ben, at=at)
    session = booking.sessions.get()
    actions.count_people(session, people=22, by=cast.ada, at=session.starts_at)


def waiting(cast: Cast) -> None:
    room, at = the_room(cast.hall, "main"), timezone.now()
    cast.a_request(141, confirmed=True)
    ask = an_ask(room, soon(141), hirer=a_group("Ramblers", organiser=cast.mel))
    [wait] = wait_for(ask, by=cast.mel, at=at, submission_key="waits")
    give_up_waiting(wait, by=cast.mel, at=at)
    a_wait(room, on=soon(142), hirer=cast.choir, by=cast.ben)
    keep_waiting_list(at)
    wait = offered(a_wait(room, on=soon(143), hirer=cast.choir, by=cast.ben))
    take_offer(wait, by=cast.ben, at=at, shown_pence=1600)
    cast.a_request(150, confirmed=True)
    doris = Hirer(name="Doris", kind=Hirer.Kind.HOUSEHOLD, contact_email="doris@hearth.example")
    ask = replace(an_ask(room, soon(150), hirer=doris), category=cast.hall.operator.categories.get(code="standard"))
    [wait] = wait_for_them(ask, by=cast.sue, at=at, submission_key="for-them-to-wait")
    take_off_list(wait, by=cast.sue, at=at)
    put_back_on_list(wait, by=cast.sue, at=at)
    wait = offered(a_wait(room, on=soon(151), hirer=cast.choir, by=cast.ben))
    pass_on_for_them(wait, by=cast.sue, at=at)
    keep_it_for_them(wait, by=cast.sue, at=at)


def written_to_each_other(cast: Cast) -> None:
    at, asked = timezone.now(), {"name": "Sam", "email": "sam@hearth.example", "text": "A stage?"}
    thread = ask_before_booking(cast.hall, **asked, to_look=False, at=at)
    answer_enquiry(thread, "A small one.", by=cast.sue, at=at)
    say_more(thread, "How small?", by=None, at=at)
    close_thread(thread, by=cast.sue, at=at)
    booking = cast.a_request(145)
    join_thread(mark_of(thread), booking, at=at)
    take_back(ask_hirer(booking, "A piano?", by=cast.sue, at=at), by=cast.sue, at=at)


def a_calendar_is_followed(cast: Cast) -> None:
    make_feed_link(cast.ben, key="a-key", at=timezone.now(), hirer=cast.choir)
    end_feed_link(FeedLink.objects.latest("pk"), at=timezone.now() + timedelta(days=1))


OF_BOOKINGS = (
    some_dates_accepted_and_taken_back,
    a_series_ends_earlier,
    requests_wait_together,
    another_price,
    a_price_is_accepted_at_the_desk,
    terms_with_a_group,
    proof_of_a_lower_price,
    next_year,
    a_change_is_agreed,
    the_price_of_a_change_is_accepted_at_the_desk,
    a_change_of_the_desk_has_a_price_of_its_own,
    without_an_account,
    at_the_desk,
    waiting,
    written_to_each_other,
    a_calendar_is_followed,
)
