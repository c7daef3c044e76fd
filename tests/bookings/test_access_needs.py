"""What is needed is said with a booking and answered by the room at once and by the hall; few read it.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

import re
from datetime import time

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Letter, Look
from bookings.actions.state_needs import state_needs
from bookings.desk import access_needs
from bookings.forms.answering_needs import AnswerNeedForm, WorkedForm
from bookings.forms.desk import DeclineForm
from bookings.forms.place.outages import OutageForm
from bookings.forms.stated import StatedForm
from bookings.keys import path_for
from bookings.models import Booking, SavedNeeds, StatedNeed
from bookings.stated_needs import Stated
from bookings.undoing import UNDO_FOR
from tests.bookings.booking_page import ask_for, check, page_of, typed
from tests.bookings.guest_pages import ask_by, send_link
from tests.bookings.test_access_guide import claimed
from tests.make import a_booking, a_group, a_post, a_user, signed_in, soon
from tests.needs_letter_cases import LOOP, all_arranged, loop_here
from tests.privacy.canaries import the_log
from tests.reading import words_of
from tests.regulars import next_year_of
from tests.waiting import a_wait, offered
from venues.models import Entrance, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]

OWN = "A chair near the door"
NEEDED = {"needs": ["hearing_loop", "no_sight"], "dog": "on", "need_words": OWN, "save_needs": "on"}
BY_HALF_PAST_SIX = {"answer": "arranged", "told": "The ramp will be out by 6:30pm.", "what": "Put out the ramp"}


def desk_page(booking: Booking, page: str = "desk:needs") -> str:
    return reverse(page, args=[booking.venue.slug, booking.ref])


def sent(booking: Booking, typed: dict[str, str]) -> dict[str, str | list[int]]:
    """What the desk's page sends: what was typed, with what it showed."""
    return {**typed, "shown": list(booking.stated_needs.values_list("pk", flat=True))}


def secretary(booking: Booking) -> Client:
    return signed_in(a_post(booking.venue, "secretary").user)


def ticked(page: str) -> list[str]:
    return re.findall(r'name="needs" value="(\w+)"[^>]*checked', page)


def test_what_was_searched_with_is_ticked_when_one_books_and_an_address_ticks_nothing(browser, room):
    assert ticked(browser.get(f"{page_of(room)}?needs=bsl&need_words=x").content.decode()) == []
    looked_for = {"on": "2027-03-02", "from": "19:00", "to": "21:00", "people": "20", "kind": "informal"}
    found = browser.post(reverse("find"), {**looked_for, "needs": ["hearing_loop"]})
    assert "hearing" not in found["Location"]
    page = browser.get(page_of(room)).content.decode()
    assert ticked(page) == ["hearing_loop"]
    assert "Needed, as you said before: Hearing loop" in page


def test_the_room_answers_each_at_once_and_the_hall_reads_it_at_its_desk_alone(browser, room, choir, ben):
    loop_here(room)
    data = typed(choir, **NEEDED)
    seen = words_of(check(browser, room, data))
    assert "Hearing loop Meets this need." in seen
    assert re.search(r"No sight[^.]* We do not know: ", seen)
    assert OWN in seen
    assert not StatedNeed.objects.exists()
    ask_for(browser, room, data)
    booking = Booking.objects.get()
    rows = {row.need: (row.said, row.words) for row in booking.stated_needs.all()}
    assert rows == {"hearing_loop": (None, ""), "no_sight": (1, ""), "": (None, OWN)}
    saved = SavedNeeds.objects.get(user=ben)
    assert (saved.needs, saved.said, saved.words) == (["hearing_loop", "no_sight"], {"dog": 1}, OWN)
    to_desk = Letter.objects.get(to=room.venue.email)
    assert "They say what they need of access" in to_desk.body
    every = " ".join(f"{letter.subject} {letter.body}" for letter in Letter.objects.all()).lower()
    assert not any(word in every for word in ("loop", "sight", OWN.lower()))


def test_whoever_has_no_account_says_it_too_and_comes_back_to_it_by_their_link(room):
    ask_by(send_link(room, needs=["bsl"], need_words=OWN))
    booking = Booking.objects.get()
    assert Stated.of(booking.stated_needs.all()) == Stated(("bsl",), {}, OWN)
    page = path_for(booking, "bookings:needs")
    assert "The hall has not answered yet" in Client().get(page).content.decode()
    changed = Client().post(page, {"needs": ["bsl", "several_wheelchairs"], "wheelchairs": "3", "need_words": OWN})
    assert changed.status_code == 303
    assert Stated.of(booking.stated_needs.all()).said == {"wheelchairs": 3}
    assert Letter.objects.filter(kind="needs_stated").count() == 1
    assert Client().post(page, {"needs": ["several_wheelchairs"]}).status_code == 422


