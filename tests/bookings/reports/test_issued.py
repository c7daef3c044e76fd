"""A report that was issued is what it was: the database refuses to change it, and its numbers can be read again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.clock import date_words
from accounts.models import Disposal
from bookings.actions.draw_issued import keep_drawn
from bookings.actions.erase_person import erase_person
from bookings.actions.issue_report import NUMBER, issue_report
from bookings.documents import LOOK, drawn_from
from bookings.models import IssuedDocument, IssuedReport
from bookings.reports import Edition, Report, build
from bookings.reports.freezing import frozen, rules_of, values_of
from bookings.reports.otherwise import OF_RETENTION
from bookings.reports.own_words import told_of
from tests.bookings.reports.example import AS_AT, FROM, UNTIL, Week
from tests.make import a_user
from tests.shared import shared
from venues.models import ReportWords, Venue

pytestmark = pytest.mark.django_db
Kind = IssuedDocument.Kind


@shared
def week() -> Week:
    return Week()


@shared
def report(week: Week) -> Report:
    return build(week.venue, FROM, UNTIL, as_at=AS_AT, edition=Edition.PUBLIC)


@shared
def issued(week: Week, report: Report) -> IssuedReport:
    return issue_report(week.venue, frozen(report), by=None, at=AS_AT)


WENT = (Disposal.Kind.ERASED, Disposal.Kind.ENQUIRIES)


def test_what_was_issued_holds_figures_parameters_versions_and_documents(issued: IssuedReport, report: Report) -> None:
    found = IssuedReport.objects.get()
    assert (found.number, found.first, found.last, found.edition, found.pack) == (
        1,
        FROM,
        date(2025, 10, 12),
        "public",
        "main",
    )
    assert found.is_for_outside
    values = {value.key[0]: value for value in values_of(found.figures)}
    assert values["E4"].shown == "5"
    assert (values["F1.households"].state, values["F1.households"].is_told) == ("[c]", False)
    [household] = [row for row in found.figures["values"] if row["id"] == "F1.households"]
    assert (household["numerator"], household["n"]) == (None, None)
    assert ["As at", "13 October 2025, midnight"] in found.parameters
    assert (found.rules, found.software) == (rules_of(report), settings.VERSION)
    other = replace(report.figures[0], definition="Counted otherwise.")
    assert rules_of(replace(report, figures=(other, *report.figures[1:]))) != found.rules
    documents = dict(found.documents.values_list("kind", "content"))
    assert set(documents) == {Kind.PAPER, Kind.CSV, Kind.ODS, Kind.TEXT, Kind.WORDS}
    words = f"Report 1, issued {date_words(found.issued_at.astimezone(found.venue.tz).date())}"
    paper = bytes(documents[Kind.PAPER]).decode()
    assert (paper.count(words), NUMBER in paper) == (2, False)  # on its first page and at the foot of each
    assert bytes(documents[Kind.TEXT]).decode().startswith(f"{words}\n")


def test_the_next_has_the_next_number_and_the_same_key_issues_one(week: Week, report: Report) -> None:
    made = [issue_report(week.venue, frozen(report), by=None, at=AS_AT, key=key) for key in ("one", "one", "two")]
    assert [each.number for each in made] == [2, 2, 3]


@pytest.mark.once
def test_the_same_rows_and_parameters_give_the_same_bytes(week: Week, report: Report) -> None:
    """Drawing knows no database: one is enough."""
    again = build(week.venue, FROM, UNTIL, as_at=AS_AT, edition=Edition.PUBLIC)
    documents = [frozen(each).documents for each in (report, again)]
    assert documents[0] == documents[1]
    a_page = (
        '<!doctype html><html lang="en-gb"><title>A</title><main><h1>A</h1><table><tr><th>B</th></tr></table></main>'
    )
    assert drawn_from(a_page, LOOK) == drawn_from(a_page, LOOK)


@pytest.mark.parametrize(
    "change",
    [
        lambda: IssuedReport.objects.update(number=7),
        lambda: IssuedReport.objects.update(id=77),
        lambda: IssuedReport.objects.update(figures={}),
        lambda: IssuedReport.objects.update(window={}),
        lambda: IssuedDocument.objects.update(content=b"Otherwise"),
        lambda: IssuedDocument.objects.all().delete(),
        lambda: IssuedReport.objects.all().delete(),
    ],
)
def test_the_database_refuses_to_change_it_or_to_let_it_go(issued: IssuedReport, change: Callable[[], Any]) -> None:
    with pytest.raises(IntegrityError, match="an_issued_"), transaction.atomic():
        change()


@pytest.mark.of_a_file  # PostgreSQL knows no OR REPLACE
def test_nor_does_another_take_its_place(issued: IssuedReport) -> None:
    """SQLite asks no trigger of deleting when it replaces, whichever tool writes."""
    report, document = IssuedReport._meta.db_table, IssuedDocument._meta.db_table
    csv = f"FROM {document} WHERE kind = 'csv'"
    for statement in (
        f"INSERT OR REPLACE INTO {report} SELECT * FROM {report}",
        f"INSERT OR REPLACE INTO {document} SELECT * {csv}",
        f"INSERT OR REPLACE INTO {document} (report_id, kind, content, made_at) SELECT report_id, kind, x'00', 0 {csv}",
        f"UPDATE OR REPLACE {document} SET kind = 'csv', blotted_at = made_at WHERE kind = 'ods'",
        f"UPDATE {report} SET rowid = 77",
    ):
        with pytest.raises(IntegrityError, match="is_never_replaced"), transaction.atomic(), connection.cursor() as it:
            it.execute(statement)


def test_who_issued_it_may_leave_an_erasure_says_when_and_all_goes_with_the_venue(
    week: Week, issued: IssuedReport
) -> None:
    IssuedReport.objects.update(issued_by=None)
    IssuedDocument.objects.update(content=b"Without a name", blotted_at=timezone.now())
    other = Venue.objects.create(operator=week.venue.operator, slug="gone", name="Gone", kind="library")
    fields = {"number": 1, "first": FROM, "until": UNTIL, "as_at": AS_AT, "issued_at": AS_AT}
    theirs = IssuedReport.objects.create(venue=other, figures={}, parameters=[], **fields)
    IssuedDocument.objects.create(report=theirs, kind=Kind.CSV, content=b"", made_at=AS_AT)
    Venue.objects.filter(pk=other.pk).delete()
    assert IssuedReport.objects.filter(pk=theirs.pk).delete()[0] == 1
    assert IssuedDocument.objects.filter(report_id=theirs.pk).delete()[0] == 1


def test_somebody_who_is_erased_goes_out_of_the_words_and_every_figure_stays(week: Week) -> None:
    said = {"note": "Thanks to Max Wrenfinch.", "quote_1": "Warm.", "said_by_1": "Jo", "allowed_by_1": "Max Wrenfinch"}
    ReportWords.objects.create(venue=week.venue, updated_at=AS_AT, **said)
    max_ = a_user("Max Wrenfinch", email="max@wrenfinch.example")
    report = build(week.venue, FROM, UNTIL, as_at=AS_AT)
    issued = issue_report(week.venue, frozen(report), by=max_, at=AS_AT)
    keep_drawn(issued, b"%PDF with Max", at=AS_AT)
    csv = bytes(issued.documents.get(kind=Kind.CSV).content)
    erase_person(max_, at=timezone.now())
    found = {each.kind: bytes(each.content) for each in issued.documents.all()}
    assert [kind for kind, content in found.items() if b"Wrenfinch" in content] == []
    assert "Thanks to …." in found[Kind.PAPER].decode()
    assert (told_of(issued).note, told_of(issued).quotes) == ("Thanks to ….", (("Warm.", "Jo"),))
    assert (found[Kind.CSV], found[Kind.PDF], found[Kind.ODS]) == (csv, b"", b"")
    issued.refresh_from_db()
    assert (issued.issued_by, issued.figures) == (max_, frozen(report).figures)
    assert list(IssuedReport.objects.to_draw(timezone.now() - timedelta(days=1))) == [issued]
    assert keep_drawn(issued, b"%PDF without", at=timezone.now())
    assert not keep_drawn(issued, b"%PDF again", at=timezone.now())


def test_what_is_kept_no_longer_is_no_reason_where_nothing_of_it_was_counted() -> None:
    """What is on offer is counted of nobody, and unmet hours of rows that stay."""
    of = {kind: [id for id in ("C1", "C3", "C4", "C5", "F8") if id.startswith(OF_RETENTION[kind])] for kind in WENT}
    assert of == {Disposal.Kind.ERASED: ["C3", "C4", "F8"], Disposal.Kind.ENQUIRIES: ["C3", "C4", "F8"]}
