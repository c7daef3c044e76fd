"""S2: in May each regular is asked: your slots for next year, keep, change or give up.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.clock import day_words
from accounts.models import Letter, User
from bookings.actions.end_renewal import keep_renewals
from bookings.actions.wait_for import wait_for
from bookings.exceptions import RoomTaken
from bookings.models import Booking, Hold, Occupancy, Renewal, Slot, Wait
from bookings.undoing import UNDO_FOR
from tests.make import a_booking, a_group, a_post, a_user, a_venue, an_ask, book, signed_in, soon, the_room
from venues.models import Closure, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LONDON = ZoneInfo("Europe/London")
HERE_UNTIL = soon(70)  # this year's last day
YEAR = {"starts_on": soon(80), "ends_on": soon(80 + 83), "answer_by": soon(40)}  # twelve weeks


def on_paper(page) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


@pytest.fixture
def hall() -> Venue:
    return a_venue(cells=("main", "committee"), furthest_days=120)


@pytest.fixture
def ben() -> User:
    return a_user("Ben")


@pytest.fixture
def choir(hall, ben) -> Booking:
    """Every Tuesday or whichever day it is, 7pm to 9pm, until a while before the new year."""
    hirer = a_group("Alder Vale Choir", organiser=ben)
    return a_booking(the_room(hall, "main"), on=soon(7), until=HERE_UNTIL, hirer=hirer, by=ben, confirmed=True)


@pytest.fixture
def desk(hall) -> Client:
    return signed_in(a_post(hall, "secretary").user)


def ask_them(desk: Client, hall: Venue, bookings: Iterable[Booking], **days: date) -> Renewal:
    days = {**YEAR, **days}
    typed = {**{name: day.isoformat() for name, day in days.items()}, "bookings": [each.pk for each in bookings]}
    answer = desk.post(reverse("desk:next_year", args=[hall.slug]), typed)
    assert answer.status_code == 303, on_paper(answer)
    return Renewal.objects.latest("pk")


def answer(browser: Client, slot: Slot, action: str, status: int = 303, **typed: str):
    """See the page, or what it says of other hours, and press the button that is on it."""
    page = browser.get(slot.get_absolute_url())
    if action == "change":
        page = browser.post(slot.get_absolute_url(), {"action": "look", **typed})
    hidden = dict(
        re.findall(r'name="(submission_key|shown_dates|shown_prices)" value="([^"]+)"', page.content.decode())
    )
    done = browser.post(slot.get_absolute_url(), {"action": action, **hidden, **typed})
    assert done.status_code == status, on_paper(done)
    return done


def after(renewal: Renewal, **later: int) -> datetime:
    return renewal.ends_at + timedelta(**later)


def test_S2_the_desk_asks_and_each_regular_gets_one_letter(desk, hall, choir, ben):
    second = a_booking(
        the_room(hall, "committee"), on=soon(8), until=HERE_UNTIL, hirer=choir.hirer, by=ben, confirmed=True
    )
    told = on_paper(desk.get(reverse("desk:next_year", args=[hall.slug]), {n: d.isoformat() for n, d in YEAR.items()}))
    assert "2 regular series" in told
    Letter.objects.all().delete()
    ask_them(desk, hall, [choir, second])
    [letter] = Letter.objects.all()
    assert letter.to == choir.hirer.contact_email
    assert letter.send_after > timezone.now() + timedelta(minutes=4)
    for slot in Slot.objects.all():
        assert slot.get_absolute_url() in letter.body
    assert "keep, change or give up" in letter.body


def test_S2_before_asking_the_desk_reads_which_date_cannot_be_kept_and_chooses_whom_to_ask(desk, hall, choir):
    page, days = reverse("desk:next_year", args=[hall.slug]), {name: day.isoformat() for name, day in YEAR.items()}
    weekday = choir.sessions.first().starts_at.weekday()
    shut = YEAR["starts_on"] + timedelta(days=(weekday - YEAR["starts_on"].weekday()) % 7)
    noon = datetime.combine(shut, time(12), LONDON)
    Closure.objects.create(
        venue=hall, starts_at=noon, ends_at=noon + timedelta(hours=11), cause="works", note="The floor"
    )
    told = desk.get(page, days)
    assert f"12 dates; 1 of them can’t be kept: {day_words(shut)} (The floor)" in on_paper(told)
    box = f'name="bookings" value="{choir.pk}" id="ask-{choir.pk}"'
    assert f"{box} checked>" in told.content.decode()
    assert f"{box}>" in desk.get(page, {**days, "tick": "none"}).content.decode()
    nobody = desk.post(page, days)
    assert nobody.status_code == 422
    assert f"{box}>" in nobody.content.decode()


def test_S2_a_group_is_offered_its_own_season_a_year_on_without_the_week_that_it_left_out(desk, hall, ben):
    """Not the weeks before and after it, though the desk asks about more; and the pages say so."""
    away, year = soon(7 + 28), {"starts_on": soon(364), "ends_on": soon(364 + 200)}
    choir = a_group("Alder Vale Choir", organiser=ben)
    fields = {"until": HERE_UNTIL, "hirer": choir, "by": ben, "confirmed": True, "skip": [away]}
    slot = ask_them(desk, hall, [a_booking(the_room(hall, "main"), on=soon(7), **fields)], **year).slots.get()
    assert (slot.pattern.first, slot.pattern.until) == (soon(7 + 364), HERE_UNTIL + timedelta(weeks=52))
    assert slot.pattern.skip == {away + timedelta(weeks=52)}
    assert slot.dates == slot.holds.count() == 9
    told = on_paper(signed_in(ben).get(slot.get_absolute_url()))
    assert "Keep these 9 dates" in told
    assert "with your own season of this year, 52 weeks on" in told
    answer(signed_in(ben), slot, "keep")
    assert Booking.objects.get(renews=slot).sessions.count() == 9


def test_S2_their_hours_are_kept_from_everybody_until_they_answer(desk, hall, choir):
    renewal = ask_them(desk, hall, [choir])
    slot = renewal.slots.get()
    assert (slot.dates, slot.clashes) == (12, 0)
    assert slot.holds.count() == Occupancy.objects.filter(kind="next_year").count() == 12
    Venue.objects.filter(pk=hall.pk).update(furthest_days=400)
    first = slot.pattern.first
    with pytest.raises(RoomTaken):
        a_booking(the_room(hall, "main"), on=first)


def test_S2_keep_shows_dates_clashes_and_price_before_the_button(desk, hall, choir, ben):
    shut = YEAR["starts_on"] + timedelta(
        days=(choir.sessions.first().starts_at.weekday() - YEAR["starts_on"].weekday()) % 7
    )
    Closure.objects.create(
        venue=hall,
        starts_at=datetime.combine(shut, datetime.min.time(), LONDON),
        ends_at=datetime.combine(shut + timedelta(days=1), datetime.min.time(), LONDON),
        cause="works",
        note="The floor",
    )
    slot = ask_them(desk, hall, [choir]).slots.get()
    browser = signed_in(ben)
    told = on_paper(browser.get(slot.get_absolute_url()))
    assert "11 dates, £176.00" in told
    assert "1 more date cannot be booked" in told
    assert "The floor" in told
    assert "Keep these 11 dates" in told
    assert "keep, change or give up by" in on_paper(browser.get(reverse("bookings:mine")))


def test_S2_kept_hours_are_booked_at_once_however_far_ahead(desk, hall, choir, ben):
    slot = ask_them(desk, hall, [choir]).slots.get()
    first = answer(signed_in(ben), slot, "keep")
    slot.refresh_from_db()
    kept = Booking.objects.get(renews=slot)
    assert (slot.answer, kept.status) == ("keep", Booking.Status.CONFIRMED)
    assert kept.sessions.count() == 12
    assert first.url == kept.get_absolute_url()
    assert not Hold.objects.exists()
    assert {session.price.pence for session in kept.sessions.select_related("venue__operator")} == {1600}
    assert all(session.starts_at.astimezone(LONDON).hour == 19 for session in kept.sessions.all())


def test_S2_the_same_button_twice_is_one_booking(desk, hall, choir, ben):
    slot, browser = ask_them(desk, hall, [choir]).slots.get(), signed_in(ben)
    page = browser.get(slot.get_absolute_url()).content.decode()
    hidden = dict(re.findall(r'name="(submission_key|shown_dates|shown_prices)" value="([^"]+)"', page))
    answers = [browser.post(slot.get_absolute_url(), {"action": "keep", **hidden}) for _turn in range(2)]
    assert [each.status_code for each in answers] == [303, 303]
    assert Booking.objects.filter(hirer=choir.hirer).count() == 2


def test_S2_other_hours_are_shown_asked_for_and_the_old_ones_stay_kept(desk, hall, choir, ben):
    slot, browser = ask_them(desk, hall, [choir]).slots.get(), signed_in(ben)
    words = on_paper(browser.get(slot.get_absolute_url()))
    [sentence] = re.findall(r"Every \w+ 7pm to 9pm, from .*? to \d+ \w+ \d{4}", words)[:1]
    sentence = sentence.replace("7pm", "8pm")
    sentence = sentence.replace("9pm", "10pm")
    typed = {"sentence": sentence, "room": "main"}
    look = on_paper(browser.post(slot.get_absolute_url(), {"action": "look", **typed}))
    assert "Other hours than you have now" in look
    assert "12 dates" in look
    assert slot.holds.count() == 12  # to look changes nothing
    answer(browser, slot, "change", **typed)
    slot.refresh_from_db()
    assert (slot.answer, slot.became.status) == ("change", Booking.Status.REQUESTED)
    assert slot.holds.count() == 0  # they shared an hour of each
    bad = browser.post(slot.get_absolute_url(), {"action": "look", "sentence": "sometime", "room": "main"})
    assert bad.status_code == 422 or "See the booking for next year" in on_paper(bad)


@pytest.mark.once
def test_S2_what_cannot_be_read_is_said_beside_the_box(desk, hall, choir, ben):
    """The words of a form, whatever the database."""
    slot, browser = ask_them(desk, hall, [choir]).slots.get(), signed_in(ben)
    bad = browser.post(slot.get_absolute_url(), {"action": "look", "sentence": "sometime", "room": "main"})
    assert bad.status_code == 422
    assert "There is a problem" in on_paper(bad)


def test_S2_given_up_may_be_thought_better_of_until_the_last_day(desk, hall, choir, ben):
    slot, browser = ask_them(desk, hall, [choir]).slots.get(), signed_in(ben)
    answer(browser, slot, "give_up")
    assert slot.holds.count() == 12
    assert "If you change your mind" in on_paper(browser.get(slot.get_absolute_url()))
    answer(browser, slot, "keep")
    slot.refresh_from_db()
    assert slot.answer == "keep"


def test_S2_sixty_regulars_fit_one_page_with_who_has_not_answered(desk, hall, choir, ben):
    def page(number: int) -> tuple[str, int]:
        renewal = Renewal.objects.create(venue=hall, made_by=ben, **YEAR)
        rows = [
            Slot(renewal=renewal, booking=each, room=choir.stretches.first().room, document=choir.pattern, dates=12)
            for each in some[:number]
        ]
        Slot.objects.bulk_create(rows)
        renewal.slots.filter(pk=rows[0].pk).update(answer="keep", answered_at=timezone.now())
        with CaptureQueriesContext(connection) as asked:
            told = on_paper(desk.get(reverse("desk:next_year", args=[hall.slug])))
        renewal.delete()
        return told, len(asked)

    some = [
        Booking.objects.create(
            venue=hall,
            hirer=a_group(f"Group of {number}"),
            title="Yoga",
            category=choir.category,
            people=9,
            free_cancel_hours=48,
            status="confirmed",
        )
        for number in range(60)
    ]
    told, questions = page(60)
    assert "59 of 60 have not answered" in told
    assert told.count("No answer yet") == 59
    assert page(30)[1] == questions


def test_S2_one_reminder_goes_a_week_before_to_who_has_not_answered(desk, hall, choir, ben):
    other = a_booking(the_room(hall, "committee"), on=soon(8), until=HERE_UNTIL, confirmed=True)
    renewal = ask_them(desk, hall, [choir, other])
    answer(signed_in(ben), renewal.slots.get(booking=choir), "keep")
    Letter.objects.all().delete()
    assert keep_renewals(after(renewal, days=-9)) == (0, 0)
    assert keep_renewals(after(renewal, days=-7)) == (1, 0)
    assert keep_renewals(after(renewal, days=-6)) == (0, 0)
    [letter] = Letter.objects.filter(kind="next_year_reminder")
    assert letter.to == other.hirer.contact_email


def test_S2_after_the_last_day_the_rest_is_free_and_the_first_who_waits_has_an_offer(desk, hall, choir, ben):
    renewal = ask_them(desk, hall, [choir])
    Venue.objects.filter(pk=hall.pk).update(furthest_days=400)
    on = renewal.slots.get().pattern.first
    wait_for(an_ask(the_room(hall, "main"), on), by=ben, at=timezone.now(), submission_key="w")
    assert keep_renewals(after(renewal, minutes=-1)) == (1, 0)
    assert keep_renewals(after(renewal)) == (0, 1)
    wait = Wait.objects.get()
    assert wait.is_offered
    assert Hold.objects.get().kind == Hold.Kind.OFFERED  # nothing else is kept any more
    assert Letter.objects.filter(kind="wait_offered").exists()
    book(an_ask(the_room(hall, "main"), on + timedelta(weeks=1)), by=ben, at=after(renewal))
    late = signed_in(ben).post(renewal.slots.get().get_absolute_url(), {"action": "keep"})
    assert late.status_code == 409


def test_S2_the_desk_answers_for_a_group_that_rings(desk, hall, choir):
    slot = ask_them(desk, hall, [choir]).slots.get()
    page = reverse("desk:slot", args=[hall.slug, slot.ref])
    assert page in desk.get(reverse("desk:next_year", args=[hall.slug])).content.decode()
    shown = desk.get(page).content.decode()
    hidden = dict(re.findall(r'name="(submission_key|shown_dates|shown_prices)" value="([^"]+)"', shown))
    assert desk.post(page, {"action": "keep", **hidden}).status_code == 303
    kept = Booking.objects.get(renews=slot)
    assert (kept.status, kept.entered, kept.sessions.count()) == ("confirmed", "desk", 12)
    assert signed_in(a_user("Cleo")).get(page).status_code == 404


def test_S2_one_date_that_was_moved_does_not_change_the_hours_of_next_year(desk, hall, choir):
    last = choir.sessions.order_by("starts_at").last()
    moved = last.starts_at - timedelta(hours=8)
    choir.sessions.filter(pk=last.pk).update(starts_at=moved, ends_at=moved + timedelta(hours=1))
    slot = ask_them(desk, hall, [choir]).slots.get()
    assert (slot.pattern.times.start.hour, slot.pattern.times.end.hour) == (19, 21)


def test_S2_the_desk_may_end_it_and_what_has_not_gone_is_not_sent(desk, hall, choir):
    """After five minutes, in which it can think better of it."""
    renewal = ask_them(desk, hall, [choir])
    Letter.objects.exclude(kind="next_year").delete()
    address = reverse("desk:next_year_end", args=[hall.slug])
    assert "End asking the regulars?" in on_paper(desk.get(address))
    assert desk.post(address).status_code == 303
    assert desk.post(address).status_code == 303
    assert keep_renewals(timezone.now()) == (0, 0)
    assert keep_renewals(timezone.now() + UNDO_FOR) == (0, 1)
    renewal.refresh_from_db()
    assert renewal.closed_at is not None
    assert not Hold.objects.exists()
    assert not Letter.objects.exists()


@pytest.mark.once
def test_S2_bad_days_are_told_and_nobody_is_asked(desk, hall, choir):
    """The words of a form, whatever the database."""
    page = reverse("desk:next_year", args=[hall.slug])
    for wrong, words in (
        ({"ends_on": YEAR["starts_on"] - timedelta(days=1)}, "before the first one"),
        ({"ends_on": YEAR["starts_on"] + timedelta(days=500)}, "more than a year"),
        ({"answer_by": soon(1)}, "a week at least"),
        ({"answer_by": YEAR["ends_on"]}, "after the first day"),
    ):
        days = {name: day.isoformat() for name, day in {**YEAR, **wrong}.items()}
        refused = desk.post(page, {**days, "bookings": [choir.pk]})
        assert refused.status_code == 422
        assert words in on_paper(refused)
    days = {name: day.isoformat() for name, day in YEAR.items()}
    assert "Tick at least one series" in on_paper(desk.post(page, days))
    assert not Renewal.objects.exists()


@pytest.mark.once
def test_S2_a_stranger_finds_no_such_page(desk, hall, choir):
    """Not found by the question by which others find it, on both kinds of database."""
    slot = ask_them(desk, hall, [choir]).slots.get()
    assert signed_in(a_user("Cleo")).get(slot.get_absolute_url()).status_code == 404
    assert signed_in(a_post(hall, "trustee").user).post(reverse("desk:next_year", args=[hall.slug])).status_code == 404
