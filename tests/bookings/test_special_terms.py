"""What a hall has agreed with one hirer: written down by a manager, and in the price of whatever it holds for.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Hirer
from bookings.planning import plan
from bookings.terms import terms_for
from tests.make import a_booking, a_group, a_post, a_user, a_venue, an_ask, book, signed_in, soon, the_room
from tests.shared import shared
from venues.models import Category, Entitlement, SpecialTerms, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def agreed(venue: Venue, hirer: Hirer, **fields) -> SpecialTerms:
    facts = {"agreed_by": "The committee", "agreed_on": date(2026, 1, 5), "words": "They sweep the hall."}
    return SpecialTerms.objects.create(venue=venue, hirer=hirer, **{"since": date(2020, 1, 1), **facts, **fields})


def lines(booking) -> list[int]:
    return [line["amount"] for line in booking.sessions.first().price_lines]


def test_so_many_per_cent_come_off_and_the_standard_price_stays():
    room, hirer = the_room(a_venue(), "main"), a_group(kind="charity")
    terms = agreed(room.venue, hirer, percent_off=Decimal(20))
    booking = book(an_ask(room, soon(), hirer=hirer), by=a_user())
    session = booking.sessions.get()
    assert (lines(booking), session.hire_pence, session.standard_pence) == ([1600, -320], 1280, 2400)
    assert (session.category_gap_pence, session.discount_gap_pence, session.waiver_gap_pence) == (800, 0, 320)
    assert booking.terms == terms


def test_with_a_business_it_is_commerce():
    room, hirer = the_room(a_venue(), "main"), a_group(kind="company")
    agreed(room.venue, hirer, percent_off=Decimal(20))
    standard = Category.objects.get(operator=room.venue.operator, code="standard")
    session = book(an_ask(room, soon(), hirer=hirer, category=standard), by=a_user()).sessions.get()
    assert (session.hire_pence, session.discount_gap_pence, session.waiver_gap_pence) == (1920, 480, 0)


def test_another_category_is_paid_whatever_was_chosen_and_nothing_is_declared():
    room, hirer = the_room(a_venue(), "main"), a_group(kind="company")
    standard, community = room.venue.operator.categories.all()
    Category.objects.update(proof="A letter")
    agreed(room.venue, hirer, category=community)
    booking = book(an_ask(room, soon(), hirer=hirer, category=standard), by=a_user())
    assert (booking.category, booking.sessions.get().hire_pence) == (community, 1600)
    assert not Entitlement.objects.exists()


def test_the_day_of_the_hire_decides_and_dates_after_it_cost_what_they_cost():
    room, hirer = the_room(a_venue(), "main"), a_group()
    agreed(room.venue, hirer, percent_off=Decimal(50), until=soon(21))
    agreed(a_venue(), hirer, percent_off=Decimal(100))
    agreed(room.venue, a_group(), percent_off=Decimal(100))
    booking = book(an_ask(room, soon(14), hirer=hirer, until=soon(28)), by=a_user())
    assert list(booking.sessions.values_list("hire_pence", flat=True)) == [800, 800, 1600]


def test_one_question_for_any_number_of_days():
    venue, hirer = a_venue(), a_group()
    category = venue.operator.categories.get(code="community")
    for weeks in range(5):
        since = soon(7 * weeks)
        agreed(venue, hirer, category=category, since=since, until=since + timedelta(days=6))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = terms_for(venue, hirer, [soon(days) for days in range(100)])
        assert {terms.category.code for terms in found.values()} == {"community"}
    assert (len(asked), len(found)) == (1, 35)


def test_of_two_that_hold_the_later_one_rules():
    venue, hirer = a_venue(), a_group()
    agreed(venue, hirer, percent_off=Decimal(10))
    later = agreed(venue, hirer, percent_off=Decimal(5), since=date(2021, 1, 1))
    assert terms_for(venue, hirer, [soon()]) == {soon(): later}


def test_the_plan_says_what_was_agreed():
    room, hirer = the_room(a_venue(), "main"), a_group()
    terms = agreed(room.venue, hirer, percent_off=Decimal("12.5"))
    assert plan(an_ask(room, soon(), hirer=hirer), at=timezone.now()).special == [terms]


# The pages.

TYPED = {
    "category": "community",
    "percent_off": "12.5",
    "since": "2026-01-01",
    "until": "2030-12-31",
    "agreed_by": "The committee",
    "agreed_on": "2026-01-05",
    "words": "They sweep the hall.",
}


@shared
def booking():
    return a_booking()


@shared
def manager(booking):
    return signed_in(a_post(booking.venue, "manager").user)


def page(booking, name, *more):
    return reverse(f"desk:{name}", args=[booking.venue.slug, booking.hirer.ref, *more])


def test_a_manager_writes_them_down_and_the_hirers_page_tells_them(booking, manager):
    answer = manager.post(page(booking, "terms_new"), TYPED)
    assert (answer.status_code, answer["Location"]) == (303, page(booking, "hirer"))
    terms = SpecialTerms.objects.get()
    assert (terms.percent_off, terms.category.code, terms.until) == (Decimal("12.5"), "community", date(2030, 12, 31))
    assert terms.made_by.posts.get().kind == "manager"
    told = manager.get(page(booking, "hirer")).content.decode()
    assert "the price “Community group” and 12.5% off, from 1 January 2026" in told
    assert "Agreed by The committee on 5 January 2026." in told
    booking.sessions.get().refresh_from_db()
    assert booking.sessions.get().hire_pence == 1600  # what is asked for keeps its price


@pytest.mark.once
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"category": "", "percent_off": ""}, "percent_off"),
        ({"percent_off": "0"}, "percent_off"),
        ({"percent_off": "100.01"}, "percent_off"),
        ({"percent_off": "1.005"}, "percent_off"),
        ({"percent_off": "NaN"}, "percent_off"),
        ({"category": "nobody"}, "category"),
        ({"until": "2025-12-31"}, "until"),
        ({"until": ""}, "until"),
        ({"agreed_on": "2096-01-01"}, "agreed_on"),
        ({"agreed_by": " "}, "agreed_by"),
        ({"words": ""}, "words"),
    ],
)
def test_bad_entries_are_told(booking, manager, wrong, field):
    """It is judged in Python before anything is kept; what is odd in itself the storm types on both kinds."""
    answer = manager.post(page(booking, "terms_new"), {**TYPED, **wrong})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not SpecialTerms.objects.exists()


def test_two_do_not_hold_on_the_same_day(booking, manager):
    manager.post(page(booking, "terms_new"), {**TYPED, "until": "2026-06-30"})
    refused = manager.post(page(booking, "terms_new"), {**TYPED, "since": "2026-06-30"})
    assert refused.status_code == 409
    assert "until 30 June 2026. End them first" in refused.content.decode()
    assert manager.post(page(booking, "terms_new"), {**TYPED, "since": "2026-07-01"}).status_code == 303


def test_they_end_and_cannot_be_made_longer(booking, manager):
    terms = agreed(booking.venue, booking.hirer, percent_off=Decimal(10))
    end = page(booking, "terms_end", terms.pk)
    assert manager.post(end, {"last_day": "2019-12-31"}).status_code == 422
    assert manager.post(end, {"last_day": "2026-12-31"}).status_code == 303
    assert manager.post(end, {"last_day": "2027-12-31"}).status_code == 409
    terms.refresh_from_db()
    assert terms.until == date(2026, 12, 31)


@pytest.mark.on_postgres
def test_they_are_taken_away_only_while_nothing_was_booked_by_them(booking, manager):
    terms = agreed(booking.venue, booking.hirer, percent_off=Decimal(10))
    booking.terms = terms
    booking.save()
    end = page(booking, "terms_end", terms.pk)
    assert manager.post(end, {"take_away": "yes"}).status_code == 409
    booking.terms = None
    booking.save()
    assert manager.post(end, {"take_away": "yes"}).status_code == 303
    assert not SpecialTerms.objects.exists()


def test_those_that_end_soon_come_up_on_the_desk(booking, manager):
    today = timezone.localdate()
    agreed(booking.venue, booking.hirer, percent_off=Decimal(10), until=today + timedelta(days=30))
    agreed(booking.venue, booking.hirer, percent_off=Decimal(10), until=today + timedelta(days=31))
    desk = manager.get(reverse("desk:requests", args=[booking.venue.slug])).content.decode()
    assert "1 agreement ends soon" in desk
    listed = manager.get(reverse("desk:entitlements", args=[booking.venue.slug])).context["ending"]
    assert len(listed) == 1


def test_the_group_reads_them_too(booking):
    agreed(booking.venue, booking.hirer, percent_off=Decimal(10))
    ben = signed_in(booking.made_by)
    told = ben.get(reverse("own:entitlements", args=[booking.hirer.ref])).content.decode()
    assert "10% off, from 1 January 2020" in told
    assert "They sweep the hall." in told
