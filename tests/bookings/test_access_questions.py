"""Ask the venue: no account, a promised day, an answer that fills the guide; and who asked is told when none comes.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Letter
from bookings.actions.answer_about_access import keep_access_questions
from bookings.actions.change_venue import print_of
from tests.access_question_cases import asked
from tests.bookings.test_access_guide import claimed
from tests.make import a_post, a_room, a_user, a_venue, signed_in, the_room
from venues.access.needs import NEEDS
from venues.actions.report_difference import report_difference
from venues.models import AccessClaim, AccessQuestion, Entrance, Room, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]

WREN = {"facts": ["hea_bsl", "wc_baby"], "need": ["bsl"], "email": "wren@hearth.example", "words": "Four of us sign."}
SATURDAY = datetime(2027, 3, 27, 12, tzinfo=UTC)  # between Good Friday and Easter Monday


@pytest.fixture
def room() -> Room:
    venue = a_venue(name="Alder Vale Hall", email="hall@hearth.example", phone="01632 960000")
    Entrance.objects.create(venue=venue, code="front", name="Front door")
    return the_room(venue, "main")


def ask_page(room: Room) -> str:
    return reverse("venues:guide_ask", args=[room.venue.slug, room.code])


def answer_page(question: AccessQuestion) -> str:
    return reverse("place:access_question", args=[question.venue.slug, question.pk])


def letters(kind: str = "") -> list[Letter]:
    return list(Letter.objects.filter(key__contains=kind).order_by("pk"))


def test_whoever_asks_needs_no_account_and_is_told_by_when(client, room):
    begun = client.post(ask_page(room), {"begin": "1", "facts": "hea_bsl", "need": "bsl"})
    assert begun.status_code == 200
    assert begun.context["form"]["facts"].value() == ["hea_bsl"]
    assert 'name="need" value="bsl"' in begun.content.decode()
    assert "answers within 2 working days" in begun.content.decode()
    assert not AccessQuestion.objects.exists()

    for _twice in range(2):
        assert client.post(ask_page(room), WREN).url == room.guide_address
    question = AccessQuestion.objects.get()
    assert (question.facts, question.needs, question.email) == (WREN["facts"], ["bsl"], WREN["email"])
    to_them, to_desk = letters()
    assert (to_them.to, to_desk.to) == ("wren@hearth.example", "hall@hearth.example")
    assert "Place for a BSL interpreter" in to_desk.body
    assert "Four of us sign." in to_desk.body
    assert "Four of us sign." not in to_them.body
    assert "wren" not in f"{to_desk.subject} {to_desk.body}".lower()
    named = " ".join(f"{letter.subject} {letter.key}" for letter in letters()) + room.guide_address
    assert not any(word in named.lower() for word in ("bsl", "baby", "sign"))


@pytest.mark.once
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"facts": []}, "Tick what you would like to know."),
        ({"facts": ["wc_open"]}, "the rest is known by now"),
        ({"email": "wren"}, "e-mail"),
        ({"words": "x" * 501}, "500"),
        ({"need": ["wings"]}, "wings"),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_nothing_is_lost(client, room, wrong, words):
    """The words of a form, whatever the database."""
    claimed(room.venue, "wc_open", "unlocked")
    answer = client.post(ask_page(room), WREN | wrong)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "Four of us sign." in answer.content.decode() or "words" in wrong
    assert not AccessQuestion.objects.exists()


def test_the_answer_is_promised_on_a_working_day(room):
    """A weekend and a bank holiday give nobody time to answer; the hall says how many days it takes."""
    assert str(asked(room, "hea_bsl", at=SATURDAY).due_on) == "2027-03-31"
    room.venue.answer_days = 1
    assert str(asked(room, "hea_mic", at=SATURDAY).due_on) == "2027-03-30"


def test_the_answer_fills_the_guide_and_tells_whoever_asked_in_one_step(room):
    at = timezone.now()
    question = asked(room, "hea_bsl", "ent_door_mm", at=at, words="Four of us sign.")
    secretary = signed_in(a_post(room.venue, "secretary").user)
    page = secretary.get(answer_page(question)).content.decode()
    assert "Four of us sign." in page
    assert "wren@" not in page
    seen = page.split('name="seen" value="')[1].split('"')[0]
    told = {"seen": seen, "hea_bsl": "partial", "hea_bsl-note": "By the window", "all_today": "on"}
    left_out = secretary.post(answer_page(question), told)
    assert left_out.status_code == 422
    assert "Answer this too" in left_out.content.decode()
    assert not AccessClaim.objects.exists()

    done = secretary.post(answer_page(question), told | {"ent_door_mm-number": "85", "reply": "Do come."})
    assert done["Location"] == reverse("place:access_work", args=[room.venue.slug])
    claims = {claim.fact: claim for claim in AccessClaim.objects.all()}
    assert (claims["hea_bsl"].room, claims["hea_bsl"].checked_by_post) == (room, "secretary")
    assert (claims["ent_door_mm"].value, claims["ent_door_mm"].evidence) == ("850", "measured")
    question.refresh_from_db()
    assert question.settled_at
    [letter] = letters("access_question_answered")
    assert "By the window" in letter.body
    assert "85 cm" in letter.body
    assert "Do come." in letter.body
    secretary.post(answer_page(question), told | {"ent_door_mm-number": "90"})
    assert len(letters("access_question_answered")) == 1
    assert "Answered on" in secretary.get(answer_page(question)).content.decode()


def test_i_do_not_know_is_an_answer_too(room):
    question = asked(room, "sen_quiet", at=timezone.now())
    manager = signed_in(a_post(room.venue, "manager").user)
    seen = print_of(room.venue, "access")
    manager.post(answer_page(question), {"sen_quiet": "unknown", "seen": seen})
    question.refresh_from_db()
    assert question.settled_at
    assert "Quiet space: Not known" in letters("access_question_answered")[0].body


def test_what_is_about_safety_waits_for_the_manager(room):
    question = asked(room, "mov_evac", at=timezone.now())
    secretary = signed_in(a_post(room.venue, "secretary").user)
    assert "Nobody is manager here now" in secretary.get(answer_page(question)).content.decode()
    work = reverse("place:access_work", args=[room.venue.slug])
    assert secretary.get(work).context["work"].pressing == 0
    assert "For the manager" in secretary.get(work).content.decode()
    secretary.post(answer_page(question), {"mov_evac": "yes", "all_today": "on"})
    ada = a_post(room.venue, "manager", a_user("Ada Alder"))
    assert "The manager: Ada Alder" in secretary.get(answer_page(question)).content.decode()
    for _twice in range(2):
        assert secretary.post(answer_page(question), {"pass": "1"}).status_code == 303
    [passed] = letters("-to-manager-")
    assert (passed.to, answer_page(question) in passed.body) == (ada.user.email, True)
    assert secretary.post(answer_page(question), {"reply": "It is all on one level."}).status_code == 303
    [told] = letters("in_part")
    assert (told.to, "It is all on one level." in told.body) == (question.email, True)
    question.refresh_from_db()
    assert question.settled_at is None
    assert not AccessClaim.objects.filter(fact="mov_evac").exists()


def test_the_secretary_answers_what_is_theirs_and_the_rest_waits(room):
    question = asked(room, "wc_baby", "mov_evac", at=timezone.now())
    secretary, manager = (signed_in(a_post(room.venue, kind).user) for kind in ("secretary", "manager"))
    said = {"seen": print_of(room.venue, "access"), "wc_baby": "yes", "all_today": "on"}
    assert secretary.post(answer_page(question), said).status_code == 303
    question.refresh_from_db()
    assert (question.settled_at, AccessClaim.objects.get().fact) == (None, "wc_baby")
    assert "Baby" in letters("in_part")[0].body
    said = {"seen": print_of(room.venue, "access"), "wc_baby": "yes", "mov_evac": "yes", "all_today": "on"}
    assert manager.post(answer_page(question), said).status_code == 303
    assert len(letters("access_question_answered")) == 1


def test_when_no_answer_comes_they_are_told_once_with_rooms_that_are_known_to_have_it(room):
    """Here a room of the same hall; another hall's comes after it, and one that is not known not at all."""
    at = timezone.now()
    near = a_room(room.venue, "near", cells=list(room.cells.all()))
    far = the_room(a_venue(name="Far Hall"), "main")
    for other in (far, near):
        for fact in NEEDS["bsl"].bearing:
            claimed(other.venue, fact, "yes", room=other)
    question = asked(room, "hea_mic", at=at - timedelta(days=9), needs=["bsl"])
    for _twice in range(2):
        keep_access_questions(at)
    [letter] = letters("access_question_late")
    assert letter.body.index("Near, Alder Vale Hall") < letter.body.index("Main, Far Hall")
    assert "Main, Alder Vale Hall" not in letter.body
    assert "01632 960000" in letter.body
    fresh = asked(room, "hea_acoustics", at=at)
    listed = signed_in(a_post(room.venue, "manager").user).get(reverse("place:access_work", args=[room.venue.slug]))
    waiting = [(line.address, line.is_overdue, line.is_told) for line in listed.context["work"].waiting]
    assert waiting == [(answer_page(question), True, True), (answer_page(fresh), False, False)]


