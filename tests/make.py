"""Make what a test needs: `a_venue()`, `a_room()`, `a_group()`, `a_booking()`."""

from __future__ import annotations

import itertools
from datetime import date, datetime, time, timedelta
from typing import Any
from unittest import mock
from unittest.mock import ANY
from zoneinfo import ZoneInfo

from django.test import Client
from django.utils import timezone

from accounts.models import Hirer, Membership, User
from bookings.actions import confirm_booking, request_booking
from bookings.as_it_was import AsItIs
from bookings.models import Booking, Session
from bookings.planning import plan
from bookings.plans import Ask
from bookings.recurrence import Pattern, Times
from venues.models import (
    Category,
    Cell,
    Layout,
    OpeningHours,
    Operator,
    Post,
    Room,
    Tariff,
    Term,
    TermCalendar,
    Venue,
)
from venues.periods import Period

LONDON = ZoneInfo("Europe/London")
PASSWORD = "a-kettle-of-tea"
_count = itertools.count(1)
_LETTERS = str.maketrans("0123456789", "BCDFGHJKLM")


def _in_letters(number: int) -> str:
    """A number as capitals without a vowel: a name made of it holds neither a figure nor a word a test looks for."""
    return str(number).translate(_LETTERS)


def a_user(name: str = "Ben", **fields: Any) -> User:
    fields.setdefault("email", f"{name.lower()}{next(_count)}@hearth.example")
    return User.objects.create_user(name=name, password=PASSWORD, **fields)


def signed_in(user: User, **client: Any) -> Client:
    """A browser in which this person has signed in."""
    browser = Client(**client)
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def a_group(name: str = "Alder Vale Choir", *, organiser: User | None = None, **fields: Any) -> Hirer:
    fields.setdefault("kind", Hirer.Kind.INFORMAL)
    hirer = Hirer.objects.create(name=name, contact_email=f"group{next(_count)}@hearth.example", **fields)
    if organiser:
        Membership.objects.create(hirer=hirer, user=organiser, role=Membership.Role.ORGANISER)
    return hirer


def an_operator(**fields: Any) -> Operator:
    number = next(_count)
    operator = Operator.objects.create(slug=f"trust-{number}", name=f"Alder Vale Trust {_in_letters(number)}", **fields)
    kinds = ["informal", "charity", "club"]
    Category.objects.bulk_create(
        [
            Category(operator=operator, code="standard", name="Standard", is_standard=True, position=0),
            Category(operator=operator, code="community", name="Community group", position=1, kinds=kinds),
        ]
    )
    return operator


def a_venue(*, cells: tuple[str, ...] = ("main",), **fields: Any) -> Venue:
    """Open every day from 8am to 11pm, £12 an hour, £8 for community groups, one room for each cell."""
    number = next(_count)
    defaults: dict[str, Any] = {
        "slug": f"hall-{number}",
        "name": f"Alder Vale Hall {_in_letters(number)}",
        "kind": Venue.Kind.VILLAGE_HALL,
        "street": "Church Lane",
        "town": "Alder Vale",
        "postcode": "ZZ1 1ZZ",
        "email": "hall@hearth.example",
        "published": True,
        "furthest_days": 800,
    }
    operator = fields.pop("operator", None) or an_operator()
    venue = Venue.objects.create(operator=operator, **{**defaults, **fields})
    OpeningHours.objects.bulk_create(
        OpeningHours(venue=venue, weekday=weekday, opens_minute=480, closes_minute=1380) for weekday in range(7)
    )
    for position, code in enumerate(cells):
        cell = Cell.objects.create(venue=venue, code=code, name=code.title(), position=position)
        a_room(venue, code, cells=[cell], position=position)
    if len(cells) > 1:
        a_room(venue, "whole", cells=list(venue.cells.all()), position=len(cells))
    _at_an_hourly_price(venue)
    return venue


def a_room(venue: Venue, code: str = "main", *, cells: list[Cell], capacity: int | None = 100, **fields: Any) -> Room:
    room = Room.objects.create(venue=venue, code=code, name=code.title(), **fields)
    room.cells.add(*cells)
    Layout.objects.create(room=room, name="Theatre", capacity=capacity)
    return room


def a_tariff(venue: Venue, *, standard: str = "12.00", community: str = "8.00", **fields: Any) -> Tariff:
    """Replaces the venue's price list by one price an hour for each category, the same in every room."""
    Tariff.objects.filter(venue=venue).delete()
    return _at_an_hourly_price(venue, standard=standard, community=community, **fields)


def _at_an_hourly_price(venue: Venue, *, standard: str = "12.00", community: str = "8.00", **fields: Any) -> Tariff:
    rates = [
        {"category": category, "room": room.code, "per_hour": price}
        for room in venue.rooms.all()
        for category, price in (("standard", standard), ("community", community))
    ]
    document = {
        "name": "Prices",
        "valid_from": "2020-01-01",
        "standard": "standard",
        "minimum_minutes": 0,
        "bands": [],
        "rates": rates,
    }
    return Tariff.objects.create(venue=venue, name="Prices", valid_from=date(2020, 1, 1), document=document, **fields)


