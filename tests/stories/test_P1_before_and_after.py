"""P1: £40,000 for toilets and a ramp: how many came, and photos and receipts in the funder's copy.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from io import BytesIO

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from accounts.models import Letter
from bookings import documents
from bookings.actions.ask_how_many import ask_how_many
from bookings.management.drawing import draw_what_links_show
from bookings.models import Booking, Session
from bookings.reports import build
from tests.make import LONDON, a_booking, a_group, a_post, a_user, a_venue, signed_in, the_room
from tests.report_links import a_photo, a_report_link, an_issued_report

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ASKED_AT = datetime(2026, 12, 1, 11, tzinfo=LONDON)


@pytest.fixture
def at(monkeypatch):
    def at(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return at


@pytest.fixture
def choir():
    return a_group(organiser=a_user("Bea"))


@pytest.fixture
def tuesdays(choir, at) -> Booking:
    """Four in November; the hall counted the first."""
    at(datetime(2026, 10, 20, 12, tzinfo=LONDON))
    room = the_room(a_venue(), "main")
    series = a_booking(room, on=date(2026, 11, 3), until=date(2026, 12, 15), hirer=choir, people=20, confirmed=True)
    Session.objects.filter(pk=series.sessions.order_by("starts_at").values("pk")[:1]).update(counted=23)
    return series


def november(booking: Booking) -> list[tuple[int | None, int | None]]:
    dates = booking.sessions.filter(starts_at__lt=datetime(2026, 12, 1, tzinfo=LONDON)).order_by("starts_at")
    return list(dates.values_list("counted", "typical"))


def the_page() -> str:
    """As the letter has it; it needs no signing in."""
    body = Letter.objects.get(kind="monthly").body
    return next(line for line in body.splitlines() if "/bookings/month/" in line and "whom" not in line)


@pytest.mark.on_postgres
def test_P1_each_group_is_asked_once_a_month_and_two_taps_confirm_the_usual_number(tuesdays, at):
    at(ASKED_AT)
    assert ask_how_many(ASKED_AT) == 1
    assert ask_how_many(ASKED_AT) == 0
    assert Letter.objects.filter(kind="monthly").count() == 1
    page, browser = the_page(), Client()
    shown = browser.get(page).content.decode()
    assert "About 20, as usual?" in shown
    assert "Yes, about 20" in shown
    assert "The hall counted 1 other date itself." in shown
    assert november(tuesdays) == [(23, None), (None, None), (None, None), (None, None)]

    yes = {f"booking-{tuesdays.pk}-how": "20"}
    assert browser.post(page, yes).status_code == 303
    assert november(tuesdays) == [(23, None), (None, 20), (None, 20), (None, 20)]

    last = tuesdays.sessions.filter(starts_at__lt=ASKED_AT).latest("starts_at")
    other = {f"booking-{tuesdays.pk}-number": "18", f"booking-{tuesdays.pk}-date-{last.pk}": "0"}
    assert browser.post(page, other).status_code == 303
    assert november(tuesdays) == [(23, None), (None, 18), (None, 18), (None, 0)]

    too_late = datetime(2027, 1, 1, 0, 5, tzinfo=LONDON)
    at(too_late)
    assert browser.post(page, yes).status_code == 409
    assert november(tuesdays)[1:] == [(None, 18), (None, 18), (None, 0)]


def test_P1_it_stands_under_your_bookings_until_it_is_answered(choir, tuesdays, at):
    at(ASKED_AT)
    bea = signed_in(choir.memberships.get().user)
    ask_how_many(ASKED_AT)
    assert "How many came in November 2026?" in bea.get("/bookings/").content.decode()
    bea.post(the_page(), {f"booking-{tuesdays.pk}-how": "unknown"})
    assert "How many came in November 2026?" not in bea.get("/bookings/").content.decode()
    assert november(tuesdays)[1:] == [(None, None)] * 3


def test_P1_counted_confirmed_and_expected_are_never_added_up_and_coverage_is_printed(tuesdays):
    dates = list(tuesdays.sessions.order_by("starts_at")[:4])
    Session.objects.filter(pk=dates[1].pk).update(typical=20)
    Session.objects.filter(pk=dates[2].pk).update(expected=25)
    Session.objects.filter(pk=dates[3].pk).update(expected=None)
    report = build(tuesdays.venue, date(2026, 11, 1), date(2026, 12, 1), as_at=ASKED_AT)
    e6 = report.figure("E6")
    assert {value.id: value.top for value in e6.values} == {"E6.counted": 23, "E6.typical": 20, "E6.expected": 25}
    coverage = {row.id: (row.top, row.bottom) for row in e6.tables[0].rows}
    assert coverage == {
        "E6.counted_coverage": (1, 4),
        "E6.typical_coverage": (1, 4),
        "E6.expected_coverage": (1, 4),
    }


def test_P1_photos_and_receipts_stand_in_the_funder_s_copy_only_without_where_they_were_taken(monkeypatch):
    hall = a_venue()
    secretary, visitor = signed_in(a_post(hall, "secretary").user), Client()
    desk = f"/desk/{hall.slug}/reports/projects/"
    begun = secretary.post(desk, {"name": "Toilets and a ramp"})
    project = begun["Location"]
    photo = SimpleUploadedFile("ramp.jpg", a_photo(exif=True))
    assert secretary.post(project, {"act": "photo", "words": "The new ramp", "file": photo}).status_code == 303
    typed = {"act": "receipt", "words": "Concrete", "on": "2026-03-03", "pounds": "£4,120", "paid_to": "Vale Builders"}
    for wrong, words in (({"pounds": ""}, "Say for how much"), ({"pounds": "much"}, "Write the sum in figures")):
        refused = secretary.post(project, {**typed, **wrong})
        assert (refused.status_code, words in refused.text, "Vale Builders" in refused.text) == (422, True, True)
    for _twice in range(2):
        assert secretary.post(project, typed).status_code == 303
    assert secretary.post(project, {"act": "photo", "words": "None"}).status_code == 422
    [ramp, _concrete] = hall.projects.get().evidence.order_by("kind")
    image = Image.open(BytesIO(bytes(ramp.picture)))
    assert (image.format, dict(image.getexif())) == ("JPEG", {})

    report = an_issued_report(hall)
    address = f"/for-funders/{a_report_link(hall, report, projects=[ramp.project])}/"
    shown = ("The new ramp", "Concrete, Tuesday 3 March 2026", "£4,120.00", "from Vale Builders")
    assert all(words in visitor.get(address).text for words in shown)
    picture = f"{address}pictures/{ramp.pk}.jpg"
    assert visitor.get(picture)["Content-Type"] == "image/jpeg"
    drawn = cache(documents.drawn_from)
    monkeypatch.setattr(documents, "drawn_from", drawn)
    assert [draw_what_links_show(timezone.now()) for _twice in range(2)] == [1, 0]
    content = visitor.get(f"{address}{report.number}.pdf").content
    assert (drawn.cache_info().misses, drawn.cache_info().hits) == (1, 0), "drawn once"
    with pikepdf.open(BytesIO(content)) as document:
        assert any(page.get_images() for page in document.pages)
    for public in (f"/venues/{hall.slug}/", f"/desk/{hall.slug}/report/?edition=public"):
        text = secretary.get(public).text
        assert not any(words in text for words in ("The new ramp", "Vale Builders")), public
    assert visitor.get(f"/desk/{hall.slug}/reports/pictures/{ramp.pk}.jpg").status_code == 302

    assert secretary.post(project, {"act": f"away-{ramp.pk}"}).status_code == 303
    assert visitor.get(picture).status_code == 404
    assert secretary.post(project, {"act": "take_project_away"}).status_code == 303
    assert "Concrete" not in visitor.get(address).text


def test_P1_the_secretary_issues_before_and_after_and_the_funder_opens_the_link(tuesdays, at):
    """Through the pages alone: the report, the button, the link, and what the funder reads of both sides."""
    at(datetime(2026, 12, 16, 12, tzinfo=LONDON))
    hall, visitor = tuesdays.venue, Client()
    secretary = signed_in(a_post(hall, "secretary").user)
    days = {"first": "2026-11-03", "last": "2026-12-15", "edition": "funder"}
    around = {"change_on": "2026-11-24", "weeks": "3", "weekdays": ["1"], "since": "18:00", "until": "22:00"}
    draft = secretary.get(f"/desk/{hall.slug}/report/", days | around)
    assert "Draft: not issued" in draft.text
    shown = secretary.get(draft.context["issue_link"])
    window = "The 3 weeks before Tuesday 24 November 2026 and those from it on: Tuesday, 6pm to 10pm."
    assert window in shown.text
    kept = {
        name: [value for key, value in shown.context["chosen"] if key == name] for name, _v in shown.context["chosen"]
    }
    issued = secretary.post(f"/desk/{hall.slug}/reports/new/", {**kept, "key": shown.context["key"]})
    assert issued.status_code == 303
    assert "Give a funder a link to it" in secretary.get(issued["Location"]).text

    new = f"/desk/{hall.slug}/reports/links/new/"
    form = secretary.get(new).context["form"]
    assert "E14" in form.initial["figures"]
    told = {name: form.initial[name] for name in ("reports", "until", "figures")}
    given = secretary.post(new, {**told, "funder": "Vale Council", "until": "2027-11-30"})
    page = " ".join(visitor.get(re.findall(r"/for-funders/[\w-]+/(?=<)", given.text)[0]).text.split())
    part = page[page.index('<h2 id="change">') :].split("<h2")[1]
    assert window in part
    cells = {row[0]: row[1:] for row in map(cells_of, re.findall("<tr.*?</tr>", part))}
    assert cells["Sessions"] == ["3", "3", "0", "0.0%"]
    assert cells["Hours used"] == ["6.0 h", "6.0 h", "0.0 h", "0.0%"]
    assert {"Groups", "New groups", "New activities", "People counted"} <= cells.keys()
    assert "Sessions with a count: Before <strong>1 of 3 used sessions</strong>; After <strong>0 of 3" in part
    assert "Weeks left out of both sides" in part


def cells_of(row):
    return re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)
