"""L1: a library with branches: what is booked at once, unstaffed hours, elections, and figures that add up.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import time, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from accounts.models import Hirer
from bookings import reports
from bookings.actions.request_booking import confirms_at_once
from bookings.finding import Section, Wish, search
from bookings.models import Booking, Session
from bookings.recurrence import Pattern, Times
from bookings.reports.branches import by_branch
from tests.bookings.booking_page import check, typed
from tests.make import a_booking, a_group, a_post, a_user, a_venue, an_ask, evening, move, signed_in, soon, the_room
from tests.reading import words_of
from tests.shared import shared
from venues import files
from venues.fair_use import Cap, FairUse, Hours, as_document
from venues.models import OpeningHours, Post, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]
RULE = "Every party may book once before an election, at the standard price."


@shared
def mill() -> Venue:
    """The branch at the mill: its study room books itself, its hall is asked for."""
    venue = a_venue(name="Mill Library", cells=("study", "hall"))
    venue.rooms.filter(code="study").update(confirms_at_once=True)
    return venue


@shared
def quay(mill) -> Venue:
    venue = a_venue(name="Quay Library", operator=mill.operator, cells=("study",))
    venue.rooms.update(confirms_at_once=True)
    return venue


@shared
def ben():
    return a_user("Ben")


@shared
def group(ben) -> Hirer:
    return a_group("Readers", organiser=ben)


def test_L1_a_small_room_is_booked_at_once_and_a_large_one_asked(mill, group, ben):
    small = a_booking(the_room(mill, "study"), by=ben, hirer=group)
    large = a_booking(the_room(mill, "hall"), by=ben, hirer=group)
    page = words_of(signed_in(ben).get(reverse("bookings:mine")))
    assert (small.status_word, large.status_word) == ("Booked", "Asked")
    assert "Booked" in page
    assert "Asked" in page


def test_L1_unstaffed_hours_are_on_offer_only_where_the_branch_says_so(mill, quay, group, ben):
    """Both have staff until five; the one at the quay lets its study room until nine without them."""
    OpeningHours.objects.update(opens_minute=9 * 60, closes_minute=17 * 60)
    for weekday in range(7):
        late = OpeningHours.objects.create(venue=quay, weekday=weekday, opens_minute=540, closes_minute=1260)
        late.cells.set(quay.cells.all())
    evening = Wish(Pattern(soon(), Times(time(18), time(20))), people=8, kind="informal")
    findings = search(evening, at=timezone.now())
    assert [found.room.venue.name for found in findings.section(Section.FITS)] == ["Quay Library"]
    told = "Staff go home at five; then you let yourselves in, and nobody of ours is there."
    quay.who_is_there = told
    quay.save(update_fields=["who_is_there"])
    after_five, browser = typed(group, on=soon().isoformat(), **{"from": "18:00", "to": "20:00"}), signed_in(ben)
    booked = a_booking(the_room(quay, "study"), by=ben, hirer=group, start=18, end=20)
    for page in (
        browser.get(the_room(quay, "study").get_absolute_url()),
        check(browser, the_room(quay, "study"), {**after_five, "on": soon(15).isoformat()}),
        browser.get(booked.get_absolute_url()),
    ):
        assert told in words_of(page)
    assert "Who is there" not in words_of(browser.get(the_room(mill, "study").get_absolute_url()))
    at_the_mill = typed(group, on=soon().isoformat(), **{"from": "18:00", "to": "20:00"})
    page = check(signed_in(ben), the_room(mill, "study"), at_the_mill)
    assert page.status_code == 422
    assert "Outside opening hours" in words_of(page)


def test_L1_before_an_election_party_politics_show_the_rule_and_wait_for_a_person(mill, group, ben):
    manager, room = a_user("Mia"), the_room(mill, "study")
    a_post(mill, Post.Kind.MANAGER, manager)
    desk, where = signed_in(manager), reverse("place:parties", args=[mill.slug])
    form = desk.get(where).context["form"]
    kept = {name: form.initial[name] for name in ("alcohol_days", "bond_days", "seen")}
    rule = {"election_on": soon(30).isoformat(), "election_days": "20", "election_rule": RULE}
    assert desk.post(where, {**kept, **rule}).status_code == 303
    mill.refresh_from_db()
    assert f"election_on = {soon(30).isoformat()}" in files.write(files.from_database(mill))

    asked = typed(group, on=soon(14).isoformat(), purpose="political")
    assert RULE in words_of(check(signed_in(ben), room, asked))
    assert RULE not in words_of(check(signed_in(ben), room, {**asked, "purpose": "civic"}))
    room = the_room(Venue.objects.get(pk=mill.pk), "study")
    campaign = a_booking(room, on=soon(14), hirer=group, by=ben, purpose=Booking.Purpose.POLITICAL)
    assert campaign.status_word == "Asked"
    for days, waits in ((9, False), (10, True), (30, True), (31, False)):
        ask = an_ask(room, soon(days), hirer=group, purpose=Booking.Purpose.POLITICAL)
        assert confirms_at_once(ask) is not waits, days
    assert a_booking(room, on=soon(16), hirer=group, by=ben).status_word == "Booked"


def test_L1_the_cap_can_count_all_branches(mill, quay, group, ben):
    """As S12 has it, between two branches of one library."""
    monday = next(day for day in (soon(n) for n in range(21, 28)) if day.weekday() == 0)
    cap = Cap("evening", Hours((0, 1, 2, 3, 4), 18 * 60, 22 * 60), 4, all_branches=True)
    Venue.objects.filter(pk=mill.pk).update(fair_use=as_document(FairUse((cap,))))
    a_booking(the_room(quay, "study"), on=monday, hirer=group, by=ben, start=18, end=21)
    tuesday = typed(group, on=(monday + timedelta(days=1)).isoformat(), **{"from": "19:00", "to": "21:00"})
    page = check(signed_in(ben), the_room(mill, "study"), tuesday)
    assert page.status_code == 422
    assert "Yours: Monday 6pm at Quay Library" in words_of(page)


def test_L1_figures_by_branch_add_up_to_the_total(mill, quay, group, ben):
    at = timezone.now()
    for number, room in enumerate((the_room(mill, "study"), the_room(mill, "hall"), the_room(quay, "study"))):
        held = a_booking(room, on=soon(20 + number), hirer=group, by=ben, confirmed=True)
        move(held, to=evening(soon(-3 - number)).start)
    first, until = timezone.localdate() - timedelta(days=30), timezone.localdate()
    found = [reports.build(venue, first, until, as_at=at) for venue in (mill, quay)]
    sessions, used, income, _unmet = by_branch(found)
    assert [value.top for value in sessions.each] == [2, 1]
    assert sessions.total.top == Session.objects.filter(venue__operator=mill.operator).count() == 3
    for figure in (used, income):
        assert figure.total.top == sum(value.top or 0 for value in figure.each) > 0
    said = StringIO()
    call_command("funder_report", operator=mill.operator.slug, first=str(first), until=str(until), stdout=said)
    assert "Used sessions\n  Mill Library: 2\n  Quay Library: 1\n  All branches: 3\n" in said.getvalue()
    assert "\nUsed hours: All spaces\n" in said.getvalue()
    public = StringIO()
    call_command(
        "funder_report", operator=mill.operator.slug, first=str(first), until=str(until), public=True, stdout=public
    )
    assert "All branches: £" not in public.getvalue(), "money of one group: neither of a branch nor of all"
