"""Who waits is offered what became free: the first, then the next; and only what can be had as a whole."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from unittest.mock import ANY

import pytest
from django.utils import timezone

from accounts.models import Letter
from bookings import actions, policy
from bookings.actions.keep_waiting_list import keep_waiting_list
from bookings.actions.lapse_holds import lapse_holds
from bookings.actions.lift_closure import lift_closure
from bookings.actions.take_offer import take_offer
from bookings.actions.wait_for import give_up_waiting, wait_for
from bookings.exceptions import BookingError, NotPossible, PriceChanged, RoomTaken, TooLate
from bookings.models import Booking, Hold, Occupancy, Wait
from bookings.particulars import Particulars
from bookings.undoing import UNDO_FOR, close_what_stands
from tests.make import LONDON, a_booking, a_group, a_user, a_venue, an_ask, book, evening, soon, the_room
from venues.models import Closure

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def hall():
    return a_venue(cells=("front", "back"), turnaround_minutes=30)


@pytest.fixture
def taken(hall):
    """The choir has the front half on one evening."""
    return a_booking(the_room(hall, "front"), on=soon(10), confirmed=True)


def waits(hall, name="Ramblers", *, code="front", on=10, start=19, end=21, at=None, **fields) -> Wait:
    by = a_user(name.split()[0])
    group = a_group(name, organiser=by)
    ask = an_ask(the_room(hall, code), soon(on), hirer=group, start=start, end=end, title=name, **fields)
    [wait] = wait_for(ask, by=by, at=at or timezone.now(), submission_key=f"wait-{group.ref}")
    return wait


def give_up(booking: Booking, at: datetime | None = None) -> None:
    actions.cancel_booking(booking, shown=ANY, by=a_user(), at=at or timezone.now())


def states() -> list[str]:
    return list(Wait.objects.in_order().values_list("state", flat=True))


def take(wait: Wait, pence: int = 1600) -> Booking:
    return take_offer(wait, by=wait.made_by, at=timezone.now(), shown_pence=pence)


@pytest.mark.parametrize(
    ("away", "hours", "notice", "kept"),
    [(72, 24, 2, 24), (10, 24, 2, 8), (3, 24, 2, 1), (2, 24, 2, None), (1, 24, 2, None), (30, 48, 0, 30)],
)
def test_an_offer_stands_for_the_halls_hours_but_never_beyond_the_last_moment_to_book(away, hours, notice, kept):
    at = timezone.now()
    until = policy.offer_until(at, at + away * HOUR, hours=hours, notice=notice * HOUR)
    assert until == (None if kept is None else at + kept * HOUR)


def test_the_first_who_waits_is_offered_what_somebody_gave_up(hall, taken):
    first, second = waits(hall), waits(hall, "Knitters")
    at = timezone.now()
    give_up(taken, at)
    first.refresh_from_db()
    assert states() == ["offered", "waiting"]
    assert first.offer_until == at + timedelta(hours=24)
    assert first.hold.period == evening(soon(10))
    assert set(Occupancy.objects.values_list("kind", flat=True)) == {"offered"}
    letter = Letter.objects.get(kind="wait_offered")
    assert letter.to == first.hirer.contact_email
    assert first.get_absolute_url() in letter.body
    with pytest.raises(RoomTaken):
        book(an_ask(the_room(hall, "front"), soon(10)), by=a_user("Cleo"))
    assert second.state == Wait.State.WAITING


def test_the_next_is_asked_once_the_offer_ran_out_or_was_given_up(hall, taken):
    first, second, third = waits(hall), waits(hall, "Knitters"), waits(hall, "Quilters")
    give_up(taken)
    first.refresh_from_db()
    assert keep_waiting_list(first.offer_until - HOUR) == (0, 0)
    assert keep_waiting_list(first.offer_until) == (1, 0)
    assert keep_waiting_list(first.offer_until) == (0, 0)
    assert states() == ["passed", "offered", "waiting"]
    second.refresh_from_db()
    assert second.offer_until == first.offer_until + timedelta(hours=24)
    assert give_up_waiting(second, by=second.made_by, at=first.offer_until)
    assert not give_up_waiting(second, by=second.made_by, at=first.offer_until)
    assert states() == ["passed", "withdrawn", "offered"]
    third.refresh_from_db()
    give_up_waiting(third, by=third.made_by, at=first.offer_until)
    assert not Hold.objects.exists()
    assert not Occupancy.objects.exists()
    assert Letter.objects.filter(kind="wait_ran_out").count() == 1


def test_between_two_offers_no_passer_by_comes_in(hall, taken):
    first = waits(hall)
    waits(hall, "Knitters")
    give_up(taken)
    first.refresh_from_db()
    late = first.offer_until + timedelta(minutes=1)
    with pytest.raises(RoomTaken):
        book(an_ask(the_room(hall, "front"), soon(10)), by=a_user("Cleo"), at=late)
    keep_waiting_list(late)
    assert states() == ["passed", "offered"]


def test_who_takes_it_has_it_at_the_price_of_today_and_twice_is_once(hall, taken):
    wait = waits(hall)
    give_up(taken)
    booking = take(wait)
    assert take(wait) == booking
    wait.refresh_from_db()
    assert (wait.state, wait.became, wait.hold) == (Wait.State.TAKEN, booking, None)
    assert booking.is_waiting
    assert booking.hold_until
    assert (booking.title, booking.hirer, booking.people) == ("Ramblers", wait.hirer, 25)
    assert booking.sessions.get().price.pence == 1600
    assert not Hold.objects.exists()
    assert set(Occupancy.objects.values_list("kind", "session__booking")) == {("undecided", booking.pk)}


def test_a_room_that_books_at_once_is_booked_at_once(hall, taken):
    hall.rooms.update(confirms_at_once=True)
    wait = waits(hall)
    give_up(taken)
    assert take(wait).is_confirmed


def test_a_price_that_changed_since_it_was_shown_is_asked_again_and_the_offer_stands(hall, taken):
    wait = waits(hall)
    give_up(taken)
    with pytest.raises(PriceChanged):
        take(wait, 1500)
    wait.refresh_from_db()
    assert wait.stands(timezone.now())
    assert Occupancy.objects.count() == 1


def test_after_its_time_an_offer_cannot_be_taken(hall, taken):
    wait = waits(hall)
    give_up(taken)
    wait.refresh_from_db()
    with pytest.raises(TooLate):
        take_offer(wait, by=wait.made_by, at=wait.offer_until, shown_pence=1600)


def test_only_what_is_wholly_free_is_offered_and_clearing_up_counts(hall, taken):
    """The whole hall needs both halves; an evening that begins as the neighbour ends needs the half hour between."""
    other = a_booking(the_room(hall, "back"), on=soon(10), start=20, end=22, confirmed=True)
    later = a_booking(the_room(hall, "front"), on=soon(10), start=22, end=23, confirmed=True)
    whole, long = waits(hall, code="whole"), waits(hall, "Knitters", start=18, end=22)
    short = waits(hall, "Quilters", start=18, end=20)
    give_up(taken)
    assert states() == ["waiting", "waiting", "offered"]
    give_up(other)
    give_up(later)
    assert states() == ["waiting", "waiting", "offered"]
    give_up_waiting(short, by=short.made_by, at=timezone.now())
    assert states() == ["offered", "waiting", "withdrawn"]
    assert whole.period.overlaps(long.period)


def test_two_who_do_not_meet_are_both_offered(hall, taken):
    waits(hall, start=19, end=20)
    waits(hall, "Knitters", start=20, end=21)  # not with the half hour for clearing up
    waits(hall, "Quilters", start=20, end=21)
    give_up(taken)
    assert states() == ["offered", "waiting", "waiting"]
    early = a_booking(the_room(hall, "back"), on=soon(11), start=9, end=12, confirmed=True)
    waits(hall, "Readers", code="back", on=11, start=9, end=10)
    waits(hall, "Writers", code="back", on=11, start=11, end=12)
    give_up(early)
    assert states() == ["offered", "waiting", "waiting", "offered", "offered"]


def freed_by_declining(hall, room):
    """After five minutes, in which it can be taken back."""
    booking, at = a_booking(room, on=soon(10)), timezone.now()

    def free() -> None:
        actions.decline_booking(booking, reason=Booking.Reason.POLICY, words="", by=a_user("Ada"), at=at)
        keep_waiting_list(at)
        assert states() == ["waiting"]
        close_what_stands(at + UNDO_FOR)

    return free


def freed_by_withdrawing(hall, room):
    booking = a_booking(room, on=soon(10))
    return lambda: actions.withdraw_booking(booking, by=booking.made_by, at=timezone.now())


def freed_by_one_date(hall, room):
    booking = a_booking(room, on=soon(10), until=soon(24), confirmed=True)
    return lambda: actions.cancel_session(booking.sessions.first(), shown=ANY, by=booking.made_by, at=timezone.now())


def freed_by_a_lapsed_hold(hall, room):
    booking = a_booking(room, on=soon(10))
    return lambda: lapse_holds(booking.hold_until)


def freed_by_letting_go(hall, room):
    hold = actions.pencil_in(room, evening(soon(10)), "Ruby", by=a_user("Ada"), at=timezone.now())
    actions.let_go_of_hold(hold, by=a_user("Ada"), at=timezone.now())
    return lambda: actions.lapse_pencilled(timezone.now() + UNDO_FOR)


def freed_by_the_end_of_what_was_pencilled_in(hall, room):
    hold = actions.pencil_in(room, evening(soon(10)), "Ruby", by=a_user("Ada"), at=timezone.now())
    return lambda: actions.lapse_pencilled(hold.expires_at)


def freed_by_lifting_a_closure(hall, room):
    midnight = datetime.combine(soon(10), time(), LONDON)
    closure = Closure.objects.create(
        venue=hall, starts_at=midnight, ends_at=midnight + timedelta(days=1), cause="works", note="Floor"
    )
    return lambda: lift_closure(closure, by=a_user("Ada"), at=timezone.now())


def freed_unannounced(hall, room):
    booking = a_booking(room, on=soon(10))
    Occupancy.objects.filter(session__booking=booking)

    def free() -> None:
        Occupancy.objects.all().delete()
        assert keep_waiting_list(timezone.now()) == (0, 1)

    return free


@pytest.mark.parametrize(
    "freeing",
    [
        freed_by_declining,
        freed_by_withdrawing,
        freed_by_one_date,
        freed_by_a_lapsed_hold,
        freed_by_letting_go,
        freed_by_the_end_of_what_was_pencilled_in,
        freed_by_lifting_a_closure,
        freed_unannounced,
    ],
)
def test_whatever_frees_the_hours_offers_them(hall, freeing):
    free = freeing(hall, the_room(hall, "front"))
    waits(hall)
    assert states() == ["waiting"]
    free()
    assert states() == ["offered"]


def test_nothing_is_offered_of_a_room_that_is_shut_or_no_longer_let(hall, taken):
    waits(hall)
    midnight = datetime.combine(soon(10), time(), LONDON)
    shut = Closure.objects.create(venue=hall, starts_at=midnight, ends_at=midnight + timedelta(days=1), cause="works")
    give_up(taken)
    assert states() == ["waiting"]
    shut.delete()
    hall.rooms.filter(code="front").update(retired_on=timezone.localdate())
    assert keep_waiting_list(timezone.now()) == (0, 0)
    hall.rooms.filter(code="front").update(retired_on=None)
    assert keep_waiting_list(timezone.now()) == (0, 1)


def test_what_comes_too_late_to_be_booked_is_not_offered_and_ends_when_it_begins(hall, taken):
    wait = waits(hall)
    give_up(taken, wait.starts_at - 2 * HOUR)
    assert states() == ["waiting"]
    keep_waiting_list(wait.starts_at)
    assert states() == ["over"]


def test_what_is_free_need_not_be_waited_for(hall):
    with pytest.raises(NotPossible):
        waits(hall)
    assert not Wait.objects.exists()


def test_a_group_waits_once_for_the_same_hours(hall, taken):
    wait = waits(hall)
    ask = an_ask(the_room(hall, "front"), soon(10), hirer=wait.hirer)
    by, at = wait.made_by, timezone.now()
    assert wait_for(ask, by=by, at=at, submission_key="another") == [wait]
    assert wait_for(ask, by=by, at=at, submission_key=f"wait-{wait.hirer.ref}") == [wait]
    assert Wait.objects.count() == 1


def test_pencilled_hours_that_become_a_booking_are_not_offered_meanwhile(hall):
    from bookings.actions.book_pencilled import book_pencilled

    hold = actions.pencil_in(the_room(hall, "front"), evening(soon(10)), "Ruby", by=a_user("Ada"), at=timezone.now())
    waits(hall)
    ask = an_ask(the_room(hall, "front"), soon(10))
    try:
        book_pencilled(hold, ask, by=a_user("Ada"), at=timezone.now(), shown_pence=1600, submission_key="k")
    except BookingError as refusal:
        pytest.fail(str(refusal))
    assert states() == ["waiting"]


def test_in_a_room_where_requests_wait_together_what_was_offered_stays_theirs(hall, taken):
    hall.rooms.update(requests_wait_together=True)
    wait = waits(hall)
    give_up(taken)
    booking = take(wait)
    assert booking.is_waiting
    assert set(Occupancy.objects.values_list("kind", "session__booking")) == {("undecided", booking.pk)}


def test_what_was_answered_about_a_party_is_kept_until_it_is_taken(hall, taken):
    wait = waits(hall, particulars=Particulars(food="own"))
    give_up(taken)
    assert take(wait).particulars == {"food": "own"}
