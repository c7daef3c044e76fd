"""Links for funders: what is agreed is shown, nothing else is, and only until the link ends.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import JournalEntry
from accounts.retention import take_out
from bookings.actions.link_report import end_report_link, prolong_report_link
from bookings.actions.make_pdf import throw_pdfs_away
from bookings.exceptions import NotPossible, TooLate
from bookings.management.drawing import draw_what_links_show
from bookings.models import IssuedReport, LinkedPdf, ReportLink
from bookings.privacy.for_funders import FUNDERS
from bookings.privacy.report_pdfs import REPORT_PDFS
from bookings.reports import Edition, Pack
from bookings.reports.agreed import agreed, figures_to_agree, with_those_beside
from tests.bookings.reports.example import AS_AT, FROM, UNTIL, Week
from tests.make import a_post, a_user, a_venue, signed_in, soon
from tests.report_links import A_KEY, a_plain_report, a_project, a_report_link, an_issued_report
from tests.shared import shared
from venues.models import Operator

pytestmark = [pytest.mark.django_db, pytest.mark.once]
AGREED = ("A1", "C4", "E2")
NEW = "/desk/vale/reports/links/new/"


@shared
def week() -> Week:
    return Week()


@shared
def issued(week: Week) -> IssuedReport:
    return an_issued_report(week.venue, FROM, UNTIL, pack=Pack.COUNCIL, at=AS_AT)


@shared
def treasurer(week: Week) -> Client:
    return signed_in(a_post(week.venue, "treasurer").user)


def typed(issued: IssuedReport, **more: Any) -> dict[str, Any]:
    told = {"funder": "Vale Council", "reports": [str(issued.number)], "until": str(soon(30)), "words": "Thank you."}
    return {**told, "figures": list(AGREED), "key": A_KEY, **more}


def address_in(page: str) -> str:
    [address] = re.findall(r"/for-funders/[\w-]+/(?=<)", page)
    return address


def of_formats(address: str, number: int = 1) -> list[str]:
    return [address, *(f"{address}{number}{ending}" for ending in ("/", ".pdf", ".csv", ".ods"))]


def test_a_link_shows_what_was_agreed_and_nothing_else_in_any_format(
    week: Week, issued: IssuedReport, treasurer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = treasurer.get(NEW).text
    checked = set(re.findall(r'name="figures" value="(\w+)"[^>]* checked', form))
    assert {"A1", "A4", "A2", "C4", "F1", "N2"} <= checked  # the headlines, and the pack that the report prints
    assert not {"A11", "D7", "E10"} & checked
    given = treasurer.post(NEW, typed(issued))
    assert (given.status_code, given["Cache-Control"]) == (200, "no-store")
    assert "Keep this link" in given.text
    address = address_in(given.text)
    assert address_in(treasurer.post(NEW, typed(issued)).text) == address
    assert ReportLink.objects.count() == 1

    monkeypatch.setattr("bookings.views.for_funder.is_known_to_draw_none", lambda: True)
    shown = {"A1", "A1n", "C4", "E2", "E2f"}
    names = issued.figures["names"]
    others = [name for id, (name, _told) in names.items() if id not in shown and name not in ("Occupancy",)]
    told = {each: Client().get(each) for each in of_formats(address)}
    for each, answer in told.items():
        assert answer.status_code == 200, each
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert answer["Cache-Control"] == "private, no-store"
        assert not answer.cookies, each
        if each.endswith((".csv", ".ods")):
            continue
        assert "£11.72 an hour" in answer.text
        assert "For Vale Council" in answer.text
        assert "Requests by reason" in answer.text
        assert [name for name in others if f"{name}<" in answer.text] == [], each
        assert "Counted" not in answer.text
    ids = {row["figure_id"].partition(".")[0] for row in csv.DictReader(io.StringIO(told[f"{address}1.csv"].text))}
    assert ids == shown
    sheets = zipfile.ZipFile(io.BytesIO(told[f"{address}1.ods"].content)).read("content.xml").decode()
    assert {found.partition(".")[0] for found in re.findall(r">([A-F]\d\w?(?:\.\w+)?)<", sheets)} == shown


def test_an_older_report_says_that_a_later_one_counts_its_days_again_and_where_that_is() -> None:
    hall = a_venue(slug="dale")
    first, other_days, second = (
        a_plain_report(hall, None, edition="funder", first=day) for day in (soon(-30), soon(-40), soon(-30))
    )
    a_plain_report(hall, None, edition="desk")
    alone, together = (
        f"/for-funders/{a_report_link(hall, *given, key=str(len(given)))}/"
        for given in ((first,), (first, other_days, second))
    )
    assert "Report 3, issued" in Client().get(alone).text
    assert f"Ask {hall.name} for it" in Client().get(alone).text
    older = Client().get(f"{together}1/").text
    assert "counts the same days again" in older
    assert f'{together}3/">Read report 3' in older
    for newest in (together, f"{together}2/"):
        assert "counts the same days again" not in Client().get(newest).text


@pytest.mark.on_postgres
def test_a_link_opens_through_its_last_day_and_not_once_it_is_ended(
    week: Week, issued: IssuedReport, treasurer: Client
) -> None:
    """By the hall's own midnight, however late it is there."""
    today = timezone.localdate(timezone=week.venue.tz)
    address = f"/for-funders/{a_report_link(week.venue, issued, until=today)}/"
    link = ReportLink.objects.get()
    formats = [each for each in of_formats(address) if not each.endswith(".pdf")]
    assert {Client().get(each).status_code for each in formats} == {200}
    assert ReportLink.objects.get().opened_on == today
    ReportLink.objects.update(until=today - timedelta(days=1))
    assert {Client().get(each).status_code for each in of_formats(address)} == {404}

    page = reverse("desk:report_link", args=["vale", link.pk])
    refused = treasurer.post(page, {"act": "prolong", "until": str(today - timedelta(days=1))})
    assert (refused.status_code, "That day is over." in refused.text) == (422, True)
    assert treasurer.post(page, {"act": "prolong", "until": str(soon(9))}).status_code == 303
    assert Client().get(address).status_code == 200
    for _twice in range(2):
        assert treasurer.post(page, {"act": "end"}).status_code == 303
    assert {Client().get(each).status_code for each in of_formats(address)} == {404}
    late = treasurer.post(page, {"act": "prolong", "until": str(soon(9))})
    assert (late.status_code, "opens no more" in late.text) == (409, True)
    with pytest.raises(TooLate):
        prolong_report_link(link, until=soon(20), by=None)
    assert treasurer.post(NEW, typed(issued)).status_code == 409  # the same button again after that
    assert "Ended" in treasurer.get("/desk/vale/reports/links/").text
    assert JournalEntry.objects.filter(verb="gave a link to a report").count() == 3


