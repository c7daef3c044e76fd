"""What a paper diary becomes: bookings with their prices as agreed, and no letter; and what keeps all of it out.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import ANY

import pytest
from django.utils import timezone

from accounts.models import Hirer, JournalEntry, Letter
from bookings import calendars
from bookings.actions import cancel_session, lapse_holds
from bookings.actions.bring_in_diary import DiaryRefused, bring_in_diary
from bookings.diaries.said import Said
from bookings.exceptions import RoomTaken
from bookings.models import Booking, Occupancy, PaperDiary, RefusedDate, Session, Stretch
from bookings.recurrence import from_document
from tests.bookings.going_live.diaries import FULL, a_book, a_row, bring_in, planned
from tests.make import LONDON, a_booking, a_group, a_tariff, a_user, a_venue, soon, the_room
from tests.rows import changed_since, everything
from venues.models import Closure, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]
AT = datetime(2026, 6, 1, 9, tzinfo=UTC)


def with_columns(**cells: str) -> Any:
    return a_book((*a_row(), *cells.values()), headings=(*FULL, *cells))


def the_session(venue: Venue, **cells: str) -> Session:
    bring_in(venue, with_columns(**cells), at=AT)
    return Session.objects.get(venue=venue)


def faults(venue: Venue, *rows: tuple[str, ...]) -> list[str]:
    return [str(fault) for fault in planned(venue, a_book(*rows), at=AT).faults]


# What becomes of it


def test_a_row_is_a_booking_that_was_imported_by_whoever_did_it() -> None:
    venue, ada = a_venue(), a_user("Ada")
    diary = bring_in(venue, a_book(a_row()), by=ada, at=AT)
    booking = Booking.objects.get()
    assert (booking.hirer.name, booking.hirer.kind, booking.title) == ("Choir", "informal", "Choir")
    assert (booking.status, booking.entered, booking.diary, diary.made_by) == ("confirmed", "imported", diary, ada)
    assert booking.made_by is None  # else the letters of hirers without an address would go to whoever brought it in
    session = booking.sessions.get()
    assert session.starts_at == datetime(2026, 3, 3, 19, tzinfo=LONDON)
    assert Occupancy.objects.get().session == session
    assert (diary.rows, Letter.objects.count()) == (1, 0)
    verbs = set(JournalEntry.objects.values_list("subject_kind", "verb"))
    assert verbs == {("booking", "brought in"), ("venue", "brought in a diary")}


def test_a_series_is_one_booking_with_its_rule_in_the_calendar() -> None:
    venue = a_venue()
    days = ["2025-09-02", "2025-09-09", "2025-09-23", "2025-09-30"]
    bring_in(venue, a_book(*[a_row(day) for day in days]), at=AT)
    booking, stretch = Booking.objects.get(), Stretch.objects.get()
    assert from_document(booking.pattern).skip == {datetime(2025, 9, 16).date()}
    assert [str(date.start.astimezone(LONDON).date()) for date in calendars.dates_of(stretch, LONDON)] == days


def test_a_cancelled_date_takes_no_hours_and_is_cancelled_in_the_calendar_too() -> None:
    venue = a_venue()
    rows = [
        (*a_row(day), status) for day, status in [("2026-03-03", ""), ("2026-03-10", "cancelled"), ("2026-03-17", "")]
    ]
    bring_in(venue, a_book(*rows, headings=(*FULL, "status")), at=AT)
    assert list(Session.objects.values_list("status", flat=True)) == ["planned", "cancelled_in_time", "planned"]
    assert (Occupancy.objects.count(), len(calendars.dates_of(Stretch.objects.get(), LONDON))) == (2, 2)


def test_rooms_that_are_one_together_and_rooms_that_are_not() -> None:
    venue = a_venue(cells=("main", "kitchen", "attic"))
    bring_in(venue, a_book(a_row(room="main + kitchen + attic"), a_row("2026-03-04", room="main & kitchen")), at=AT)
    rooms = [{room.code for room in session.rooms.all()} for session in Session.objects.order_by("starts_at")]
    assert rooms == [{"whole"}, {"main", "kitchen"}]
    assert Occupancy.objects.count() == 3 + 2


@pytest.mark.on_postgres
def test_a_known_hirer_is_found_by_name_and_keeps_its_kind() -> None:
    venue = a_venue()
    choir = a_group("The Alder Vale Choir", kind="charity")
    a_booking(the_room(venue, "main"), hirer=choir)
    bring_in(venue, a_book(a_row(hirer="alder vale  CHOIR")), at=AT)
    assert Booking.objects.get(entered="imported").hirer == choir
    assert Hirer.objects.filter(name__icontains="choir").count() == 1


def test_a_hirer_of_another_operator_is_not_looked_at() -> None:
    other = a_group("Choir")
    a_booking(hirer=other)
    venue = a_venue()
    bring_in(venue, a_book(a_row()), at=AT)
    assert Booking.objects.get(venue=venue).hirer != other


def test_two_hirers_of_one_name_are_made_one_first() -> None:
    venue = a_venue()
    for days, name in ((20, "Choir"), (21, "The Choir")):
        a_booking(the_room(venue, "main"), on=soon(days), hirer=a_group(name))
    assert faults(venue, a_row()) == [
        "Row 2: two hirers here are called “Choir”: make them one first, on the page of hirers"
    ]


def test_the_halls_own_use_is_its_own_hirers_and_free() -> None:
    venue = a_venue()
    session = the_session(venue, own_use="yes")
    venue.operator.refresh_from_db()
    assert session.booking.hirer == venue.operator.own_hirer
    assert (session.hire_pence, session.standard_pence, session.booking.title) == (0, None, "Choir")


# Money


def test_a_price_in_a_row_is_kept_and_the_standard_of_the_list_stands_beside_it() -> None:
    session = the_session(a_venue(), charge="£14")
    assert (session.hire_pence, session.standard_pence, session.category_gap_pence) == (1400, 2400, 800)
    assert (session.is_by_hand, session.booking.tariff) == (True, session.venue.tariffs.get())


def test_where_no_list_has_a_price_there_is_no_standard() -> None:
    venue = a_venue()
    a_tariff(venue, valid_to=None).delete()
    assert the_session(venue, charge="14").standard_pence is None


def test_what_is_not_written_is_not_recorded() -> None:
    session = the_session(a_venue(), expected="12")
    assert (session.hire_pence, session.standard_pence, session.expected, session.counted) == (None, None, 12, None)


@pytest.mark.parametrize(
    ("reason", "gaps"),
    [("category", (600, 0, 0)), ("volume", (0, 600, 0)), ("commercial", (0, 600, 0)), ("waiver", (0, 0, 600))],
)
def test_why_it_is_less_stands_with_its_reason(reason: str, gaps: tuple[int, ...]) -> None:
    session = the_session(a_venue(), charge="16", compulsory_extras="2", standard_price="24", reduction_reason=reason)
    assert (session.category_gap_pence, session.discount_gap_pence, session.waiver_gap_pence) == gaps
    assert session.price is not None
    assert str(session.price) == "£18.00"


@pytest.mark.parametrize(
    ("amount", "hirer", "other"), [("", (0, 0, 0), 2160), ("10", (600, 200, 160), 1200), ("17", (0, 100, 20), 2040)]
)
def test_what_somebody_else_pays_is_not_billed_to_the_hirer(amount: str, hirer: tuple[int, ...], other: int) -> None:
    money = {"charge": "16", "compulsory_extras": "2", "vat": "3.60", "payer": "Lottery", "payer_amount": amount}
    session = the_session(a_venue(), **money)
    assert (session.hire_pence, session.compulsory_pence, session.vat_pence) == hirer
    assert (session.payer, session.payer_pence) == ("Lottery", other)


@pytest.mark.parametrize(
    ("status", "charge", "held", "due"),
    [
        ("cancelled", "12", "cancelled_late", 1440),
        ("cancelled", "", "cancelled_in_time", 0),
        ("cancelled_by_venue", "", "cancelled_by_venue", 0),
        ("no show", "12", "no_show", 1440),
    ],
)
def test_what_was_not_used_may_be_charged_all_the_same(status: str, charge: str, held: str, due: int) -> None:
    session = the_session(a_venue(), status=status, charge=charge, vat="2.40" if charge else "")
    assert (session.status, session.cancellation_pence) == (held, due)


# Requests


def test_a_request_keeps_its_moments_and_what_came_of_it() -> None:
    venue = a_venue()
    cells = {
        "status": "declined",
        "requested_at": "2026-02-01 09:00",
        "decided_at": "2026-02-02 11:00",
        "reason": "price",
    }
    session = the_session(venue, **cells)
    booking = session.booking
    assert (booking.status, booking.reason_code) == ("declined", "price")
    assert booking.answered_at == booking.decided_at == datetime(2026, 2, 2, 11, tzinfo=LONDON)
    assert not Occupancy.objects.exists()
    assert calendars.dates_of(Stretch.objects.get(), LONDON) == []


def test_a_declined_row_among_confirmed_ones_is_a_refused_date() -> None:
    venue, cells = a_venue(), ("status", "requested_at", "reason")
    rows = [
        (*a_row("2026-03-03"), "confirmed", "2026-02-01", ""),
        (*a_row("2026-03-10"), "declined", "2026-02-01", "taken"),
        (*a_row("2026-03-17"), "declined", "2026-02-01", "the flood"),
    ]
    bring_in(venue, a_book(*rows, headings=(*FULL, *cells)), at=AT)
    assert Booking.objects.get().sessions.count() == 1
    assert list(RefusedDate.objects.values_list("reason", "words")) == [("taken", ""), ("refused", "the flood")]


def test_a_request_to_come_holds_its_hours_and_lapses_like_any_other() -> None:
    venue = a_venue()
    on = soon(60)
    bring_in(venue, a_book((*a_row(str(on)), "asked"), headings=(*FULL, "status")))
    booking = Booking.objects.get()
    assert booking.is_waiting
    assert booking.hold_until is not None
    assert Occupancy.objects.get().expires_at == booking.hold_until
    lapse_holds(timezone.now() + timedelta(days=venue.hold_days + 1))
    assert not Occupancy.objects.exists()


def test_one_that_was_never_answered_and_is_past_has_lapsed_and_that_is_said() -> None:
    venue = a_venue()
    plan = planned(venue, with_columns(status="asked"), at=AT)
    assert [str(warning) for warning in plan.warnings] == [
        "Row 2: it was never answered, and its date is past: it comes in as expired"
    ]
    assert (the_session(venue, status="asked").booking.status, Letter.objects.count()) == ("expired", 0)


def test_a_moved_row_keeps_its_first_date() -> None:
    session = the_session(a_venue(), moved_from="2026-03-02 10:00")
    assert session.first_starts_at == datetime(2026, 3, 2, 10, tzinfo=LONDON)
    [date] = calendars.dates_of(Stretch.objects.get(), LONDON)
    assert date.start == session.starts_at


def test_a_hire_of_days_takes_its_hours_in_pieces() -> None:
    venue = a_venue()
    bring_in(venue, a_book(a_row(start="18:00", end="2026-03-05 12:00")), at=AT)
    assert (Session.objects.get().period.minutes, Occupancy.objects.count()) == (42 * 60, 2)


# What stands in the way


def test_what_is_taken_by_another_row_is_told_by_both_rows() -> None:
    venue = a_venue(cells=("main", "kitchen"))
    rows = [a_row(hirer="Brownies"), a_row(start="20:00", end="22:00"), a_row(start="21:00", end="22:00", room="whole")]
    assert faults(venue, *rows) == ["Row 3: Main is taken then by row 2, Brownies"]


def test_two_hires_that_touch_are_neighbours_unless_the_room_needs_time_between() -> None:
    rows = [a_row(hirer="Brownies"), a_row(start="21:00", end="22:00")]
    assert faults(a_venue(), *rows) == []
    assert faults(a_venue(turnaround_minutes=15), *rows) == [
        "Row 3: Main needs time between two hires, and row 2, Brownies is too near"
    ]


def test_what_is_booked_already_is_named() -> None:
    venue, on = a_venue(), soon(30)
    a_booking(the_room(venue, "main"), on=on, confirmed=True, hirer=a_group("Brownies"))
    [fault] = planned(venue, a_book(a_row(str(on)))).faults
    assert str(fault) == "Row 2: Main is taken then by Rehearsal, Brownies"


def test_use_inside_a_closure_of_the_past_is_said_and_one_to_come_is_refused() -> None:
    venue = a_venue()
    for on in (datetime(2026, 3, 3, tzinfo=UTC), datetime(2026, 9, 1, tzinfo=UTC)):
        Closure.objects.create(
            venue=venue, starts_at=on, ends_at=on + timedelta(days=1), cause="works", note="New floor"
        )
    plan = planned(venue, a_book(a_row(), a_row("2026-09-01"), a_row("2026-03-04", "06:00", "07:30")), at=AT)
    assert [str(fault) for fault in plan.faults] == ["Row 3: Main is shut then (New floor)"]
    assert [str(warning) for warning in plan.warnings] == [
        "Row 2: Main is shut then (New floor)",
        "Row 4: Main is not open then",
    ]


def test_a_time_that_the_clocks_jump_over_is_no_time() -> None:
    assert faults(a_venue(), a_row("2026-03-29", "01:30", "03:00")) == [
        "Row 2: 01:30 does not exist on 29 March 2026: the clocks go forward"
    ]


def test_one_bad_row_keeps_all_of_it_out() -> None:
    venue = a_venue()
    before = everything()
    with pytest.raises(DiaryRefused) as refusal:
        bring_in(venue, a_book(a_row(), a_row("30 February 2026")), at=AT)
    assert [str(fault) for fault in refusal.value.plan.faults] == ["Row 3: 30 February is no date"]
    assert changed_since(before) == {}


def test_a_question_keeps_all_of_it_out_until_it_is_answered_and_is_remembered() -> None:
    venue = a_venue()
    book = a_book(a_row(room="Hall"))
    with pytest.raises(DiaryRefused):
        bring_in(venue, book, at=AT)
    bring_in(venue, book, at=AT, said=Said(values={"room": {"hall": "main"}}))
    venue.refresh_from_db()
    assert Said.from_document(venue.diary_columns).value("room", "HALL") == "main"


def test_what_was_shown_is_what_is_brought_in() -> None:
    venue, book = a_venue(), a_book(a_row())
    shown = planned(venue, book, at=AT).print
    a_booking(the_room(venue, "main"), on=soon(30), hirer=a_group("Choir"))
    with pytest.raises(DiaryRefused, match="Something has changed"):
        bring_in_diary(venue, book, Said(), file_name="x", by=None, at=AT, shown=shown)
    assert not PaperDiary.objects.exists()


def test_a_fault_in_the_middle_leaves_nothing(monkeypatch) -> None:
    venue = a_venue()
    before = everything()

    def fails(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(RefusedDate.objects, "bulk_create", fails)
    with pytest.raises(RuntimeError):
        bring_in(venue, a_book(a_row()), at=AT)
    assert changed_since(before) == {}


def test_the_guard_itself_refuses_what_the_plan_overlooked(monkeypatch) -> None:
    venue = a_venue()
    monkeypatch.setattr("bookings.going_live.planning.clashes", lambda *args, **kwargs: [])
    before = everything()
    with pytest.raises(RoomTaken):
        bring_in(venue, a_book(a_row(), a_row(hirer="Brownies")), at=AT)
    assert changed_since(before) == {}


def test_what_came_in_lives_on_like_any_booking() -> None:
    venue, on = a_venue(), soon(60)
    ada = a_user("Ada")
    bring_in(venue, a_book(a_row(str(on)), a_row(str(on + timedelta(weeks=1)))), by=ada)
    session = Session.objects.order_by("starts_at").first()
    assert session is not None
    cancel_session(session, shown=ANY, by=ada, at=timezone.now())
    assert (Occupancy.objects.count(), len(calendars.dates_of(Stretch.objects.get(), LONDON))) == (1, 1)
