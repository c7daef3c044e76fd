"""Asks that were refused leave rows that say when and why, and not who."""

from __future__ import annotations

import importlib
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import DateTimeField
from django.utils import timezone

from accounts.retention import rehearse, take_out
from bookings import actions, reports
from bookings.actions import merge_groups, undo_merge
from bookings.actions.take_diary_out import take_diary_out
from bookings.models import AskerKey, Booking, DeskAct, RefusedAsk, RefusedDate
from bookings.privacy.asked_for import ASKERS
from bookings.refused_asks import Ask, asks_of, write_down
from bookings.reports.rows_behind import RowsBehind
from bookings.undoing import UNDO_FOR, undo
from bookings.unmaking import delete_bookings
from tests.bookings.going_live.diaries import FULL, a_book, a_row, bring_in
from tests.bookings.reports.example import AS_AT, FROM, UNTIL, Week, printed
from tests.make import a_booking, a_group, a_post, a_user, a_venue, soon, the_room
from tests.shared import shared
from venues.models import Venue

pytestmark = pytest.mark.django_db
A_MINUTE = timedelta(minutes=1)
TAKEN = {"reason": "slot_taken", "words": ""}


@shared
def hall() -> Venue:
    return a_venue(cells=("main", "small"))


@shared
def ada(hall: Venue):
    return a_post(hall, "secretary", a_user("Ada")).user


def said() -> list[tuple[Any, ...]]:
    return sorted(RefusedAsk.objects.values_list("on", "start", "minutes", "how", "reason"))


def askers() -> list[int]:
    """How many rows each has of whom we only know that it is one."""
    return sorted(Counter(RefusedAsk.objects.values_list("asker", flat=True)).values())


def ask(**fields: Any) -> Ask:
    told = {"venue": 1, "hirer": 1, "on": date(2026, 3, 3), "start": 1140, "minutes": 120, "how": "declined"}
    return Ask(**{**told, "reason": "slot_taken", "decided_on": date(2026, 3, 1), **fields})


def test_a_row_knows_no_request_no_person_and_no_moment() -> None:
    fields = RefusedAsk._meta.get_fields()
    assert [field.name for field in fields if field.is_relation] == ["venue"]
    assert not any(isinstance(field, DateTimeField) for field in fields)
    assert RefusedAsk._meta.pk.get_internal_type() == "UUIDField"  # nor does their order tell


def test_the_same_asker_of_a_day_is_known_again_by_the_key_alone() -> None:
    key, other = "11" * 32, "22" * 32
    assert ask().asker(key) == ask(start=600, decided_on=date(2026, 3, 2)).asker(key)
    others = [ask(hirer=2), ask(venue=2), ask(on=date(2026, 3, 4))]
    assert len({each.asker(key) for each in [ask(), *others]} | {ask().asker(other)}) == 5


def test_what_the_desk_refuses_stands_day_by_day_until_it_is_taken_back(hall, ada) -> None:
    choir, on, at = a_group(), soon(20), timezone.now()
    first = a_booking(the_room(hall, "main"), on=on, until=on + timedelta(weeks=1), hirer=choir)
    second = a_booking(the_room(hall, "small"), on=on, hirer=choir)
    actions.decline_booking(first, **TAKEN, by=ada, at=at)
    [one, other] = [(day, 19 * 60, 120, "declined", "slot_taken") for day in (on, on + timedelta(weeks=1))]
    assert said() == [one, other]
    actions.decline_booking(second, **TAKEN, by=ada, at=at)
    assert (said(), askers()) == ([one, one, other], [1, 2])
    undo(DeskAct.objects.get(booking=second), by=ada, at=at + A_MINUTE)
    assert (said(), askers()) == ([one, other], [1, 1])
    undo(DeskAct.objects.get(booking=first), by=ada, at=at + A_MINUTE)
    assert said() == []


def test_dates_of_a_series_are_written_with_its_answer_and_go_with_its_undoing(hall, ada) -> None:
    on, at = soon(20), timezone.now()
    a_booking(the_room(hall, "main"), on=on, confirmed=True)
    series = a_booking(the_room(hall, "main"), on=on, until=on + timedelta(weeks=2))
    assert (series.refused_dates.count(), said()) == (1, [])
    [kept, other] = series.sessions.order_by("starts_at").values_list("pk", flat=True)
    actions.accept_some(series, keep=[kept], **TAKEN, by=ada, at=at)
    dates = [(day, 19 * 60, 120, "date", "slot_taken") for day in (on, on + timedelta(weeks=2))]
    assert said() == dates
    undo(DeskAct.objects.get(kind="partly"), by=ada, at=at + A_MINUTE)
    assert (said(), series.sessions.filter(pk=other).exists()) == ([], True)
    actions.confirm_booking(series, by=ada, at=at + UNDO_FOR)
    assert said() == dates[:1]


def test_a_withdrawal_counts_after_our_reply_and_an_unanswered_one_on_its_first_day(hall) -> None:
    at, ben = timezone.now(), a_user("Ben")
    before, after, left = (a_booking(the_room(hall, "main"), on=soon(20 + n), by=ben) for n in range(3))
    Booking.objects.filter(pk=after.pk).update(answered_at=at, reason_code="slot_taken")
    for booking in (before, after):
        actions.withdraw_booking(booking, by=ben, at=at + A_MINUTE)
    actions.lapse_holds(left.sessions.get().starts_at)
    assert [row[0::3] for row in said()] == [(soon(21), "withdrawn"), (soon(22), "expired")]
    assert RefusedAsk.objects.get(how="expired").decided_on == soon(22)


