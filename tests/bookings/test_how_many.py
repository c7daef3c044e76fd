"""Once a month a group says how many came, once a term whether the space was right, once a year whom it serves.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Hirer, Letter, Postcode
from accounts.unwanted import MONTHLY, Kind, stop
from bookings.actions import merge_groups
from bookings.actions.ask_how_many import ask_groups_of
from bookings.actions.forget import forget_hirers
from bookings.actions.say_whom import Served, say_whom
from bookings.actions.undo_merge import undo_merge
from bookings.how_many import month_due, path_of
from bookings.models import Booking, HowWeCount, MonthAsked, Session, Verdict, WhomServed
from tests.make import LONDON, a_booking, a_group, a_post, a_user, a_venue, signed_in, soon, the_room
from tests.month_cases import asked_about, in_last_month
from tests.reading import words_of
from tests.shared import shared
from venues.actions.ask_afterwards import ask_afterwards

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@shared
def hire() -> Booking:
    """Once, last month, by a choir; nobody counted."""
    booking = a_booking(on=soon(20), confirmed=True, people=25)
    in_last_month(booking)
    return booking


def letters() -> int:
    return Letter.objects.filter(kind=MONTHLY).count()


@pytest.mark.parametrize(
    ("at", "month"),
    [
        (datetime(2026, 3, 1, 9, 59, tzinfo=LONDON), None),
        (datetime(2026, 3, 1, 10, tzinfo=LONDON), date(2026, 2, 1)),
        (datetime(2026, 1, 31, 23, 50, tzinfo=LONDON), date(2025, 12, 1)),
    ],
)
def test_a_month_is_asked_about_on_the_morning_after_it(at, month):
    assert month_due(at) == month


def test_one_letter_tells_of_all_halls_of_an_operator_and_of_no_others(hire):
    other = a_booking(the_room(a_venue(operator=hire.venue.operator), "main"), hirer=hire.hirer, confirmed=True)
    elsewhere = a_booking(hirer=hire.hirer, confirmed=True)
    for booking in (other, elsewhere):
        in_last_month(booking)
    page = Client().get(path_of(asked_about(hire))).content.decode()
    assert letters() == 1
    assert hire.venue.name in page
    assert other.venue.name in page
    assert elsewhere.venue.name not in page


@pytest.mark.parametrize("why_not", ["counted and told", "household", "no address", "switched off", "unwanted", "own"])
def test_no_letter_where_there_is_nothing_to_ask_or_nobody_to_be_asked(hire, why_not):
    hirer, operator, begins = hire.hirer, hire.venue.operator, in_last_month(hire)
    if why_not == "counted and told":
        Session.objects.filter(booking=hire).update(counted=0)
        Verdict.objects.create(booking=hire, month=begins.date().replace(day=1), asked_at=begins)
    elif why_not == "household":
        Hirer.objects.filter(pk=hirer.pk).update(kind=Hirer.Kind.HOUSEHOLD)
    elif why_not == "no address":
        Hirer.objects.filter(pk=hirer.pk).update(contact_email="")
        hirer.memberships.all().delete()
        Booking.objects.filter(pk=hire.pk).update(made_by=None)
    elif why_not == "switched off":
        ask_afterwards(hire.venue, asks=False, by=a_user("Ada"))
    elif why_not == "unwanted":
        stop(Kind(hirer.contact_email, MONTHLY, operator.slug, operator.name))
    else:
        operator.own_hirer = hirer
        operator.save()
    at = begins + timedelta(days=30)
    ask_groups_of(operator, begins.date().replace(day=1), at=at)
    assert letters() == 0


def test_the_space_is_judged_once_with_words_that_may_be_quoted_only_where_they_said_so(hire):
    asked, key = asked_about(hire), f"booking-{hire.pk}"
    browser, page = Client(), path_of(asked)
    said = {f"{key}-score": "4", f"{key}-words": "Warm and dry.", f"{key}-may_quote": "unnamed"}
    assert browser.post(page, {f"{key}-words": "Warm and dry."}).status_code == 422
    assert browser.post(page, said).status_code == 303
    verdict = Verdict.objects.get()
    assert (verdict.score, verdict.words, verdict.signed) == (4, "Warm and dry.", "A group that meets here")
    assert browser.post(page, {f"{key}-score": "2", f"{key}-words": "Cold."}).status_code == 303
    verdict.refresh_from_db()
    assert (verdict.score, verdict.words, verdict.signed) == (2, "Cold.", "")
    assert hire.sessions.get().typical is None
    assert browser.post(page, {}).status_code == 422
    assert browser.post(page, {f"{key}-score": "6"}).status_code == 422
    desk = signed_in(a_post(hire.venue, "secretary").user)
    address = f"{reverse('desk:how_many', args=[hire.venue.slug])}?month={asked.month:%Y-%m}"
    shown = desk.get(address).content.decode()
    assert "2 of 5" in shown
    assert "Not to be quoted" in shown
    forget_hirers([hire.hirer_id], at=timezone.now())
    verdict.refresh_from_db()
    assert (verdict.score, verdict.words) == (2, "")
    assert browser.get(page).status_code == 404


def test_a_series_is_judged_at_the_end_of_a_term_and_not_again_when_it_ends_soon_after():
    series = a_booking(on=soon(20), until=soon(20 + 7 * 7), confirmed=True)
    operator, asked = series.venue.operator, []
    for number, session in enumerate(series.sessions.order_by("starts_at")):
        begins = datetime(2025 + (number + 5) // 12, (number + 5) % 12 + 1, 15, 19, tzinfo=LONDON)
        Session.objects.filter(pk=session.pk).update(starts_at=begins, ends_at=begins + timedelta(hours=2))
    for month in (date(2025, month, 1) for month in range(6, 13)):
        ask_groups_of(operator, month, at=datetime(month.year, month.month, 28, tzinfo=LONDON) + timedelta(days=9))
        asked.append(Verdict.objects.filter(booking=series, month=month).exists())
    assert asked == [False, True, False, False, False, False, True]
    ask_groups_of(operator, date(2026, 1, 1), at=datetime(2026, 2, 5, tzinfo=LONDON))
    assert Verdict.objects.count() == 2


@pytest.mark.once
@pytest.mark.parametrize(
    ("typed", "step", "shown"), [("", "1", 25), ("", "-1", 25), ("8", "1", 9), ("0", "-1", 0), ("many", "x", 25)]
)
def test_one_more_or_one_fewer_is_shown_and_kept_by_the_second_tap_only(hire, typed, step, shown):
    """The words of a form, whatever the database."""
    in_last_month(hire)
    caretaker, session = signed_in(a_post(hire.venue, "caretaker").user), hire.sessions.get()
    address = reverse("desk:count", args=[hire.venue.slug, session.pk])
    page = caretaker.post(address, {"people": typed, "step": step})
    assert (page.status_code, page.context["form"]["people"].value()) == (200, shown)
    assert "Not saved yet" in words_of(page)
    session.refresh_from_db()
    assert session.counted is None
    assert caretaker.post(address, {"people": shown}).status_code == 303
    session.refresh_from_db()
    assert (session.counted, session.typical) == (shown, None)


def test_the_desk_writes_down_what_a_group_without_e_mail_told(hire):
    Hirer.objects.filter(pk=hire.hirer_id).update(contact_email="")
    begins = in_last_month(hire)
    desk = signed_in(a_post(hire.venue, "secretary").user)
    address = f"{reverse('desk:how_many', args=[hire.venue.slug])}?month={begins:%Y-%m}"
    assert desk.post(address, {}).status_code == 422
    assert desk.post(address, {f"booking-{hire.pk}-number": "0"}).status_code == 303
    assert list(hire.sessions.values_list("counted", "typical")) == [(None, 0)]
    assert "Nothing is missing." in desk.get(address).content.decode()
    assert desk.post(address, {"letters": "no"}).status_code == 303
    hire.venue.refresh_from_db()
    assert not hire.venue.asks_afterwards


@pytest.mark.once
def test_many_dates_and_bookings_ask_the_database_as_much_as_few(hire):
    """How many statements a page asks is Django’s doing, whichever database answers them."""
    asked, counts = asked_about(hire), []
    desk = signed_in(a_post(hire.venue, "secretary").user)
    pages = (path_of(asked), f"{reverse('desk:how_many', args=[hire.venue.slug])}?month={asked.month:%Y-%m}")
    for days in (range(2, 6), ()):
        with CaptureQueriesContext(connection) as asks:
            shown = [browser.get(page).status_code for browser, page in zip((Client(), desk), pages, strict=True)]
        assert shown == [200, 200]
        counts.append(len(asks))
        for day in days:
            other = a_booking(the_room(hire.venue, "main"), on=soon(day), hirer=hire.hirer, confirmed=True)
            in_last_month(other, day)
    assert counts[0] == counts[1]


@pytest.mark.on_postgres
def test_a_group_says_whom_it_serves_and_only_the_code_of_its_area_is_kept(hire):
    bea = a_user("Bea")
    hire.hirer.memberships.create(user=bea, role="organiser")
    Postcode.objects.create(code="ZZ1 1ZZ", latitude=52, longitude=-2, district="ZZ1", area="E01000001")
    browser, page = signed_in(bea), reverse("own:whom", args=[hire.hirer.ref])
    said = {"audience": ["older", "carers"], "ages": ["65_to_79"], "low_income": "yes", "charity_number": "1234567"}
    assert browser.post(page, {**said, "area": "Atlantis"}).status_code == 422
    for typed, kept in (("zz11zz", "E01000001"), ("ZZ1 9ZZ", "ZZ1"), ("zz1", "ZZ1"), ("alder vale", "ZZ1")):
        assert browser.post(page, {**said, "area": typed}).status_code == 303
        row = WhomServed.objects.get()
        assert (row.area, row.audience, row.small_income) == (kept, ["older", "carers"], "")
    assert browser.post(page, {**said, "keeps_area": "on"}).status_code == 303
    assert WhomServed.objects.get().area == "ZZ1"
    hire.hirer.refresh_from_db()
    assert hire.hirer.charity_number == "1234567"
    HowWeCount.objects.create(venue=hire.venue, small_income=25_000, updated_at=timezone.now())
    by_letter = Client().get(path_of(asked_about(hire), "bookings:month_whom"))
    assert "less than £25,000 a year?" in by_letter.content.decode()
    assert "1234567" not in by_letter.content.decode()
    assert "audience" not in by_letter.context["form"].initial
    for sent, asked in (("10000", 10_000), ("", 25_000), ("-1", 25_000)):  # from before the hall changed it; unreadable
        answered = browser.post(page, {**said, "small_income": "yes", "income_asked": sent}).status_code
        assert (answered, WhomServed.objects.get().income_asked) == (303, asked)
    assert browser.post(page, {"skip": "all"}).status_code == 303
    assert WhomServed.objects.get().skipped
    household = a_group("Ben’s", organiser=bea, kind=Hirer.Kind.HOUSEHOLD)
    assert browser.get(reverse("own:whom", args=[household.ref])).status_code == 404


@pytest.mark.on_postgres
def test_what_it_said_goes_along_with_a_merge_and_back(hire):
    twin, today = a_group("The choir"), timezone.localdate()
    asked = MonthAsked.objects.create(
        hirer=twin, operator=hire.venue.operator, month=today.replace(day=1), asked_at=timezone.now()
    )
    say_whom(twin, Served(audience=("older",)), charity_number=None, by=None, on=today)
    merge = merge_groups(hire.hirer, twin, venue=hire.venue, by=None, at=timezone.now())
    assert hire.hirer.served.count() == 1
    assert MonthAsked.objects.get() == asked
    undo_merge(merge, by=None, at=timezone.now())
    assert twin.served.count() == 1
