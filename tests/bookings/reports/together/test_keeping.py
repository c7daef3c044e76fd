"""Figures that are kept are those that the rows would give today, whatever was written since."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from accounts.models import Hirer, LivingWage
from accounts.models.touched import Touches
from bookings.actions.keep_figures import empty_what_changed, keep_figures
from bookings.models import Booking, HowWeCount, KeptFigures, RefusedAsk, Session, SessionRoom, Verdict
from bookings.reports.together.folding import folded
from bookings.reports.together.hall import hall_of
from bookings.reports.together.keeping import halls_of, made_by
from tests.bookings.reports.by_hand.histories import HISTORIES, History, write
from tests.bookings.reports.example import FROM, UNTIL, Week
from venues.models import AccessClaim, Category, Cell, Closure, Layout, OpeningHours, Operator, Outage, Room, Venue

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 2, 1, 9, tzinfo=UTC)
# What the loaders ask and none of the kept figures is made of.
FOR_OTHER_FIGURES = {
    "accounts_deprivationindex", "accounts_postcode", "bookings_accessoutcome", "bookings_diditwork",
    "bookings_phonedfull", "bookings_refuseddate", "bookings_statedneed", "bookings_toldapart",
    "bookings_unmetsearch", "bookings_whomserved",
    "venues_entitlement", "venues_fault", "venues_reportfact",
}  # fmt: skip
# Written together with the row that they belong to, in the same transaction.
WITH_THEIR_OWNER = {
    "venues_closure_cells", "venues_openinghours_cells", "venues_outage_rooms", "venues_room_cells",
}  # fmt: skip


def same_as_fresh(venue: Venue, *spans: tuple[date, date]) -> None:
    """What is still kept is what the rows give today; what is not is worked out from them, and kept."""
    empty_what_changed()
    venue = Venue.objects.select_related("operator").get(pk=venue.pk)
    for first, until in spans:
        fresh = hall_of(venue, first, until, as_at=LATER)
        place, _is_new = KeptFigures.objects.get_or_create(venue=venue, first=first, until=until)
        if place.figures is None:
            keep_figures(place, folded(fresh), made_by=made_by())
            continue
        [shown] = halls_of([venue], first, until, as_at=LATER).halls
        assert (shown.report, shown.step_free, shown.hours, shown.peak) == (
            fresh.report, fresh.step_free, fresh.hours, fresh.peak,
        )  # fmt: skip


# What may happen to a hall, by any way into its rows; `n` says to which of them.


def _first(rows: Any) -> Any:
    return rows.order_by("pk").first()


def _one(rows: Any, n: int) -> Any:
    """One of them, if there are any, as a set."""
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    return rows.model._default_manager.filter(pk__in=[keys[n % len(keys)]] if keys else [])


def moved(venue: Venue, n: int) -> None:
    later = timedelta(hours=1) if n % 2 else timedelta(days=n - 4)
    _one(venue.sessions, n).update(starts_at=F("starts_at") + later, ends_at=F("ends_at") + later)


def given_up(venue: Venue, n: int) -> None:
    status = ("cancelled_by_venue", "no_show", "planned")[n % 3]
    _one(venue.sessions, n).update(status=status)


def one_counted(venue: Venue, n: int) -> None:
    _one(venue.sessions, n).update(counted=n, category_gap_pence=300)


def one_withdrawn(venue: Venue, n: int) -> None:
    """Whatever became of it before."""
    at = datetime.combine(date(2025, 6, n + 1), time(9), UTC)
    _one(venue.bookings, n).update(status="withdrawn", answered_at=at, decided_at=at, reason_code="slot_taken")


def one_more_date(venue: Venue, n: int) -> None:
    """Of what was booked, or asked for, long ago or not."""
    if booking := _one(venue.bookings, n).first():
        start = datetime.combine(date(2025, 6, 1), time(15), UTC) + timedelta(days=3 * n - 6)
        at = {"starts_at": start, "ends_at": start + timedelta(hours=n + 1), "first_starts_at": start}
        session = Session.objects.create(booking=booking, venue=venue, hire_pence=700, **at)
        SessionRoom.objects.create(session=session, room=_first(venue.rooms.all()))


def counted(venue: Venue, _n: int) -> None:
    venue.sessions.update(counted=31)


def paid_otherwise(venue: Venue, _n: int) -> None:
    venue.sessions.update(hire_pence=4321, compulsory_pence=100)


def let_go(venue: Venue, n: int) -> None:
    _one(venue.sessions, n).delete()


def in_another_room(venue: Venue, n: int) -> None:
    if row := _one(SessionRoom.objects.filter(session__venue=venue), n).first():
        others = venue.rooms.exclude(session_rooms__session=row.session_id)
        if room := _first(others):
            SessionRoom.objects.filter(pk=row.pk).update(room=room)


def merged(venue: Venue, n: int) -> None:
    """All that one has booked is the other's."""
    two = list(Hirer.objects.filter(bookings__venue=venue).distinct().order_by("pk")[n % 3 :][:2])
    if len(two) == 2:
        Booking.objects.filter(hirer=two[1]).update(hirer=two[0])


