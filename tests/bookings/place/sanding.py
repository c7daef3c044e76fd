"""A hall whose main room is to be shut for a week, what is booked in it, and pressing the buttons of that page."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.urls import reverse
from django.utils.html import strip_tags

from bookings.models import Booking, Session
from tests.make import a_booking, a_group, a_tariff, a_user, a_venue, soon, the_room
from venues.files.contents import ClosureRow
from venues.models import AccessClaim, Layout, Tariff

MONDAY = soon(30) - timedelta(days=soon(30).weekday())
WEEK = [MONDAY + timedelta(days=number) for number in range(5)]
HIRERS = {"Choir": (9, 11), "Chess Club": (11, 13), "Toddlers": (13, 15), "Yoga": (15, 17), "Drama": (17, 19)}


def a_hall():
    """A main hall for a hundred, a committee room for thirty and a small one for ten; the latter two are cheaper."""
    venue = a_venue(cells=("main", "committee", "small"), turnaround_minutes=0)
    venue.rooms.filter(code="whole").update(retired_on=date(2020, 1, 1))
    for code, most in (("committee", 30), ("small", 10)):
        Layout.objects.filter(room__venue=venue, room__code=code).update(capacity=most)
    return venue


def book(hall, name="Choir", day=MONDAY, *, hours=None, room="main", confirmed=True, **fields) -> Booking:
    start, end = hours or HIRERS[name]
    hirer = fields.pop("hirer", None) or a_group(name, organiser=a_user())
    fields = {"title": f"{name} meets", **fields}
    return a_booking(the_room(hall, room), on=day, start=start, end=end, hirer=hirer, confirmed=confirmed, **fields)


def twenty_three(hall) -> list[Session]:
    """Five groups on most days of the week; two of them too many for any other room, and one that only asked."""
    groups = {name: a_group(name, organiser=a_user()) for name in HIRERS}
    left_out = {("Drama", WEEK[3]), ("Drama", WEEK[4])}
    for name, hirer in groups.items():
        for day in WEEK:
            if (name, day) not in left_out:
                people = 60 if name == "Drama" else 25
                book(hall, name, day, hirer=hirer, people=people, confirmed=name != "Yoga")
    return list(Session.objects.order_by("starts_at"))


def typed(**fields):
    sanding = {"parts": ["main"], "first": str(WEEK[0]), "last": str(WEEK[-1])}
    return {**sanding, "cause": "works", "note": "The floor is being sanded", **fields}


def new(hall) -> str:
    return reverse("place:closures_new", args=[hall.slug])


def check(desk, hall, **fields):
    answer = desk.post(new(hall), typed(**fields))
    assert answer.status_code == 200, answer.context["form"].errors
    return answer


def go_on(desk, hall, seen, **choices):
    """Press the button of the page as it stands, but for what is chosen otherwise."""
    found = seen.context
    chosen = {each.date.name: each.date.chosen.value if each.date.chosen else "credit" for each in found["dates"]}
    carried = {**dict(found["typed"]), "parts": ["main"]}
    return desk.post(new(hall), {**carried, "agreed": found["agreed"], **chosen, **choices})


def of_the_main_hall(first, last) -> ClosureRow:
    return ClosureRow(datetime.combine(first, time()), datetime.combine(last, time(23)), ("main",), "works", "")


def text_of(answer) -> str:
    return " ".join(strip_tags(answer.content.decode().replace("<", " <")).split())


def where(session) -> str:
    return Session.objects.get(pk=session.pk).rooms.get().code


def an_answer(hall, room, value) -> None:
    """About getting in: step-free inside this room."""
    AccessClaim.objects.create(
        venue=hall,
        room=hall.rooms.get(code=room),
        fact="mov_step_free",
        state="known",
        value=value,
        evidence="measured",
        checked_on=date(2026, 2, 3),
        checked_by_post="caretaker",
    )


def cheaper(hall, **by_room):
    """A list by which these rooms cost so much an hour."""
    tariff = a_tariff(hall)
    for rate in tariff.document["rates"]:
        standard, community = by_room.get(rate["room"], (12, 8))
        rate["per_hour"] = f"{standard if rate['category'] == 'standard' else community}.00"
    Tariff.objects.filter(pk=tariff.pk).update(document=tariff.document)
