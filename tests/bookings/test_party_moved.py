"""What was answered about a party holds for its day: on another it is looked at anew.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bookings.actions.ask_regulars import ask_regulars
from bookings.changing import ONE, ChangePlan, Wish, plan_change
from bookings.changing.planning import rooms_of
from bookings.exceptions import CastleOutside
from bookings.models import Booking, DeskAct
from bookings.next_year import ask_of
from bookings.particulars import Particulars
from bookings.recurrence import Times
from bookings.undoing import undo
from tests.guests import a_guest_booking
from tests.make import a_booking, a_post, a_venue, signed_in, soon, the_room
from tests.shared import shared
from venues.models import Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]

SOLD = {"alcohol": "sold", "licence": "ten"}
CASTLE = {
    "castle": True,
    "castle_insurer": "Bounce & Sons",
    "castle_insured_until": "2030-06-01",
    "castle_from": "14:00:00",
    "castle_until": "17:00:00",
}


@shared
def hall() -> Venue:
    """Alcohol is sold with four weeks of notice."""
    return a_venue(alcohol="sold", alcohol_days=28)


@shared
def party(hall) -> Booking:
    return a_guest_booking(the_room(hall, "main"), soon(40))


def moved(party: Booking, *, to: date | None = None, times: Times | None = None, desk: bool = False):
    [found] = planned(party, desk=desk, on=to, times=times).dates
    return found


def planned(party: Booking, *, desk: bool = False, **wished) -> ChangePlan:
    wish = Wish(ONE, party.sessions.get().pk, **wished)
    return plan_change(party, wish, at=timezone.now(), rooms=rooms_of(party.venue), desk=desk)


@pytest.mark.parametrize("desk", [False, True])
def test_later_than_the_notice_for_selling_it_does_not_move_and_the_last_day_is_told(party, desk):
    party.particulars = SOLD
    assert not moved(party, to=soon(29), desk=desk).reason
    late = moved(party, to=soon(27), desk=desk)
    assert late.period == party.sessions.get().period
    assert "it could be asked until" in late.reason_words


def test_on_its_own_day_it_may_begin_earlier_however_late_it_is(party, hall):
    party.particulars = SOLD
    hall.alcohol_days = party.venue.alcohol_days = 60
    assert not moved(party, times=Times(time(13), time(17))).reason
    assert moved(party, to=soon(41)).reason


def test_a_castle_is_insured_on_its_new_day(party):
    party.particulars = {**CASTLE, "castle_insured_until": soon(41).isoformat()}
    assert not moved(party, to=soon(41)).reason
    assert moved(party, to=soon(42)).reason_words == "The insurance ends before the day of the hire."


@pytest.mark.parametrize(
    ("hours", "castle"),
    [
        ((15, 19), (15, 18)),  # the hire was from 14 to 18, and goes as far at both ends
        ((10, 14), (10, 13)),
        ((13, 19), (14, 17)),  # longer: it is there as before
        ((16, 19), None),
        ((12, 16), (12, 15)),
        ((14, 16), None),
    ],
)
def test_a_castle_moves_along_or_stays_within_the_hire(party, hours, castle):
    party.particulars = {**CASTLE, "castle_insured_until": soon(400).isoformat()}
    times = Times(*map(time, hours))
    if castle is None:
        with pytest.raises(CastleOutside, match="within the hire"):
            planned(party, times=times)
        return
    told = planned(party, times=times).party
    assert (told.castle_from, told.castle_until) == tuple(map(time, castle))


def test_where_it_cannot_move_along_its_hours_are_asked_for_on_that_page(party, hall):
    """By the desk, which takes it back; whoever has the link has the same form."""
    said = {**CASTLE, "castle_insured_until": soon(400).isoformat()}
    Booking.objects.update(particulars=said, status="confirmed")
    session, room = party.sessions.get(), the_room(hall, "main")
    day, keys = session.starts_at.date().isoformat(), {"date": session.pk, "room": room.pk, "people": session.people}
    data = {**keys, "which": "one", "on": day, "from": "15:00", "to": "17:00", "layout": "", "action": "check"}
    sue = a_post(hall, "secretary").user
    desk, page = signed_in(sue), reverse("desk:change", args=[hall.slug, party.ref])
    assert "bouncy castle" not in desk.get(page).content.decode()
    asked = desk.post(page, data)
    assert asked.status_code == 422
    assert "within the hire" in " ".join(asked.context["form"].errors["castle_from"])
    assert "The bouncy castle comes at" in asked.content.decode()
    data |= {"castle_from": "15:00", "castle_until": "16:30"}
    checked = desk.post(page, data)
    assert "The bouncy castle then comes at 3pm and is gone by 4:30pm." in checked.content.decode()
    plan = checked.context["check"].plan
    seen = {"shown_dates": plan.dates_print, "shown_prices": plan.price_print}
    seen |= {"shown_ways": checked.context["shown_ways"], "action": "change"}
    assert desk.post(page, {**data, **seen}).status_code == 303
    party.refresh_from_db()
    assert party.particulars == {**said, "castle_from": "15:00:00", "castle_until": "16:30:00"}
    undo(DeskAct.objects.get(kind="changed"), by=sue, at=timezone.now())
    party.refresh_from_db()
    assert party.particulars == said


def test_what_is_asked_for_keeps_the_hours_of_the_castle(party):
    wish = Wish(ONE, party.sessions.get().pk, castle=Times(time(15), time(16)))
    assert Wish.from_document(wish.as_document(), rooms_of(party.venue)) == wish


def test_who_drinks_without_selling_moves_as_they_like(party):
    party.particulars = {"alcohol": "drunk"}
    assert not moved(party, to=soon(3)).reason


@pytest.mark.parametrize(
    ("on", "hours", "gone"),
    [
        (date(2030, 5, 1), (14, 18), set()),
        (date(2030, 7, 1), (14, 18), {"castle_insured_until"}),
        (date(2030, 5, 1), (10, 14), {"castle_from", "castle_until"}),
    ],
)
def test_of_another_day_what_no_longer_holds_is_not_told(on, hours, gone):
    told = Particulars.from_row(CASTLE).of_another_day(on, *map(time, hours)).as_row()
    assert told is not None
    assert CASTLE.keys() - told.keys() == gone


def test_what_was_answered_goes_on_next_year(hall):
    series = a_booking(the_room(hall, "main"), on=soon(), until=soon(14), confirmed=True)
    Booking.objects.filter(pk=series.pk).update(particulars={"alcohol": "drunk", "music": "live"})
    days = {"starts_on": soon(200), "ends_on": soon(221), "answer_by": soon(60)}
    renewal = ask_regulars(hall, [series.pk], **days, by=a_post(hall, "manager").user, at=timezone.now())
    ask = ask_of(renewal.slots.select_related("renewal__venue__operator", "booking__venue").get())
    assert ask.particulars == Particulars(alcohol="drunk", music="live")
    assert ask.pattern.first >= soon(200) - timedelta(days=1)