def on_application(venue: Venue, room: str = "") -> None:
    """Its price list tells no price, or none of one room: a person does, of all with 20% tax on top."""
    tax = {"name": "VAT", "percent": "20", "included": False}
    for tariff in Tariff.objects.filter(venue=venue):
        others = [rate for rate in tariff.document["rates"] if room and rate["room"] != room]
        own = {"room": room, "on_application": True} if room else {"on_application": True}
        tariff.document = {**tariff.document, "rates": [*others, own], **({} if room else {"tax": tax})}
        tariff.save()


def in_term(venue: Venue, *spans: tuple[date, date], name: str = "Shire schools") -> TermCalendar:
    """School terms, which the venue then goes by."""
    calendar = TermCalendar.objects.create(operator=venue.operator, code=f"terms-{next(_count)}", name=name)
    Term.objects.bulk_create(Term(calendar=calendar, starts_on=first, ends_on=last) for first, last in spans)
    venue.term_calendar = calendar
    venue.save(update_fields=["term_calendar"])
    return calendar


def the_room(venue: Venue, code: str) -> Room:
    """A room as the pages load it: with its venue, cells and layouts."""
    found = Room.objects.select_related("venue__operator").prefetch_related("cells", "layouts")
    return found.get(venue=venue, code=code)


def a_post(venue: Venue, kind: str, user: User | None = None) -> Post:
    return Post.objects.create(venue=venue, user=user or a_user("Ada"), kind=kind, since=date(2020, 1, 1))


def an_ask(room: Room, on: date, *, hirer: Hirer | None = None, start: int = 19, end: int = 21, **fields: Any) -> Ask:
    """`on` from `start` to `end` o'clock; `until` and `skip` make it weekly."""
    pattern = Pattern(
        on, Times(time(start), time(end)), until=fields.pop("until", None), skip=frozenset(fields.pop("skip", ()))
    )
    defaults: dict[str, Any] = {
        "category": room.venue.operator.categories.get(code="community"),
        "title": "Rehearsal",
        "purpose": Booking.Purpose.ARTS,
        "people": 25,
    }
    return Ask(hirer=hirer or a_group(), room=room, pattern=pattern, **{**defaults, **fields})


def book(
    ask: Ask, *, by: User | None, at: datetime | None = None, key: str | None = None, all_or_none: bool = False
) -> Booking:
    """See the plan and ask for it, as a page does."""
    at = at or timezone.now()
    seen = plan(ask, at=at)
    return request_booking(
        ask,
        by=by,
        at=at,
        shown_dates=seen.dates_print,
        shown_prices=seen.price_print,
        submission_key=key or f"key-{next(_count)}",
        all_or_none=all_or_none,
    )


def a_booking(room: Room | None = None, *, on: date | None = None, confirmed: bool = False, **fields: Any) -> Booking:
    """Asked for, or `confirmed` by a desk that cannot take it back: to keep what stood before costs as much again."""
    room = room or the_room(a_venue(), "main")
    by = fields.pop("by", None) or a_user()
    hirer = fields.pop("hirer", None) or a_group(organiser=by)
    booking = request_booking(
        an_ask(room, on or soon(), hirer=hirer, **fields),
        by=by,
        at=timezone.now(),
        shown_dates=ANY,  # whatever it comes to: to plan it twice would take half as long again
        shown_prices=ANY,
        submission_key=f"key-{next(_count)}",
    )
    if confirmed and booking.is_waiting:
        with mock.patch.multiple(AsItIs, of=mock.Mock(return_value=AsItIs({}, [])), after=mock.Mock(return_value={})):
            booking = confirm_booking(booking, by=a_user("Ada"), at=timezone.now())
    return booking


def a_metered_date(booking: Booking) -> Session:
    """The last date of a booking, as if its list had asked from the first what a meter reads afterwards."""
    tariff = booking.tariff
    assert tariff is not None
    fact = {"code": "units", "question": "How many units did the heaters use?", "kind": "number", "after": True}
    fee = {"code": "meter", "name": "Heaters", "per_fact": {"fact": "units", "price": "0.33", "free": 10}}
    tariff.document = {**tariff.document, "facts": [fact], "fees": [*tariff.document.get("fees", []), fee]}
    tariff.save(update_fields=["document"])
    session = booking.sessions.order_by("starts_at").last()
    assert session is not None
    session.open_facts = ["units"]
    session.save(update_fields=["open_facts"])
    return session


def move(booking: Booking, *, to: datetime) -> None:
    """As if it had been booked for another moment."""
    Session.objects.filter(booking=booking).update(starts_at=to, ends_at=to + timedelta(hours=2))


def soon(days: int = 14) -> date:
    return timezone.localdate() + timedelta(days=days)


def evening(on: date, start: int = 19, end: int = 21) -> Period:
    return Period(datetime.combine(on, time(start), LONDON), datetime.combine(on, time(end), LONDON))
