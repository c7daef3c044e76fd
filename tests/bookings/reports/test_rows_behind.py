"""The rows behind a figure: they add up to it, they name nobody who should not be named, and they stay at the desk."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Hirer
from bookings.for_whom import PAGES
from bookings.models import Booking
from bookings.reports import Report
from bookings.reports.building import compose
from bookings.reports.disclosure import disclose
from bookings.reports.rows import SessionRow
from bookings.reports.tally import Said, parts_of
from tests.bookings.reports.example import Week, at
from tests.bookings.reports.rows import a_request, a_session, a_span, local, some_rows, stretch
from tests.bookings.reports.test_pages import DAYS, signed_in
from tests.shared import shared
from venues.rights import OFFICERS

ROWS = "/desk/vale/report/rows/{}/"
OPEN = (stretch("2026-03-02 09:00", "2026-03-02 22:00"),)


@shared
def week() -> Week:
    return Week()


def hours_of(report: Report, id: str) -> list[tuple[str, Fraction]]:
    """What each row adds above the line."""
    [value] = [value for value in report.all_values() if value.id == id]
    return [(name_of(row), number) for row, number in parts_of(value.top)]


def name_of(row: object) -> str:
    return row.label if isinstance(row, Said) else str(getattr(row, "key", row))


def test_an_hour_that_two_sessions_share_stands_with_the_first_and_out_of_hours_with_none() -> None:
    early = a_session("2026-03-02 18:00", "2026-03-02 20:00", key=1)
    late = a_session("2026-03-02 19:00", "2026-03-02 23:00", key=2)
    within = a_session("2026-03-02 19:00", "2026-03-02 19:30", key=3)
    report = compose(some_rows(early, late, within, opening=OPEN))
    assert hours_of(report, "E1") == [("1", 2), ("2", 2)]
    assert hours_of(report, "E1.out_of_hours") == [("1", 2), ("2", 3), ("1", -2), ("2", -2)]
    occupied = report.figure("E2").value
    assert list(parts_of(occupied.bottom)) == [(Said("Main"), 13)]


def test_a_hire_of_several_days_is_a_row_a_day() -> None:
    weekend = a_session("2026-03-06 18:00", "2026-03-08 12:00", hire=42000, standard=42000)
    report = compose(some_rows(weekend))
    rows = [row for row, _number in parts_of(report.figure("A1").value.top)]
    starts = [row.period.start for row in rows if isinstance(row, SessionRow)]
    assert starts == [local(text) for text in ("2026-03-06 18:00", "2026-03-07 00:00", "2026-03-08 00:00")]
    assert [number for _row, number in parts_of(report.figure("A1").value.top)] == [60, 240, 120]


def test_a_middle_value_shows_the_values_of_which_it_is_taken_however_few() -> None:
    asked = a_request("2026-03-02 09:00", at_once=True, moment=local("2026-03-02 09:00"), outcome="confirmed")
    waited = a_request("2026-03-02 09:00", key=2, moment=local("2026-03-03 09:00"), outcome="declined")
    value = compose(some_rows(span=a_span(), requests=(asked, waited))).figure("C6").value
    assert (value.top, value.listed) == (None, ((waited, 24),))


def test_no_row_is_left_in_what_leaves_the_desk() -> None:
    session = a_session(hire=1000, standard=2000, category_gap=1000, counted=20)
    report = disclose(compose(some_rows(session, opening=OPEN)))
    assert not any(value.has_rows for value in report.all_values())


# At the desk


@pytest.fixture
def file(week: Week) -> Callable[[str], list[list[str]]]:
    client = signed_in(week, "secretary")

    def read(figure: str) -> list[list[str]]:
        answer = client.get(ROWS.format(figure) + "rows.csv", DAYS)
        assert answer.status_code == 200
        return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))

    return read


@pytest.mark.django_db
def test_each_row_says_what_it_adds_and_leads_to_its_booking(week: Week) -> None:
    page = signed_in(week, "trustee").get(ROWS.format("A1"), DAYS)
    assert "£11.72 an hour = £140.60 ÷ 12.0 h" in page.text
    for words in ("Adds to £140.60", "Adds to 12 h", "Saturday 11 October 2025, 2pm to 5pm", "£57.60", "G6"):
        assert words in page.text
    saturday = week.sessions["Sat"]
    date = f"/desk/vale/bookings/{saturday.booking.ref}/#date-{saturday.pk}"
    day = f"/desk/vale/diary/?day=2025-10-11#session-{saturday.pk}"
    for link in (date, day):
        assert f'href="{link}"' in page.text
        address, place = link.split("#")
        assert f'id="{place}"' in signed_in(week, "trustee").get(address).text
    report = signed_in(week, "manager").get("/desk/vale/report/", DAYS)
    assert "/desk/vale/report/rows/A1:per_hour/?first=2025-10-06&amp;last=2025-10-12" in report.text


@pytest.mark.django_db
def test_confidential_rows_say_room_and_time_and_the_forgotten_are_counted(
    week: Week, file: Callable[[str], list[list[str]]]
) -> None:
    Booking.objects.filter(sessions=week.sessions["Mon"]).update(confidential=True)
    Hirer.objects.filter(pk__in=[week.hirers["H1"].pk, week.hirers["G7"].pk]).update(forgotten_at=at(12, 23))
    hall = "Main Hall"
    assert file("A1") == [
        ["When", "What", "Who", "Booking", "Adds above", "Adds below"],
        ["Monday 6 October 2025, 6pm to 8pm", hall, "Confidential", "", "", ""],
        ["Tuesday 7 October 2025, 7pm to 10pm", hall, "G2", week.sessions["Tue"].booking.ref, "39", "3"],
        ["Thursday 9 October 2025, 10am to midday", "Meeting Room", "G4", week.sessions["Thu"].booking.ref, "0", "2"],
        ["Saturday 11 October 2025, 2pm to 5pm", "Whole Hall", "G6", week.sessions["Sat"].booking.ref, "57.6", "3"],
        ["", "1 session of people who have been forgotten", "", "", "26", "2"],
        ["", "Sum", "", "", "140.6", "12"],
    ]
    assert {row[2] for row in file("F1")[1:]} == {"Confidential", "G2", "G4", "G6", ""}
    requests = file("C4")
    assert ["", "1 request of people who have been forgotten", "", "", "1"] in requests
    assert [row[1] for row in requests if row[2] == "G2"] == ["Withdrawn: The price"]
    page = signed_in(week, "manager").get(ROWS.format("A1"), DAYS).text
    assert "1 row is confidential" in page
    assert "Monday 6 October 2025 to Sunday 12 October 2025" in page
    assert "£18.00" not in page


@pytest.mark.django_db
def test_families_stay_without_a_name_and_nobodys_contact_is_told(
    week: Week, file: Callable[[str], list[list[str]]]
) -> None:
    Hirer.objects.filter(pk=week.hirers["H1"].pk).update(name="The Smiths", contact_email="smith@home.example")
    told = file("E4")
    assert told[5][:3] == ["Sunday 12 October 2025, 9pm to 11pm", "Main Hall", "A family or a private person"]
    assert "smith" not in str(told).lower()
    Booking.objects.filter(pk=week.request_1.pk).update(reason_code="access")
    assert ["Asked on Monday 6 October 2025", "", "Confidential", "", ""] in file("C4")


@pytest.mark.once
@pytest.mark.django_db
def test_only_officers_see_rows_and_only_of_the_desks_edition(week: Week) -> None:
    """What may be shown is decided over figures, which others read from both kinds of database."""
    for kind, status in (("caretaker", 404), ("funder", 404), ("treasurer", 200)):
        assert signed_in(week, kind).get(ROWS.format("A1"), DAYS).status_code == status
    client = signed_in(week, "manager")
    assert client.get(ROWS.format("A1"), DAYS | {"edition": "public"}).status_code == 404
    assert client.get(ROWS.format("Z9"), DAYS).status_code == 404
    assert client.get(ROWS.format("A1"), {"first": "2025-10-12", "last": "2025-10-06"}).status_code == 400
    public = client.get("/desk/vale/report/", DAYS | {"edition": "public"})
    assert "/report/rows/" not in public.text


@pytest.mark.once
@pytest.mark.django_db
def test_twenty_rows_ask_as_much_as_ten(week: Week) -> None:
    """How many statements a page asks is Django’s doing, whichever database answers them."""
    client, asked = signed_in(week, "manager"), []
    for until in (10, 20):
        for hour in range(until - 10, until):
            booking = week.booking(f"G{1 + hour % 6}", week.standard)
            start = at(6 + hour % 7, 9 + hour // 7)
            week.session(booking, "Meeting Room", start, start.replace(minute=30), hire_pence=500)
        with CaptureQueriesContext(connection) as statements:
            page = client.get(ROWS.format("E4"), DAYS)
        assert page.status_code == 200
        asked.append(len(statements))
    assert asked[1] == asked[0]


def test_whoever_has_the_rows_may_open_a_confidential_booking() -> None:
    """What it adds could be reckoned from the others: so it is nothing new to them."""
    assert PAGES["desk:report_rows"] == PAGES["desk:report_rows_csv"] == OFFICERS
