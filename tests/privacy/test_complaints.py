"""A complaint about data: it arrives, is acknowledged within thirty days, answered, and never forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Letter
from bookings.privacy.complaints import Waiting
from tests.make import a_booking, a_post, a_user, a_venue, signed_in
from venues.actions.complain import complain
from venues.actions.remind_of_complaints import remind_of_complaints
from venues.models import Complaint, Venue

pytestmark = pytest.mark.django_db
TYPED = {"name": "Ida Wren", "email": "ida@hearth.example", "words": "You gave my number away."}
DAY = timedelta(days=1)


def a_complaint(venue: Venue, *, days_ago: int = 0, **typed: str) -> Complaint:
    return complain(venue.operator, **TYPED | typed, at=timezone.now() - days_ago * DAY)


def test_anybody_can_complain_and_both_sides_have_a_letter():
    venue = a_venue()
    manager = a_post(venue, "manager").user
    page = reverse("privacy:complain", args=[venue.operator.slug])
    answer = Client().post(page, TYPED, follow=True)
    complaint = Complaint.objects.get()
    assert complaint.ref in answer.content.decode()
    receipt, notice = Letter.objects.get(to=TYPED["email"]), Letter.objects.get(to=manager.email)
    assert complaint.ref in receipt.body
    assert reverse("desk:complaint", args=[venue.slug, complaint.ref]) in notice.body
    assert [TYPED["words"] in letter.body for letter in (receipt, notice)] == [False, False]


@pytest.mark.once
@pytest.mark.parametrize("field", TYPED)
def test_what_is_missing_is_told_and_nothing_is_lost(field):
    """The words of a form, whatever the database."""
    page = reverse("privacy:complain", args=[a_venue().operator.slug])
    answer = Client().post(page, {**TYPED, field: ""})
    assert answer.status_code == 400
    body = answer.content.decode()
    assert all(words in body for name, words in TYPED.items() if name != field)
    assert not Complaint.objects.exists()


@pytest.mark.once
def test_one_visitor_cannot_flood(settings):
    """Tries are counted on both kinds of database by operations/test_counters.py."""
    settings.RATELIMIT_ENABLE = True
    page = reverse("privacy:complain", args=[a_venue().operator.slug])
    seen = [Client(REMOTE_ADDR="192.0.2.7").post(page, TYPED | {"words": f"{n}"}).status_code for n in range(7)]
    assert seen[-1] == 429
    assert Complaint.objects.count() == 5


def letters_of_one_made_by_hand(venue: Venue) -> tuple[set[str], str, str]:
    """Who is told that a complaint arrived; and what whoever complains is told before and after."""
    page = reverse("privacy:complain", args=[venue.operator.slug])
    before = Client().get(page).content.decode()
    after = Client().post(page, TYPED, follow=True).content.decode() + Letter.objects.get(to=TYPED["email"]).body
    return set(Letter.objects.filter(kind="complaint_arrived").values_list("to", flat=True)), before, after


def test_where_nobody_manages_the_secretary_is_told_reads_it_and_answers_it():
    venue = a_venue(email="hall@hearth.example")
    secretary = a_post(venue, "secretary").user
    told, before, after = letters_of_one_made_by_hand(venue)
    assert told == {secretary.email}
    assert ["no manager here at the moment" in said for said in (before, after)] == [True, True]
    desk, complaint = signed_in(secretary), Complaint.objects.get()
    page = reverse("desk:complaint", args=[venue.slug, complaint.ref])
    assert page in Letter.objects.get(kind="complaint_arrived").body
    listed = reverse("desk:complaints", args=[venue.slug])
    assert listed in desk.get(reverse("desk:requests", args=[venue.slug])).content.decode()
    assert complaint.ref in desk.get(listed).content.decode()
    assert desk.post(page, {"words": "We are sorry."}).status_code == 303
    elsewhere = a_post(a_venue(operator=venue.operator), "manager")  # of the same operator
    assert [desk.get(where).status_code for where in (listed, page)] == [404, 404]
    elsewhere.delete()
    other_posts = [signed_in(a_post(venue, kind).user) for kind in ("treasurer", "trustee", "caretaker", "funder")]
    assert [browser.get(listed).status_code for browser in other_posts] == [404] * 4


@pytest.mark.parametrize(
    ("operator_at", "hall_at", "host_at", "told", "words"),
    [
        ("clerk@hearth.example", "hall@hearth.example", "", ["clerk@hearth.example"], "the address of"),
        ("", "hall@hearth.example", "", ["hall@hearth.example"], "the address of"),
        ("", "hall@hearth.example", "sam@hearth.example", ["hall@hearth.example", "sam@hearth.example"], "the address"),
        ("", "", "sam@hearth.example", ["sam@hearth.example"], "whoever runs this site"),
        ("", "", "", [], "telephone as well"),
    ],
)
def test_where_nobody_could_read_it_whoever_can_help_is_told(operator_at, hall_at, host_at, told, words):
    venue = a_venue(email=hall_at)
    venue.operator.privacy_email = operator_at
    venue.operator.save()
    a_venue(email=hall_at.upper(), operator=venue.operator)  # the same address in another spelling is one
    if host_at:
        a_user("Sam", email=host_at, is_staff=True)
    reached, before, after = letters_of_one_made_by_hand(venue)
    assert {address.lower() for address in reached} == set(told)
    assert [words in said and "can read complaints" in said for said in (before, after)] == [True, True]
    assert "A person will acknowledge it" not in after
    if host_at:
        assert f"manage.py give_post {venue.slug} ADDRESS manager" in Letter.objects.get(to=host_at).body


def test_the_same_complaint_twice_is_one():
    venue = a_venue()
    a_post(venue, "manager")
    page = reverse("privacy:complain", args=[venue.operator.slug])
    first, again = (Client().post(page, TYPED, follow=True).content.decode() for _time in range(2))
    ref = Complaint.objects.get().ref
    assert ref in first
    assert ref in again
    assert Letter.objects.count() == 2
    Client().post(page, TYPED | {"words": "And another thing."})
    assert Complaint.objects.count() == 2


@pytest.mark.once
@pytest.mark.parametrize(("days", "words"), [(0, "Acknowledge by"), (29, "Acknowledge by"), (33, "3 days late")])
def test_how_long_is_left_is_said_in_words(days, words):
    """The words of a form, whatever the database."""
    assert words in Waiting(a_complaint(a_venue(), days_ago=days), timezone.now()).words


def test_the_list_is_oldest_first_and_says_what_is_overdue():
    venue = a_venue()
    new, old = a_complaint(venue, days_ago=1), a_complaint(venue, days_ago=40)
    a_complaint(a_venue())  # somebody else's
    body = signed_in(a_post(venue, "manager").user).get(reverse("desk:complaints", args=[venue.slug])).content.decode()
    assert body.index(old.ref) < body.index(new.ref)
    assert body.count("Overdue") == 1


def test_it_is_acknowledged_once_and_answered_once():
    venue = a_venue()
    complaint, desk = a_complaint(venue), signed_in(a_post(venue, "manager").user)
    page = reverse("desk:complaint", args=[venue.slug, complaint.ref])
    for _time in range(2):
        assert desk.post(page, {"acknowledge": "yes"}).status_code == 303
    assert desk.post(page, {"words": ""}).status_code == 400
    for words in ("We are sorry.", "Something else."):
        desk.post(page, {"words": words})
    complaint.refresh_from_db()
    assert complaint.acknowledged_at
    assert complaint.answer == "We are sorry."
    kinds = Letter.objects.filter(to=TYPED["email"]).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["complaint_received", "complaint_acknowledged", "complaint_answered"]
    assert "We are sorry." in Letter.objects.get(kind="complaint_answered").body


def test_another_operators_complaint_is_not_there():
    post = a_post(a_venue(), "manager")
    other = a_complaint(a_venue())
    assert signed_in(post.user).get(reverse("desk:complaint", args=[post.venue.slug, other.ref])).status_code == 404


@pytest.mark.parametrize(("days", "letters"), [(22, 0), (23, 1), (40, 1)])
def test_the_managers_are_reminded_once_a_week_before_it_is_too_late(days, letters):
    venue = a_venue()
    a_post(venue, "manager")
    a_complaint(venue, days_ago=days)
    remind_of_complaints(timezone.now())
    remind_of_complaints(timezone.now() + DAY / 24)
    assert Letter.objects.filter(kind="complaint_pressing").count() == letters


@pytest.mark.once
def test_the_list_asks_as_many_questions_for_ten_as_for_five():
    """How many statements a page asks is Django’s doing, whichever database answers them."""
    venue = a_venue()
    desk, page = signed_in(a_post(venue, "manager").user), reverse("desk:complaints", args=[venue.slug])
    asked = []
    for _turn in range(2):
        for _number in range(5):
            a_complaint(venue, words=f"{_turn}, {_number}")
        with CaptureQueriesContext(connection) as questions:
            desk.get(page)
        asked.append(len(questions))
    assert asked[0] == asked[1]


def test_who_booked_at_a_hall_can_complain_when_it_is_shown_no_more():
    hall = a_booking().venue
    Venue.objects.update(published=False)
    assert Client().get(reverse("privacy:notice", args=[hall.operator.slug])).status_code == 200
    assert Client().post(reverse("privacy:complain", args=[hall.operator.slug]), TYPED).status_code == 303


def test_of_a_hall_that_was_never_shown_there_is_no_notice_for_strangers():
    hall = a_venue(published=False)
    assert Client().get(reverse("privacy:notice", args=[hall.operator.slug])).status_code == 404