def test_what_was_made_to_stay_in_the_house_is_never_shown(week: Week, treasurer: Client, issued: IssuedReport) -> None:
    hall = a_venue()
    own, at_first = an_issued_report(hall, edition=Edition.DESK), f"/desk/{hall.slug}/reports/links/new/"
    theirs = signed_in(a_post(hall, "secretary").user)
    assert "There is none yet." in theirs.get(at_first).text
    assert theirs.post(at_first, typed(own)).status_code == 200
    for wrong in (own, issued):
        with pytest.raises(NotPossible):
            a_report_link(hall, wrong)
    assert ReportLink.objects.count() == 0
    link = a_report_link(week.venue, issued)
    for page in ("report_link", "report_link_new"):
        args = [hall.slug, *([ReportLink.objects.get().pk] if page == "report_link" else [])]
        assert theirs.get(reverse(f"desk:{page}", args=args)).status_code == (404 if len(args) > 1 else 200)
    assert Client().get(f"/for-funders/{link[:-1]}/").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"funder": ""}, "Say who gets the link."),
        ({"reports": []}, "Choose a report."),
        ({"reports": ["77"]}, "Choose reports from the list."),
        ({"figures": []}, "Choose one figure at least."),
        ({"figures": ["D2"]}, "Choose figures from the list."),
        ({"until": "2020-01-01"}, "That day is over."),
        ({"until": "2040-01-01"}, "five years at most"),
    ],
)
@pytest.mark.once
def test_what_is_typed_wrong_is_said_beside_it_and_nothing_is_lost(
    week: Week, issued: IssuedReport, treasurer: Client, wrong: dict[str, Any], words: str
) -> None:
    """What a form says is judged in Python, whatever the database."""
    refused = treasurer.post(NEW, typed(issued, **wrong))
    assert (refused.status_code, words in refused.text, "Thank you." in refused.text) == (422, True, True)
    assert ReportLink.objects.count() == 0


