"""G7: “You charge what?” Two hours for a charity, with winter heating and the kitchen.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.clock import day_words
from accounts.models import Letter
from bookings.actions.ask_for_proof import ask_for_proof
from bookings.models import Booking, Session
from tests.bookings.booking_page import ask_for, check, typed
from tests.make import a_booking, a_group, a_post, a_user, a_venue, signed_in, soon, the_room
from tests.shared import shared
from venues.models import Category, Entitlement, Tariff, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]

WINTER = date(timezone.localdate().year + 1, 1, 20)


@shared
def hall():
    """£12.00 an hour, £8.00 for the community; £1.00 an hour for heating in winter; the kitchen £5.00."""
    hall = a_venue()
    Category.objects.filter(code="community").update(proof="A charity number")
    tariff = Tariff.objects.get(venue=hall)
    tariff.document |= {
        "seasons": [{"code": "winter", "name": "October to April", "from": "10-01", "to": "04-30"}],
        "fees": [{"code": "heating", "name": "Winter heating", "dates": "winter", "per_hour": "1.00"}],
        "extras": [{"code": "kitchen", "name": "Kitchen", "prices": [{"flat": "5.00"}]}],
    }
    tariff.save()
    return hall


@shared
def ben():
    return a_user()


@shared
def charity(ben):
    return a_group("Alder Vale Care", organiser=ben, kind="charity")


@shared
def browser(ben, charity):
    return signed_in(ben)


@shared
def manager(hall):
    return signed_in(a_post(hall, "manager").user)


WITH_KITCHEN = {"on": WINTER.isoformat(), "extra-kitchen": "on"}
TRIED = {"room": "main", "category": "community", "from": "19:00", "to": "21:00", **WITH_KITCHEN}
LINES = ("2 hours at £8.00 an hour (Community group)", "Winter heating: 2 hours at £1.00 an hour", "Kitchen: £5.00")


def booked(browser, hall, charity) -> Session:
    answer = ask_for(browser, the_room(hall, "main"), typed(charity, **WITH_KITCHEN))
    assert answer.status_code == 303
    return Session.objects.get()


def tried(hall) -> str:
    """What somebody reads who has not signed in."""
    return Client().get(reverse("venues:prices", args=[hall.slug]), TRIED).content.decode().split('id="tried"')[1]


def regularly(hall, charity, ben, *, dates: int, start: int) -> Booking:
    more = {"until": soon(start + 7 * (dates - 1))} if dates > 1 else {}
    return a_booking(the_room(hall, "main"), on=soon(start), by=ben, hirer=charity, confirmed=True, **more)


def its_prices(browser, charity) -> str:
    return browser.get(reverse("own:entitlements", args=[charity.ref])).content.decode()


def asked_for_proof_and_late(hall, charity, ben) -> Booking:
    booking = regularly(hall, charity, ben, dates=6, start=14)
    call_command("tick")
    assert Entitlement.objects.update(proof_by=soon(-1)) == 1
    return booking


def test_G7_the_lines_add_up_to_the_stored_23_pounds(hall, browser, charity):
    session = booked(browser, hall, charity)
    assert [line["amount"] for line in session.price_lines] == [1600, 200, 500]
    assert (str(session.price), session.bond_pence, session.advance_pence) == ("£23.00", 0, 0)
    page = browser.get(session.booking.get_absolute_url()).content.decode()
    assert all(line in page for line in LINES)
    assert "<strong>£23.00</strong> in all" in page


def test_G7_the_stored_standard_price_makes_the_concession_8_pounds(hall, browser, charity):
    session = booked(browser, hall, charity)
    assert session.standard_pence == 2600, "£24.00 and the heating"
    assert session.standard_pence - session.hire_pence - session.compulsory_pence == 800
    assert session.category_gap_pence == 800
    page = browser.get(session.booking.get_absolute_url()).content.decode()
    assert "The price “Community group” saves you £8.00 of the standard price." in page


def test_G7_the_rate_says_when_it_was_checked_and_when_it_is_looked_at_again(hall, browser, charity, manager):
    booked(browser, hall, charity)
    claim, today = Entitlement.objects.get(), timezone.localdate()
    review = date(today.year + 1, 5, 4)
    typed_in = {"action": "accept", "evidence": "number", "words": "1234567, looked up", "review_on": review}
    assert manager.post(reverse("desk:entitlement", args=[hall.slug, claim.pk]), typed_in).status_code == 303
    page = its_prices(browser, charity)
    assert f"Accepted on {today.day} {today:%B %Y}." in page
    assert f"The hall looks at it again on 4 May {review.year}." in page


def test_G7_why_this_price_opens_without_log_in_and_reads_the_same_under_a_later_tariff(hall, browser, charity):
    told = tried(hall)
    assert "<strong>£23.00</strong>" in told
    assert all(line in told for line in LINES)
    session = booked(browser, hall, charity)
    address = session.booking.get_absolute_url()
    before = browser.get(address).content.decode().split("Why this price")[1].split("</details>")[0]
    assert all(line in before for line in LINES)

    old, today = Tariff.objects.get(venue=hall), timezone.localdate()
    rates = [{**rate, "per_hour": "20.00"} for rate in old.document["rates"]]
    document = {**old.document, "rates": rates, "extras": [], "valid_from": today.isoformat()}
    old.document["valid_to"] = (today - timedelta(days=1)).isoformat()
    old.valid_to = today - timedelta(days=1)
    old.save()
    Tariff.objects.create(venue=hall, name="New", valid_from=today, document=document)
    assert "<strong>£42.00</strong>" in tried(hall), "the new list holds for whoever asks now"
    assert browser.get(address).content.decode().split("Why this price")[1].split("</details>")[0] == before
    session.refresh_from_db()
    assert str(session.price) == "£23.00"


def test_G7_first_bookings_need_no_proof_and_it_is_told_when_it_is_due(hall, browser, charity, ben):
    asked = "The hall may ask for proof after your first bookings: A charity number."
    assert asked in check(browser, the_room(hall, "main"), typed(charity)).content.decode()
    booked(browser, hall, charity)
    claim = Entitlement.objects.get()
    assert (claim.hirer, claim.declared_by, claim.proof_by) == (charity, ben, None)
    assert "You book at it. The hall asks for proof later." in its_prices(browser, charity)
    assert hall.proof_after == 6
    regularly(hall, charity, ben, dates=5, start=14)
    ask_for_proof(timezone.now())
    assert not Letter.objects.filter(kind="proof_asked").exists()

    regularly(hall, charity, ben, dates=1, start=100)
    ask_for_proof(timezone.now())
    due = day_words(timezone.localdate() + timedelta(days=hall.proof_days))
    assert f"Please show your proof by {due}." in its_prices(browser, charity)
    assert due in Letter.objects.get(kind="proof_asked", to=ben.email).body


def test_G7_the_venue_sets_after_how_many_dates_proof_is_asked_for(hall, charity, ben):
    Venue.objects.update(proof_after=2)
    regularly(hall, charity, ben, dates=2, start=14)
    call_command("tick")
    assert Letter.objects.filter(kind="proof_asked", to=ben.email).exists()


def test_G7_after_that_the_desk_is_told(hall, charity, ben, manager):
    asked_for_proof_and_late(hall, charity, ben)
    page = manager.get(reverse("desk:requests", args=[hall.slug])).content.decode()
    assert "1 proof is late" in page
    assert charity.name in manager.get(reverse("desk:entitlements", args=[hall.slug])).content.decode()


def test_G7_agreed_prices_stay_until_a_person_changes_them(hall, charity, ben, manager):
    booked = asked_for_proof_and_late(hall, charity, ben)
    waits = a_booking(the_room(hall, "main"), on=soon(100), by=ben, hirer=charity)
    claim = Entitlement.objects.get()

    def hire(booking: Booking) -> set[int]:
        return set(booking.sessions.values_list("hire_pence", flat=True))

    call_command("tick")
    ending = {"action": "end", "why": "No number was shown."}
    assert manager.post(reverse("desk:entitlement", args=[hall.slug, claim.pk]), ending).status_code == 303
    assert (hire(booked), hire(waits)) == ({1600}, {1600}), "what is agreed stays, though the rate is theirs no more"
    address = reverse("desk:category", args=[hall.slug, waits.ref])
    sent = {"category": "standard", "reason": "No number was shown."}
    shown = manager.post(address, {**sent, "action": "look"}).context["shown_prices"]
    assert hire(waits) == {1600}
    assert manager.post(address, {**sent, "action": "give", "shown_prices": shown}).status_code == 303
    assert (hire(booked), hire(waits)) == ({1600}, {2400})
