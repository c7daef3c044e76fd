"""S12: fair use, off by default: a cap on the busiest hours, and hours kept for new or youth groups.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts import journal
from accounts.clock import day_words
from accounts.models import Hirer
from bookings.actions import book_pencilled, pencil_in
from bookings.actions.book_pencilled import price_of
from bookings.exceptions import NotPossible
from bookings.models import Booking, RefusedDate
from bookings.planning import plan
from bookings.waiting_list import offer_what_is_free
from tests.bookings.booking_page import check, typed
from tests.make import a_booking, a_group, a_post, a_user, a_venue, an_ask, book, evening, move, signed_in, the_room
from tests.reading import words_of
from tests.shared import shared
from tests.waiting import a_wait
from venues.fair_use import Cap, FairUse, Hours, KeptHours, as_document
from venues.models import Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]

EVENINGS = Hours((0, 1, 2, 3, 4), 18 * 60, 22 * 60)
MONDAY = next(day for day in (timezone.localdate() + timedelta(days=n) for n in range(21, 28)) if day.weekday() == 0)
THE_CAP = Cap("evening", EVENINGS, 4)
FOR_NEW = KeptHours(EVENINGS, 7, for_new=True, for_young=False)
FOR_YOUNG = KeptHours(EVENINGS, 7, for_new=False, for_young=True)
OVER = "Each group has at most 4 evening hours a week, so that new groups can start. Yours: Monday 7pm, Thursday 7pm"


@shared
def hall() -> Venue:
    return a_venue(cells=("main", "small"))


@shared
def ben():
    return a_user("Ben")


@shared
def choir(ben) -> Hirer:
    return a_group(organiser=ben)


def fair(hall: Venue, *rules: Cap | KeptHours) -> None:
    """What the hall has set about fair use."""
    caps = tuple(rule for rule in rules if isinstance(rule, Cap))
    kept = tuple(rule for rule in rules if isinstance(rule, KeptHours))
    hall.fair_use = as_document(FairUse(caps, kept))
    hall.save(update_fields=["fair_use"])


def day(weekday: int, weeks: int = 0) -> date:
    return MONDAY + timedelta(days=weekday, weeks=weeks)


def ask(hall: Venue, on: date, hirer: Hirer, *, room: str = "main", **fields):
    return an_ask(the_room(hall, room), on, hirer=hirer, **fields)


def why_not(hall: Venue, on: date, hirer: Hirer, **fields) -> list[tuple[str, str]]:
    """The reasons and the words of the dates that cannot be had."""
    found = plan(ask(hall, on, hirer, **fields), at=timezone.now())
    return [(date.reason, date.reason_words) for date in found.refused]


def came_first(hirer: Hirer, hall: Venue, days_ago: int) -> None:
    """As if their first session had been that many days ago."""
    booking = a_booking(the_room(hall, "small"), on=day(5, weeks=8), hirer=hirer, confirmed=True)
    move(booking, to=timezone.now() - timedelta(days=days_ago))
    booking.sessions.get().occupancies.all().delete()


def two_evenings(hall: Venue, choir: Hirer) -> None:
    for weekday in (0, 3):
        a_booking(the_room(hall, "main"), on=day(weekday), hirer=choir)


def test_S12_it_is_off_by_default_and_then_asks_nothing(hall, choir):
    assert hall.fair_use is None
    with CaptureQueriesContext(connection) as without:
        assert not why_not(hall, day(0), choir)
    fair(hall, THE_CAP, FOR_NEW)
    with CaptureQueriesContext(connection) as within:
        why_not(hall, day(0), choir)
    assert len(within) == len(without) + 2  # what they have, and when they first came
    with CaptureQueriesContext(connection) as of_many:
        why_not(hall, day(0), choir, until=day(0, weeks=8))
    assert len(of_many) == len(within)


def test_S12_a_cap_on_peak_hours_per_hirer_refuses_with_the_bookings_it_counts(hall, choir):
    fair(hall, THE_CAP)
    two_evenings(hall, choir)
    assert why_not(hall, day(4), choir, room="small") == [(RefusedDate.Reason.OVER_CAP, OVER)]
    assert not why_not(hall, day(4, weeks=1), choir)  # another week
    assert not why_not(hall, day(4), choir, start=9, end=17)  # not the evening
    assert not why_not(hall, day(4), a_group("Alder Vale Players"))
    with pytest.raises(NotPossible, match="Yours: Monday 7pm, Thursday 7pm"):
        book(ask(hall, day(4), choir), by=a_user())


def test_S12_the_dates_of_the_same_request_are_counted_too(hall, choir):
    fair(hall, Cap("evening", EVENINGS, 3))
    a_booking(the_room(hall, "main"), on=day(0, weeks=1), hirer=choir)
    [(reason, words)] = why_not(hall, day(2), choir, room="small", until=day(2, weeks=1))
    assert reason == RefusedDate.Reason.OVER_CAP
    assert words.endswith("Yours: Monday 7pm")
    [(_reason, alone)] = why_not(hall, day(2), choir, start=18, end=22)
    assert alone.endswith("This date alone has more.")


def test_S12_the_cap_can_count_all_branches(hall, choir):
    branch = a_venue(operator=hall.operator, name="Fernley Library")
    a_booking(the_room(branch, "main"), on=day(1), hirer=choir, start=18, end=21)
    fair(hall, THE_CAP)
    assert not why_not(hall, day(2), choir)
    fair(hall, Cap("evening", EVENINGS, 4, all_branches=True))
    [(_reason, words)] = why_not(hall, day(2), choir)
    assert words.endswith("Yours: Tuesday 6pm at Fernley Library")


def test_S12_the_refusal_stands_beside_the_date(hall, choir, ben):
    fair(hall, THE_CAP)
    two_evenings(hall, choir)
    browser, room = signed_in(ben), the_room(hall, "main")
    answer = check(browser, room, typed(choir, on=day(4).isoformat()))
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"on": [OVER]}
    series = typed(choir, on=day(4).isoformat(), every="1", until=day(4, weeks=2).isoformat())
    preview = check(browser, room, series)
    assert preview.status_code == 200
    assert OVER in words_of(preview)


def test_S12_hours_kept_for_new_or_youth_groups_refuse_others_with_the_date_they_may_ask_from(hall, choir):
    fair(hall, FOR_NEW)
    came_first(choir, hall, 400)
    opens = day_words(day(1) - timedelta(days=7))
    kept = f"Kept for new groups until 7 days before. You may ask for it from {opens}"
    assert why_not(hall, day(1), choir) == [(RefusedDate.Reason.KEPT, kept)]
    near = timezone.now() + (day(1) - timezone.localdate()) - timedelta(days=7)
    assert plan(ask(hall, day(1), choir), at=near).kept

    fair(hall, FOR_YOUNG)
    scouts = a_group("Alder Vale Scouts", serves_young=True)
    came_first(scouts, hall, 400)
    assert not why_not(hall, day(1), scouts)
    assert why_not(hall, day(1), a_group())[0][1].startswith("Kept for groups for young people until 7 days before.")


@pytest.mark.on_postgres
def test_S12_hours_of_one_room_keep_all_that_share_a_part_of_it(hall, choir):
    fair(hall, KeptHours(EVENINGS, 7, for_new=False, for_young=True, room="small"))
    assert [bool(why_not(hall, day(1), choir, room=room)) for room in ("main", "small", "whole")] == [False, True, True]
    hall.rooms.filter(code="small").update(code="gone")
    assert not why_not(hall, day(1), choir, room="whole")


def test_S12_new_means_no_session_here_yet_or_the_first_within_12_months(hall, choir):
    fair(hall, FOR_NEW)
    assert not why_not(hall, day(1), choir)
    came_first(choir, hall, 360)
    assert not why_not(hall, day(1), choir)
    came_first(choir, hall, 370)
    assert why_not(hall, day(1), choir)


def test_S12_the_desk_may_book_past_either_and_the_history_says_who(hall, choir):
    fair(hall, THE_CAP, FOR_YOUNG)
    ada = a_post(hall, "secretary").user
    came_first(choir, hall, 30)
    hold = pencil_in(the_room(hall, "main"), evening(day(4), 17, 22), "Choir", by=ada, at=timezone.now())
    wish = ask(hall, day(4), choir, start=17, end=22, category=hall.operator.categories.get(code="standard"))
    desk = signed_in(ada)
    shown = desk.post(
        reverse("desk:hold", args=[hall.slug, hold.pk]),
        {"hirer": choir.ref, "category": "standard", "purpose": "arts", "title": "Choir", "people": "20"},
    )
    assert "It goes past fair use, as you at the desk may" in words_of(shown)
    pence = price_of(wish).pence
    booking = book_pencilled(hold, wish, by=ada, at=timezone.now(), shown_pence=pence, submission_key="one")
    entry = journal.of(booking).get()
    assert (entry.by, entry.verb, entry.why) == (ada, "booked for them", "in hours kept for groups for young people")
    told = words_of(desk.get(reverse("desk:booking", args=[hall.slug, booking.ref])))
    assert "in hours kept for groups for young people" in told

    fair(hall, THE_CAP)
    found = plan(ask(hall, day(3), choir, start=17, end=22), at=timezone.now(), desk=True)
    assert (len(found.kept), found.past) == (1, ["past the cap on evening hours"])
    assert Booking.objects.filter(title="Rehearsal", status=Booking.Status.CONFIRMED).count() == 2


def test_S12_the_desk_is_told_before_it_books_past_a_rule(hall, choir):
    fair(hall, THE_CAP)
    two_evenings(hall, choir)
    desk = signed_in(a_post(hall, "secretary").user)
    line = {"when": f"{day(4):%d %B %Y} 7-9pm main", "who": choir.name, "title": "Concert", "purpose": "arts"}
    told = words_of(
        desk.post(reverse("desk:book", args=[hall.slug]), {**line, "people": "20", "category": "community"})
    )
    assert "Only you at the desk may book this" in told
    assert OVER in told


def test_S12_who_waits_is_offered_only_what_they_may_have(hall, choir):
    fair(hall, THE_CAP)
    two_evenings(hall, choir)
    room, players = the_room(hall, "main"), a_group("Alder Vale Players")
    first, second = (a_wait(room, on=day(4), hirer=hirer) for hirer in (choir, players))
    assert offer_what_is_free(hall, [first.period], at=timezone.now()) == 1
    second.refresh_from_db()
    assert second.hold is not None


def test_S12_the_halls_own_meetings_are_not_capped(hall):
    fair(hall, THE_CAP)
    own = a_group("The committee")
    hall.operator.own_hirer = own
    hall.operator.save(update_fields=["own_hirer"])
    assert not why_not(hall, day(2), own, start=17, end=23)


def test_S12_the_rules_stand_on_the_page_of_the_room(hall, client):
    fair(hall, THE_CAP, FOR_NEW)
    told = words_of(client.get(reverse("venues:room", args=[hall.slug, "main"])))
    assert "These are the evening hours: Monday to Friday, 6pm to 10pm." in told
    assert "Monday to Friday, 6pm to 10pm: kept for new groups until 7 days before." in told


def test_S12_who_searches_is_told_the_rule_and_not_judged(hall, client):
    fair(hall, THE_CAP, FOR_NEW)
    wish = {"on": day(2).isoformat(), "from": "19:00", "to": "21:00", "people": "20", "kind": "informal"}
    with CaptureQueriesContext(connection) as one:
        told = words_of(client.get(reverse("find"), wish))
    opens = day_words(day(2) - timedelta(days=7))
    assert f"Kept for new groups until 7 days before. If you are none of them, it is not for you until {opens}." in told
    assert "Each group has at most 4 evening hours a week" in told
    fair(a_venue(), THE_CAP, FOR_NEW)
    with CaptureQueriesContext(connection) as two:
        client.get(reverse("find"), wish)
    assert len(two) == len(one)
