"""What a paper diary told of people is kept no longer than anything else.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Disposal
from bookings.actions.forget import forget_words
from bookings.actions.look_through_diary import look_through_diary
from bookings.models import Booking, PaperDiaryDraft, RefusedDate, Session
from bookings.privacy import daily
from tests.bookings.going_live.diaries import FULL, a_book, a_row, bring_in
from tests.make import a_post, a_user, a_venue, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]
AT = datetime(2026, 6, 1, 9, tzinfo=UTC)


def test_a_file_that_was_not_brought_in_goes_after_a_day() -> None:
    now = timezone.now()
    look_through_diary(a_venue(), a_book(a_row()), file_name="diary.csv", by=a_user(), at=now)
    daily.keep_to_the_rules(now + timedelta(hours=23))
    assert PaperDiaryDraft.objects.exists()
    daily.keep_to_the_rules(now + timedelta(hours=25))
    assert not PaperDiaryDraft.objects.exists()
    assert Disposal.objects.get(kind="diaries").rows == 1


def test_when_a_hirer_is_forgotten_so_is_what_the_diary_called_the_hire_and_who_paid() -> None:
    asked = ("2026-02-01", "declined", "Ottoline fainted", "", "")
    rows = [(*a_row(), "2026-02-01", "", "", "12", "Aunt Ottoline"), (*a_row("2026-03-10"), *asked)]
    bring_in(a_venue(), a_book(*rows, headings=(*FULL, "requested_at", "status", "reason", "charge", "payer")), at=AT)
    assert (Session.objects.get().payer, RefusedDate.objects.get().words) == ("Aunt Ottoline", "Ottoline fainted")
    forget_words([Booking.objects.get().pk], at=AT)
    assert (Session.objects.get().payer, RefusedDate.objects.get().words) == ("", "")
    assert Booking.objects.get().title == "A hire"


def test_the_desk_reads_who_else_pays() -> None:
    venue = a_venue()
    row = (*a_row(), "12", "Lottery", "10")
    bring_in(venue, a_book(row, headings=(*FULL, "charge", "payer", "payer_amount")), at=AT)
    browser = signed_in(a_post(venue, "secretary").user)
    page = browser.get(reverse("desk:booking", args=[venue.slug, Booking.objects.get().ref])).content.decode()
    assert "<strong>£2.00</strong>" in page
    assert page.count("not recorded") == 2  # what for, and how many people
    assert "Lottery pays £10.00 beside it." in page
    assert "Hearth brought it in from its paper diary" in page
