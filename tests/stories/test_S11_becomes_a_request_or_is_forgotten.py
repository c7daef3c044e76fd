"""S11: what was asked becomes a request, nothing typed again; or the person is deleted after six months.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

import re

import pytest
from dateutil.relativedelta import relativedelta
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Disposal, Letter, User
from accounts.retention import take_out
from bookings.models import Booking, Message, Thread
from bookings.privacy.rules import THREADS
from bookings.thread_links import address_of
from tests.asking import a_question, at_the_desk, on_the
from tests.bookings.booking_page import ask_for, asking, typed
from tests.guests import typed as guest_typed
from tests.make import a_booking, a_group, a_post, a_user, a_venue, evening, signed_in, soon, the_room
from tests.reading import words_of
from tests.shared import shared
from venues.models import Closure, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@shared
def hall() -> Venue:
    return a_venue(cells=("main", "snug"), email="desk@hearth.example")


@shared
def sue(hall) -> User:
    return a_post(hall, "secretary", a_user("Sue Fell")).user


@shared
def desk(sue) -> Client:
    return signed_in(sue)


# One button makes it a request, nothing typed again.


def test_S11_one_button_makes_it_a_request_and_nothing_is_typed_again(hall, desk):
    ben = a_user("Ben")
    choir = a_group(organiser=ben)
    thread = a_question(hall, **on_the(soon()), people="30", title="Ruby’s party")
    page = Client().get(address_of(thread))
    way = page.context["wanted"].request
    assert "Make it a request" in words_of(page)
    browser = signed_in(ben)
    form = browser.get(way).context["form"]
    shown = {name: form[name].value() for name in ("title", "people", "on", "starts", "ends")}
    assert {name: str(value) for name, value in shown.items()} == {
        "title": "Ruby’s party",
        "people": "30",
        "on": soon().isoformat(),
        "starts": "19:00",
        "ends": "21:00",
    }
    mark = browser.get(way).context["began"]
    ask_for(browser, the_room(hall, "main"), typed(choir, title="Ruby’s party", began=mark))
    booking = Booking.objects.get(title="Ruby’s party")
    thread.refresh_from_db()
    assert thread.became == booking
    assert thread.closed_at is not None
    assert booking.get_absolute_url() in browser.get(address_of(thread)).content.decode()
    desk_page = desk.get(reverse("desk:booking", args=[hall.slug, booking.ref])).content.decode()
    assert at_the_desk(thread) in desk_page


def test_S11_without_an_account_nothing_is_typed_again_either(hall):
    thread = a_question(hall, **on_the(soon()), people="30", title="Ruby’s party")
    way = Client().get(address_of(thread)).context["wanted"].request
    page = Client().get(way)
    form, mark = page.context["form"], page.context["began"]
    known = {name: str(form[name].value()) for name in ("name", "email", "title", "people", "on", "starts", "ends")}
    assert list(known.values()) == [
        "Sam Field",
        "sam@hearth.example",
        "Ruby’s party",
        "30",
        str(soon()),
        "19:00",
        "21:00",
    ]
    assert "began" in page.context["sign_in"]  # whoever signs in from here loses nothing
    more = {"purpose": "private", "from_": "19:00", "to": "21:00", "began": mark}
    told = {**guest_typed(soon(), **{**known, **more})}
    checked = Client().post(way, {**told, "action": "check"})
    key = {
        "submission_key": checked.context["submission_key"],
        "shown_dates": "x",
        "shown_prices": "x",
        "shown_ways": "x",
    }
    Letter.objects.all().delete()
    Client().post(way, {**told, **key, "action": "ask"})
    [link] = re.findall(r"https?://[^/]+(/\S+)", Letter.objects.get().body)[:1]
    opened = Client().get(link)
    asked = Client().post(link, asking({}, opened))
    assert asked.status_code == 303, words_of(asked)
    thread.refresh_from_db()
    assert thread.became == Booking.objects.get(title="Ruby’s party")
    assert "lead to its page" in words_of(Client().get(address_of(thread)))


def test_S11_the_desk_books_it_for_them_and_types_no_more_than_what_it_is_for(hall, desk):
    thread = a_question(hall, **on_the(soon()), people="30", title="Ruby’s party")
    way = desk.get(at_the_desk(thread)).context["wanted"].book_for_them
    form = desk.get(way).context["form"]
    known = {name: str(form[name].value()) for name in ("when", "who", "contact", "title", "people")}
    assert (known["who"], known["contact"]) == ("Sam Field", "sam@hearth.example")
    typed = {**known, "kind": "household", "purpose": "private", "category": ""}
    typed["began"] = desk.get(way).context["began"]
    page = reverse("desk:book", args=[hall.slug])
    shown = desk.post(page, typed)
    prints = {
        "shown_dates": shown.context["shown"].plan.dates_print,
        "shown_prices": shown.context["shown"].plan.price_print,
    }
    assert f'name="began" value="{typed["began"]}"' in shown.content.decode()
    booked = desk.post(page, {**typed, **prints, "submission_key": shown.context["submission_key"]})
    assert booked.status_code == 303, words_of(booked)
    thread.refresh_from_db()
    assert thread.became == Booking.objects.get(title="Ruby’s party")
    assert thread.became.sessions.get().starts_at == evening(soon()).first


@pytest.mark.once
@pytest.mark.parametrize("mark", ["", "rubbish", "x:y:z"])
def test_S11_a_mark_that_we_did_not_make_joins_nothing(hall, mark):
    """The words of a form, whatever the database."""
    ben = a_user("Ben")
    thread = a_question(hall)
    ask_for(signed_in(ben), the_room(hall, "main"), typed(a_group(organiser=ben), began=mark))
    assert Booking.objects.exists()
    thread.refresh_from_db()
    assert thread.became is None


# After 6 months the person is deleted; a date not free stays as unmet demand.


def aged(thread: Thread, **by) -> None:
    Thread.objects.filter(pk=thread.pk).update(last_at=timezone.now() - relativedelta(**by))


def test_S11_after_six_months_the_person_is_deleted(hall):
    thread = a_question(hall, **on_the(soon()))
    aged(thread, months=6, days=-2)
    assert take_out(THREADS, timezone.now()) == 0
    aged(thread, months=6, days=2)
    assert take_out(THREADS, timezone.now()) == 1
    assert not Thread.objects.exists()
    assert not Message.objects.exists()
    assert not Letter.objects.filter(body__contains="Sam").exists()
    assert Disposal.objects.get(kind="threads").rows == 1
    assert Client().get(address_of(thread)).status_code == 404


def test_S11_a_date_that_was_not_free_stays_as_unmet_demand_without_the_person(hall, desk):
    a_booking(the_room(hall, "main"), on=soon())
    thread = a_question(hall, **on_the(soon()), people="30", title="Sam’s party")
    assert thread.when_asked == "taken"
    aged(thread, months=7)
    take_out(THREADS, timezone.now())
    thread.refresh_from_db()
    kept = (thread.name, thread.email, thread.title, thread.token_hash, thread.messages.count())
    assert kept == ("", "", "", None, 0)
    assert (thread.room.code, thread.people, thread.when_asked) == ("main", 30, "taken")
    page = words_of(desk.get(reverse("desk:threads", args=[hall.slug])))
    assert "not free" in page
    assert f"{soon():%A} " in page
    assert desk.get(at_the_desk(thread)).status_code == 404
    assert take_out(THREADS, timezone.now()) == 0


def test_S11_shut_hours_and_any_room_are_known_when_it_is_asked(hall):
    day = evening(soon())
    any_room = {**on_the(soon()), "room": ""}
    a_booking(the_room(hall, "main"), on=soon())
    assert a_question(hall, **any_room).when_asked == "free"  # the snug is
    Closure.objects.create(venue=hall, starts_at=day.start, ends_at=day.end, cause="works")
    assert a_question(hall, **any_room, text="And now?").when_asked == "closed"
    assert a_question(hall, **on_the(soon(5), 5, 7)).when_asked == "outside_hours"
