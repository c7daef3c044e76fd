"""One step takes a paper diary out again; what was changed since is named first.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from unittest.mock import ANY

import pytest
from django.utils import timezone
from schedule.models import Event

from accounts.models import Hirer, Membership
from bookings.actions import cancel_session, count_people
from bookings.actions.ask_regulars import ask_regulars
from bookings.actions.take_diary_out import ChangedSince, take_diary_out
from bookings.models import Booking, Hold, Occupancy, PaperDiary, Session
from tests.bookings.going_live.diaries import a_book, a_row, bring_in
from tests.make import a_booking, a_user, a_venue, soon, the_room
from tests.rows import changed_since, everything
from venues.models import Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]
LATER = timezone.now() + timedelta(days=3)
OURS = {
    "bookings.paperdiary", "accounts.journalentry", "venues.venue", "schedule.calendar", "bookings.roomcalendar",
    "schedule.rule",
}  # fmt: skip


def a_series(venue: Venue, hirer: str = "Choir") -> PaperDiary:
    on = soon(60)
    return bring_in(venue, a_book(*[a_row(str(on + timedelta(weeks=n)), hirer=hirer) for n in range(4)]))


@pytest.mark.on_postgres
def test_all_that_came_in_goes_and_nothing_else() -> None:
    venue = a_venue()
    a_booking(the_room(venue, "main"), on=soon(30))
    before = everything()
    diary = a_series(venue)
    take_diary_out(diary, by=None, at=LATER)
    assert {name.lower() for name in changed_since(before)} <= OURS
    assert Booking.objects.count() == 1
    diary.refresh_from_db()
    assert (diary.undone_at, Event.objects.count()) == (LATER, 1)


def test_it_may_come_in_again_afterwards() -> None:
    venue = a_venue()
    take_diary_out(a_series(venue), by=None, at=LATER)
    a_series(venue)
    assert (Session.objects.count(), Occupancy.objects.count(), Hirer.objects.filter(name="Choir").count()) == (4, 4, 1)


def test_twice_is_once() -> None:
    diary = a_series(a_venue())
    first = take_diary_out(diary, by=None, at=LATER)
    assert take_diary_out(diary, by=a_user(), at=LATER + timedelta(days=1)).undone_at == first.undone_at


def test_whose_group_was_asked_about_next_year_is_named_first_and_its_hours_go_with_it() -> None:
    diary, ada = a_series(a_venue(furthest_days=400)), a_user("Ada")
    [booking] = diary.bookings.all()
    days = {"starts_on": soon(200), "ends_on": soon(230), "answer_by": soon(40)}
    ask_regulars(diary.venue, [booking.pk], **days, by=ada, at=timezone.now())
    assert Hold.objects.filter(slot__booking=booking).exists()
    with pytest.raises(ChangedSince) as refusal:
        take_diary_out(diary, by=ada, at=LATER)
    assert refusal.value.changed == [booking]
    take_diary_out(diary, by=ada, at=LATER, seen=[booking.ref])
    assert not Booking.objects.exists()
    assert not Hold.objects.exists()


def test_bookings_changed_since_are_named_first_and_go_once_they_were_seen() -> None:
    diary, ada = a_series(a_venue()), a_user("Ada")
    session = Session.objects.order_by("starts_at").first()
    assert session is not None
    cancel_session(session, shown=ANY, by=ada, at=timezone.now())
    with pytest.raises(ChangedSince) as refusal:
        take_diary_out(diary, by=ada, at=LATER)
    assert [booking.title for booking in refusal.value.changed] == ["Choir"]
    assert Session.objects.count() == 4
    take_diary_out(diary, by=ada, at=LATER, seen=[booking.ref for booking in refusal.value.changed])
    assert not Booking.objects.exists()


@pytest.mark.on_postgres
def test_a_count_of_people_is_a_change() -> None:
    diary = bring_in(a_venue(), a_book(a_row()), at=datetime(2026, 6, 1, tzinfo=UTC))
    count_people(Session.objects.get(), people=20, by=a_user("Ada"), at=timezone.now())
    with pytest.raises(ChangedSince):
        take_diary_out(diary, by=None, at=LATER)


def test_a_hirer_that_has_booked_since_or_has_people_stays() -> None:
    venue = a_venue()
    diary = a_series(venue)
    choir = Hirer.objects.get(name="Choir")
    Membership.objects.create(hirer=choir, user=a_user(), role=Membership.Role.ORGANISER)
    take_diary_out(diary, by=None, at=LATER)
    assert Hirer.objects.filter(pk=choir.pk).exists()
    other = a_series(venue, "Brownies")
    a_booking(the_room(venue, "main"), on=soon(20), hirer=Hirer.objects.get(name="Brownies"))
    take_diary_out(other, by=None, at=LATER)
    assert Hirer.objects.filter(name="Brownies").exists()
