"""“It was different”: a visitor says so, both are told, the hall looks again, and the visitor hears of it.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import JournalEntry, Letter
from bookings import actions
from bookings.keys import key_ref
from bookings.models import Booking
from tests.bookings.test_find import a_claim, questions
from tests.guests import a_guest_booking
from tests.make import a_booking, a_group, a_post, a_user, a_venue, signed_in, soon, the_room
from tests.shared import shared
from venues import files
from venues.actions.report_difference import report_difference
from venues.models import AccessClaim, AccessReport, Entrance, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@shared
def hall() -> Venue:
    """A ramp at its front door, a quiet room, and a lift to the hall."""
    hall = a_venue(cells=("hall", "snug"))
    front = Entrance.objects.create(venue=hall, code="front", name="Front door")
    a_claim(hall, "ent_step_free", "yes", entrance=front)
    a_claim(hall, "sen_quiet", "yes")
    for room in hall.rooms.all()[:2]:
        a_claim(hall, "mov_lift", "passenger", room=room)
    return hall


@shared
def caretaker(hall) -> Client:
    return signed_in(a_post(hall, "caretaker").user)


def door(hall) -> AccessClaim:
    return hall.access_claims.current().get(fact="ent_step_free")


def public(hall, **asked: str) -> str:
    return reverse("venues:different", args=[hall.slug], query=asked)


def typed(claim: AccessClaim, **more: str) -> dict[str, str]:
    return {"about": str(claim.pk), "words": "There is a step of 12 cm.", "email": "wren@hearth.example", **more}


def its_page(hall) -> str:
    return Client().get(hall.get_absolute_url()).content.decode()


def begun(hall, room: str = "hall", **fields) -> Booking:
    booking = a_booking(the_room(hall, room), on=soon(3), confirmed=True, **fields)
    booking.sessions.update(starts_at=timezone.now() - timedelta(hours=1))
    return booking


def test_a_visitor_tells_the_hall_looks_again_and_the_visitor_hears_of_it(hall, caretaker):
    visitor, claim = Client(), door(hall)
    assert public(hall, stage="entrance") in its_page(hall)
    asked = visitor.get(public(hall, stage="entrance")).text
    assert "Step-free entrance (Front door): yes</option>" in asked
    assert f"mailto:{hall.email}" in asked, "for something else"
    assert visitor.post(public(hall, stage="entrance"), typed(claim)).status_code == 303
    assert visitor.post(public(hall), typed(claim)).status_code == 303  # pressed twice
    report = AccessReport.objects.get()
    page = its_page(hall)
    assert "The venue says yes, checked 3 February 2026. A visitor told us on" in page
    guide = Client().get(the_room(hall, "hall").guide_address).content.decode()
    assert re.search(r"\d+ yes \(visitors found 1 of them different\)", guide), re.findall(r"Of the 12[^<]*", guide)
    assert "12 cm" not in page

    letter = Letter.objects.get(kind="access_report")
    address = reverse("place:access_report", args=[hall.slug, report.pk])
    assert (letter.to, "12 cm" in letter.body) == (hall.email, False)
    assert address in letter.body
    listed = caretaker.get(reverse("place:access_work", args=[hall.slug])).content.decode()
    assert f'href="{address}"' in listed
    assert "A visitor found it different: from " in listed
    asked = caretaker.get(address)
    assert "There is a step of 12 cm." in asked.content.decode()

    seen = asked.context["form"]["seen"].value()
    answer = {"seen": seen, "ent_step_free": "no", "ent_step_free-how": "stated"}
    not_looked = caretaker.post(address, answer)
    assert (not_looked.status_code, "tick this if you have looked" in not_looked.content.decode()) == (422, True)
    assert caretaker.post(address, {**answer, "all_today": "on"}).status_code == 303
    report.refresh_from_db()
    assert (report.answer, report.was_kept, report.answered_on) == (door(hall), False, report.made_on)
    told = Letter.objects.get(to="wren@hearth.example")
    assert "It says now:\nNo" in told.body
    assert "12 cm" not in told.body
    assert "A visitor told us" not in its_page(hall)
    late = caretaker.post(address, {**answer, "all_today": "on"})
    assert (late.status_code, AccessReport.objects.exclude(settled_at=None).count()) == (409, 1)


def test_an_answer_that_is_kept_is_a_new_check_even_where_it_was_checked_the_same_day(hall, caretaker):
    claim = door(hall)
    told = {"entrance": claim.entrance, "fact": claim.fact, "state": "known", "value": claim.value, "note": "Ramp out"}
    today = timezone.localdate(timezone=hall.tz)
    claim = AccessClaim.objects.create(venue=hall, supersedes=claim, evidence="stated", checked_on=today, **told)
    reports = [report_difference(claim, words=words, email="", at=timezone.now()) for words in ("A step", "A kerb")]
    address = reverse("place:access_report", args=[hall.slug, reports[0].pk])
    form = caretaker.get(address).context["form"]
    assert "A kerb" in caretaker.get(address).content.decode()
    kept = {box.html_name: box.value() for box in form if box.value() not in (None, False, "")}
    assert caretaker.post(address, {**kept, "all_today": "on"}).status_code == 303
    for report in reports:
        report.refresh_from_db()
        assert (report.was_kept, report.answer.supersedes, report.answer.note) == (True, claim, "Ramp out")
    assert JournalEntry.objects.filter(verb="changed access").count() == 1
    assert not Letter.objects.filter(kind="enquiry").exists()


def test_any_later_check_settles_it_and_an_older_one_with_the_same_answer_does_not(hall):
    claim = door(hall)
    report = report_difference(claim, words="A step", email="", at=timezone.now())
    for note, day, settled in (("An old note", date(2026, 2, 2), False), ("", report.made_on, True)):
        said_again(hall, note=note, checked=day)
        report.refresh_from_db()
        assert (report.settled_at is not None) is settled


def said_again(hall, *, note: str, checked: date) -> None:
    rows = files.from_database(hall).access
    new = tuple(replace(row, note=note, checked=checked) if row.fact == "ent_step_free" else row for row in rows)
    actions.change_venue(hall, part="access", by=None, at=timezone.now(), access=new)


def test_who_has_hired_is_believed_at_once_and_about_what_they_used(hall):
    ben = a_user("Ben")
    choir, claim = a_group(organiser=ben), door(hall)
    booking = begun(hall, by=ben, hirer=choir)
    address = reverse("bookings:different", args=[booking.ref])
    own = signed_in(ben)
    assert address in own.get(booking.get_absolute_url()).content.decode()
    offered = own.get(address).context["form"].fields["about"].choices
    assert "Snug" not in str(offered)
    assert own.post(address, typed(claim)).status_code == 303
    assert AccessReport.objects.get().by_hirer
    assert "Not known. The venue says yes" in its_page(hall)
    assert "somebody who has hired here" in Letter.objects.get(kind="access_report").body

    waiting = a_booking(the_room(hall, "hall"), on=soon(9), confirmed=True, by=ben, hirer=choir)
    early = reverse("bookings:different", args=[waiting.ref])
    assert early not in own.get(waiting.get_absolute_url()).content.decode()
    assert [own.get(early).status_code, own.post(early, typed(claim)).status_code] == [200, 409]
    assert AccessReport.objects.count() == 1
    assert signed_in(a_user("Cleo")).get(address).status_code == 404


@pytest.mark.on_postgres
def test_a_guest_tells_it_by_their_link(hall):
    party = a_guest_booking(the_room(hall, "hall"), soon(3))
    Booking.objects.filter(pk=party.pk).update(status=Booking.Status.CONFIRMED)
    party.sessions.update(starts_at=timezone.now() - timedelta(hours=1))
    address = reverse("bookings:different", args=[key_ref(party)])
    assert Client().post(address, typed(door(hall))).status_code == 303
    assert AccessReport.objects.get().by_hirer


@pytest.mark.once
@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"about": ""}, "Choose what was different."),
        ({"about": "999999"}, "The hall has said something new of this meanwhile."),
        ({"words": " "}, "Say in a few words what you found."),
        ({"email": "wren"}, "e-mail address"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(hall, fields, sentence):
    """The words of a form, whatever the database."""
    answer = Client().post(public(hall), typed(door(hall), **fields))
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    assert not AccessReport.objects.exists()


def test_another_halls_report_and_a_hidden_hall_are_not_there(hall, caretaker):
    other = a_venue(published=False)
    a_claim(other, "sen_quiet", "yes")
    report = report_difference(other.access_claims.get(), words="Loud", email="", at=timezone.now())
    assert caretaker.get(reverse("place:access_report", args=[hall.slug, report.pk])).status_code == 404
    assert Client().get(public(other)).status_code == 404


@pytest.mark.once
def test_twenty_reports_ask_as_many_questions_as_ten(hall, caretaker):
    """How many statements a page asks is Django’s doing, whichever database answers them."""
    pages = [reverse(page, args=[hall.slug]) for page in ("place:access_reports", "place:home", "place:access_work")]
    manager, asked = signed_in(a_post(hall, "manager").user), []
    for _turn in range(2):
        for number in range(10):
            report_difference(door(hall), words=f"{_turn}, {number}", email="", at=timezone.now())
        one = reverse("place:access_report", args=[hall.slug, AccessReport.objects.latest("pk").pk])
        asked.append([questions(manager, page) for page in (*pages, one, hall.get_absolute_url())])
    assert asked[0] == asked[1]
