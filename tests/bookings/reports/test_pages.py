"""The report's page, document and file: who sees which edition, and the same figures in all."""

from __future__ import annotations

import csv
import io
import itertools
import re
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

import pikepdf
import pytest
import weasyprint
from django.core.management import CommandError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bookings.documents import LOOK, drawn_from, is_known_to_draw_none
from bookings.forms.report import full_quarters
from bookings.management.drawing import draw_what_was_asked
from bookings.reports.main_figures import TOLD
from tests.bookings.reports.example import LONDON, Week, at, command, values
from tests.bookings.reports.paper_tags import on_pages, scope_of, tags, texts
from tests.make import a_post, a_user
from tests.shared import shared

pytestmark = pytest.mark.django_db
DAYS = {"first": "2025-10-06", "last": "2025-10-12"}
PAGE, PDF, CSV, ODS = "/desk/vale/report/", "/desk/vale/report.pdf", "/desk/vale/report.csv", "/desk/vale/report.ods"


@shared
def week() -> Week:
    return Week()


def signed_in(week: Week, kind: str) -> Client:
    user = a_user(kind.title())
    a_post(week.venue, kind, user)
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("kind", ["manager", "secretary", "treasurer", "trustee"])
def test_officers_see_true_figures_of_the_days_they_choose(week: Week, kind: str) -> None:
    page = signed_in(week, kind).get(PAGE, DAYS)
    assert page.status_code == 200
    assert "£11.72 an hour" in page.text
    assert "Counted: 86" in page.text
    assert "1 of 3 rooms" in page.text
    assert "3 of 5 used sessions" in page.text
    assert "Monday 6 October 2025 to Sunday 12 October 2025" in page.text
    makes = kind != "trustee"
    for_a_funder = f"{urlencode({**DAYS, 'edition': 'funder'})}".replace("&", "&amp;")
    assert (f'class="button" href="{PAGE}?{for_a_funder}">Make the report for a funder' in page.text) is makes
    assert ("Issue our own copy, which stays with us" in page.text) is makes
    assert ("days=last_quarter&amp;edition=funder" in page.text) is makes
    assert ("Write the note and quotes" in page.text) is makes


def test_a_short_list_of_contents_leads_to_every_part_for_whoever_reads_on_a_phone(week: Week) -> None:
    text = signed_in(week, "manager").get(PAGE, DAYS).text
    contents = text[text.index('<nav class="jumps phone-only') :].split("</nav>")[0]
    parts = re.findall(r'href="#([^"]+)">([^<]+)<', contents)
    assert len(parts) == text.split("<main")[1].count("<h2")
    assert all(f'<h2 id="{part}">{words}</h2>' in text for part, words in parts)


@pytest.mark.parametrize(("edition", "reasons"), [("funder", True), ("public", False)])
def test_officers_look_at_a_draft_of_what_is_for_others_and_have_no_file_of_it(
    week: Week, edition: str, reasons: bool
) -> None:
    client, asked = signed_in(week, "treasurer"), DAYS | {"edition": edition}
    page = client.get(PAGE, asked)
    assert "Counted: 85" in page.text
    assert "[c]" in page.text
    assert ("Requests by reason" in page.text) is reasons
    assert "Draft: not issued. Issue it to hand it on" in page.text
    assert re.search(r'class="button" href="/desk/vale/reports/new/\?first=', page.text)
    assert "/report." not in page.text, "no file is offered"
    for address in (PDF, CSV, ODS):
        refused = client.get(address, asked)
        assert (refused.status_code, "/desk/vale/reports/new/?first=" in refused.text) == (409, True), address


def test_a_funder_sees_full_quarters_through_disclosure_control(week: Week) -> None:
    start = datetime.combine(full_quarters(timezone.localdate())[0][0], time(18), LONDON)
    booking = week.booking("G1", week.community)
    week.session(booking, "Main Hall", start, start + timedelta(hours=2), hire_pence=1600, counted=3)
    client = signed_in(week, "funder")
    page = client.get(PAGE)
    assert page.status_code == 200
    assert "For everybody" in page.text
    assert f'Ask it for one: <a href="mailto:{week.venue.email}"' in page.text
    assert "£8.00 an hour" not in page.text
    assert "Counted: [c]" in page.text
    told = values(client.get(CSV).text)
    assert (told["A1", "£/h"], told["E6.counted", "n"]) == ("[c]", "[c]")
    assert {id.partition(".")[0] for id, _unit in told} == TOLD  # the main ones, and no lines by category, day or room
    assert not {"A1.community", "A1.main_hall", "E2.main_hall", "C3.by_person"} & {id for id, _unit in told}
    assert client.get(ODS).content.startswith(b"PK")


