"""That the regulars were asked about next year is taken back as if nobody had been.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import ANY

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import outbox
from accounts.models import JournalEntry, Letter
from bookings.actions.answer_slot import give_up_slot, keep_slot
from bookings.actions.ask_regulars import ask_regulars
from bookings.actions.end_renewal import end_renewal, go_on_asking, keep_renewals
from bookings.actions.take_asking_back import take_asking_back
from bookings.exceptions import RoomTaken, TooLate
from bookings.models import Hold, Occupancy, Renewal, Slot, Wait
from bookings.next_year import ask_of
from bookings.undoing import UNDO_FOR
from tests.make import a_booking, a_group, a_post, a_user, a_venue, an_ask, book, signed_in, soon, the_room
from tests.reading import words_of
from tests.rows import everything
from tests.shared import shared
from tests.waiting import a_wait

pytestmark = [pytest.mark.django_db, pytest.mark.once]

A_MINUTE = timedelta(minutes=1)
STAYS = {"accounts.JournalEntry", "schedule.Calendar", "bookings.RoomCalendar"}  # and who did what


@shared
def hall():
    return a_venue()


@shared
def ben():
    return a_user("Ben")


@shared
def series(hall, ben):
    choir = a_group(organiser=ben)
    return a_booking(the_room(hall, "main"), on=soon(20), until=soon(34), hirer=choir, by=ben, confirmed=True)


@shared
def ada(hall):
    return a_post(hall, "secretary", a_user("Ada")).user


def ask_them(hall, series, ada) -> Renewal:
    days = {"starts_on": soon(200), "ends_on": soon(221), "answer_by": soon(60)}
    return ask_regulars(hall, [series.pk], **days, by=ada, at=timezone.now())


def rows() -> dict:
    return {label: rows for label, rows in everything().items() if label not in STAYS}


def test_no_row_is_left_of_it_no_letter_goes_and_whoever_waits_is_asked(hall, series, ada):
    before = rows()
    renewal = ask_them(hall, series, ada)
    assert Hold.objects.filter(kind="next_year").exists()
    take_asking_back(renewal, by=ada, at=timezone.now() + A_MINUTE)
    assert rows() == before
    assert outbox.send_due(timezone.now() + timedelta(days=1)) == Letter.objects.exclude(kind="next_year").count()
    assert JournalEntry.objects.get(verb="took asking the regulars back").by == ada

    renewal = ask_them(hall, series, ada)
    wait = a_wait(the_room(hall, "main"), on=renewal.slots.get().pattern.first, hirer=a_group("Ramblers"))
    take_asking_back(renewal, by=ada, at=timezone.now() + A_MINUTE)
    assert Wait.objects.get(pk=wait.pk).state == "offered"


def test_the_page_after_asking_has_the_button_and_twice_is_once(hall, series, ada):
    desk, asked, undo = signed_in(ada), reverse("desk:next_year", args=[hall.slug]), "desk:next_year_undo"
    days = {"starts_on": soon(200), "ends_on": soon(221), "answer_by": soon(60)}
    typed = {name: day.isoformat() for name, day in days.items()}
    page = desk.post(asked, {**typed, "bookings": [series.pk]}, follow=True).content.decode()
    address = reverse(undo, args=[hall.slug])
    assert ": 1 series. The letters go at" in page
    assert f'action="{address}"' in page
    before = everything()
    assert "Take back that the regulars were asked?" in desk.get(address).content.decode()
    assert everything() == before
    assert "Taken back: nobody is asked about" in desk.post(address, follow=True).content.decode()
    assert "Nobody is being asked about next year." in desk.post(address, follow=True).content.decode()
    assert not Slot.objects.exists()
    trustee = signed_in(a_post(hall, "trustee", a_user("Tom")).user)
    assert trustee.post(address).status_code == 404


@pytest.mark.parametrize(
    ("late", "words"),
    [
        ("over", "The five minutes are over"),
        ("given up", "A group has answered already"),
        ("ended", "Asking the regulars has ended already"),
        ("printed", "A letter is on its way already"),
    ],
)
def test_what_stands_in_the_way_is_said_and_nothing_is_done(hall, series, ada, ben, late, words):
    renewal, at = ask_them(hall, series, ada), timezone.now() + A_MINUTE
    if late == "given up":
        give_up_slot(renewal.slots.get(), by=ben, at=at)
    elif late == "ended":
        end_renewal(renewal, by=ada, at=at)
        keep_renewals(at + UNDO_FOR)
    elif late == "printed":
        Letter.objects.filter(kind="next_year").update(sent_at=at, went=Letter.Went.PRINTED)
    before = everything()
    with pytest.raises(TooLate, match=words):
        take_asking_back(renewal, by=ada, at=renewal.made_at + UNDO_FOR if late == "over" else at)
    assert everything() == before
    refused = signed_in(ada).post(reverse("desk:next_year_undo", args=[hall.slug]))
    assert refused.status_code == {"over": 303, "ended": 303}.get(late, 409)


@pytest.mark.on_postgres
def test_whoever_answers_what_is_no_longer_asked_is_told_so(hall, series, ada, ben):
    renewal, at = ask_them(hall, series, ada), timezone.now()
    slot = Slot.objects.select_related("renewal__venue__operator", "booking__hirer", "booking__category").get()
    ask = ask_of(slot)
    take_asking_back(renewal, by=ada, at=at)
    with pytest.raises(TooLate, match="taken its question about next year back"):
        give_up_slot(slot, by=ben, at=at)
    with pytest.raises(TooLate, match="taken its question about next year back"):
        keep_slot(slot, ask, by=ben, at=at, shown_dates=ANY, shown_prices=ANY, submission_key="keeps")
    assert Occupancy.objects.count() == series.sessions.count()


def test_nobody_is_reminded_of_a_letter_that_has_not_gone(hall, series, ada):
    renewal = ask_them(hall, series, ada)
    Renewal.objects.update(answer_by=soon(7))
    assert keep_renewals(renewal.made_at + A_MINUTE) == (0, 0)
    assert keep_renewals(renewal.made_at + UNDO_FOR) == (1, 0)


def test_ending_it_is_undone_and_whoever_answers_meanwhile_is_taken(hall, series, ada, ben):
    renewal, letters = ask_them(hall, series, ada), Letter.objects.filter(kind="next_year")
    at, before = renewal.made_at + A_MINUTE, rows()
    for _press in range(2):
        assert end_renewal(renewal, by=ada, at=at)
    later = at + UNDO_FOR - A_MINUTE / 2
    assert not letters.due(later).exists()
    assert keep_renewals(later) == (0, 0)
    for _press in range(2):
        go_on_asking(renewal, by=ada, at=at + A_MINUTE)
    assert rows() == before  # its letters go when they would have gone
    assert JournalEntry.objects.get(verb="went on asking the regulars").by == ada

    end_renewal(renewal, by=ada, at=at)
    slot = Slot.objects.select_related("renewal__venue__operator", "booking__hirer", "booking__category").get()
    seen = {"shown_dates": ANY, "shown_prices": ANY}
    assert keep_slot(slot, ask_of(slot), by=ben, at=later, **seen, submission_key="keeps").is_confirmed
    assert keep_renewals(at + UNDO_FOR) == (0, 1)
    assert keep_renewals(at + UNDO_FOR) == (0, 0)
    assert not letters.exists()
    assert not Hold.objects.exists()
    with pytest.raises(TooLate, match="what nobody kept is free"):
        go_on_asking(renewal, by=ada, at=later)
    assert JournalEntry.objects.filter(verb="ended asking the regulars").count() == 2


def test_what_is_kept_stays_nobody_elses_until_it_has_ended(hall, series, ada, ben):
    renewal, at = ask_them(hall, series, ada), timezone.now() + UNDO_FOR
    first = renewal.slots.get().pattern.first
    wait = a_wait(the_room(hall, "main"), on=first, hirer=a_group("Ramblers"))
    end_renewal(renewal, by=ada, at=at)
    with pytest.raises(RoomTaken):
        book(an_ask(the_room(hall, "main"), first, hirer=a_group("Scouts")), by=a_user("Cleo"), at=at + A_MINUTE)
    with pytest.raises(TooLate, match="time for answers is over"):
        give_up_slot(renewal.slots.get(), by=ben, at=at + UNDO_FOR)
    keep_renewals(at + UNDO_FOR)
    assert Wait.objects.get(pk=wait.pk).state == "offered"


def test_the_page_says_until_when_they_may_answer_and_has_the_button(hall, series, ada, ben):
    ask_them(hall, series, ada)
    Renewal.objects.update(made_at=timezone.now() - UNDO_FOR)
    desk, args = signed_in(ada), [hall.slug]
    page = words_of(desk.post(reverse("desk:next_year_end", args=args), follow=True))
    until = Renewal.objects.select_related("venue").get().answers_until
    assert f"ends at {until}." in page
    assert f"Their hours are kept until {until}." in page
    assert f"kept for you until {until}" in words_of(signed_in(ben).get(Slot.objects.get().get_absolute_url()))
    assert "Go on asking the regulars?" in words_of(desk.get(reverse("desk:next_year_end_undo", args=args)))
    undone = words_of(desk.post(reverse("desk:next_year_end_undo", args=args), follow=True))
    assert "Taken back: the regulars may answer until" in undone
    again = desk.post(reverse("desk:next_year_end_undo", args=args), follow=True)
    assert "End it now" in words_of(again)
    Renewal.objects.update(ends_early_at=timezone.now())
    refused = desk.post(reverse("desk:next_year_end_undo", args=args))
    assert refused.status_code == 409
    assert "It has ended, and what nobody kept is free" in words_of(refused)
