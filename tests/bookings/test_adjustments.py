"""What was agreed is done before each date, ticked or told of; did it work; and then it is forgotten.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import outbox
from accounts.clock import day_words
from accounts.models import Letter
from accounts.retention import take_out
from bookings.actions import decline_booking
from bookings.actions.answer_needs import ToDo
from bookings.actions.ask_whether_it_worked import ask_whether_it_worked, say_whether_it_worked
from bookings.actions.erase_person import erase_person
from bookings.actions.forget_needs import forget_needs_of_nothing
from bookings.actions.state_needs import save_needs, state_needs
from bookings.actions.tick_task import tell_of_what_is_not_done, tick_task
from bookings.exceptions import TooEarly
from bookings.models import (
    AccessOutcome,
    Adjustment,
    Booking,
    DeskAct,
    DidItWork,
    SavedNeeds,
    Session,
    StatedNeed,
    TaskTick,
)
from bookings.outcomes import outcome_of
from bookings.privacy.export import data_of
from bookings.privacy.rules import NEEDS
from bookings.stated_needs import Stated
from bookings.tasks import tasks_at
from bookings.undoing import UNDO_FOR, undo
from tests.make import a_booking, a_post, a_user, signed_in, soon
from tests.needs_letter_cases import LOOP, all_arranged, happened, loop_here
from tests.reading import words_of
from venues.models import AccessReport
from venues.periods import Period

pytestmark = [pytest.mark.django_db, pytest.mark.once]

A_DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
STEP_FREE = Stated(("step_free",))


@pytest.fixture
def series(room, ben, choir) -> Booking:
    """Three Tuesdays or whatever day it is, with a ramp to put out before each."""
    found = a_booking(room, on=soon(10), until=soon(24), by=ben, hirer=choir, confirmed=True)
    state_needs(found, STEP_FREE, at=timezone.now(), desk=True)
    all_arranged(found, by=a_user("Ada"), at=timezone.now())
    return found


def all_tasks(booking: Booking) -> list[tuple[str, timedelta]]:
    span = Period(timezone.now() - 90 * A_DAY, timezone.now() + 90 * A_DAY)
    return [(task.what, task.session.starts_at - task.due) for task in tasks_at(booking.venue, span, at=timezone.now())]


@pytest.mark.on_postgres
def test_there_is_one_for_each_date_until_it_is_changed(series):
    at = timezone.now()
    assert all_tasks(series) == [("Put out the ramp", 30 * MINUTE)] * 3
    first, second, _third = series.sessions.order_by("starts_at")
    all_arranged(series, by=a_user("Ada"), at=first.starts_at + MINUTE, to_do=ToDo("Put out both ramps", "", 60))
    assert all_tasks(series) == [("Put out the ramp", 30 * MINUTE), *[("Put out both ramps", 60 * MINUTE)] * 2]
    Session.objects.filter(pk=second.pk).update(status=Session.Status.CANCELLED_IN_TIME)
    assert len(all_tasks(series)) == 2
    state_needs(series, Stated(), at=at)
    assert (all_tasks(series), Adjustment.objects.count()) == ([], 0)


@pytest.mark.once
def test_more_to_do_asks_the_database_no_more(series, django_assert_num_queries):
    """How many statements a page asks is Django’s doing, whichever database answers them."""
    span = Period(timezone.now(), timezone.now() + 90 * A_DAY)
    more = a_booking(series.sessions.first().rooms.get(), on=soon(30), until=soon(37), confirmed=True)
    for turn in range(2):
        with django_assert_num_queries(4):
            assert len([task.where for task in tasks_at(series.venue, span, at=timezone.now())]) == 3 + 2 * turn
        state_needs(more, STEP_FREE, at=timezone.now(), desk=True)
        all_arranged(more, by=a_user("Ada"), at=timezone.now(), to_do=ToDo("Unlock the side door", "", 15))


def test_it_is_ticked_with_the_time_and_by_whom_and_the_tick_can_be_taken_back(series):
    keeper, task, session = a_post(series.venue, "caretaker"), Adjustment.objects.get(), series.sessions.first()
    move_to_tomorrow(series)
    session.refresh_from_db()
    page, due = reverse("desk:task", args=[series.venue.slug, task.pk, session.pk]), task.due_for(session).isoformat()
    browser = signed_in(keeper.user)
    for wrong in ({}, {"due": "noon"}, {"due": (task.due_for(session) + MINUTE).isoformat()}):
        answer = browser.post(page, {"done": "yes", **wrong})
        assert (answer.status_code, TaskTick.objects.count()) == (409, 0)  # nothing is ticked blindly
        assert "due at another time by now" in words_of(answer)
    tick = {"done": "yes", "due": due}
    for _twice in range(2):
        assert browser.post(page, tick).status_code == 303
    row = TaskTick.objects.get()
    assert (row.done_by, row.done_at is not None) == (keeper.user, True)
    assert f"{keeper.user.name}" in words_of(browser.get(browser.post(page, tick)["Location"]))
    where = [browser.post(f"{page}?from={view}", tick)["Location"] for view in ("diary", "week", "access")]
    places = [address.split("#")[0].split("=")[0] for address in where]
    diary, access = (reverse(name, args=[series.venue.slug]) for name in ("desk:diary", "desk:access"))
    assert places == [diary, f"{diary}?week", access], "back to the view in which it was pressed"
    browser.post(page, {**tick, "done": "no"})
    row.refresh_from_db()
    assert (row.done_by, row.done_at) == (None, None)
    other = a_booking(confirmed=True).sessions.get()
    assert browser.post(reverse("desk:task", args=[series.venue.slug, task.pk, other.pk])).status_code == 404
    session.status = Session.Status.CANCELLED_LATE
    session.save()
    assert browser.post(page, tick).status_code == 409


def move_to_tomorrow(booking: Booking) -> None:
    """Its first date; what was agreed about it was before."""
    first = booking.sessions.order_by("starts_at")[0]
    by = first.starts_at.astimezone(booking.venue.tz).date() - soon(1)
    first.starts_at, first.ends_at = first.starts_at - by, first.ends_at - by
    first.save()


@pytest.mark.parametrize(("days", "is_time"), [(2, False), (1, True), (0, True)])
def test_it_is_ticked_from_the_day_before_it_is_due(series, days, is_time):
    session, task, zone = series.sessions.order_by("starts_at")[0], Adjustment.objects.get(), series.venue.tz
    due = task.due_for(session)
    for minutes in (20, 23 * 60 + 50):  # just after midnight, and just before
        day = due.astimezone(zone).date() - days * A_DAY
        at = datetime.combine(day, time(), zone) + minutes * MINUTE
        [seen] = tasks_at(series.venue, Period(due, due + MINUTE), at=at)
        assert seen.can_be_ticked is is_time
        ticked = {"shown": due, "is_done": True, "by": a_user("Max"), "at": at}
        if is_time:
            assert tick_task(task, session, **ticked).done_at
            continue
        with pytest.raises(TooEarly, match=day_words(day + A_DAY)):
            tick_task(task, session, **ticked)


def test_a_button_stands_where_it_is_time_and_a_day_elsewhere(series):
    keeper, task, session = a_post(series.venue, "caretaker"), Adjustment.objects.get(), series.sessions.first()
    browser, page = signed_in(keeper.user), reverse("desk:task", args=[series.venue.slug, task.pk, session.pk])
    diary = reverse("desk:diary", args=[series.venue.slug]) + f"?day={soon(10)}"
    assert "Not done yet" in words_of(browser.get(diary))
    first = day_words((task.due_for(session).astimezone(series.venue.tz) - A_DAY).date())
    assert f"It can be ticked from {first} on" in words_of(browser.get(page))
    early = browser.post(page, {"done": "yes", "due": task.due_for(session).isoformat()})
    assert (early.status_code, f"from {first} on" in words_of(early)) == (409, True)
    move_to_tomorrow(series)
    assert "Mark as done" in words_of(browser.get(diary.replace(str(soon(10)), str(soon(1)))))
    assert "It is done" in words_of(browser.get(page))


@pytest.mark.on_postgres
def test_the_desk_is_told_once_of_what_nobody_ticked_in_time(series):
    session, task = series.sessions.order_by("starts_at")[0], Adjustment.objects.get()
    due = session.starts_at - 30 * MINUTE
    assert tell_of_what_is_not_done(due - MINUTE) == 0
    assert [tell_of_what_is_not_done(due + MINUTE) for _twice in range(2)] == [1, 0]
    [letter] = Letter.objects.filter(kind="task_not_done")
    assert (letter.to, "Put out the ramp, Side door" in letter.body) == (series.venue.email, True)
    assert "choir" not in letter.body.lower()
    later = series.sessions.order_by("starts_at")[1]
    due = task.due_for(later)
    tick_task(task, later, shown=due, is_done=True, by=a_user("Max"), at=due - MINUTE)
    assert tell_of_what_is_not_done(later.starts_at) == 0


def test_a_tick_and_the_letter_are_for_when_it_was_due_not_for_where_the_date_moves(series):
    task, session, ada = Adjustment.objects.get(), series.sessions.order_by("starts_at")[0], a_user("Max")
    due = session.starts_at - 30 * MINUTE
    assert tell_of_what_is_not_done(due) == 0
    tick_task(task, session, shown=due, is_done=True, by=ada, at=due - MINUTE)
    session.starts_at, session.ends_at = session.starts_at + A_DAY, session.ends_at + A_DAY
    session.save()
    moved = due + A_DAY
    [again] = tasks_at(series.venue, Period(moved - MINUTE, moved + MINUTE), at=moved)
    assert again.done_at is None
    assert [tell_of_what_is_not_done(moved + MINUTE) for _twice in range(2)] == [1, 0]
    session.starts_at, session.ends_at = session.starts_at + A_DAY, session.ends_at + A_DAY
    session.save()
    assert tell_of_what_is_not_done(moved + A_DAY + MINUTE) == 1
    assert Letter.objects.filter(kind="task_not_done").count() == 2


def test_a_need_that_is_said_otherwise_in_mid_series_keeps_the_day_on_which_it_was_first_said(series):
    at = timezone.now()
    state_needs(series, Stated(("several_wheelchairs",), {"wheelchairs": 2}), at=at)
    first = series.sessions.order_by("starts_at")[0]
    later = first.ends_at + MINUTE
    state_needs(series, Stated(("several_wheelchairs", "baby"), {"wheelchairs": 3}), at=later)
    said = dict(series.stated_needs.values_list("need", "stated_at"))
    assert said == {"several_wheelchairs": at, "baby": later}
    assert ask_whether_it_worked(first.ends_at + A_DAY) == 1


def test_nobody_is_asked_of_a_date_before_anything_was_needed(series):
    first, middle, last = series.sessions.order_by("starts_at")
    series.stated_needs.update(stated_at=first.starts_at + MINUTE)
    assert [ask_whether_it_worked(each.ends_at + A_DAY) for each in (first, middle, last)] == [0, 1, 1]
    assert not DidItWork.objects.filter(session=first).exists()


def test_the_hirer_is_asked_after_the_first_date_and_after_the_last_and_the_last_counts(series):
    first, middle, last = series.sessions.order_by("starts_at")
    assert ask_whether_it_worked(first.ends_at) == 0
    assert [ask_whether_it_worked(first.ends_at + A_DAY) for _twice in range(2)] == [1, 0]
    asked = DidItWork.objects.get()
    say_whether_it_worked(asked, outcome="met", words="", at=first.ends_at + A_DAY)
    assert not AccessOutcome.objects.exists()
    assert ask_whether_it_worked(middle.ends_at + A_DAY) == 0
    assert ask_whether_it_worked(last.ends_at + A_DAY) == 1
    again = DidItWork.objects.get(session=last)
    for outcome in ("not_met", "met"):  # said twice, it is what was said first
        say_whether_it_worked(again, outcome=outcome, words="It was locked.", at=last.ends_at + A_DAY)
    month = last.ends_at.astimezone(series.venue.tz).date().replace(day=1)
    told = [(row.outcome, row.reason, row.month, row.count) for row in AccessOutcome.objects.all()]
    assert told == [("not_met", "answered", month, 1)]
    assert Letter.objects.filter(kind="worked_answered").count() == 1
    take_out(NEEDS, last.ends_at + 31 * A_DAY)
    assert AccessOutcome.objects.get().count == 1


def test_what_did_not_work_leads_to_what_the_guide_has_wrong_and_the_hall_reads_it(booking, ben, room):
    loop_here(room)
    state_needs(booking, Stated(("listening_any",)), at=timezone.now(), desk=True)
    happened(booking, ago=A_DAY)
    ask_whether_it_worked(timezone.now())
    browser, page = signed_in(ben), reverse("bookings:worked", args=[booking.ref])
    assert "Did it work? Tell the hall" in browser.get(booking.get_absolute_url()).content.decode()
    assert browser.post(page, {}).status_code == 422
    assert browser.post(page, {"outcome": "in_part", "words": "It hummed."})["Location"] == page
    form = browser.get(page).context["different"]
    options = [words for _group, rows in form.fields["about"].choices[1:] for _key, words in rows]
    assert options == ["Hearing loop or other listening system (Main): yes: a fixed loop", "Microphone (Main): yes"]
    about = form.fields["about"].choices[1][1][0][0]
    told = browser.post(reverse("bookings:different", args=[booking.ref]), {"about": about, "words": "It hums."})
    assert told.status_code == 303
    assert AccessReport.objects.get().by_hirer
    desk = signed_in(a_post(booking.venue, "secretary").user)
    needs = reverse("desk:needs", args=[booking.venue.slug, booking.ref])
    shown = desk.get(needs).content.decode()
    assert "It hummed." in shown
    assert reverse("place:access_work", args=[booking.venue.slug]) in shown  # so that nobody relies on it next
    desk.post(needs, {"read": DidItWork.objects.get().pk})
    assert DidItWork.objects.get().read_at


@pytest.mark.parametrize(("days", "goes"), [(29, False), (31, True)])
def test_all_of_it_goes_thirty_days_after_the_last_date_and_a_number_stays(series, days, goes):
    at = timezone.now()
    happened(series, ago=days * A_DAY)
    take_out(NEEDS, at)
    assert StatedNeed.objects.exists() is not goes
    assert Letter.objects.filter(key__contains="-access-").exists() is not goes
    told = [(row.outcome, row.reason, row.count) for row in AccessOutcome.objects.all()]
    assert told == ([("unknown", "no_answer", 1)] if goes else [])


@pytest.mark.on_postgres
def test_of_what_is_refused_it_goes_once_nobody_can_take_the_answer_back(room, ben, choir):
    at, ada = timezone.now(), a_user("Ada")
    booking = a_booking(room, by=ben, hirer=choir)
    state_needs(booking, LOOP, at=at)
    decline_booking(booking, reason="access", words="No loop.", by=ada, at=at)
    assert forget_needs_of_nothing(at) == 0
    undo(DeskAct.objects.get(), by=ada, at=at)
    assert booking.stated_needs.count() == 2
    booking = decline_booking(booking, reason="access", words="No loop.", by=ada, at=at)
    page = reverse("desk:booking", args=[booking.venue.slug, booking.ref])
    for kind, reads in (("secretary", True), ("treasurer", False), ("trustee", False)):
        seen = signed_in(a_post(booking.venue, kind).user).get(page).content.decode()
        assert ("No loop." in seen) is reads
    letter = Letter.objects.get(key=f"booking-{booking.ref}-declined")
    assert (letter.kind, "No loop." in letter.body) == (outbox.ENQUIRY, True)  # forgotten once it is sent
    Letter.objects.update(sent_at=at)  # printed
    assert [forget_needs_of_nothing(at + UNDO_FOR) for _twice in range(2)] == [1, 0]
    assert not StatedNeed.objects.exists()
    assert not Letter.objects.filter(body__contains="No loop.").exists()
    assert Booking.objects.get(pk=booking.pk).reason_words == ""
    told = [(row.outcome, row.reason, row.count) for row in AccessOutcome.objects.all()]
    assert told == [("not_met", "declined", 1)]


@pytest.mark.parametrize(
    ("status", "reason", "answer", "outcome"),
    [
        ("confirmed", "", "", "unknown"),
        ("declined", "access", "", "not_met"),
        ("declined", "policy", "cannot", None),
        ("withdrawn", "", "cannot", "not_met"),
        ("withdrawn", "", "arranged", None),
        ("expired", "", "", None),
    ],
)
def test_what_came_to_nothing_counts_only_where_access_was_why(status, reason, answer, outcome):
    ended = outcome_of(Booking(status=status, reason_code=reason), [StatedNeed(answer=answer)], [])
    assert (ended[0] if ended else None) == outcome


def test_an_organiser_who_leaves_takes_their_words_and_what_they_kept_along(booking, ben):
    at = timezone.now()
    Booking.objects.update(status=Booking.Status.CANCELLED)
    row = StatedNeed.objects.create(booking=booking, words="A chair", stated_at=at)
    save_needs(ben, LOOP, at=at)
    told = data_of(ben, at=at)
    assert told["what you need, kept in your account"]["needs"] == ["Hearing loop"]
    assert told["what was said to be needed with bookings"][0]["needs"][0]["need"] == "A chair"
    erase_person(ben, at=at)
    assert not SavedNeeds.objects.exists()
    assert not StatedNeed.objects.filter(pk=row.pk).exists()