def test_a_funder_cannot_choose_days_or_the_desks_edition(week: Week) -> None:
    client = signed_in(week, "funder")
    for address in (PAGE, PDF, CSV, ODS):
        page = client.get(address, DAYS | {"edition": "desk", "quarter": "2025-10-06"})
        assert page.status_code == 400
        assert "Choose one of the quarters on offer." in page.text
    whole = client.get(CSV, {"edition": "desk"})
    assert "/2" in whole.text.splitlines()[1]


@pytest.mark.parametrize("address", [PAGE, PDF, CSV, ODS])
def test_strangers_and_caretakers_are_told_there_is_nothing(week: Week, address: str) -> None:
    stranger = Client()
    assert stranger.get(address).status_code == 302
    stranger.force_login(a_user("Cleo"))
    assert stranger.get(address).status_code == 404
    assert signed_in(week, "caretaker").get(address).status_code == 404


def test_quarters_are_full_and_follow_one_another() -> None:
    quarters = full_quarters(date(2026, 5, 3))
    assert quarters[0] == (date(2026, 1, 1), date(2026, 4, 1))
    assert quarters[1] == (date(2025, 10, 1), date(2026, 1, 1))
    assert all(later[0] == earlier[1] for later, earlier in itertools.pairwise(quarters))
    assert len(quarters) == 8


@pytest.mark.once
@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"first": "2025-10-12", "last": "2025-10-06"}, "The last day comes before the first."),
        ({"first": "2025-02-30", "last": "2025-10-06"}, "There is no 30 February 2025."),
        ({"first": "2025-10-06"}, "Say which day"),
        ({"first": "2000-01-01", "last": "2090-01-01"}, "three years at most"),
        ({"first": "9999-01-01", "last": "9999-12-31"}, "out of our reach"),
        ({"days": "<b>"}, "Choose which days"),
        ({"first": "x" * 5000, "last": "\x00"}, "We could not read that date"),
    ],
)
@pytest.mark.parametrize("address", [PAGE, PDF, CSV])
def test_days_that_are_none_are_refused_in_words(week: Week, address: str, query: dict[str, str], words: str) -> None:
    """Days and words that are none are judged in Python, whatever the database."""
    page = signed_in(week, "manager").get(address, query)
    assert page.status_code == 400
    assert words in page.text


@pytest.mark.once
@pytest.mark.parametrize("days", ["this_year", "last_year", "last_quarter"])
def test_the_usual_spans_are_one_click_away(week: Week, days: str) -> None:
    """Words made of rows that the tests beside this one read from both kinds of database."""
    assert signed_in(week, "manager").get(PAGE, {"days": days}).status_code == 200


def test_the_file_for_a_spreadsheet_has_the_same_figures(week: Week) -> None:
    answer = signed_in(week, "manager").get(CSV, DAYS)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="vale-2025-10-06-2025-10-12.csv"'
    found = values(answer.text)
    assert found["A1", "£/h"] == "11.72"
    assert (found["A4", "£"], found["A4", "%"]) == ("20.00", "13.2")
    assert found["B1", "%"] == ""
    assert found["D5", "%"] == "[x]"
    [row] = [row for row in csv.DictReader(io.StringIO(answer.text)) if row["figure_id"] == "A1"]
    assert row == {
        "figure_id": "A1", "period": "2025-10-06/2025-10-13", "room": "", "category": "", "numerator": "140.6",
        "denominator": "12", "value": "11.72", "unit": "£/h", "n_missing": "0",
    }  # fmt: skip


def test_a_room_named_like_a_formula_stays_text(week: Week) -> None:
    hall = week.rooms["Main Hall"]
    hall.name = "=1+1"
    hall.save()
    assert "'=1+1" in signed_in(week, "manager").get(CSV, DAYS).text


