"""S6: affiliated groups. The trust deed gives free or first-call use.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts import journal
from accounts.clock import date_words, day_words
from accounts.models import Hirer
from bookings.models import Booking, RefusedDate
from bookings.planning import plan
from bookings.reports.building import build
from tests.make import a_booking, a_group, a_post, a_user, a_venue, an_ask, book, move, signed_in, soon, the_room
from tests.reading import words_of
from tests.shared import shared
from venues.fair_use import FirstCall, Hours
from venues.models import SpecialTerms, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]

MONDAY = next(day for day in map(soon, range(21, 28)) if day.weekday() == 0)
CALL = FirstCall(Hours((0,), 18 * 60, 22 * 60), 14, "main", "Main")
TYPED = {
    "category": "",
    "percent_off": "100",
    "call_days": ["0"],
    "call_hours": "6pm to 10pm",
    "call_room": "main",
    "call_days_before": "14",
    "since": "2026-01-01",
    "until": "2030-12-31",
    "agreed_by": "The trustees",
    "agreed_on": "2026-01-05",
    "words": "Clause 4 of the trust deed.",
}


@shared
def hall() -> Venue:
    return a_venue(cells=("main", "small"))


@shared
def scouts() -> Hirer:
    return a_group("Alder Vale Scouts' committee", kind="charity", organiser=a_user("Ben"))


@shared
def manager(hall):
    return signed_in(a_post(hall, "manager").user)


def affiliated(hall: Venue, scouts: Hirer, **fields) -> SpecialTerms:
    """As a manager writes it down."""
    facts = {"agreed_by": "The trustees", "agreed_on": date(2026, 1, 5), "words": "Clause 4 of the trust deed."}
    Venue.objects.filter(pk=hall.pk).update(has_first_calls=True)
    return SpecialTerms.objects.create(venue=hall, hirer=scouts, **{"since": date(2020, 1, 1), **facts, **fields})


def why_not(hall: Venue, hirer: Hirer, *, on: date = MONDAY, room: str = "main", **fields) -> list[tuple[str, str]]:
    found = plan(an_ask(the_room(hall, room), on, hirer=hirer, **fields), at=timezone.now())
    return [(each.reason, each.reason_words) for each in found.refused]


def page(hall: Venue, name: str, *args) -> str:
    return reverse(f"desk:{name}", args=[hall.slug, *args])


def test_S6_free_use_is_a_booking_at_nothing_with_its_standard_price_counted_as_a_concession(hall, scouts):
    affiliated(hall, scouts, percent_off=Decimal(100))
    booking = book(an_ask(the_room(hall, "main"), soon(), hirer=scouts), by=a_user())
    session = booking.sessions.get()
    assert (session.hire_pence, session.standard_pence) == (0, 2400)
    assert (session.category_gap_pence, session.waiver_gap_pence, session.discount_gap_pence) == (800, 1600, 0)

    Booking.objects.filter(pk=booking.pk).update(status=Booking.Status.CONFIRMED)
    move(booking, to=timezone.now() - timedelta(days=3))
    today = timezone.localdate()
    report = build(hall, today - timedelta(days=7), today, as_at=timezone.now())
    concessions = next(figure for figure in report.figures if figure.id == "A4")
    assert concessions.value.amount == 24


def test_S6_first_call_keeps_their_hours_until_n_days_before_and_others_are_refused_in_a_sentence(hall, scouts):
    affiliated(hall, scouts, first_call=asdict(CALL))
    choir, opens = a_group(), day_words(MONDAY - timedelta(days=14))
    kept = f"Kept for an affiliated group until 14 days before. You may ask for it from {opens}"
    assert why_not(hall, choir) == [(RefusedDate.Reason.KEPT, kept)]
    assert why_not(hall, choir, room="whole")  # the room is a part of it
    assert not why_not(hall, scouts)
    assert not why_not(hall, choir, room="small")
    assert not why_not(hall, choir, on=MONDAY + timedelta(days=1))
    assert not why_not(hall, choir, start=9, end=18)
    late = timezone.now() + (MONDAY - timezone.localdate()) - timedelta(days=14)
    assert plan(an_ask(the_room(hall, "main"), MONDAY, hirer=choir), at=late).kept


def test_S6_the_group_is_named_only_where_a_booking_of_it_may_be_public(hall, scouts):
    affiliated(hall, scouts, first_call=asdict(CALL))
    booking = a_booking(the_room(hall, "small"), hirer=scouts, confirmed=True, listed=True)
    [(_reason, words)] = why_not(hall, a_group())
    assert words.startswith("Kept for Alder Vale Scouts' committee until 14 days before.")
    Booking.objects.filter(pk=booking.pk).update(confidential=True)
    [(_reason, words)] = why_not(hall, a_group())
    assert words.startswith("Kept for an affiliated group until")


def test_S6_the_page_of_the_room_tells_that_hours_are_kept(hall, scouts, client):
    affiliated(hall, scouts, first_call=asdict(CALL))
    told = words_of(client.get(reverse("venues:room", args=[hall.slug, "main"])))
    assert "Monday, 6pm to 10pm: kept for an affiliated group until 14 days before." in told
    assert "affiliated group" not in words_of(client.get(reverse("venues:room", args=[hall.slug, "small"])))


@pytest.mark.on_postgres
def test_S6_first_call_ends_with_its_agreement_and_costs_others_one_question(hall, scouts):
    choir = a_group()
    with CaptureQueriesContext(connection) as without:
        why_not(hall, choir)
    terms = affiliated(hall, scouts, first_call=asdict(CALL))
    with CaptureQueriesContext(connection) as within:
        assert why_not(hall, choir)
    assert len(within) - len(without) <= 2  # whose hours, and where; a refused date asks for no price
    terms.until = MONDAY - timedelta(days=1)
    terms.save()
    assert not why_not(hall, choir)


def test_S6_the_list_says_who_under_what_clause_since_and_until_when(hall, scouts, manager):
    a_booking(the_room(hall, "small"), hirer=scouts)
    answer = manager.post(page(hall, "terms_new", scouts.ref), TYPED)
    assert answer.status_code == 303
    told = words_of(manager.get(page(hall, "agreed")))
    what = "Free use and first call on Monday, 6pm to 10pm in Main until 14 days before"
    for words in (scouts.name, what, "Clause 4 of the trust deed.", "Agreed by The trustees on 5 January 2026."):
        assert words.replace("'", "&#x27;") in told or words in told
    assert "1 January 2026 31 December 2030" in told
    hall.refresh_from_db()
    assert hall.has_first_calls
    assert journal.of(scouts).get(verb="agreed terms with").by is not None


def test_S6_a_manager_ends_it_and_a_secretary_only_reads(hall, scouts, manager):
    a_booking(the_room(hall, "small"), hirer=scouts)
    terms = affiliated(hall, scouts, first_call=asdict(CALL))
    end = page(hall, "terms_end", scouts.ref, terms.pk)
    secretary = signed_in(a_post(hall, "secretary").user)
    assert end in manager.get(page(hall, "agreed")).content.decode()
    assert end not in secretary.get(page(hall, "agreed")).content.decode()
    last = MONDAY - timedelta(days=1)
    assert manager.post(end, {"last_day": last.isoformat()}).status_code == 303
    assert not why_not(hall, a_group())
    assert date_words(last) in words_of(manager.get(page(hall, "agreed")))


@pytest.mark.once
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"agreed_by": ""}, "agreed_by"),
        ({"agreed_on": ""}, "agreed_on"),
        ({"until": ""}, "until"),
        ({"call_days": []}, "call_days"),
        ({"call_hours": ""}, "call_hours"),
        ({"call_hours": "closed"}, "call_hours"),
        ({"call_days_before": ""}, "call_days_before"),
        ({"call_days_before": "0"}, "call_days_before"),
        ({"call_room": "attic"}, "call_room"),
        ({"percent_off": "", "call_days": [], "call_hours": "", "call_days_before": ""}, "percent_off"),
    ],
)
def test_S6_without_who_agreed_it_when_and_until_when_it_is_not_saved(hall, scouts, manager, wrong, field):
    """The words of a form, whatever the database."""
    a_booking(the_room(hall, "small"), hirer=scouts)
    answer = manager.post(page(hall, "terms_new", scouts.ref), {**TYPED, **wrong})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not SpecialTerms.objects.exists()


@pytest.mark.once
def test_S6_a_list_of_twenty_asks_as_many_questions_as_one_of_ten(hall, manager):
    """How many statements a page asks is Django’s doing, whichever database answers them."""
    counts = []
    for _number in range(2):
        for _each in range(9):
            affiliated(hall, a_group(), first_call=asdict(CALL))
        with CaptureQueriesContext(connection) as asked:
            manager.get(page(hall, "agreed"))
        counts.append(len(asked))
    assert counts[0] == counts[1]