def became_a_household(venue: Venue, n: int) -> None:
    _one(Hirer.objects.filter(bookings__venue=venue), n).update(kind="household")


def declined(venue: Venue, _n: int) -> None:
    Booking.objects.filter(venue=venue).update(status="declined", reason_code="slot_taken")


def brought_in(venue: Venue, _n: int) -> None:
    """As an import does it, many at once."""
    like = _first(venue.bookings.all())
    if like is None:
        return
    start = datetime.combine(date(2025, 10, 9), time(11), UTC)
    sessions = Session.objects.bulk_create(
        Session(booking=like, venue=venue, starts_at=at, ends_at=at + timedelta(hours=2), first_starts_at=at,
                hire_pence=900, standard_pence=1200)
        for at in (start, start + timedelta(days=1))
    )  # fmt: skip
    room = _first(venue.rooms.all())
    SessionRoom.objects.bulk_create(SessionRoom(session=session, room=room) for session in sessions)


def turned_down(venue: Venue, n: int) -> None:
    day = date(2025, 6, n + 1)
    asked = {"on": day + timedelta(days=9), "start": 600, "minutes": 60, "asker": str(n), "reason": "slot_taken"}
    RefusedAsk.objects.create(venue=venue, how="declined", decided_on=day, **asked)


def shut(venue: Venue, n: int) -> None:
    at = datetime.combine(date(2025, 6, n + 1), time(9), UTC)
    Closure.objects.create(venue=venue, starts_at=at, ends_at=at + timedelta(days=130), cause="works", made_at=at)


def longer_hours(venue: Venue, _n: int) -> None:
    OpeningHours.objects.filter(venue=venue).update(opens_minute=480)


def without_a_cell(venue: Venue, _n: int) -> None:
    Cell.objects.filter(pk=_first(venue.cells.all()).pk).update(retired_on=date(2025, 10, 8))


def step_free(venue: Venue, _n: int) -> None:
    said = {"state": "known", "evidence": "measured", "checked_on": date(2025, 5, 1), "checked_by_post": "manager"}
    for fact, value in (("wc_accessible", "yes"), ("mov_lift", "not_needed")):
        AccessClaim.objects.create(venue=venue, fact=fact, value=value, made_at=LATER, **said)


def out_of_order(venue: Venue, _n: int) -> None:
    Outage.objects.create(venue=venue, fact="wc_accessible", starts_on=date(2025, 6, 2), updated_at=LATER)


def judged(venue: Venue, _n: int) -> None:
    asked = {"month": date(2025, 6, 2), "asked_at": LATER - timedelta(days=90), "score": 5}
    Verdict.objects.bulk_create(Verdict(booking=booking, **asked) for booking in venue.bookings.filter(verdicts=None))
    Verdict.objects.exclude(score=None).update(score=4)


def another_wage(_venue: Venue, _n: int) -> None:
    LivingWage.objects.create(payable_by=date(2025, 5, 2), pence=310, source="Somebody")