@pytest.mark.once
def test_the_document_is_a_tagged_pdf_whose_headings_say_what_they_head(
    week: Week, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is drawn from figures that the tests above ask of both databases."""
    laid_out, render = list[Any](), weasyprint.HTML.render

    def kept(*args: Any, **options: Any) -> Any:
        laid_out.append(render(*args, **options))
        return laid_out[0]

    monkeypatch.setattr(weasyprint.HTML, "render", kept)
    week.venue.use_known_from = date(2023, 1, 1)
    week.venue.save()
    client, every = signed_in(week, "manager"), DAYS | {"pack": "every"}
    client.post(f"{PDF}?{urlencode(every)}")
    draw_what_was_asked(timezone.now())
    answer = client.get(PDF, every)
    assert "Of last year" in [text for text, _within in texts(laid_out[0])]
    assert [text for text, within in texts(laid_out[0]) if not within] == []
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="vale-2025-10-06-2025-10-12.pdf"'
    with pikepdf.open(io.BytesIO(answer.content)) as document:
        assert bool(document.Root.MarkInfo.Marked)
        assert str(document.Root.Lang) == "en-gb"
        assert "Vale Village Hall" in str(document.docinfo["/Title"])
        cells = [tag for tag in tags(document.Root.StructTreeRoot) if str(tag.get("/S")) == "/TH"]
        scopes = {str(scope_of(cell)) for cell in cells}
        figures = [tag for tag in tags(document.Root.StructTreeRoot) if str(tag.get("/S")) == "/Figure"]
        headings = list(on_pages(document))
    assert len(cells) > 100
    assert scopes == {"/Column", "/Row"}
    assert figures
    assert all(str(figure.get("/Alt", "")) for figure in figures)
    first = [title for title, page in headings if page == 0]
    assert [title.endswith("?") for title in first[1:]].count(True) == 6, "the six questions on one page"
    assert dict(headings)["Through the week"] == 1


def test_without_pango_the_same_comes_as_a_page_to_print(week: Week, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(name: str, *args: Any, **options: Any) -> Any:
        if name == "weasyprint":
            raise OSError("cannot load library 'libgobject-2.0-0'")
        return found(name, *args, **options)

    found = __import__
    monkeypatch.setattr("builtins.__import__", nowhere)
    client = signed_in(week, "manager")
    client.post(f"{PDF}?{urlencode(DAYS)}")
    assert draw_what_was_asked(timezone.now()) == 0
    assert "This machine cannot make a PDF. Print this page instead" in client.get(PAGE, DAYS).text
    answer = client.get(PDF, DAYS)
    assert answer["Content-Type"].startswith("text/html")
    assert "This machine cannot make a PDF." in answer.text
    assert "£11.72 an hour" in answer.text
    with pytest.raises(CommandError, match="Pango is missing"):
        command("--format", "pdf", "--output", "report.pdf")
    assert is_known_to_draw_none()
    monkeypatch.undo()
    assert drawn_from("<!doctype html><html lang=en><title>Installed</title><h1>Installed</h1>", LOOK).startswith(
        b"%PDF"
    )
    assert not is_known_to_draw_none()


def asked_for(client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(PAGE, DAYS).status_code == 200
    return len(asked)


def test_a_report_asks_as_often_for_many_sessions_as_for_few(week: Week) -> None:
    week.venue.use_known_from = date(2023, 1, 1)
    week.venue.save()
    client = signed_in(week, "manager")
    few = asked_for(client)
    for n in range(40):
        booking = week.booking("G1", week.community, requested_at=at(6, 9), decided_at=at(7, 9), answered_at=at(7, 9))
        start = at(6 + n % 6, 8) - timedelta(days=365 * (n % 2))
        week.session(booking, "Main Hall", start, start + timedelta(minutes=30), hire_pence=500, standard_pence=500)
    assert asked_for(client) == few
    assert few <= 50


def test_a_pack_says_what_is_printed_and_the_file_has_every_figure(week: Week) -> None:
    client = signed_in(week, "manager")
    pages = {pack: client.get(PAGE, DAYS | {"pack": pack}).text for pack in ("", "grant", "every")}
    assert {pack: "E7 Person-hours" in text for pack, text in pages.items()} == {
        "": False,
        "grant": True,
        "every": True,
    }
    assert {pack: "A10 Change" in text for pack, text in pages.items()} == {"": False, "grant": False, "every": True}
    assert "A1n Net hire charge" in pages[""]
    assert "more figures stand in the file" in pages[""]
    assert "in the file for a spreadsheet, or" not in pages["every"]
    assert ("E7.counted", "h") in values(client.get(CSV, DAYS).text)
    refused = client.get(PAGE, DAYS | {"pack": "nonsense"})
    assert (refused.status_code, "Choose which figures the report prints." in refused.text) == (400, True)


def test_the_desk_sets_before_and_after_a_day_beside_each_other_and_pastes_answers(week: Week) -> None:
    """One page: the window with its parameters, what is new, and the boxes of forms."""
    client = signed_in(week, "manager")
    around = {"change_on": "2025-10-06", "weeks": "1", "weekdays": ["0", "1"], "since": "18:00", "until": "22:00"}
    text = client.get(PAGE, DAYS | around).text
    words = " ".join(text.split())
    assert "The week before Monday 6 October 2025 and that from it on: Monday and Tuesday, 6pm to 10pm." in words
    assert '<th role="rowheader" scope="row" data-label="What">New groups</th>' in words
    assert "Weeks left out of both sides: Nothing could be booked on one side <strong>0</strong>" in words
    assert re.search(r"<textarea[^>]* readonly>86 counted attendances, not different people\.", text)
    assert "change_on=2025-10-06" in text.split("report.pdf?")[1].split('"')[0]
    refused = client.get(PAGE, DAYS | {"change_on": "2025-10-06", "edition": "public"})
    assert (refused.status_code, "your own copy and in a funder’s" in refused.text) == (400, True)
