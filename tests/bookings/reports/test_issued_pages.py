"""Issuing a report from its page: what is shown first, what is kept, and what may not leave the house beside it."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime, time, timedelta
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts import journal
from accounts.models import Letter, User
from bookings.actions import count_people
from bookings.actions.issue_report import issue_report
from bookings.documents import NoPdf
from bookings.models import IssuedReport
from bookings.reports import Edition, Report, Window, build
from bookings.reports.agreed import agreed
from bookings.reports.differencing import judged
from bookings.reports.freezing import frozen, values_of
from bookings.reports.own_words import to_begin_with
from tests.bookings.reports.example import AS_AT, FROM, UNTIL, Week, at
from tests.make import a_post, a_user, signed_in
from tests.report_links import a_report_link
from tests.shared import shared
from venues.models import ReportWords

pytestmark = pytest.mark.django_db
LIST, NEW = "/desk/vale/reports/", "/desk/vale/reports/new/"
WEEK = {"first": "2025-10-06", "last": "2025-10-12"}


@shared
def week() -> Week:
    """With three more groups in its quarter: who reads the quarter learns of none of them by the week."""
    week = Week()
    for n, group in enumerate(("G3", "G5", "G7")):
        week.session(
            week.booking(group, week.community), "Main Hall", at(n + 4, 18, month=11), at(n + 4, 20, month=11),
            hire_pence=1600, compulsory_pence=200, standard_pence=2600,
        )  # fmt: skip
    return week


@shared
def ada(week: Week) -> User:
    user = a_user("Ada")
    a_post(week.venue, "secretary", user)
    return user


@shared
def desk(ada: User) -> Client:
    return signed_in(ada)


@shared
def report(week: Week) -> Report:
    return build(week.venue, FROM, UNTIL, as_at=AS_AT)


def test_a_report_is_shown_issued_once_drawn_by_the_clock_and_told_of(week, ada, desk, monkeypatch):
    shown = desk.get(NEW, {**WEEK, "edition": "public", "pack": "main"})
    typed = {**WEEK, "edition": "public", "pack": "main", "key": shown.context["key"]}
    answers = [desk.post(NEW, typed) for _twice in range(2)]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(303, f"{LIST}1/")}
    issued = IssuedReport.objects.get()
    assert (issued.edition, issued.pack, issued.issued_by) == ("public", "main", ada)

    page = desk.get(f"{LIST}1/").content.decode()
    assert "The PDF is being made" in page
    assert "How Vale Village Hall is used, and by whom" in page
    assert "£11.72 an hour" in page.partition('<details class="part">')[0]
    assert '<summary><h2 id="every">Each figure, and what it means</h2></summary>' in page
    week.sessions["Mon"].booking.sessions.update(hire_pence=99_00)
    assert desk.get(f"{LIST}1/").content.decode().count("£11.72 an hour") == page.count("£11.72 an hour")
    assert desk.get(f"{LIST}1.pdf").status_code == 404

    monkeypatch.setattr("bookings.actions.draw_issued.drawn_from", lambda html, look: b"%PDF of " + html[:9].encode())
    call_command("tick")
    assert "being made" not in desk.get(f"{LIST}1/").content.decode()
    assert desk.get(f"{LIST}1.pdf").content == b"%PDF of <!doctype"
    letter = Letter.objects.get(kind="issued_report")
    assert (letter.to, f"{LIST}1/" in letter.body) == (ada.email, True)
    assert desk.get(f"{LIST}1.csv").content.startswith(b"figure_id,period,")
    assert desk.get(f"{LIST}1.exe").status_code == desk.get(f"{LIST}2/").status_code == 404


def test_where_no_pdf_can_be_drawn_the_page_says_so_in_time(week, report, desk, monkeypatch):
    issue_report(week.venue, frozen(report), by=None, at=timezone.now())

    def cannot(html: str, look: str) -> bytes:
        raise NoPdf

    monkeypatch.setattr("bookings.actions.draw_issued.drawn_from", cannot)
    monkeypatch.setattr("bookings.views.issued.is_known_to_draw_none", lambda: True)
    call_command("tick")
    assert "This machine cannot make a PDF" in desk.get(f"{LIST}1/").content.decode()


def test_what_is_not_over_cannot_be_issued_and_what_is_half_over_is_counted_to_last_night(week, desk):
    today = timezone.localdate()
    ahead = {"first": f"{today}", "last": f"{today + timedelta(days=3)}"}
    assert "None of these days is over yet" in desk.get(NEW, ahead).content.decode()
    assert desk.post(NEW, ahead).status_code == 409
    assert desk.get(NEW, {"first": "the first"}).status_code == 422
    empty = desk.get(NEW, {"first": "2024-03-01", "last": "2024-03-02"})
    assert ("nothing is on record" in empty.text, 'name="key"' in empty.text) == (True, False)
    assert desk.post(NEW, {"first": "2024-03-01", "last": "2024-03-02"}).status_code == 409
    evening = timezone.make_aware(datetime.combine(today - timedelta(days=2), time(18)))
    booking = week.booking("G3", week.community)
    week.session(booking, "Main Hall", evening, evening + timedelta(hours=2), hire_pence=1600)
    ReportWords.objects.create(venue=week.venue, note="A good year.", updated_at=timezone.now())
    asked = {"first": f"{today - timedelta(days=2)}", "last": f"{today + timedelta(days=3)}", "pack": "grant"}
    shown = desk.get(NEW, asked).text
    assert "A good year." in shown
    [again] = re.findall(r'<a href="([^"]+)">Other days, or for somebody else', shown)
    chosen = desk.get(again.replace("&amp;", "&")).text
    assert '<details class="no-print" open>' in chosen
    assert f'value="{asked["first"]}"' in chosen
    assert re.search(r'value="grant" selected\s*>', chosen)
    desk.post(NEW, asked)
    issued = IssuedReport.objects.get()
    assert "This one stays with us." in desk.get(f"{LIST}{issued.number}/").text
    assert timezone.localtime(issued.as_at).date() == today
    assert timezone.localtime(issued.as_at).hour == 0


def test_days_that_could_be_subtracted_are_refused_beside_the_button_or_issued_without_what_would_tell(week, desk):
    """Monday to Saturday beside the whole week would tell what the one household of Sunday paid."""
    outside = {"edition": "public"}
    assert desk.post(NEW, {**WEEK, **outside}).status_code == 303
    less = {"first": "2025-10-06", "last": "2025-10-11", **outside}
    shown = desk.get(NEW, less)
    assert "could subtract the one from the other" in shown.content.decode()
    assert "Price really paid per hour: All sessions" in shown.context["found"].left_out
    refused = desk.post(NEW, less)
    assert (refused.status_code, ("edition", "public") in refused.context["chosen"]) == (409, True)
    assert desk.post(NEW, {**less, "edition": "desk"}).status_code == 303
    assert not desk.get(NEW, {**WEEK, **outside}).context["found"].corrects
    assert desk.post(NEW, {**WEEK, **outside}).status_code == 303  # the same days tell nothing new
    assert desk.post(NEW, {**less, "without": "1"}).status_code == 303
    issued = IssuedReport.objects.order_by("number")
    assert [each.edition for each in issued] == ["public", "desk", "public", "public"]
    told = [{each.key for each in values_of(kept.figures) if each.is_told} for kept in issued]
    assert ("A1", "£/h", "", "") in told[0] - told[3]
    assert ("E4", "n", "", "") in told[0] & told[3]
    again = desk.get(f"{LIST}4/again/").context["differences"]
    assert {each.why for each in again} == {("left out when it was issued",)}
    assert "A1" in {each.figure for each in again}


def test_the_command_issues_refuses_in_the_same_words_and_has_what_was_issued_again(week, tmp_path, monkeypatch):
    monkeypatch.setattr("bookings.actions.draw_issued.drawn_from", lambda html, look: b"%PDF")
    days = ["--venue", "vale", "--public", "--from", "2025-10-06", "--to"]
    said, errors = StringIO(), StringIO()
    call_command("funder_report", *days, "2025-10-13", "--issue", stdout=said, stderr=errors)
    assert "Issued as number 1." in errors.getvalue()
    week.sessions["Mon"].booking.sessions.update(hire_pence=99_00)
    again, file = StringIO(), tmp_path / "report.pdf"
    call_command("funder_report", "--venue", "vale", "--issued", "1", stdout=again)
    assert again.getvalue() == said.getvalue()
    call_command("funder_report", "--venue", "vale", "--issued", "1", "--format", "pdf", "--output", str(file))
    assert file.read_bytes() == b"%PDF"
    with pytest.raises(CommandError, match="could subtract the one from the other"):
        call_command("funder_report", *days, "2025-10-12", "--issue")
    with pytest.raises(CommandError, match="has issued no report 2"):
        call_command("funder_report", "--venue", "vale", "--issued", "2")
    with pytest.raises(CommandError, match="Say from which day"):
        call_command("funder_report", "--venue", "vale")


def test_counted_again_says_which_figure_was_is_and_why(week, ada, report, desk):
    issue_report(week.venue, frozen(report), by=ada, at=timezone.now())
    assert "Every figure reads as it did" in desk.get(f"{LIST}1/again/").content.decode()
    count_people(week.sessions["Tue"], people=41, by=ada, at=timezone.now())
    heads = next(each for each in desk.get(f"{LIST}1/again/").context["differences"] if each.figure == "E6")
    assert (heads.was, heads.now, heads.why) == ("86", "127", ("people were counted later",))

    week.sessions["Mon"].booking.sessions.update(hire_pence=99_00)
    page = desk.get(f"{LIST}1/again/")
    paid = next(each for each in page.context["differences"] if each.figure == "A1n")
    assert (paid.was, paid.why) == ("£10.08 an hour", ())
    assert "why is not known" in page.content.decode()
    assert desk.get(page.context["issue_again"]).context["form"].cleaned_data["span"] == (
        report.span.first,
        report.span.until,
    )


def test_the_same_days_with_other_numbers_are_issued_as_a_correction_and_say_so(week, desk):
    """Revised, and marked so: who issues it is told that whoever has both sees by how much."""
    outside = {**WEEK, "edition": "public"}
    desk.post(NEW, outside)
    week.sessions["Mon"].booking.sessions.update(hire_pence=99_00)
    shown = desk.get(NEW, outside)
    found = shown.context["found"]
    assert (found.corrects, found.changed > 1, found.refusal) == (1, True, "")
    assert "Whoever has both sees by how much" in shown.content.decode()
    assert desk.post(NEW, outside).status_code == 303
    corrects = dict(IssuedReport.objects.get(number=2).parameters)["Corrects"]
    assert corrects == f"report 1 of the same days, of which {found.changed} numbers read otherwise now"
    assert f"It corrects {corrects}." in desk.get(f"{LIST}2/").content.decode()
    assert desk.get(f"{LIST}1/").context["later"].number == 2
    told = agreed(IssuedReport.objects.get(number=2), {"A1n"})
    assert told.corrects == corrects


@pytest.mark.once
def test_a_long_list_is_told_in_pages_and_takes_as_many_questions_as_a_short_one(week, report, desk):
    """How many statements a page asks is Django’s doing, whichever database answers them."""
    plain, asked = frozen(report), []
    for more in (10, 16):
        for _each in range(more):
            issue_report(week.venue, plain, by=None, at=AS_AT)
        for page in (LIST, f"{LIST}1/"):
            with CaptureQueriesContext(connection) as statements:
                assert desk.get(page).status_code == 200
            asked.append((page, len(statements)))
    assert asked[:2] == asked[2:]
    assert [each.number for each in desk.get(LIST, {"page": 2}).context["page"]] == [1]
    assert journal.of(week.venue).filter(verb="issued a report").count() == 26


def test_odd_days_are_counted_or_refused_in_words(week, desk):
    """The last of February of a leap year, days too long ago, and what PostgreSQL takes for no text at all."""
    page = reverse("desk:report", args=[week.venue.slug])
    assert desk.get(page, {"first": "2024-02-28", "last": "2024-02-28"}).status_code == 200
    early = desk.get(page, {"first": "2000-01-01", "last": "2000-02-01"})
    assert (early.status_code, "begins in 2005 at the earliest" in early.text) == (400, True)
    change = desk.get(NEW, {"change_on": "2000-02-01", "weeks": "104"})
    assert (change.status_code, "is of 2005 at the earliest" in change.text) == (422, True)
    change = {**WEEK, "change_on": "2025-10-08"}
    assert "your own copy and in a funder’s" in desk.get(NEW, {**change, "edition": "public"}).text
    assert desk.post(NEW, {**WEEK, "key": "\0x"}).status_code == 303
    assert desk.get(reverse("desk:fault_poster", args=[week.venue.slug]), {"room": "\0"}).status_code == 200


def test_the_words_of_a_report_are_typed_as_it_is_issued_stay_with_it_and_go_out_by_its_link(week, desk):
    ReportWords.objects.create(venue=week.venue, note="A good year.", updated_at=timezone.now())
    outside = {**WEEK, "edition": "funder"}
    assert ">A good year.</textarea>" in desk.get(NEW, outside).text.replace("\n", "")
    said = {"note": "The week of the flood.", "quote_1": "Warm & kind.", "said_by_1": "a parent"}
    refused = desk.post(NEW, {**outside, **said, "note": "wet " * 61, "said_by_2": "a carer"})
    assert (refused.status_code, IssuedReport.objects.count()) == (422, 0)
    kept = ('value="a carer"', ">Warm &amp; kind.</textarea>")
    for sentence in ("These are 61 words", "Ask them first", "Say what they said, or empty", *kept):
        assert sentence in refused.text.replace("\n", "")
    desk.post(NEW, {**outside, **said, "allowed_by_1": "Ida, on the telephone"})
    ReportWords.objects.update(note="Another year.")
    issued = IssuedReport.objects.get()
    token = a_report_link(week.venue, issued)
    page = Client().get(f"/for-funders/{token}/").text
    assert re.search(r"Report 1, issued \w+day \d+ \w+ \d{4}\.", page)
    for shown in (page, desk.get(f"{LIST}1/").text, desk.get(f"{LIST}1.txt").content.decode().replace("&", "&amp;")):
        assert ("The week of the flood." in shown, "Warm &amp; kind." in shown, "year." in shown) == (True, True, False)
    assert ("on the telephone" in page, "on the telephone" in desk.get(f"{LIST}1/").text) == (False, True)
    for ods in (Client().get(f"/for-funders/{token}/1.ods"), desk.get(f"{LIST}1.ods")):
        assert "The week of the flood." in zipfile.ZipFile(BytesIO(ods.content)).read("content.xml").decode()
    assert f"{LIST}1.ods" in desk.get(LIST).text
    again, others = to_begin_with(week.venue, FROM, UNTIL), to_begin_with(week.venue, FROM, UNTIL + timedelta(days=1))
    assert (again["note"], again["allowed_by_1"]) == ("The week of the flood.", "Ida, on the telephone")
    assert others["note"] == "Another year."
    ReportWords.objects.update(note="The week of the flood.")
    assert "note" not in to_begin_with(week.venue, FROM, UNTIL + timedelta(days=1))


def test_a_change_told_a_week_ago_is_looked_at_beside_the_same_told_now(week):
    """Ten people stood before it, and thirteen would: three came on the evening of the week that is over since."""
    booking, window = week.booking("G3", week.community), Window(date(2025, 9, 29), 2)
    for day, people in ((16, 3), (23, 10)):
        week.session(booking, "Main Hall", at(day, 18, month=9), at(day, 20, month=9), counted=people)
    found = []
    for as_at in (at(6, 0), at(13, 0)):
        whole = build(week.venue, date(2025, 9, 22), date(2025, 9, 29), as_at=as_at, window=window)
        found.append(judged(week.venue, whole, Edition.FUNDER, window, at=as_at))
        if not found[1:]:
            issue_report(week.venue, frozen(found[0].report, window), by=None, at=as_at)
    assert [each.refusal == "" for each in found] == [True, False]
    sides = ("Before", "After", "Change", "Change, of before")
    assert set(found[1].left_out) == {f"Change around a day: {side}" for side in sides}