def more_careful(venue: Venue, _n: int) -> None:
    """What it never tells outside it tells nowhere; what else it set counts in its own report alone."""
    about = {"fewest_persons": 10, "pay_percent": 200, "evening_since": 0}
    HowWeCount.objects.update_or_create(venue=venue, defaults={**about, "updated_at": LATER})


def own(venue: Venue, _n: int) -> None:
    Operator.objects.filter(pk=venue.operator_id).update(own_hirer=_first(Hirer.objects.all()))


def renamed(venue: Venue, _n: int) -> None:
    Room.objects.filter(venue=venue).update(name="Loft")
    Layout.objects.create(room=_first(venue.rooms.all()), name="Rows", capacity=40)
    Category.objects.filter(operator=venue.operator_id).update(is_standard=False)


def on_record_later(venue: Venue, _n: int) -> None:
    Venue.objects.filter(pk=venue.pk).update(use_known_from=date(2025, 6, 3), hirers_known_from=None)


OF_SOME_DAYS: list[Callable[[Venue, int], None]] = [
    moved, given_up, one_counted, one_withdrawn, one_more_date, counted, paid_otherwise, let_go, in_another_room,
    merged, became_a_household, declined, turned_down, brought_in, shut, judged,
]  # fmt: skip
OF_ALL_DAYS: list[Callable[[Venue, int], None]] = [
    longer_hours, without_a_cell, step_free, out_of_order, another_wage, more_careful, own, renamed, on_record_later,
]  # fmt: skip
SOME_DAYS = st.tuples(st.sampled_from(OF_SOME_DAYS), st.integers(0, 9))
ALL_DAYS = st.tuples(st.sampled_from(OF_ALL_DAYS), st.just(0))


