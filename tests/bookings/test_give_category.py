"""Another price for one booking: the secretary sees it date by date, says why, and the letter tells it.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Letter
from bookings.actions import confirm_booking
from bookings.asking import Answers
from bookings.history import history
from bookings.models import Booking
from tests.make import a_booking, a_group, a_post, a_user, a_venue, signed_in, soon, the_room
from tests.shared import shared
from venues.models import Category, Entitlement, Tariff
from venues.tariffs import ExtraAsked

pytestmark = [pytest.mark.django_db, pytest.mark.once]

WHY = "It is for the whole village."


@shared
def booking():
    room = the_room(a_venue(), "main")
    standard = Category.objects.get(operator=room.venue.operator, is_standard=True)
    return a_booking(room, on=soon(14), until=soon(28), category=standard)


@shared
def sue(booking):
    return signed_in(a_post(booking.venue, "secretary").user)


def page(booking):
    return reverse("desk:category", args=[booking.venue.slug, booking.ref])


def give(browser, booking, category="community", reason=WHY):
    typed = {"category": category, "reason": reason}
    seen = browser.post(page(booking), {**typed, "action": "look"})
    shown = seen.context["shown_prices"]
    return seen, browser.post(page(booking), {**typed, "action": "give", "shown_prices": shown})


def test_every_date_is_shown_with_both_prices_before_anything_changes(booking, sue):
    seen = sue.post(page(booking), {"category": "community", "reason": WHY, "action": "look"})
    assert [(str(row.before), str(row.after)) for row in seen.context["prices"]] == [("£24.00", "£16.00")] * 3
    assert "£48.00</strong> instead of £72.00" in seen.content.decode()
    assert Booking.objects.get().category.is_standard


def test_it_is_priced_anew_and_counts_as_waived_and_the_letter_says_why(booking, sue):
    Category.objects.filter(code="community").update(proof="A letter")
    _seen, answer = give(sue, booking)
    assert answer["Location"] == reverse("desk:confirm", args=[booking.venue.slug, booking.ref])
    given = Booking.objects.get()
    assert (given.category.code, given.category_reason) == ("community", WHY)
    assert given.category_given_by.posts.get().kind == "secretary"
    for session in given.sessions.all():
        assert (session.hire_pence, session.standard_pence) == (1600, 2400)
        assert (session.category_gap_pence, session.waiver_gap_pence) == (0, 800)
    confirm_booking(given, by=a_user(), at=timezone.now())
    letter = Letter.objects.get(kind="confirmed").body
    assert f"has given this booking the price “Community group”: {WHY}" in letter
    assert "£48.00" in letter
    assert "The hall gave it another price" in [event.words for event in history(given)]


@pytest.mark.on_postgres
def test_where_the_price_is_their_own_it_is_no_favour(booking, sue):
    Category.objects.filter(code="community").update(proof="A letter")
    community = booking.venue.operator.categories.get(code="community")
    Entitlement.objects.create(operator=booking.venue.operator, hirer=booking.hirer, category=community)
    give(sue, booking)
    session = booking.sessions.first()
    assert (session.category_gap_pence, session.waiver_gap_pence) == (800, 0)


def test_what_their_own_price_saves_them_stays_beside_what_is_waived(sue, booking):
    """First the hall says that they are a community group, then it lets them pay less than that."""
    free = Category.objects.create(operator=booking.venue.operator, code="friends", name="Friends", position=2)
    row = Tariff.objects.get(venue=booking.venue)
    row.document["rates"].append({"category": "friends", "room": "main", "per_hour": "2.00"})
    row.save()
    own = a_booking(the_room(booking.venue, "main"), on=soon(40))
    give(sue, own, category=free.code)
    session = own.sessions.get()
    assert (session.hire_pence, session.category_gap_pence, session.waiver_gap_pence) == (400, 800, 1200)


def test_the_list_stays_that_under_which_it_was_asked_for(booking, sue):
    """Dearer prices that were published afterwards change nothing."""
    old = Tariff.objects.get(venue=booking.venue)
    Tariff.objects.filter(pk=old.pk).update(valid_to=soon(7), published_at=timezone.now() - timedelta(days=9))
    document = {**old.document, "valid_from": soon(8).isoformat()}
    document["rates"] = [{**rate, "per_hour": "99.00"} for rate in document["rates"]]
    later = timezone.now() + timedelta(minutes=1)
    Tariff.objects.create(venue=booking.venue, name="New", valid_from=soon(8), document=document, published_at=later)
    seen, _answer = give(sue, booking)
    assert str(seen.context["after"]) == "£48.00"


def test_a_price_that_changed_meanwhile_is_shown_again(booking, sue):
    typed = {"category": "community", "reason": WHY, "action": "give", "shown_prices": "another"}
    answer = sue.post(page(booking), typed)
    assert (answer.status_code, Booking.objects.get().category.code) == (409, "standard")
    assert answer.context["prices"]


def test_where_a_date_would_have_no_price_it_says_so(booking, sue):
    Category.objects.create(operator=booking.venue.operator, code="friends", name="Friends", position=2)
    answer = sue.post(page(booking), {"category": "friends", "reason": WHY, "action": "look"})
    assert answer.status_code == 409
    assert "“Friends” has no price on" in answer.content.decode()


@pytest.mark.once
@pytest.mark.parametrize("wrong", [{"category": ""}, {"category": "standard"}, {"reason": " "}])
def test_a_price_and_a_reason_are_needed(booking, sue, wrong):
    """The words of a form, whatever the database."""
    answer = sue.post(page(booking), {"category": "community", "reason": WHY, "action": "give", **wrong})
    assert (answer.status_code, Booking.objects.get().category.code) == (422, "standard")


def test_what_is_answered_keeps_its_price(booking, sue):
    seen = sue.post(page(booking), {"category": "community", "reason": WHY, "action": "look"})
    confirm_booking(booking, by=a_user(), at=timezone.now())
    assert "What is agreed keeps its price" in sue.get(page(booking)).content.decode()
    typed = {"category": "community", "reason": WHY, "shown_prices": seen.context["shown_prices"]}
    assert sue.post(page(booking), {**typed, "action": "give"}).status_code == 409
    assert booking.sessions.first().hire_pence == 2400


def test_the_same_button_twice_is_one_gift(booking, sue):
    typed = {"category": "community", "reason": WHY}
    shown = sue.post(page(booking), {**typed, "action": "look"}).context["shown_prices"]
    for _press in range(2):
        assert sue.post(page(booking), {**typed, "action": "give", "shown_prices": shown}).status_code in (303, 422)
    assert len([event for event in history(booking) if "another price" in event.words]) == 1


def agree(browser, booking, price="15.00", **other):
    typed = {"category": "by hand", "price": price, "reason": "They lost their own hall.", **other}
    seen = browser.post(page(booking), {**typed, "action": "look"})
    shown = (seen.context or {}).get("shown_prices", "")
    return seen, browser.post(page(booking), {**typed, "action": "give", "shown_prices": shown})


def test_a_price_is_agreed_by_hand_for_this_once(booking, sue):
    seen, answer = agree(sue, booking)
    assert [(str(row.before), str(row.after)) for row in seen.context["prices"]] == [("£24.00", "£15.00")] * 3
    assert "£45.00</strong> instead of £72.00" in seen.content.decode()
    assert answer["Location"] == reverse("desk:confirm", args=[booking.venue.slug, booking.ref])
    given = Booking.objects.get()
    assert (given.category.code, given.category_reason) == ("standard", "They lost their own hall.")
    for session in given.sessions.all():
        assert (str(session.price), session.standard_pence) == ("£15.00", 2400)
        assert (session.category_gap_pence, session.waiver_gap_pence) == (0, 900)
    assert "Price agreed by " in sue.get(answer["Location"]).content.decode()

    confirm_booking(given, by=a_user(), at=timezone.now())
    letter = Letter.objects.get(kind="confirmed").body
    assert "has agreed a price for this booking, this once: They lost their own hall." in letter
    assert "£45.00" in letter
    theirs = signed_in(given.made_by).get(given.get_absolute_url()).content.decode()
    assert "agreed by the hall: £15.00 this once" in theirs
    assert "The hall agreed a price for it, this once: They lost their own hall." in theirs


def test_what_their_own_price_saves_them_stays_beside_a_price_by_hand_and_the_list_can_come_back(booking, sue):
    own = a_booking(the_room(booking.venue, "main"), on=soon(40))
    agree(sue, own, price="0")
    session = own.sessions.get()
    assert (session.hire_pence, session.category_gap_pence, session.waiver_gap_pence) == (0, 800, 1600)
    give(sue, own, category="community", reason="They lost their own hall.")
    session.refresh_from_db()
    assert (session.hire_pence, session.category_gap_pence, session.waiver_gap_pence) == (1600, 800, 0)


def test_a_price_by_hand_is_all_in_and_keeps_what_is_held(sue, booking):
    row = Tariff.objects.get(venue=booking.venue)
    row.document |= {
        "bonds": [{"code": "damage", "name": "Damage bond", "flat": "100.00"}],
        "deposits": [{"code": "advance", "name": "Deposit", "flat": "10.00"}],
        "extras": [{"code": "urn", "name": "Urn", "prices": [{"flat": "3.00"}]}],
    }
    row.save()
    answers = Answers(extras=(ExtraAsked("urn"),))
    own = a_booking(the_room(booking.venue, "main"), on=soon(40), answers=answers)
    agree(sue, own, price="7.50")
    session = own.sessions.get()
    assert (session.hire_pence, session.extras_pence, str(session.price)) == (632, 118, "£7.50")
    assert (session.bond_pence, session.advance_pence) == (10000, 750)
    assert (session.standard_pence, session.category_gap_pence, session.waiver_gap_pence) == (2400, 800, 1150)


@pytest.mark.once
@pytest.mark.parametrize(("price", "status"), [("24.00", 409), ("30.00", 409), ("", 422), ("-1", 422), ("much", 422)])
def test_a_price_by_hand_is_below_what_was_asked(booking, sue, price, status):
    """The words of a form, whatever the database."""
    assert [each.status_code for each in agree(sue, booking, price=price)] == [status, status]
    assert booking.sessions.first().hire_pence == 2400


def test_the_same_button_twice_is_one_agreement(booking, sue):
    typed = {"category": "by hand", "price": "15", "reason": WHY}
    shown = sue.post(page(booking), {**typed, "action": "look"}).context["shown_prices"]
    for _press in range(2):
        assert sue.post(page(booking), {**typed, "action": "give", "shown_prices": shown}).status_code == 303
    assert len([event for event in history(booking) if "another price" in event.words]) == 1


def test_a_price_typed_beside_a_kind_of_price_is_asked_about(booking, sue):
    seen, _again = agree(sue, booking, category="community")
    assert list(seen.context["form"].errors) == ["price"]


def a_list_with(venue, **more):
    row = Tariff.objects.get(venue=venue)
    row.document |= more
    row.save()


def test_a_slip_is_put_right_and_another_reason_kept_while_it_waits(booking, sue):
    agree(sue, booking, price="12.00")
    _seen, answer = agree(sue, booking, price="15.00")
    assert answer.status_code == 303
    session = booking.sessions.first()
    assert (str(session.price), session.standard_pence, session.waiver_gap_pence) == ("£15.00", 2400, 900)
    assert agree(sue, booking, price="15.00", reason="A better reason.")[1].status_code == 303
    assert Booking.objects.get().category_reason == "A better reason."
    assert [each.status_code for each in agree(sue, booking, price="24.00")] == [409, 409]


def test_a_date_for_which_the_list_asks_no_more_keeps_its_price(sue, booking):
    first = booking.sessions.first()
    first.hire_pence = first.standard_pence = 1000
    first.save()
    seen, answer = agree(sue, booking)
    assert "(the list asks no more)" in seen.content.decode()
    assert [str(session.price) for session in booking.sessions.all()] == ["£10.00", "£15.00", "£15.00"]
    assert "but for those for which the list asks no more" in sue.get(answer["Location"]).content.decode()


def test_what_is_given_off_extras_and_off_a_dearer_price_counts_whole(sue, booking):
    urns = [{"code": "urn", "name": "Urn", "prices": [{"per_item": "4.00"}]}]
    a_list_with(booking.venue, extras=urns)
    room = the_room(booking.venue, "main")
    own = a_booking(room, on=soon(40), answers=Answers(extras=(ExtraAsked("urn", 2),)))
    agree(sue, own, price="4.00")
    session = own.sessions.get()
    assert (session.hire_pence, session.extras_pence) == (267, 133), "£4 of £16 and £8: neither is free"
    assert (session.category_gap_pence, session.waiver_gap_pence) == (800, 2000)

    dear = Category.objects.create(operator=booking.venue.operator, code="business", name="Business", position=3)
    rates = [*Tariff.objects.get(venue=booking.venue).document["rates"]]
    a_list_with(booking.venue, rates=[*rates, {"category": "business", "per_hour": "20.00"}])
    trade = a_booking(room, on=soon(41), category=dear)
    agree(sue, trade, price="30.00")
    session = trade.sessions.get()
    assert (session.standard_pence, session.category_gap_pence, session.waiver_gap_pence) == (2400, 0, 1000)


@pytest.mark.parametrize(("included", "before"), [(True, (2000, 400)), (False, (2400, 480))])
def test_a_price_by_hand_has_its_tax_inside(sue, booking, included, before):
    a_list_with(booking.venue, tax={"name": "VAT", "percent": "20", "included": included})
    standard = Category.objects.get(operator=booking.venue.operator, is_standard=True)
    own = a_booking(the_room(booking.venue, "main"), on=soon(40), category=standard)
    session = own.sessions.get()
    assert (session.hire_pence, session.vat_pence, session.standard_pence) == (*before, before[0])
    agree(sue, own, price="12.00")
    session.refresh_from_db()
    assert (session.hire_pence, session.vat_pence) == (1000, 200)
    assert session.waiver_gap_pence == before[0] - 1000


def test_the_fingerprint_covers_what_it_takes_the_place_of(sue, booking):
    typed = {"category": "by hand", "price": "15", "reason": WHY}
    shown = sue.post(page(booking), {**typed, "action": "look"}).context["shown_prices"]
    first = booking.sessions.first()
    first.hire_pence = 2300
    first.save()
    assert sue.post(page(booking), {**typed, "action": "give", "shown_prices": shown}).status_code == 409


def test_the_halls_own_use_stays_free(booking, sue):
    operator = booking.venue.operator
    operator.own_hirer = a_group("The hall")
    operator.save()
    own = a_booking(the_room(booking.venue, "main"), on=soon(40), hirer=operator.own_hirer)
    answer = sue.post(page(own), {"category": "standard", "reason": WHY, "action": "look"})
    assert (answer.status_code, own.sessions.get().hire_pence) == (409, 0)