@pytest.mark.on_postgres
def test_several_reports_of_one_link_lead_to_each_other_and_to_no_other(week: Week, issued: IssuedReport) -> None:
    earlier = an_issued_report(week.venue, FROM - timedelta(days=7), FROM, at=AS_AT)
    third = an_issued_report(week.venue, FROM, UNTIL, edition=Edition.PUBLIC, at=AS_AT)
    address = f"/for-funders/{a_report_link(week.venue, issued, earlier)}/"
    officer = signed_in(a_post(week.venue, "treasurer").user)
    come_from = f"{NEW}?report={earlier.number}"
    assert come_from in officer.get(f"/desk/vale/reports/{earlier.number}/").text
    for page, ticked in ((come_from, earlier), (NEW, third), (f"{NEW}?report=x", third)):
        assert re.findall(r'name="reports" value="(\d+)"[^>]* checked', officer.get(page).text) == [str(ticked.number)]
    page = Client().get(address).text
    assert "Monday 29 September 2025 to Sunday 5 October 2025" in page
    assert f"{address}{issued.number}/" in page
    assert Client().get(f"{address}{third.number}/").status_code == 404


def test_photos_and_receipts_are_those_of_the_link_alone(week: Week, issued: IssuedReport, treasurer: Client) -> None:
    by = week.venue.posts.first().user
    ramp, kitchen = a_project(week.venue, by), a_project(week.venue, by, name="A kitchen")
    address = f"/for-funders/{a_report_link(week.venue, issued, projects=[ramp])}/"
    page = Client().get(address).text
    assert all(words in page for words in ("The new ramp", "Concrete", "£4,120.00", "Vale Builders"))
    assert "A kitchen" not in page
    Operator.objects.update(currency="EUR")
    assert "€4,120.00" in Client().get(address).text
    assert "For how much, in euros" in treasurer.get(reverse("desk:project", args=["vale", ramp.pk])).text
    mine, other = (project.evidence.get(kind="photo") for project in (ramp, kitchen))
    assert Client().get(f"{address}pictures/{mine.pk}.jpg").status_code == 200
    assert Client().get(f"{address}pictures/{other.pk}.jpg").status_code == 404
    assert Client().get(f"{address}pictures/{ramp.evidence.get(kind='receipt').pk}.jpg").status_code == 404


@pytest.mark.on_postgres
def test_twenty_links_take_no_more_statements_than_ten(
    week: Week, issued: IssuedReport, treasurer: Client, django_assert_max_num_queries: Any
) -> None:
    for n in range(20):
        a_report_link(week.venue, issued, key=f"{A_KEY}-{n}")
    with django_assert_max_num_queries(10):
        treasurer.get("/desk/vale/reports/links/")
    by = week.venue.posts.first().user
    project = a_project(week.venue, by)
    token = a_report_link(week.venue, issued, projects=[project, *(a_project(week.venue, by, name=n) for n in "ab")])
    with django_assert_max_num_queries(9):
        Client().get(f"/for-funders/{token}/")


