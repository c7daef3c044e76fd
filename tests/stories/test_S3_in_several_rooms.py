"""S3, for dates in several rooms: what is shut of them is replaced, what stays open stays; else full credit.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import journal
from accounts.models import Letter
from bookings import calendars
from bookings.models import Occupancy, Session, SessionRoom
from tests.bookings.place.sanding import MONDAY, WEEK, a_hall, book, cheaper, check, go_on, new, text_of, typed
from tests.make import LONDON, a_post, a_room, a_tariff, a_user, signed_in, the_room
from tests.shared import shared
from venues.models import Cell, Closure, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@shared
def hall() -> Venue:
    """A main hall for a hundred, a committee room for thirty, a small one for ten, and a kitchen."""
    venue = a_hall()
    kitchen = Cell.objects.create(venue=venue, code="kitchen", name="Kitchen", position=8)
    a_room(venue, "kitchen", cells=[kitchen], capacity=None, position=8)
    a_tariff(venue)
    return venue


@shared
def ada(hall):
    return a_post(hall, "secretary", a_user("Ada")).user


@shared
def desk(ada):
    return signed_in(ada)


def together(hall: Venue, *codes: str, day: date = MONDAY, **fields) -> Session:
    first, *others = codes
    beside = tuple(the_room(hall, code) for code in others)
    return book(hall, day=day, room=first, beside=beside, **fields).sessions.get()


def rooms_of(session: Session) -> set[str]:
    return set(session.rooms.values_list("code", flat=True))


def only(seen):
    (each,) = seen.context["dates"]
    return each


def option(each, words: str):
    return next(option for option in each.options if option.words.startswith(words))


def as_it_stands() -> list:
    return [
        *SessionRoom.objects.order_by("session", "room").values_list("session", "room", "stretch"),
        *Occupancy.objects.order_by("session", "cell").values_list("session", "cell", "starts_at", "ends_at"),
        *Session.objects.order_by("pk").values_list("pk", "status", "hire_pence", "moved_cause", "layout"),
    ]


def test_S3_the_room_that_is_shut_is_replaced_and_the_others_stay(hall, desk):
    session = together(hall, "main", "small")
    [stays] = Occupancy.objects.filter(session=session, cell__code="small").values_list("pk", flat=True)
    seen = check(desk, hall)
    assert "Committee instead of Main, Small stays, £32.00 as before" in text_of(seen)
    assert only(seen).date.chosen.fits
    assert go_on(desk, hall, seen).status_code == 303
    assert rooms_of(session) == {"committee", "small"}
    taken = dict(Occupancy.objects.filter(session=session).values_list("cell__code", "pk"))
    assert set(taken) == {"committee", "small"}
    assert taken["small"] == stays
    letter = Letter.objects.get(kind="closed").body
    assert "in Committee and Small instead of Main and Small, £32.00 as before" in letter
    assert "You pay nothing more" in letter
    held = session.session_rooms.select_related("room", "stretch__event__rule", "session")
    assert all(calendars.dates_of(each.stretch, LONDON) == [session.period] for each in held)
    why = journal.of(session.booking).latest("pk").why
    assert why == f"Main to Committee: {MONDAY.isoformat()}"


def test_S3_where_all_its_rooms_are_shut_each_is_replaced_or_one_room_takes_them_all(hall, desk):
    attic = Cell.objects.create(venue=hall, code="attic", name="Attic", position=9)
    a_room(hall, "attic", cells=[attic], capacity=20, position=9)
    session = together(hall, "main", "small", people=18)
    each = only(check(desk, hall, parts=["main", "small"]))
    assert [said.words.split(", £")[0] for said in each.options if not said.but] == [
        "Attic instead of Main, Committee instead of Small",
        "Attic instead of Main + Small",
        "Committee instead of Main + Small",
    ]
    assert [room.code for room in each.date.chosen.rooms] == ["attic", "committee"]
    assert rooms_of(session) == {"main", "small"}  # to look changes nothing


def test_S3_one_room_may_take_the_place_of_them_all(hall, desk):
    session = together(hall, "main", "small")
    seen = check(desk, hall, parts=["main", "small", "kitchen"])
    assert "Committee instead of Main + Small, £16.00 instead of £32.00" in text_of(seen)
    pressed = {**dict(seen.context["typed"]), "parts": ["main", "small", "kitchen"], "agreed": seen.context["agreed"]}
    chosen = only(seen).date
    assert desk.post(new(hall), {**pressed, chosen.name: chosen.chosen.value}).status_code == 303
    assert rooms_of(session) == {"committee"}
    assert Occupancy.objects.get(session=session).cell.code == "committee"
    session.refresh_from_db()
    assert session.hire_pence == 1600


def test_S3_a_hall_goes_on_without_its_kitchen_where_a_person_says_so(hall, desk):
    """A kitchen is replaced by no other room of itself: nobody wrote down what it takes, or what it is for."""
    session = together(hall, "main", "kitchen")
    seen = check(desk, hall, parts=["kitchen"])
    each = only(seen)
    assert each.date.chosen is None
    without = option(each, "Main without Kitchen")
    assert without.words == "Main without Kitchen, £16.00 instead of £32.00"
    assert "whether it will do for Kitchen is not known" in option(each, "Committee instead of Kitchen").but
    pressed = {**dict(seen.context["typed"]), "parts": ["kitchen"], "agreed": seen.context["agreed"]}
    assert desk.post(new(hall), {**pressed, each.date.name: without.value}).status_code == 303
    assert rooms_of(session) == {"main"}
    assert "in Main instead of Main and Kitchen, £16.00 instead of £32.00" in Letter.objects.get(kind="closed").body


def test_S3_nothing_fits_is_full_credit_for_all_of_its_rooms(hall, desk):
    session = together(hall, "main", "committee", people=60)
    seen = check(desk, hall)
    assert only(seen).date.chosen is None
    assert "£32.00" in only(seen).credit  # for both rooms
    assert go_on(desk, hall, seen).status_code == 303
    session.refresh_from_db()
    assert session.status == "cancelled_by_venue"
    assert not Occupancy.objects.filter(session=session).exists()


def test_S3_dearer_rooms_cost_no_more_than_was_agreed(hall, desk):
    cheaper(hall, committee=(50, 40))
    session = together(hall, "main", "small")
    seen = check(desk, hall)
    assert "Committee instead of Main, Small stays, £32.00 as before" in text_of(seen)
    go_on(desk, hall, seen)
    session.refresh_from_db()
    assert session.hire_pence == 3200


def test_S3_what_a_date_keeps_of_its_rooms_is_given_to_no_other(hall, desk):
    kept = together(hall, "main", "committee")
    other = together(hall, "small", people=5)
    parts = ["main", "small"]
    seen = check(desk, hall, parts=parts)
    found = {each.date.session: each for each in seen.context["dates"]}
    assert found[other].date.chosen.rooms[0].code == "committee"  # since nothing fits the other, which would be let go
    stays = option(found[kept], "Committee without Main")
    choices = {found[kept].date.name: stays.value, found[other].date.name: found[other].date.chosen.value}
    twice = desk.post(new(hall), {**typed(parts=parts), "agreed": seen.context["agreed"], **choices})
    assert twice.status_code == 422
    assert "You gave “Committee” to another of these dates" in text_of(twice)
    assert not Closure.objects.exists()


def test_S3_taking_the_closing_back_brings_back_every_room(hall, desk):
    together(hall, "main", "small")
    together(hall, "main", "kitchen", day=WEEK[1])
    before = as_it_stands()
    assert go_on(desk, hall, check(desk, hall)).status_code == 303
    assert as_it_stands() != before
    lift = reverse("place:closures_lift", args=[hall.slug, Closure.objects.get().pk])
    assert desk.post(lift, {"put_back": "yes"}).status_code == 303
    assert as_it_stands() == before
    assert not Letter.objects.filter(kind="closed").exists()


def test_S3_more_dates_in_several_rooms_ask_no_more(hall, desk):
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            check(desk, hall)
        return len(asked)

    for day in WEEK[:2]:
        together(hall, "main", "small", day=day)
    few = questions()
    for day in WEEK[2:]:
        together(hall, "main", "small", day=day)
    assert questions() == few