def test_of_a_need_that_asks_how_many_the_least_is_meant_where_nobody_said(room):
    asked(room, "hea_mic", at=timezone.now() - timedelta(days=9), needs=["several_wheelchairs"])
    assert keep_access_questions(timezone.now()) == (0, 1)


def test_what_is_answered_elsewhere_is_told_too(room):
    question = asked(room, "hea_mic", at=timezone.now())
    claimed(room.venue, "hea_mic", "no", room=room)
    secretary = signed_in(a_post(room.venue, "secretary").user)
    assert "Already answered" in secretary.get(answer_page(question)).text
    assert keep_access_questions(timezone.now()) == (1, 0)
    question.refresh_from_db()
    assert question.settled_at
    assert "Microphone: No" in letters("access_question_answered")[0].body


def test_a_hall_says_how_soon_it_answers(room):
    manager, page = signed_in(a_post(room.venue, "manager").user), [room.venue.slug]
    for typed, status in (("0", 422), ("soon", 422), ("3", 303)):
        answer = manager.post(reverse("place:access_promise", args=page), {"answer_days": typed})
        assert answer.status_code == status
    assert "answers within 3 working days" in Client().get(ask_page(room)).content.decode()


@pytest.mark.once
def test_more_questions_ask_the_database_no_more(room):
    """How many statements a page asks is Django’s doing, whichever database answers them."""
    manager, counts = signed_in(a_post(room.venue, "manager").user), []
    page = reverse("place:access_work", args=[room.venue.slug])
    desk = reverse("desk:requests", args=[room.venue.slug])
    for turn in range(2):
        for number in range(10):
            asked(room, "hea_mic", at=timezone.now(), words=f"{turn} {number}")
        with CaptureQueriesContext(connection) as questions:
            assert manager.get(page).status_code == 200
        counts.append(len(questions))
    assert counts[0] == counts[1]
    claim = AccessClaim.objects.create(venue=room.venue, fact="sen_quiet", state="known", value="yes")
    report_difference(claim, words="A fan hums.", email="", at=timezone.now())
    waits = "20 visitors wait for an answer about access; 1 told that access was different: look again"
    assert waits in manager.get(desk).content.decode()
    assert Venue.objects.count() == 1