@pytest.mark.parametrize(("hours", "is_short"), [(48, True), (1, False)])
def test_both_sides_are_told_where_it_is_too_late_for_the_ramp(browser, room, choir, hours, is_short):
    door = Entrance.objects.create(venue=room.venue, code="front", name="Front door")
    for fact, value in (("ent_ramp", "portable_venue"), ("ent_ramp_notice_h", str(hours))):
        claimed(room.venue, fact, value, entrance=door)
    data = typed(choir, needs=["step_free"], on=soon(1).isoformat())
    said = f"The hall asks for {hours} hours’ notice"
    assert (said in words_of(check(browser, room, data))) is is_short
    ask_for(browser, room, data)
    booking = Booking.objects.get()
    assert ("later than the notice" in Letter.objects.get(to=room.venue.email).body) is is_short
    assert ("short notice for the ramp" in secretary(booking).get(desk_page(booking)).content.decode()) is is_short


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"answer": "arranged"}, {"told"}),
        ({"answer": "cannot", "told": "No."}, {"instead"}),
        ({"answer": "cannot", "instead": "The library"}, {"told"}),
        ({"told": "It will be out."}, {"answer"}),
        ({"answer": "arranged", "told": "It will be out.", "where": "Side door"}, {"what"}),
        ({**BY_HALF_PAST_SIX, "before": "0"}, {"before"}),
        ({**BY_HALF_PAST_SIX, "before": "0", "time_is_meant": "on"}, set()),
        ({**BY_HALF_PAST_SIX, "before": "30"}, set()),
        ({**BY_HALF_PAST_SIX, "before": "0", "told": "Ring us from 9am on. It will be out by 7pm."}, set()),
        ({"answer": "as_it_is", "what": "Put out the ramp", "before": "30"}, {"what"}),
        ({"answer": "cannot", "told": "No.", "instead": "None", "where": "Side door"}, {"where"}),
        ({"answer": "arranged", "told": "It will be out.", "what": "Put out the ramp", "before": ""}, {"before"}),
        ({"answer": "arranged", "told": "It will be out.", "what": "Put out the ramp", "before": "0"}, set()),
        ({"answer": "arranged", "told": "It will be out.", "instead": "The library"}, {"instead"}),
        ({"answer": "as_it_is", "instead": "The library"}, {"instead"}),
        ({"answer": "arranged", "told": "It will be out.", "leans_on": "mov_lift"}, set()),
        ({"answer": "cannot", "told": "No.", "instead": "None", "leans_on": "mov_lift"}, {"leans_on"}),
        ({"leans_on": "mov_lift"}, {"answer"}),
        ({"answer": "as_it_is"}, set()),
        ({}, set()),
    ],
)
def test_an_answer_says_what_is_done_or_why_not_and_what_else_would_do(typed, wrong):
    data = {f"need-1-{name}": said for name, said in typed.items()}
    form = AnswerNeedForm(data, row=StatedNeed(pk=1), task=None, starts=[time(19)])
    form.is_valid()
    assert form.errors.keys() == wrong


@pytest.mark.once
def test_what_is_too_long_is_told_in_our_words():
    """The words of a form, whatever the database."""
    for form, name, most in ((StatedForm, "need_words", 500), (WorkedForm, "words", 500), (OutageForm, "note", 300)):
        more = {"venue": Venue(pk=1)} if form is OutageForm else {}
        told = form({name: "a" * 999}, **more).fields[name]
        with pytest.raises(ValidationError, match=f"That is 999 letters long, and at most {most} fit"):
            told.clean("a" * 999)


def test_who_declines_for_want_of_access_says_why():
    assert DeclineForm({"reason": "access"}).errors.keys() == {"words"}
    assert DeclineForm({"reason": "policy"}).is_valid()


