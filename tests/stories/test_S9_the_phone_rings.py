"""S9: the phone rings. “Is the 14th free, how much?”

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import JournalEntry, Letter, User
from bookings.actions import lapse_pencilled, let_go_of_hold, pencil_in
from bookings.exceptions import NotPossible, RoomTaken
from bookings.models import Booking, Hold, Occupancy
from tests.make import a_booking, a_post, a_venue, evening, signed_in, soon, the_room
from tests.reading import words_of
from tests.shared import shared
from venues.models import Closure, OpeningHours, Venue
from venues.periods import Period

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@shared
def hall() -> Venue:
    """A main hall and a committee room, £12 an hour, £8 for community groups."""
    venue = a_venue(cells=("main", "committee"))
    for code, name in (("main", "Main hall"), ("committee", "Committee room"), ("whole", "Whole building")):
        venue.rooms.filter(code=code).update(name=name)
    return venue


@shared
def ada(hall) -> User:
    return a_post(hall, "secretary").user


@shared
def desk(ada) -> Client:
    return signed_in(ada)


def ask(desk: Client, hall: Venue, line: str, status: int = 200) -> str:
    answer = desk.get(reverse("desk:phone", args=[hall.slug]), {"ask": line})
    assert answer.status_code == status
    return words_of(answer)


def pencil(desk: Client, hall: Venue, period: Period, title: str = "", room: str = "main"):
    typed = {"room": room, "title": title, "starts": period.first.isoformat(), "ends": period.last.isoformat()}
    return desk.post(reverse("desk:phone", args=[hall.slug]), typed)


def afternoon(on: date) -> Period:
    return evening(on, 14, 18)


def the_14th() -> date:
    return next(day for day in map(soon, range(1, 40)) if day.day == 14)


@pytest.mark.on_postgres
def test_S9_all_day_is_from_opening_to_closing_and_said_so_where_it_is_shut(desk, hall):
    day = the_14th()
    assert f"{day:%A} 14 {day:%B %Y}, 8am to 11pm, Main hall: free" in ask(desk, hall, "14 all day main")
    OpeningHours.objects.filter(venue=hall, weekday=day.weekday()).delete()
    told = ask(desk, hall, "14 all day main", status=422)
    assert f"Main hall is not open on {day:%A} 14 {day:%B %Y}. From when to when?" in told


def test_S9_one_line_is_answered_with_the_price_of_every_category(desk, hall):
    day = the_14th()
    told = ask(desk, hall, "14 2-6pm main")
    assert f"{day:%A} 14 {day:%B %Y}, 2pm to 6pm, Main hall: free" in told
    assert "Standard £48.00 , Community group £32.00" in told


def test_S9_the_box_stands_on_the_desk_and_in_the_diary(desk, hall):
    for name in ("desk:requests", "desk:diary"):
        page = desk.get(reverse(name, args=[hall.slug])).content.decode()
        assert f'action="{reverse("desk:phone", args=[hall.slug])}"' in page


@pytest.mark.once
def test_S9_what_it_cannot_read_it_says_beside_the_box(desk, hall):
    """The words of a form, whatever the database."""
    assert ask(desk, hall, "", status=422)
    assert "no such time" in ask(desk, hall, "2027-03-28 1:30am to 3am main", status=422)


def test_S9_where_no_room_is_named_each_that_is_free_stands_with_its_price(desk, hall):
    day = the_14th()
    told = ask(desk, hall, "14 2-6pm old chapel")
    assert "“old chapel” is no room here. There are Main hall, Committee room and Whole building." in told
    assert f"{day:%A} 14 {day:%B %Y}, 2pm to 6pm: 3 rooms are free" in told
    assert (told.count("Standard £48.00"), told.count("Pencil it in")) == (3, 3)

    a_booking(the_room(hall, "main"), on=day, start=15, end=17)
    free, _, taken = ask(desk, hall, "14 2-6pm").partition("Not free")
    assert "2pm to 6pm: 1 room is free Committee room" in free
    assert taken.count("3pm to 5pm: Rehearsal, Alder Vale Choir") == 2  # of the main hall and of the whole building

    a_booking(the_room(hall, "committee"), on=day, start=15, end=17, hirer=Booking.objects.get().hirer)
    told = ask(desk, hall, "14 2-6pm")
    assert "2pm to 6pm: no room is free" in told
    assert told.partition("Free instead")[2].count("Pencil it in") == 6  # each before and after


def test_S9_if_taken_the_nearest_time_and_room_stand_beside(desk, hall):
    day = the_14th()
    a_booking(the_room(hall, "main"), on=day, start=15, end=17)
    told = ask(desk, hall, "14 2-6pm main")
    assert "Main hall: not free" in told
    assert "3pm to 5pm: Rehearsal, Alder Vale Choir" in told
    instead = told.partition("Free instead")[2]
    assert "Main hall" in instead
    assert "11am to 3pm" in instead
    assert "5pm to 9pm" in instead
    assert "Committee room" in instead
    assert "2pm to 6pm" in instead
    assert "Whole building" not in instead  # the main hall is a part of it
    assert instead.count("Standard £48.00") == 3
    assert instead.count("Pencil it in") == 3


def test_S9_what_only_lies_too_near_is_told_as_that_with_the_nearest_time_that_is_truly_free(desk, hall):
    day = the_14th()
    hall.rooms.update(turnaround_minutes=15)
    a_booking(the_room(hall, "main"), on=day, start=18, end=19)
    told, _, instead = ask(desk, hall, "14 2-6pm main").partition("Free instead")
    assert "6pm to 7pm: Rehearsal, Alder Vale Choir. Too near: 15 minutes lie between two hires here" in told
    assert "1:45pm to 5:45pm" in instead
    assert "7:15pm to 11:15pm" not in instead  # the hall is shut by then
    assert "7:15pm to 9:15pm" in ask(desk, hall, "14 7-9pm main").partition("Free instead")[2]


def test_S9_closed_past_and_outside_hours_are_told(desk, hall):
    day = afternoon(soon(20))
    Closure.objects.create(venue=hall, starts_at=day.start, ends_at=day.end, cause="works", note="The floor")
    assert "The floor" in ask(desk, hall, f"{soon(20)} 2-6pm main")
    assert "Outside opening hours" in ask(desk, hall, f"{soon(21)} 6am-9am main")
    assert "has begun, or is past" in ask(desk, hall, "today 12 midnight to 1am main")


def test_S9_one_key_pencils_it_in(desk, hall, ada):
    """Only a title, no letter, and the hour is not free to the public, who read no name."""
    period = afternoon(soon(10))
    assert pencil(desk, hall, period, "Ruby’s party").status_code == 303
    hold = Hold.objects.get()
    assert (hold.title, hold.made_by, hold.period) == ("Ruby’s party", ada, Period(period.first, period.last))
    assert not Letter.objects.exists()
    assert not Booking.objects.exists()
    assert "Ruby" in words_of(desk.get(reverse("desk:requests", args=[hall.slug])))
    with pytest.raises(RoomTaken):
        a_booking(the_room(hall, "main"), on=soon(10), start=14, end=16)


def test_S9_the_public_reads_asked_and_the_desk_the_title(desk, hall, ada):
    pencil_in(the_room(hall, "main"), afternoon(soon(10)), "Ruby’s party", by=ada, at=timezone.now())
    days = f"?day={soon(10)}"
    for address in (reverse("venues:room", args=[hall.slug, "main"]) + f"?week={soon(10)}",
                    reverse("venues:calendar", args=[hall.slug]) + days):  # fmt: skip
        told = words_of(Client().get(address))
        assert "sked" in told
        assert "Ruby" not in told
    assert "Pencilled in: Ruby’s party" in words_of(desk.get(reverse("desk:calendar", args=[hall.slug]) + days))
    assert "Ruby’s party" in words_of(desk.get(reverse("desk:diary", args=[hall.slug]) + days))
    assert "Ruby’s party, pencilled in" in ask(desk, hall, f"{soon(10)} 2-6pm whole")


def test_S9_enter_in_the_empty_box_pencils_a_caller_in_and_twice_is_once(desk, hall):
    for _press in range(2):
        assert pencil(desk, hall, afternoon(soon(10))).status_code == 303
    assert Hold.objects.get().title == "A caller"


def test_S9_what_is_taken_or_shut_or_past_is_not_pencilled_in(desk, hall, ada):
    a_booking(the_room(hall, "main"), on=soon(10), start=15, end=17)
    refused = pencil(desk, hall, afternoon(soon(10)), "Ruby")
    assert refused.status_code == 409
    assert "Somebody else has booked the room" in words_of(refused)
    day = afternoon(soon(20))
    Closure.objects.create(venue=hall, starts_at=day.start, ends_at=day.end, cause="works")
    at = timezone.now()
    for period, when in ((day, at), (afternoon(soon(9)), at + timedelta(days=30))):
        with pytest.raises(NotPossible):
            pencil_in(the_room(hall, "main"), period, "Ruby", by=ada, at=when)
    assert pencil(desk, hall, Period(day.start, day.start + timedelta(days=3))).status_code == 422
    assert not Hold.objects.exists()


def test_S9_the_desk_pencils_in_outside_hours_too(hall, ada):
    assert pencil_in(the_room(hall, "main"), evening(soon(10), 5, 7), "Early", by=ada, at=timezone.now()).pk


def test_S9_it_lapses_like_any_hold(hall, ada):
    at = timezone.now()
    hold = pencil_in(the_room(hall, "main"), afternoon(soon(20)), "Ruby", by=ada, at=at)
    assert hold.expires_at == at + timedelta(days=hall.hold_days)
    assert lapse_pencilled(hold.expires_at - timedelta(minutes=1)) == 0
    assert lapse_pencilled(hold.expires_at) == 1
    assert lapse_pencilled(hold.expires_at) == 0
    assert not Occupancy.objects.exists()
    assert not Letter.objects.exists()
    assert list(JournalEntry.objects.filter(subject_kind="hold").values_list("verb", flat=True)) == [
        "lapsed",
        "pencilled in",
    ]


def test_S9_a_lapsed_one_is_in_nobodys_way_even_before_the_clock_of_the_house_comes_by(hall, ada):
    begun = timezone.now() - timedelta(days=60)
    pencil_in(the_room(hall, "main"), evening(soon(10)), "Ruby", by=ada, at=begun)
    assert a_booking(the_room(hall, "main"), on=soon(10)).is_waiting
    call_command("tick", verbosity=0)
    assert not Hold.objects.exists()


def test_S9_it_begins_at_the_latest(hall, ada):
    period = afternoon(soon(1))
    at = timezone.now()
    hold = pencil_in(the_room(hall, "main"), period, "Ruby", by=ada, at=at, until=at + timedelta(days=9))
    assert hold.expires_at == period.first


def test_S9_it_is_let_go(desk, hall, ada):
    """In five minutes, or at once where somebody else on the phone wants the hours."""
    hold = pencil_in(the_room(hall, "main"), afternoon(soon(10)), "Ruby", by=ada, at=timezone.now())
    address = reverse("desk:let_go", args=[hall.slug, hold.pk])
    assert "nobody gets a letter" in words_of(desk.get(address))
    for _press in range(2):
        assert desk.post(address).status_code == 303
    assert "Let go: Ruby, free at" in ask(desk, hall, f"{soon(10)} 2-6pm whole")
    for _press in range(2):
        assert desk.post(address, {"at_once": "1"}).status_code == 303
    assert not Occupancy.objects.exists()
    assert not let_go_of_hold(hold, by=ada, at=timezone.now())


def booked(desk: Client, hold: Hold, **more):
    typed = {"hirer": Booking.objects.get().hirer.ref, "category": "community", "title": "Ruby’s party",
             "purpose": "private", "people": "30", **more}  # fmt: skip
    return desk.post(reverse("desk:hold", args=[hold.venue.slug, hold.pk]), typed)


def test_S9_it_is_a_booking_once_it_has_a_hirer(desk, hall, ada):
    known = a_booking(the_room(hall, "committee"), on=soon(5))
    hold = pencil_in(the_room(hall, "main"), afternoon(soon(10)), "Ruby’s party", by=ada, at=timezone.now())
    Letter.objects.all().delete()
    shown = booked(desk, hold)
    assert "Alder Vale Choir pays £32.00" in words_of(shown)
    assert Hold.objects.exists()

    sent = {"shown_pence": "3200", "submission_key": shown.context["submission_key"]}
    assert booked(desk, hold, **sent).status_code == 303
    booking = Booking.objects.exclude(pk=known.pk).get()
    assert (booking.hirer, booking.status, booking.entered) == (known.hirer, "confirmed", "desk")
    [session] = booking.sessions.all()
    assert (session.starts_at, session.hire_pence) == (afternoon(soon(10)).first, 3200)
    assert set(Occupancy.objects.filter(hold=None).values_list("kind", flat=True)) == {"session", "undecided"}
    assert not Hold.objects.exists()
    assert list(Letter.objects.values_list("kind", "to")) == [("confirmed", known.hirer.contact_email)]
    again = desk.post(reverse("desk:hold", args=[hall.slug, hold.pk]), {**sent, "hirer": "x"})
    assert again["Location"] == reverse("desk:booking", args=[hall.slug, booking.ref])


def test_S9_a_booking_that_cannot_be_leaves_it_pencilled_in(desk, hall, ada):
    a_booking(the_room(hall, "committee"), on=soon(5))
    hold = pencil_in(the_room(hall, "main"), afternoon(soon(10)), "Ruby", by=ada, at=timezone.now())
    key = booked(desk, hold).context["submission_key"]
    dearer = booked(desk, hold, shown_pence="1", submission_key=key)
    assert "pays £32.00" in words_of(dearer)
    Closure.objects.create(venue=hall, starts_at=hold.starts_at, ends_at=hold.ends_at, cause="works")
    assert booked(desk, hold, shown_pence="3200", submission_key=key).status_code == 422
    assert Occupancy.objects.filter(hold=hold).exists()
    assert booked(desk, hold, hirer="nobody").status_code == 422


@pytest.mark.on_postgres
def test_S9_a_row_is_of_a_date_or_of_what_is_pencilled_in_never_of_both_or_neither(hall, ada):
    session = a_booking(the_room(hall, "committee"), on=soon(5)).sessions.get()
    hold = pencil_in(the_room(hall, "main"), afternoon(soon(10)), "Ruby", by=ada, at=timezone.now())
    for whose in ({"session": session, "hold": hold}, {"session": None, "hold": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Occupancy.objects.filter(hold=hold).update(**whose)


@pytest.mark.once
def test_S9_as_many_questions_however_full_the_day_is(desk, hall, ada):
    """How many statements a page asks is Django’s doing, whichever database answers them."""

    def questions(name: str, query: dict[str, str]) -> int:
        with CaptureQueriesContext(connection) as found:
            assert desk.get(reverse(name, args=[hall.slug]), query).status_code == 200
        return len(found)

    pages = [
        ("desk:phone", {"ask": f"{soon(10)} 2-6pm main"}),
        ("desk:phone", {"ask": f"{soon(10)} 2-6pm"}),
        ("desk:requests", {}),
        ("desk:diary", {"day": str(soon(10))}),
    ]
    room, at = the_room(hall, "main"), timezone.now()
    pencil_in(room, evening(soon(10), 14, 15), "One", by=ada, at=at)
    before = [questions(*page) for page in pages]
    for hour in range(15, 22):
        pencil_in(room, evening(soon(10), hour, hour + 1), f"No. {hour}", by=ada, at=at)
    assert [questions(*page) for page in pages] == before