@given(HISTORIES, st.lists(SOME_DAYS, min_size=3, max_size=5), ALL_DAYS)
@settings(
    max_examples=4,
    deadline=None,
    phases=(Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)
def test_after_any_history_what_is_kept_is_what_the_rows_say(
    history: History, some: list[tuple[Callable, int]], last: tuple[Callable, int]
) -> None:
    """Of two spans, one before the other: what is written of the later days leaves the earlier ones kept."""
    with transaction.atomic():
        venue, middle = write(history), history.first + timedelta(days=3)
        spans = (history.first - timedelta(days=4), middle), (middle, history.until)
        same_as_fresh(venue, *spans)
        for act, n in (*some, last):
            act(venue, n)
            same_as_fresh(venue, *spans)
        transaction.set_rollback(True)


def test_each_of_these_empties_what_is_kept_of_this_hall_alone_and_of_no_earlier_days() -> None:
    """One history has something for each of them to change; what is booked for later changes nothing."""
    operator = Operator.objects.create(slug="far", name="Far Trust")
    far = Venue.objects.create(operator=operator, slug="far", name="Far Hall", kind="village_hall")
    venue, before = Week().venue, date(2020, 5, 1)
    Verdict.objects.create(booking=_first(venue.bookings.all()), month=date(2025, 10, 1), asked_at=LATER)
    for until in (before, UNTIL):
        first = until - timedelta(days=7)
        KeptFigures.objects.bulk_create(KeptFigures(venue=each, first=first, until=until) for each in (venue, far))

    def emptied(act: Callable[[Venue, int], None]) -> set[tuple[int, date]]:
        empty_what_changed()
        KeptFigures.objects.update(figures={})
        act(venue, 0)
        empty_what_changed()
        return set(KeptFigures.objects.filter(figures__isnull=True).values_list("venue", "until"))

    assert emptied(booked_for_later) == set()
    for act in OF_SOME_DAYS:
        assert emptied(act) == {(venue.pk, UNTIL)}, act.__name__
    for act in OF_ALL_DAYS:
        halls = {venue.pk, far.pk} if act is another_wage else {venue.pk}
        assert emptied(act) == {(hall, until) for hall in halls for until in (before, UNTIL)}, act.__name__


def booked_for_later(venue: Venue, _n: int) -> None:
    """By somebody who has come before, and who is there for the first time."""
    like = _first(venue.bookings.all())
    for hirer in (like.hirer, Hirer.objects.create(name="New here", kind="club")):
        booking = Booking.objects.create(
            venue=venue, hirer=hirer, category=like.category, title="Later", purpose="social", people=9,
            free_cancel_hours=48, status="requested", requested_at=LATER, made_at=LATER,
        )  # fmt: skip
        start = LATER + timedelta(days=30)
        at = {"starts_at": start, "ends_at": start + timedelta(hours=1), "first_starts_at": start}
        session = Session.objects.create(booking=booking, venue=venue, **at)
        SessionRoom.objects.create(session=session, room=_first(venue.rooms.all()))
        Booking.objects.filter(pk=booking.pk).update(status="confirmed", decided_at=LATER)
        Session.objects.filter(pk=session.pk).update(hire_pence=1200)


def test_every_table_that_is_read_says_when_it_was_written_to() -> None:
    """Whoever reads from another table finds out here, and says what it is for."""
    venue = Venue.objects.select_related("operator").get(pk=Week().venue.pk)
    with CaptureQueriesContext(connection) as asked:
        hall_of(venue, FROM, UNTIL, as_at=LATER)
    told = " ".join(query["sql"] for query in asked.captured_queries)
    read = set(re.findall(r'(?:FROM|JOIN) "((?:accounts|venues|bookings)_\w+)"', told))
    watched = {
        model._meta.db_table
        for model in apps.get_models()
        if any(isinstance(constraint, Touches) for constraint in model._meta.constraints)
    }
    assert len(read) > 20
    assert read - watched == read & (FOR_OTHER_FIGURES | WITH_THEIR_OWNER)


def test_who_worked_them_out_from_older_rows_does_not_put_them_back() -> None:
    venue = Venue.objects.select_related("operator").get(pk=Week().venue.pk)
    halls_of([venue], FROM, UNTIL, as_at=LATER)
    venue.sessions.update(counted=1)
    empty_what_changed()
    seen = KeptFigures.objects.get()
    older = folded(hall_of(venue, FROM, UNTIL, as_at=LATER))
    venue.sessions.update(counted=2)  # while they are worked out
    empty_what_changed()
    keep_figures(seen, older, made_by=made_by())
    assert KeptFigures.objects.get().figures is None
    same_as_fresh(venue, (FROM, UNTIL))


def test_other_code_and_days_that_are_not_over_are_worked_out_anew() -> None:
    venue = Venue.objects.select_related("operator").get(pk=Week().venue.pk)
    halls_of([venue], FROM, UNTIL, as_at=LATER)
    KeptFigures.objects.update(made_by="older code", figures={"now": "unreadable"})
    halls_of([venue], FROM, UNTIL, as_at=LATER)
    same_as_fresh(venue, (FROM, UNTIL))
    until = FROM + timedelta(days=3)
    halls_of([venue], FROM, until, as_at=datetime(2025, 10, 7, 12, tzinfo=UTC))
    assert KeptFigures.objects.get(until=until).figures is None


def test_kept_sixty_halls_ask_no_more_than_twenty() -> None:
    operator = Operator.objects.create(slug="many", name="Many Trust")
    Venue.objects.bulk_create(
        Venue(operator=operator, slug=f"hall-{n}", name=f"Hall {n:02}", kind="village_hall") for n in range(60)
    )
    halls = list(Venue.objects.select_related("operator").order_by("name"))
    found = halls_of(halls, FROM, UNTIL, as_at=LATER, seconds=0)
    assert (len(found.halls), len(found.missing)) == (1, 59)  # there was no time for more
    one = KeptFigures.objects.exclude(figures__isnull=True).get()
    KeptFigures.objects.update(figures=one.figures, made_by=one.made_by)
    statements = []
    for some in (halls[:20], halls):
        empty_what_changed()
        with CaptureQueriesContext(connection) as asked:
            assert halls_of(some, FROM, UNTIL, as_at=LATER).missing == ()
        statements.append(sum(query["sql"].startswith("SELECT") for query in asked.captured_queries))
    assert statements == [2, 2]