def test_the_desk_answers_each_in_a_letter_that_gives_way_to_the_next_and_only_those_who_decide_look(booking, ben):
    state_needs(booking, LOOP, at=timezone.now(), desk=True)
    desk, loop = secretary(booking), booking.stated_needs.get(need="hearing_loop")
    page = desk.get(desk_page(booking)).content.decode()
    assert OWN in page
    assert "The guide does not say: Hearing loop" in page
    assert "Ask the venue" not in page  # they are the venue
    assert Look.objects.get(page="desk:needs").hirer == booking.hirer
    told = {f"need-{loop.pk}-answer": "arranged", f"need-{loop.pk}-told": "It is on before you come."}
    task = {f"need-{loop.pk}-what": "Switch the loop on", f"need-{loop.pk}-before": "60"}
    half = sent(booking, {f"need-{loop.pk}-answer": "arranged"})
    assert desk.post(desk_page(booking), half).status_code == 422
    assert desk.post(desk_page(booking), sent(booking, told | task)).status_code == 303
    again = {**told, **task, f"need-{loop.pk}-told": "It is on."}
    assert desk.post(desk_page(booking), sent(booking, again)).status_code == 303
    unchanged = desk.post(desk_page(booking), sent(booking, again), follow=True)
    assert "Nothing was changed." in words_of(unchanged)
    [letter] = Letter.objects.filter(key__contains="answered")
    assert "It is on." in letter.body
    assert letter.send_after >= timezone.now() + UNDO_FOR / 2
    assert "loop" not in letter.subject.lower()
    own = words_of(signed_in(ben).get(reverse("bookings:needs", args=[booking.ref])))
    assert "The hall sees to it It is on. The guide to the room: The guide does not say: Hearing loop" in own
    assert "Ask the venue" not in own
    day = booking.sessions.get().starts_at.date()
    for kind in ("caretaker", "treasurer", "trustee"):
        who = signed_in(a_post(booking.venue, kind).user)
        sheet = words_of(who.get(reverse("desk:diary", args=[booking.venue.slug]) + f"?day={day}"))
        assert "Switch the loop on By 6pm for Main, " in sheet
        assert "Hearing loop" not in sheet
        assert who.get(desk_page(booking)).status_code == 404
        if kind != "caretaker":
            seen = who.get(desk_page(booking, "desk:booking")).content.decode()
            assert not any(words in seen for words in (OWN, "Access for", "what is needed"))


def test_what_was_changed_meanwhile_is_not_answered_and_what_is_over_is_not_stated(booking):
    at, desk = timezone.now(), secretary(booking)
    state_needs(booking, LOOP, at=at, desk=True)
    stays, gone = booking.stated_needs.get(need="hearing_loop"), booking.stated_needs.get(need="")
    typed = {f"need-{gone.pk}-answer": "as_it_is", f"need-{stays.pk}-answer": "as_it_is"}
    typed[f"need-{stays.pk}-told"] = "It is always on."
    old_page = sent(booking, typed)
    state_needs(booking, Stated(("hearing_loop",), {}, "Two chairs"), at=at)
    for page in (old_page, {}):
        answer = desk.post(desk_page(booking), page)
        assert answer.status_code == 409
        assert "They have changed what they need meanwhile" in words_of(answer)
        assert "Two chairs" in words_of(answer)
        assert ("It is always on." in answer.content.decode()) is (page is old_page)  # what was typed is not lost
    assert not StatedNeed.objects.exclude(answer="").exists()
    assert not Letter.objects.filter(key__contains="answered").exists()
    written = desk.post(desk_page(booking, "desk:needs_state"), {"needs": ["bsl"]})
    assert written["Location"] == desk_page(booking)
    assert Stated.of(booking.stated_needs.all()).needs == ("bsl",)
    Booking.objects.update(status=Booking.Status.CANCELLED)
    assert desk.post(desk_page(booking, "desk:needs_state"), {"needs": ["baby"]}).status_code == 409


@pytest.mark.on_postgres
def test_what_is_kept_in_an_account_is_seen_changed_and_deleted_there(ben, browser, room):
    page = reverse("own:needs")
    assert browser.post(page, {"needs": ["bsl"], "need_words": OWN}).status_code == 303
    assert ticked(browser.get(page).content.decode()) == ["bsl"]
    assert ticked(browser.get(page_of(room)).content.decode()) == ["bsl"]
    assert browser.post(page, {"needs": ["wings"]}).status_code == 422
    browser.post(page, {"delete": "yes"})
    assert not SavedNeeds.objects.exists()