def test_what_never_stands_alone_is_agreed_with_its_other_and_frozen_figures_are_those_that_were_issued(
    week: Week, issued: IssuedReport
) -> None:
    assert with_those_beside(["A1", "E2", "F1"]) == ["A1", "A1n", "E2", "E2f", "F1"]
    offered = {choice.id for _question, some in figures_to_agree([issued]) for choice in some}
    assert not offered & {"A1n", "C3w", "E2f", "D2", "E10"}
    issued.venue = week.venue
    paper = agreed(issued, ["A1", "A1n"])
    [sheet] = paper.headlines[0].sheets
    assert [line.shown for line in sheet.lines][:1] == ["£11.72 an hour"]
    assert sheet.beside
    assert sheet.beside.lines[0].shown == "£10.08 an hour"


@pytest.mark.on_postgres
def test_six_years_after_its_end_a_link_goes_and_so_does_what_was_shown_with_it(
    week: Week, issued: IssuedReport
) -> None:
    project = a_project(week.venue, a_user("Ada"))
    a_report_link(week.venue, issued, projects=[project], until=soon(-2200))
    project.evidence.filter(kind="photo").update(made_at=timezone.now() - timedelta(days=2200))
    a_report_link(week.venue, issued, projects=[project], key="another-key-of-a-page")
    assert take_out(FUNDERS, timezone.now()) == 2
    assert (ReportLink.objects.count(), project.evidence.get().kind) == (1, "receipt")


@pytest.mark.on_postgres
def test_the_pdf_of_a_link_is_drawn_by_the_clock_once_for_any_number_of_clicks(
    week: Week, issued: IssuedReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without an account, a cookie or a script; and anew where what it shows is otherwise."""
    drawings: list[str] = []

    def drawn(context: Any) -> bytes:
        drawings.append(context["link"].funder)
        return b"%PDF for " + context["link"].funder.encode()

    monkeypatch.setattr("bookings.reports.agreed_files.as_pdf", drawn)
    address, reader = f"/for-funders/{a_report_link(week.venue, issued)}/", Client(enforce_csrf_checks=True)
    assert "The PDF is being drawn since" in reader.get(address).text
    clicks = [reader.post(f"{address}1.pdf") for _each in range(3)]
    assert {(answer.status_code, answer["Location"]) for answer in clicks} == {(303, f"{address}1/#pdf")}
    assert reader.get(f"{address}1.pdf")["Location"] == f"{address}1/#pdf"
    assert (draw_what_links_show(timezone.now()), draw_what_links_show(timezone.now())) == (1, 0)
    assert reader.get(f"{address}1.pdf").content == b"%PDF for Vale Council"
    assert f'href="{address}1.pdf"' in reader.get(address).text
    reader.post(f"{address}1.pdf")
    assert draw_what_links_show(timezone.now()) == 0

    ReportLink.objects.update(funder="Dale Council")
    page = reader.get(address)
    assert ("Make the PDF" in page.text, page.cookies) == (True, {})
    assert reader.get(f"{address}1.pdf").status_code == 302
    reader.post(f"{address}1.pdf")
    throw_pdfs_away(at=timezone.now())
    assert draw_what_links_show(timezone.now()) == 1
    assert drawings == ["Vale Council", "Dale Council"]
    assert reader.get(f"{address}1.pdf").content == b"%PDF for Dale Council"
    assert reader.post(f"{address}2.pdf").status_code == 404
    link = ReportLink.objects.get()
    prolong_report_link(link, until=soon(60), by=None)
    ReportLink.objects.update(until=soon(-1))
    assert (draw_what_links_show(timezone.now()), link.pdfs.count()) == (0, 0)
    assert reader.post(f"{address}1.pdf").status_code == 404
    LinkedPdf.objects.create(link=link, report=issued, asked_at=timezone.now())
    assert take_out(REPORT_PDFS, timezone.now() + timedelta(days=8)) == 1
    LinkedPdf.objects.create(link=link, report=issued, asked_at=timezone.now())
    end_report_link(link, by=None, at=timezone.now())
    assert link.pdfs.count() == 0
