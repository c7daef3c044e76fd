"""G4: the choir's leader is ill, and one week is given up.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import JournalEntry, Letter
from bookings.actions import confirm_booking
from bookings.actions.take_off_charge import take_off_what_was_relet
from bookings.actions.take_offer import take_offer
from bookings.actions.wait_for import wait_for
from bookings.models import Booking, Session, Wait
from bookings.undoing import UNDO_FOR, close_what_stands
from tests.make import (
    LONDON,
    a_booking,
    a_group,
    a_post,
    a_user,
    a_venue,
    an_ask,
    book,
    move,
    signed_in,
    soon,
    the_room,
)
from tests.shared import shared
from venues.models import Room, Tariff

pytestmark = [pytest.mark.django_db, pytest.mark.once]

HOURLY = {"notice": "days", "steps": [{"at_least": 7, "refund": "100"}, {"at_least": 2, "refund": "50"}]}
HARTLEBURY = {"notice": "working_days", "steps": [{"at_least": 5, "refund": "50"}]}
NASH_MILLS = {
    "notice": "days",
    "steps": [
        {"at_least": 31, "refund": "100", "fee": "15.00"},
        {"at_least": 14, "refund": "75", "fee": "15.00"},
    ],
}


@shared
def hall():
    """£12.00 an hour for everybody; two hours come to £24.00."""
    hall = a_venue()
    terms_are(hall, HOURLY)
    return hall


def terms_are(hall, cancellation) -> None:
    tariff = Tariff.objects.get(venue=hall)
    rates = [{"category": ["standard", "community"], "per_hour": "12.00"}]
    tariff.document = {**tariff.document, "rates": rates, "cancellation": cancellation}
    tariff.save()


@shared
def ben():
    return a_user()


@shared
def choir(ben):
    return a_group(organiser=ben)


@shared
def browser(ben, choir):
    return signed_in(ben)


def booked(hall, choir, ben, *, away: timedelta, **fields) -> Session:
    booking = a_booking(the_room(hall, "main"), by=ben, hirer=choir, on=soon(60), confirmed=True, **fields)
    move(booking, to=timezone.now() + away + timedelta(minutes=5))
    return booking.sessions.get()


def address(session: Session) -> str:
    return reverse("bookings:cancel_date", args=[session.booking.ref, session.pk])


def give_up(browser, session: Session) -> Session:
    """The button below what the page says."""
    due = browser.get(address(session)).context["due"].pence
    assert browser.post(address(session), {"due": str(due)}).status_code == 303
    session.refresh_from_db()
    return session


@pytest.mark.once
@pytest.mark.parametrize(
    ("days", "words", "pence"),
    [
        (10, "More than 7 days: no charge. You are 10 days away: no charge.", 0),
        (5, "More than 7 days: no charge. You are 5 days away: 50%, £12.00.", 1200),
        (1, "More than 7 days: no charge. More than 2 days: 50%. You are 1 day away: the whole price, £24.00.", 2400),
        (0, " minutes away: the whole price, £24.00.", 2400),
    ],
)
def test_G4_the_sum_told_before_the_button_is_the_sum_charged(hall, choir, ben, browser, days, words, pence):
    """Sums are worked out by rules that know no database; the tests beside this one store some on both kinds."""
    session = booked(hall, choir, ben, away=timedelta(days=days))
    assert words in browser.get(address(session)).content.decode()
    assert give_up(browser, session).cancellation_pence == pence
    assert session.status == (Session.Status.CANCELLED_LATE if pence else Session.Status.CANCELLED_IN_TIME)


def test_G4_the_scale_is_the_bookings_own_not_todays(hall, choir, ben, browser):
    session = booked(hall, choir, ben, away=timedelta(days=5))
    terms_are(hall, {"notice": "days", "steps": [{"at_least": 30, "refund": "100"}]})
    assert "You are 5 days away: 50%, £12.00." in browser.get(address(session)).content.decode()
    assert give_up(browser, session).cancellation_pence == 1200


@pytest.mark.once
def test_G4_hartlebury_5_working_days_50_percent_no_notice_100(hall, choir, ben, browser, monkeypatch):
    """The evening is a Wednesday, the next working day but five a Wednesday too.

    Sums are worked out by rules that know no database; the tests beside this one store some on both kinds.
    """
    terms_are(hall, HARTLEBURY)
    wednesday = datetime(2026, 6, 17, 19, tzinfo=LONDON)
    for now, words, pence in (
        (datetime(2026, 6, 10, 18, tzinfo=LONDON), "You are 5 working days away: 50%, £12.00.", 1200),
        (
            datetime(2026, 6, 12, 18, tzinfo=LONDON),
            "More than 5 working days: 50%. You are 3 working days away: the whole price, £24.00.",
            2400,
        ),
        (datetime(2026, 6, 17, 18, tzinfo=LONDON), "You are 1 hour away: the whole price, £24.00.", 2400),
    ):
        monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 5, 1, 9, tzinfo=LONDON))
        booking = a_booking(the_room(hall, "main"), by=ben, hirer=choir, on=wednesday.date(), confirmed=True)
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        session = booking.sessions.get()
        page = browser.get(address(session)).content.decode()
        assert words in page
        assert give_up(browser, session).cancellation_pence == pence


@pytest.mark.once
@pytest.mark.parametrize(
    ("days", "words", "pence"),
    [
        (40, "You are 40 days away: £15.00.", 1500),
        (20, "More than 31 days: £15.00. You are 20 days away: 25% and £15.00, £21.00.", 2100),
        (5, "You are 5 days away: the whole price, £24.00.", 2400),
    ],
)
def test_G4_nash_mills_over_a_month_all_then_75_percent_each_less_15_pounds(
    hall, choir, ben, browser, days, words, pence
):
    """Sums are worked out by rules that know no database; the tests beside this one store some on both kinds."""
    terms_are(hall, NASH_MILLS)
    session = booked(hall, choir, ben, away=timedelta(days=days))
    assert words in browser.get(address(session)).content.decode()
    assert give_up(browser, session).cancellation_pence == pence


def test_G4_unless_re_let_takes_the_charge_off_and_tells_both(hall, choir, ben, browser):
    terms_are(hall, {**HOURLY, "unless_relet": True})
    Room.objects.update(confirms_at_once=True)
    booking = a_booking(the_room(hall, "main"), by=ben, hirer=choir, on=soon(5))
    session = booking.sessions.get()
    page = browser.get(address(session)).content.decode()
    assert "If somebody else books the hours, nothing is charged." in page
    give_up(browser, session)
    assert session.cancellation_pence
    at = timezone.now()
    book(an_ask(the_room(hall, "main"), soon(5), hirer=choir), by=ben)  # its own again is nobody else's
    assert take_off_what_was_relet(at) == 0
    Booking.objects.exclude(pk=booking.pk).get().sessions.get().occupancies.all().delete()
    book(an_ask(the_room(hall, "main"), soon(5), start=19, end=20), by=a_user("Cleo"))
    assert take_off_what_was_relet(at) == 0, "half of it is still to be let"
    Room.objects.update(confirms_at_once=False)
    asked = book(an_ask(the_room(hall, "main"), soon(5), start=20, end=22), by=a_user("Dot"))
    assert take_off_what_was_relet(at) == 0, "the rest is only asked for"
    confirm_booking(asked, by=a_post(hall, "secretary").user, at=timezone.now())
    assert take_off_what_was_relet(at) == 1
    assert take_off_what_was_relet(at) == 0
    session.refresh_from_db()
    assert (session.cancellation_pence, session.taken_off_for) == (0, Session.TakenOff.RELET)
    assert set(Letter.objects.filter(kind__in=["charge_relet", "relet_at_desk"]).values_list("kind", "to")) == {
        ("charge_relet", choir.contact_email),
        ("relet_at_desk", hall.email),
    }
    assert "taken off: Somebody else booked the hours" in browser.get(booking.get_absolute_url()).content.decode()


def test_G4_a_credit_note_instead_of_a_part_refund(hall, choir, ben, browser):
    terms_are(hall, {**HOURLY, "as_credit": True})
    session = booked(hall, choir, ben, away=timedelta(days=5))
    assert (
        "The hall writes a credit of £12.00 against your next hire." in browser.get(address(session)).content.decode()
    )
    give_up(browser, session)
    assert (session.cancellation_pence, session.credit_pence) == (1200, 1200)
    assert "£12.00 stands to your credit" in Letter.objects.get(kind="cancelled").body
    assert "£12.00 credited for another hire" in browser.get(session.booking.get_absolute_url()).content.decode()
    free = booked(hall, choir, ben, away=timedelta(days=9))
    assert give_up(browser, free).credit_pence is None


@pytest.mark.on_postgres
def test_G4_the_committee_can_waive_with_a_reason(hall, choir, ben, browser):
    session = give_up(browser, booked(hall, choir, ben, away=timedelta(days=5)))
    desk = signed_in(a_post(hall, "treasurer").user)
    page = reverse("desk:waive", args=[hall.slug, session.pk])
    assert page in desk.get(reverse("desk:booking", args=[hall.slug, session.booking.ref])).content.decode()
    assert "£12.00 is due" in desk.get(page).content.decode()
    without = desk.post(page, {"leaves": "0", "reason": "", "shown": "1200"})
    assert (without.status_code, "Say why." in without.content.decode()) == (422, True)
    more = desk.post(page, {"leaves": "12.00", "reason": "Ill", "shown": "1200"})
    assert more.status_code == 422
    typed = {"leaves": "2.00", "reason": "Their leader was ill.", "shown": "1200"}
    assert desk.post(page, typed).status_code == 303
    assert desk.post(page, typed).status_code == 422, "the same button again takes off no more"
    session.refresh_from_db()
    assert (session.cancellation_pence, session.taken_off_pence) == (200, 1000)
    assert (session.status, session.taken_off_for) == (Session.Status.CANCELLED_LATE, Session.TakenOff.WAIVED)
    assert "Their leader was ill." in JournalEntry.objects.get(verb="waived").why
    letter = Letter.objects.get(kind="charge_waived")
    assert "£10.00 off what was due of it: Their leader was ill." in letter.body
    assert letter.send_after > timezone.now() + UNDO_FOR - timedelta(minutes=1)
    act = session.booking.desk_acts.get(kind="waived")
    secretary = signed_in(a_post(hall, "secretary").user)
    assert secretary.post(reverse("desk:undo", args=[hall.slug, act.pk])).status_code == 303
    session.refresh_from_db()
    assert (session.cancellation_pence, session.taken_off_pence) == (1200, None)
    assert secretary.post(page, {**typed, "leaves": "0"}).status_code == 303
    close_what_stands(timezone.now() + UNDO_FOR)
    assert Letter.objects.filter(kind="charge_waived").count() == 1


def test_G4_the_first_who_waits_is_offered_the_hour(hall, choir, ben, browser):
    booking = a_booking(the_room(hall, "main"), by=ben, hirer=choir, on=soon(30), confirmed=True)
    session = booking.sessions.get()
    waits = []
    for name in ("Ida", "Jo"):
        by = a_user(name)
        ask = an_ask(the_room(hall, "main"), soon(30), hirer=a_group(f"Group of {name}", organiser=by))
        waits += wait_for(ask, by=by, at=timezone.now(), submission_key=name)
    give_up(browser, session)
    assert list(Wait.objects.in_order().values_list("state", flat=True)) == ["offered", "waiting"]
    ida = signed_in(waits[0].made_by)
    page = ida.get(waits[0].get_absolute_url()).content.decode()
    assert "It has become free" in page
    assert "Take it for £24.00" in page
    booking = take_offer(waits[0], by=waits[0].made_by, at=timezone.now(), shown_pence=2400)
    assert booking.sessions.get().period == session.period
