"""School terms by page: typed, read from a file, followed by a hall, kept in its file.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts import journal
from bookings.actions.import_venue import ChangeRefused
from tests.bookings.importing import bring
from tests.make import a_post, a_venue, in_term, signed_in
from tests.shared import shared
from venues import files
from venues.files import VenueFileFaults
from venues.files.contents import TermRow
from venues.models import TermCalendar
from venues.term_files import TermFileFault, between, read_days

pytestmark = [pytest.mark.django_db, pytest.mark.once]

AUTUMN = TermRow(date(2025, 9, 1), date(2025, 10, 17), "Autumn")
SECOND = TermRow(date(2025, 10, 27), date(2025, 12, 19))
ICS = b"""BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//Shire//Schools//EN\r
BEGIN:VEVENT\r
UID:1@shire\r
DTSTART;VALUE=DATE:20251018\r
DTEND;VALUE=DATE:20251027\r
SUMMARY:Half term\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:2@shire\r
DTSTART;VALUE=DATE:20250725\r
DTEND;VALUE=DATE:20250901\r
SUMMARY:Summer holidays\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:3@shire\r
DTSTART;VALUE=DATE:20251103\r
SUMMARY:Training day\r
END:VEVENT\r
END:VCALENDAR\r
"""
CSV = b"Term,Start,End\nAutumn,01/09/2025,17/10/2025\n,2025-10-27,2025-12-19\n"


@shared
def hall():
    return a_venue()


@shared
def desk(hall):
    return signed_in(a_post(hall, "secretary").user)


def page(hall, name="terms", *args):
    return reverse(f"place:{name}", args=[hall.slug, *args])


def seen_on(desk, address):
    return desk.get(address).context["seen"]


def typed(desk, hall, **fields):
    seen = seen_on(desk, page(hall, "terms_new"))
    terms = "Autumn: 1 September 2025 to 17 October 2025\n27/10/2025, 2025-12-19"
    return {"name": "Shire schools", "terms": terms, "source": "", "read_on": "", "seen": seen, **fields}


def test_terms_are_typed_and_then_followed(hall, desk):
    desk.post(page(hall, "terms_new"), typed(desk, hall, source="shire.example", read_on="2025-06-02"))
    calendar = hall.operator.term_calendars.get()
    assert (calendar.code, calendar.source, calendar.read_on) == ("shire-schools", "shire.example", date(2025, 6, 2))
    assert hall.term_calendar is None
    assert "Autumn: 1 September 2025 to 17 October 2025" in desk.get(page(hall)).content.decode()

    desk.post(page(hall), {"calendar": "shire-schools"})
    hall.refresh_from_db()
    assert hall.term_calendar == calendar
    assert files.from_database(hall).school_terms.terms == (AUTUMN, SECOND)
    assert [entry.verb for entry in journal.of(hall)][:2] == ["changed terms", "changed terms"]

    desk.post(page(hall), {"calendar": ""})
    hall.refresh_from_db()
    assert hall.term_calendar is None


@pytest.mark.once
def test_what_cannot_be_read_is_told_with_its_line(hall, desk):
    """The words of a form, whatever the database."""
    answer = desk.post(page(hall, "terms_new"), typed(desk, hall, terms="Autumn: 1 September 2025 to 31 November 2025"))
    assert answer.status_code == 422
    assert "There is no 31 November 2025" in answer.content.decode()
    for wrong in ("Autumn", "2025-09-01 to 2025-08-01", "2025-09-01 to 2025-10-17\n2025-10-01 to 2025-12-19"):
        assert desk.post(page(hall, "terms_new"), typed(desk, hall, terms=wrong)).status_code == 422
    assert not TermCalendar.objects.exists()


@pytest.mark.once
def test_a_file_fills_the_box_and_nothing_is_saved_yet(hall, desk):
    """The words of a form, whatever the database."""
    sent = {**typed(desk, hall, terms=""), "read": "yes", "holds": "holidays", "file": SimpleUploadedFile("h.ics", ICS)}
    answer = desk.post(page(hall, "terms_new"), sent)
    assert answer.context["found"] == 2
    form = answer.context["form"]
    assert form["terms"].value() == "1 September 2025 – 17 October 2025\n27 October 2025 – 2 November 2025"
    assert not TermCalendar.objects.exists()
    desk.post(page(hall, "terms_new"), {**typed(desk, hall), "terms": form["terms"].value()})
    assert hall.operator.term_calendars.get().terms.count() == 2


def test_rows_of_a_spreadsheet_are_terms_as_they_stand(hall, desk):
    sent = {**typed(desk, hall, terms=""), "read": "yes", "holds": "terms", "file": SimpleUploadedFile("t.csv", CSV)}
    found = desk.post(page(hall, "terms_new"), sent).context["form"]["terms"].value()
    assert found == "Autumn: 1 September 2025 – 17 October 2025\n27 October 2025 – 19 December 2025"


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"\xff\xfe", "not text in UTF-8"),
        (b"", "no day in the file"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "not a whole iCalendar file"),
        (b"a,2025-09-01,2025-10-17\nb,soon,later", "Line 2"),
        (b"a,2025-10-17,2025-09-01", "before it begins"),
        (b"x" * 300_001, "too large"),
        (
            b"".join(b"a,2025-09-01,2026-%02d-%02d\n" % (n % 12 + 1, n // 12 % 28 + 1) * 2 for n in range(201)),
            "more than",
        ),
    ],
)
def test_a_file_that_says_nothing_is_refused_in_words(raw, why):
    with pytest.raises(TermFileFault, match=why):
        read_days(raw)


def test_a_bad_file_is_told_beside_its_box(hall, desk):
    sent = {**typed(desk, hall), "read": "yes", "holds": "terms", "file": SimpleUploadedFile("t.csv", b"nothing")}
    answer = desk.post(page(hall, "terms_new"), sent)
    assert answer.status_code == 422
    assert answer.context["form"]["terms"].value() == sent["terms"]


def test_no_term_is_known_before_the_first_holiday_or_after_the_last():
    days = [TermRow(date(2025, 8, 1), date(2025, 8, 31)), TermRow(date(2025, 8, 5), date(2025, 8, 6))]
    assert between([*days, TermRow(date(2025, 9, 10), date(2025, 9, 10))]) == [
        TermRow(date(2025, 9, 1), date(2025, 9, 9))
    ]


@pytest.mark.on_postgres
def test_terms_change_for_all_halls_and_never_over_somebody_else(hall, desk):
    other = a_venue(operator=hall.operator)
    calendar = in_term(other, (AUTUMN.first, AUTUMN.last))
    address = page(hall, "terms_change", calendar.code)
    sent = typed(desk, hall, name="Shire", seen=seen_on(desk, address))
    assert desk.post(address, sent).status_code == 303
    assert desk.post(address, sent).status_code == 409
    assert [entry.why for entry in journal.of(other)] == ["Changed the school terms “Shire”."]
    assert calendar.terms.count() == 2

    assert desk.post(address, {"take_away": "yes"}).status_code == 409
    other.term_calendar = None
    other.save()
    assert desk.post(address, {"take_away": "yes"}).status_code == 303
    assert not TermCalendar.objects.exists()


def test_another_operators_terms_are_nobodys_here(hall, desk):
    calendar = in_term(a_venue(), (AUTUMN.first, AUTUMN.last))
    assert desk.get(page(hall, "terms_change", calendar.code)).status_code == 404
    assert desk.post(page(hall), {"calendar": calendar.code}).status_code == 422


def test_the_file_of_a_hall_refuses_other_terms_with_the_same_code(hall):
    in_term(hall, (AUTUMN.first, AUTUMN.last))
    text = files.write(files.from_database(hall))
    assert bring(text).changes == ()
    assert files.write(files.from_database(hall)) == text
    with pytest.raises(ChangeRefused) as refusal:
        bring(text.replace("to = 2025-10-17", "to = 2025-10-18"))
    assert [fault.place for fault in refusal.value.faults] == ["school_terms"]
    with pytest.raises(VenueFileFaults) as faults:
        files.read(text.replace("to = 2025-10-17", "to = 2025-08-18"))
    assert [fault.place for fault in faults.value.faults] == ["school_terms.terms[0].to"]
