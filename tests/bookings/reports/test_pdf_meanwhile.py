"""The desk's report as a PDF: asked for with a button, drawn by the clock, told by a letter, kept for a week."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from accounts.models import Letter
from accounts.retention import take_out
from bookings.actions.erase_person import erase_person
from bookings.actions.make_pdf import keep_pdf
from bookings.documents import drawn_of_all
from bookings.forms.report import SpanForm
from bookings.management.drawing import draw_what_was_asked
from bookings.models import ReportPdf
from bookings.privacy.report_pdfs import REPORT_PDFS
from tests.bookings.reports.example import Week
from tests.make import a_post, a_user, signed_in
from tests.shared import shared

pytestmark = pytest.mark.django_db
DAYS = {"first": "2025-10-06", "last": "2025-10-12"}
PAGE, PDF = "/desk/vale/report/", "/desk/vale/report.pdf"
ASKED = f"{PDF}?{urlencode(DAYS)}"


@shared
def week() -> Week:
    return Week()


@pytest.fixture(autouse=True)
def drawn_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "bookings.management.drawing.as_pdf", lambda report: f"%PDF {report.span.first} {report.edition}".encode()
    )


def an_officer(week: Week, name: str) -> tuple[ReportPdf, Client]:
    """And what they asked for."""
    user = a_user(name)
    a_post(week.venue, "secretary", user)
    client = signed_in(user)
    client.post(ASKED)
    return ReportPdf.objects.get(user=user), client


def test_a_pdf_is_asked_for_once_drawn_by_the_clock_and_told_of(week: Week) -> None:
    asked, client = an_officer(week, "Ada")
    begun = asked.asked_at
    again = client.post(ASKED)
    assert (again.status_code, again["Location"]) == (303, f"{PAGE}?{urlencode(DAYS)}#pdf")
    assert ReportPdf.objects.get().asked_at == begun
    page = client.get(PAGE, DAYS).text
    assert "The PDF is being drawn since" in page
    assert "Make the PDF" not in page
    assert client.get(PDF, DAYS)["Location"] == again["Location"]

    call_command("tick")
    call_command("tick")
    letter = Letter.objects.get(kind="report_pdf")
    [link] = [line for line in letter.body.splitlines() if "report.pdf" in line]
    made = client.get(link)
    assert made.content == b"%PDF 2025-10-06 desk"
    assert client.get(PDF, DAYS).content == made.content
    page = client.get(PAGE, DAYS).text
    assert ("The PDF was made at" in page, "Make the PDF anew" in page) == (True, True)
    assert letter.to == asked.user.email

    trustee, stranger = a_user("Tess"), a_user("Cleo")
    a_post(week.venue, "trustee", trustee)
    assert signed_in(trustee).get(link).status_code == 302  # theirs is not made
    assert signed_in(stranger).get(link).status_code == signed_in(stranger).post(ASKED).status_code == 404
    assert Client().get(link)["Location"].startswith("/account/login/")

    client.post(ASKED)
    assert not bytes(ReportPdf.objects.get().content)
    assert draw_what_was_asked(timezone.now()) == 1
    assert Letter.objects.filter(kind="report_pdf").count() == 2


def test_nothing_is_drawn_for_others_or_of_an_edition_that_is_not_issued(week: Week) -> None:
    asked, client = an_officer(week, "Ada")
    assert client.post(f"{ASKED}&edition=funder").status_code == 409
    assert client.post(f"{PDF}?first=2025-10-06").status_code == 400
    asked.user.posts.all().delete()
    assert draw_what_was_asked(timezone.now()) == 0
    assert not ReportPdf.objects.exists()
    assert not Letter.objects.filter(kind="report_pdf").exists()
    a_post(week.venue, "funder", asked.user)
    assert client.post(PDF).status_code == 405


def test_it_goes_after_a_week_and_at_once_where_somebody_is_erased(week: Week) -> None:
    now = timezone.now()
    (first, _ada), (second, _ben), (third, _bea) = (an_officer(week, name) for name in ("Ada", "Ben", "Bea"))
    keep_pdf(first, b"%PDF with Max", at=now)
    keep_pdf(second, b"%PDF", at=now - timedelta(days=8))
    assert take_out(REPORT_PDFS, now) == 1
    assert erase_person(a_user("Max"), at=now)
    assert list(ReportPdf.objects.all()) == [third]
    assert not keep_pdf(third, b"%PDF drawn before, with Max", at=now)
    assert draw_what_was_asked(now) == 1
    assert erase_person(third.user, at=now)
    assert not ReportPdf.objects.exists()


@pytest.mark.once
def test_the_same_choice_in_other_words_is_the_same_pdf() -> None:
    """Words that a form reads, without any database."""

    def settled(query: str) -> str:
        form = SpanForm(QueryDict(query), today=date(2026, 3, 3))
        assert form.is_valid()
        return form.settled

    year = settled("days=last_year")
    assert year == settled("first=2025-01-01&last=31+December+2025&edition=desk") == settled(year)
    around = settled(f"{year}&change_on=2025-06-02&weekdays=1&weekdays=0&since=6pm&until=22:00&weeks=")
    assert around.endswith("&change_on=2025-06-02&weeks=12&weekdays=0&weekdays=1&since=18%3A00&until=22%3A00")
    assert settled(around) == around


def test_one_that_cannot_be_drawn_holds_up_no_other() -> None:
    tried: list[Any] = []

    def draw(number: Any) -> bool:
        tried.append(number)
        return bool(100 // number)

    with pytest.raises(ExceptionGroup) as raised:
        drawn_of_all([0, 1, "no number", 2], draw)
    assert [type(each) for each in raised.value.exceptions] == [ZeroDivisionError, TypeError]
    assert tried == [0, 1, "no number", 2]
    assert drawn_of_all([1, 200, 2], draw) == 2