def test_what_is_refused_to_the_hall_itself_leaves_no_row(hall, ada) -> None:
    ours, theirs = a_group("The hall"), a_group("Band")
    hall.operator.own_hirer = ours
    hall.operator.save()
    for hirer, on in ((ours, soon(20)), (theirs, soon(21))):
        booking = a_booking(the_room(hall, "main"), on=on, hirer=hirer)
        actions.decline_booking(booking, reason="policy", words="", by=ada, at=timezone.now())
    assert said() == [(soon(21), 19 * 60, 120, "declined", "policy")]


# The key


def test_a_months_key_is_destroyed_35_days_after_it_even_late_and_used_no_longer() -> None:
    venue = a_venue()
    march, october = (ask(venue=venue.pk, on=date(2026, month, 3)) for month in (3, 10))
    last, over = datetime(2026, 5, 5, 23, 59, tzinfo=UTC), datetime(2026, 5, 6, tzinfo=UTC)
    write_down([march, october], at=last)
    write_down([march, october], at=last)
    assert askers() == [2, 2]
    assert rehearse([ASKERS], last) == [0]
    write_down([march], at=over)  # the key is still there, since nobody was there to destroy it
    assert (askers(), AskerKey.objects.count()) == ([1, 2, 2], 2)
    assert take_out(ASKERS, over + timedelta(days=100)) == 1
    assert AskerKey.objects.get().month == date(2026, 10, 1)
    write_down([march, march], at=over)
    assert askers() == [1, 2, 2, 2]  # with a key of their own, which nobody has kept


def test_tick_destroys_what_is_over() -> None:
    this = timezone.now().date().replace(day=1)
    AskerKey.objects.bulk_create(AskerKey(month=month, secret="33" * 32) for month in (date(2024, 1, 1), this))
    call_command("tick", stdout=StringIO())
    assert AskerKey.objects.get().month == this


def test_an_old_diary_is_united_in_itself_leaves_no_key_and_goes_whole(hall) -> None:
    cells = ("status", "requested_at", "decided_at", "reason")
    rows = [
        (*a_row("2026-03-03"), "declined", "2026-02-01 09:00", "2026-02-02 11:00", "taken"),
        (*a_row("2026-03-03"), "declined", "2026-02-03 09:00", "2026-02-04 11:00", "taken"),
        (*a_row("2026-03-03", hirer="Band"), "declined", "2026-02-03 09:00", "2026-02-04 11:00", "taken"),
    ]
    at = datetime(2026, 6, 1, 9, tzinfo=UTC)
    diary = bring_in(hall, a_book(*rows, headings=(*FULL, *cells)), at=at)
    assert (askers(), AskerKey.objects.count()) == ([1, 2], 0)
    write_down([ask(venue=hall.pk, hirer=a_group("Other").pk)], at=at)
    take_diary_out(diary, by=None, at=at)
    assert [row[0] for row in said()] == [date(2026, 3, 3)]
    assert RefusedAsk.objects.get().decided_on == date(2026, 3, 1)


def test_groups_made_one_are_one_asker_while_that_is_known(hall, ada) -> None:
    at, on = timezone.now(), soon(20)
    kept, other = a_group("Choir"), a_group("The Choir")
    for hirer, room in ((kept, "main"), (other, "small")):
        booking = a_booking(the_room(hall, room), on=on, hirer=hirer)
        actions.decline_booking(booking, **TAKEN, by=ada, at=at)
    merge = merge_groups(kept, other, venue=hall, by=ada, at=at)
    assert askers() == [2]
    undo_merge(merge, by=ada, at=at)
    assert askers() == [1, 1]
    before = set(RefusedAsk.objects.values_list("pk", "asker"))
    merge_groups(kept, other, venue=hall, by=ada, at=at + timedelta(days=100))
    assert set(RefusedAsk.objects.values_list("pk", "asker")) == before


# The figure, and what there was before


def test_the_headline_stays_when_its_requests_are_gone_and_its_rows_name_nobody() -> None:
    week = Week()
    hidden = ("G7", week.request_1.ref)
    delete_bookings(Booking.objects.filter(pk=week.request_1.pk))
    AskerKey.objects.all().delete()
    report = reports.build(week.venue, FROM, UNTIL, as_at=AS_AT)
    assert (printed(report, "C5"), printed(report, "C5.evening")) == (["1.5 h"], ["1.5 h"])
    [line] = RowsBehind.of(report, week.venue, "C5").lines
    assert (line.when, line.what) == ("Monday 6 October 2025, 6:30pm to 8pm", "Refused: The hours are taken")
    assert not any(word in f"{line.who} {line.ref}" for word in hidden)


def test_a_migration_writes_what_the_actions_would_have_and_takes_it_out(monkeypatch) -> None:
    week = Week()
    RefusedDate.objects.create(
        booking=week.sessions["Sat"].booking, on=FROM, from_time="18:00", to_time="20:00", minutes=120, reason="taken"
    )
    RefusedAsk.objects.all().delete()
    write_down(asks_of(Booking.objects.at(week.venue)), at=AS_AT)
    expected, whose = said(), askers()
    migration = importlib.import_module("bookings.migrations.0069_what_was_refused_so_far")
    migration.take_out(apps, None)
    assert not RefusedAsk.objects.exists()
    assert not AskerKey.objects.exists()
    monkeypatch.setattr(migration, "A_BATCH", 1)
    migration.write_down(apps, None)
    assert (said(), askers(), len(expected)) == (expected, whose, 4)
