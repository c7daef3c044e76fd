"""The pages of the waiting list: joining where something is taken, taking an offer, and what the desk sees.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership
from bookings.models import Booking, Occupancy, Wait
from tests.bookings.booking_page import check, page_of, typed
from tests.make import a_booking, a_group, a_post, a_user, signed_in, soon
from tests.waiting import a_wait, offered
from venues.models import Conditions, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def taken(room):
    return a_booking(room, on=soon(), confirmed=True)


def waiting(checked) -> dict[str, str]:
    """What the button that waits carries."""
    plan = checked.context["check"].plan
    return {
        "submission_key": checked.context["submission_key"],
        "shown_dates": plan.dates_print,
        "shown_prices": plan.price_print,
        "shown_ways": plan.ask.ways_print,
        "action": "wait",
    }


def address(wait: Wait, act: str = "") -> str:
    return wait.get_absolute_url() + act


def take(browser, wait: Wait, **more):
    return browser.post(address(wait, "take/"), {"shown_pence": "1600", **more})


def test_a_single_date_that_is_taken_can_be_waited_for_and_the_same_button_twice_is_once(browser, room, choir, taken):
    checked = check(browser, room, typed(choir))
    page = checked.content.decode()
    assert "Wait for it: tell us if it becomes free" in page
    assert "Nobody waits before you." in page
    data = {**typed(choir), **waiting(checked)}
    answers = [browser.post(page_of(room), data) for _twice in range(2)]
    wait = choir.waits.get()
    assert {answer["Location"] for answer in answers} == {wait.get_absolute_url()}
    assert (wait.room, wait.title, wait.people, wait.state) == (room, "Rehearsal", 25, Wait.State.WAITING)
    shown = browser.get(address(wait)).content.decode()
    assert "You wait for this" in shown
    assert "Nobody waits before you." in shown
    assert wait.get_absolute_url() in browser.get(reverse("bookings:mine")).content.decode()
    assert Booking.objects.filter(hirer=choir).count() == 0


def test_who_comes_later_reads_how_many_wait_before(browser, room, choir, taken):
    for name in ("Ramblers", "Knitters"):
        a_wait(room, on=soon(), hirer=a_group(name))
    assert "2 groups wait before you." in check(browser, room, typed(choir)).content.decode()
    wait = a_wait(room, on=soon(), hirer=choir)
    assert "2 groups wait before you." in browser.get(address(wait)).content.decode()


def test_of_a_series_without_a_free_date_all_that_are_taken_are_waited_for(browser, room, choir):
    a_booking(room, on=soon(), until=soon(28), confirmed=True)
    series = typed(choir, every="1", until=soon(28).isoformat())
    checked = check(browser, room, series)
    assert "Wait for these" in checked.content.decode()
    answer = browser.post(page_of(room), {**series, **waiting(checked)})
    assert answer["Location"] == reverse("bookings:mine") + "#waiting"
    assert choir.waits.count() == Booking.objects.get().sessions.count()


def test_what_is_free_is_not_waited_for(browser, room, choir):
    checked = check(browser, room, typed(choir))
    assert "Wait for it" not in checked.content.decode()
    answer = browser.post(page_of(room), {**typed(choir), **waiting(checked)})
    assert answer.status_code == 422
    assert "what is free can be booked" in answer.content.decode()
    assert not Wait.objects.exists()


def test_giving_up_is_a_button_and_twice_is_once(browser, room, choir, taken):
    wait = a_wait(room, on=soon(), hirer=choir)
    assert browser.get(address(wait, "give-up/"))["Location"] == wait.get_absolute_url()
    for words in ("You no longer wait for it.", "You did not wait for it any more."):
        answer = browser.post(address(wait, "give-up/"), follow=True)
        assert words in answer.content.decode()
    assert choir.waits.get().state == Wait.State.WITHDRAWN


def test_an_offer_shows_its_price_and_the_button_twice_is_one_booking(browser, room, choir):
    wait = offered(a_wait(room, on=soon(), hirer=choir))
    page = browser.get(address(wait)).content.decode()
    assert "Take it for £16.00" in page
    assert "The hours stay yours until then." in page
    answers = [take(browser, wait) for _twice in range(2)]
    booking = choir.bookings.get()
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(303, booking.get_absolute_url())] * 2
    assert "You took it." in browser.get(address(wait)).content.decode()


@pytest.mark.once
@pytest.mark.parametrize("shown", ["", "1500", "-1600", "x" * 4000, "٣", "9" * 30])
def test_another_price_than_the_one_shown_books_nothing(browser, room, choir, shown):
    """Sums are worked out by rules that know no database; the tests beside this one store some on both kinds."""
    wait = offered(a_wait(room, on=soon(), hirer=choir))
    answer = browser.post(address(wait, "take/"), {"shown_pence": shown})
    assert (answer.status_code, "The price has changed" in answer.content.decode()) == (409, True)
    assert Occupancy.objects.count() == 1
    assert take(browser, wait).status_code == 303


def test_the_conditions_of_hire_are_accepted_as_with_any_booking(browser, room, choir):
    Conditions.objects.create(venue=room.venue, number=1, text="Sweep the floor.", published_at=timezone.now())
    wait = offered(a_wait(room, on=soon(), hirer=choir))
    answer = take(browser, wait)
    assert (answer.status_code, "Tick that you have read" in answer.content.decode()) == (422, True)
    assert take(browser, wait, accepts="on", version="1").status_code == 303
    assert choir.bookings.get().acceptances.get()


def test_what_was_ticked_and_answered_stays_where_the_price_has_changed(browser, room, ben):
    """Of a party in a hall that asks about it; new conditions are ticked anew, and then it goes through."""
    venue = room.venue
    Venue.objects.filter(pk=venue.pk).update(music=Venue.Asked.YES)
    Conditions.objects.create(venue=venue, number=1, text="Sweep the floor.", published_at=timezone.now())
    family = a_group("Ben Ash", organiser=ben, kind="household")
    standard = venue.operator.categories.get(code="standard")
    wait = offered(a_wait(room, on=soon(), hirer=family, by=ben, category=standard, purpose="private"))
    typed = {"shown_pence": "1", "music": "live", "accepts": "on", "version": "1"}
    refused = browser.post(address(wait, "take/"), typed)
    assert refused.status_code == 409
    assert refused.context["party"]["music"].value() == "live"
    assert refused.context["accept"]["accepts"].value() is True
    Conditions.objects.create(venue=venue, number=2, text="Mop it, too.", published_at=timezone.now())
    newer = browser.post(address(wait, "take/"), {**typed, "shown_pence": "2400"})
    assert newer.status_code == 422
    accept = newer.context["accept"]
    assert (accept["accepts"].value(), accept["version"].value()) == (False, 2)
    assert browser.post(address(wait, "take/"), {**typed, "shown_pence": "2400", "version": "2"}).status_code == 303


def test_after_its_time_a_sentence_says_so(browser, room, choir):
    wait = offered(a_wait(room, on=soon(), hirer=choir))
    Wait.objects.update(offer_until=timezone.now() - timedelta(seconds=1))
    assert "the time for it is over" in browser.get(address(wait)).content.decode()
    answer = take(browser, wait)
    assert (answer.status_code, "the time for it was over" in answer.content.decode()) == (409, True)
    assert not choir.bookings.exists()


def test_a_member_sees_what_the_group_waits_for_and_cannot_take_it_and_a_stranger_sees_nothing(room, choir):
    wait = offered(a_wait(room, on=soon(), hirer=choir))
    member = a_user("Mel")
    Membership.objects.create(hirer=choir, user=member, role=Membership.Role.MEMBER)
    page = signed_in(member).get(address(wait)).content.decode()
    assert "Whoever books for your group can take it." in page
    assert "£16.00" not in page
    assert take(signed_in(member), wait).status_code == 404
    assert signed_in(a_user("Cleo")).get(address(wait)).status_code == 404


def test_the_desk_sees_who_waits_in_order_and_how_many_for_a_booking(room, taken):
    for name in ("Ramblers", "Knitters"):
        a_wait(room, on=soon(), hirer=a_group(name), title=f"Evening of {name}")
    desk = signed_in(a_post(room.venue, "secretary").user)
    page = desk.get(reverse("desk:waiting", args=[room.venue.slug])).content.decode()
    assert page.index("Evening of Ramblers") < page.index("Evening of Knitters")
    booking = desk.get(reverse("desk:booking", args=[room.venue.slug, taken.ref])).content.decode()
    assert "2 groups wait for it" in booking
    requests = desk.get(reverse("desk:requests", args=[room.venue.slug])).content.decode()
    assert "2 groups wait for hours that others have" in requests


@pytest.mark.once
def test_the_lists_ask_as_many_questions_for_twenty_as_for_ten(
    browser, room, choir, taken, django_assert_max_num_queries
):
    """How many statements a page asks is Django’s doing, whichever database answers them."""
    desk = signed_in(a_post(room.venue, "secretary").user)
    pages = [(browser, reverse("bookings:mine")), (desk, reverse("desk:waiting", args=[room.venue.slug]))]
    pages.append((desk, reverse("desk:booking", args=[room.venue.slug, taken.ref])))
    counted = []
    for _ten in range(2):
        for number in range(10):
            a_wait(room, on=soon(), hirer=choir if number % 2 else a_group())
        found = []
        for client, page in pages:
            client.get(page)
            with django_assert_max_num_queries(80) as asked:
                assert client.get(page).status_code == 200
            found.append(len(asked))
        counted.append(found)
    assert counted[0] == counted[1]


@pytest.mark.on_postgres
def test_the_week_of_a_room_leads_from_a_taken_hour_to_the_form(client, room, taken):
    page = client.get(reverse("venues:room", args=[room.venue.slug, "main"]) + f"?week={soon()}").content.decode()
    assert f"{page_of(room)}?on={soon()}&amp;from=19%3A00&amp;to=20%3A00" in page