@pytest.mark.once
def test_the_list_names_no_need_and_asks_no_more_for_more_bookings(room, monkeypatch):
    """How many statements a page asks is Django’s doing, whichever database answers them."""
    at, counts = timezone.now(), []
    desk = signed_in(a_post(room.venue, "secretary").user)
    for turn in range(2):
        for number in range(3):
            booking = a_booking(room, on=soon(20 + turn * 5 + number), confirmed=True)
            state_needs(booking, LOOP, at=at, desk=True)
            if number == 0:
                all_arranged(booking, by=a_post(room.venue, "manager").user, at=at)
        with CaptureQueriesContext(connection) as asked:
            answer = desk.get(reverse("desk:access", args=[room.venue.slug]))
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert [line.words for line in answer.context["lines"]] == [["2 to answer"]] * 4 + [["answered"]] * 2
    assert not any(word in answer.content.decode() for word in ("Hearing loop", OWN))
    monkeypatch.setattr(access_needs, "LISTED", 4)
    assert [line.unanswered for line in access_needs.lines_at(room.venue, at=at)] == [2] * 4  # what waits is not cut
    monkeypatch.undo()
    assert "4 bookings wait for your word" in words_of(desk.get(reverse("desk:requests", args=[room.venue.slug])))


def test_needs_are_in_no_log_and_no_address_from_the_search_to_the_answer(browser, room, choir):
    with the_log() as log:
        ask_for(browser, room, typed(choir, **NEEDED))
        booking = Booking.objects.get()
        desk, row = secretary(booking), booking.stated_needs.get(need="hearing_loop")
        answered = desk.post(desk_page(booking), sent(booking, {f"need-{row.pk}-answer": "as_it_is"}))
        browser.get(reverse("bookings:needs", args=[booking.ref]))
    told = log.getvalue() + answered["Location"]
    assert "/access/" in told
    assert not any(word in told.lower() for word in ("loop", "sight", OWN.lower()))


def test_what_is_needed_is_asked_again_when_an_offer_is_taken(browser, room, choir):
    a_booking(room, on=soon(), confirmed=True)
    said = "We ask for it again when it becomes free."
    assert said in check(browser, room, typed(choir, **NEEDED)).content.decode()
    wait = a_wait(room, on=soon(15), hirer=choir)
    assert said in browser.get(wait.get_absolute_url()).content.decode()
    offered(wait)
    assert "Nothing of this was kept while you waited" in browser.get(wait.get_absolute_url()).content.decode()
    take = f"{wait.get_absolute_url()}take/"
    assert browser.post(take, {"shown_pence": "1600", "needs": "wings", "need_words": OWN}).status_code == 422
    browser.post(take, {"shown_pence": "1600", "needs": ["hearing_loop"], "need_words": OWN})
    assert set(choir.bookings.get().stated_needs.values_list("need", "words")) == {("hearing_loop", ""), ("", OWN)}


def test_what_is_needed_goes_along_into_next_year_and_the_hall_answers_it_anew(browser, room, choir, ben):
    booking = a_booking(room, on=soon(), until=soon(14), by=ben, hirer=choir, confirmed=True)
    state_needs(booking, Stated(("hearing_loop",), {}, OWN), at=timezone.now())
    all_arranged(booking, by=ben, at=timezone.now())
    slot = next_year_of(booking, by=None).slots.get()
    page = browser.get(slot.get_absolute_url())
    assert "The hall answers each need anew" in page.content.decode()
    found = page.context["plan"]
    prints = {"shown_dates": found.dates_print, "shown_prices": found.price_print}
    browser.post(
        slot.get_absolute_url(), {"action": "keep", "submission_key": page.context["submission_key"], **prints}
    )
    again = choir.bookings.exclude(pk=booking.pk).get().stated_needs.all()
    assert Stated.of(again) == Stated.of(booking.stated_needs.all())
    assert {row.answer for row in again} == {""}


def test_a_booking_that_goes_on_from_another_begins_with_its_needs_for_whoever_may_read_them(browser, room, choir, ben):
    booking = a_booking(room, on=soon(), by=ben, hirer=choir)
    state_needs(booking, Stated(("hearing_loop",), {}, OWN), at=timezone.now())
    page = browser.get(page_of(room), {"after": booking.ref}).content.decode()
    assert (ticked(page), OWN in page) == (["hearing_loop"], True)
    for stranger in (Client(), signed_in(a_group("Ramblers", organiser=a_user("Cleo")).memberships.get().user)):
        page = stranger.get(page_of(room), {"after": booking.ref}).content.decode()
        assert (ticked(page), OWN in page) == ([], False)
