"""The page on which a hall types once what only it knows, and where the report prints it.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from bookings import reports
from bookings.actions.answer_wish import answer_wish
from bookings.reports import Edition
from bookings.reports.plain_text import as_text
from bookings.reports.printing import shown
from tests.bookings.reports.example import printed
from tests.fault_cases import a_fault
from tests.make import a_post, a_user, a_venue, signed_in, soon
from tests.shared import shared
from tests.wish_cases import a_wish
from venues.actions.settle_fault import mend_fault
from venues.models import ReportFact, ReportWords

pytestmark = [pytest.mark.django_db, pytest.mark.once]

TODAY = timezone.localdate()
QUOTE = {"quote_1": "Warm and kind.", "said_by_1": "a parent", "allowed_by_1": "Ida, on the telephone"}


@shared
def hall():
    return a_venue(email="trust@hearth.example")


@shared
def treasurer(hall):
    return signed_in(a_post(hall, "treasurer", a_user("Tom")).user)


def page(hall) -> str:
    return reverse("desk:for_report", args=[hall.slug])


def text_of(answer) -> str:
    return " ".join(strip_tags(answer.content.decode().replace("<", " <")).split())


def this_year(hall, edition=Edition.DESK):
    first, until = date(TODAY.year, 1, 1), date(TODAY.year + 1, 1, 1)
    return reports.build(hall, first, until, as_at=timezone.now(), edition=edition)


@pytest.mark.on_postgres
def test_the_note_and_the_quotes_stand_on_the_first_page_and_who_allowed_them_nowhere(hall, treasurer):
    typed = {"part": "words", "note": "A good year.", "facilities": "A ramp to the side door.", **QUOTE}
    assert treasurer.post(page(hall), typed).status_code == 303
    assert 'value="Ida, on the telephone"' in treasurer.get(page(hall)).content.decode()
    report = treasurer.get(reverse("desk:report", args=[hall.slug]))
    shown = text_of(report)
    assert "A good year. “Warm and kind.” – a parent" in shown
    assert shown.index("A good year.") < shown.index("Is it affordable?")
    text = as_text(this_year(hall, Edition.PUBLIC))
    assert "“Warm and kind.” (a parent)" in text
    assert "Facilities created or improved\n    A ramp to the side door.\n" in text
    assert "Ida" not in shown + text


@pytest.mark.once
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"part": "words", "note": "so " * 61}, "These are 61 words; at most 60 fit."),
        ({"part": "words", "quote_2": "Kind."}, "Say who said it"),
        ({"part": "words", "quote_2": "Kind.", "said_by_2": "Jo"}, "Ask them first"),
        ({"part": "words", "allowed_by_1": "Ida"}, "Say what they said, or empty the two boxes below."),
        ({"part": "cost", "starts_on": "2026-04-01", "pounds": "much"}, "Write the sum in figures: 18,400."),
        ({"part": "cost", "starts_on": "2025-07-01", "pounds": "1"}, "these two overlap"),
        ({"part": "hours", f"hours_{TODAY:%Y_%m}": "-1"}, "Hours cannot be less than nothing."),
        ({"part": "prices", "month": f"{TODAY:%Y-%m}", "now": "138.9", "source": "ONS"}, "Write both"),
        ({"part": "prices", "month": f"{TODAY:%Y-%m}", "now": "138.9", "before": "0", "source": "ONS"}, "1 at least"),
        ({"part": "prices", "month": f"{TODAY:%Y-%m}", "now": "2", "before": "1"}, "Say where you read it"),
        ({"part": "documents", "gas_state": "held"}, "Say from which day on it holds."),
        ({"part": "documents", "gas_from": "2026-02-01", "gas_until": "2026-01-01"}, "That is before it begins."),
    ],
)
def test_what_cannot_be_is_said_beside_it_and_nothing_is_kept(hall, treasurer, typed, words):
    """The words of the forms, whatever the database."""
    told = {"updated_at": timezone.now(), "ends_on": date(2025, 12, 31), "amount": 100}
    ReportFact.objects.create(venue=hall, what="cost", starts_on=date(2025, 1, 1), **told)
    answer = treasurer.post(page(hall), typed)
    assert (answer.status_code, words in text_of(answer)) == (422, True)
    assert (ReportFact.objects.count(), ReportWords.objects.count()) == (1, 0)


def test_costs_hours_and_documents_are_typed_once_and_the_figures_read_them(hall, treasurer):
    first = date(TODAY.year, 1, 1)
    hall.use_known_from = first
    hall.save()
    assert "not recorded" in printed(this_year(hall), "A11")
    assert treasurer.post(page(hall), {"part": "cost", "starts_on": first, "pounds": "£3,650.00"}).status_code == 303
    [row] = hall.report_facts.all()
    assert (row.amount, row.ends_on) == (365_000, date(TODAY.year, 12, 31))
    shops = {"part": "prices", "month": f"{TODAY:%Y-%m}", "now": "138.9", "before": "134", "source": "ONS, CPI"}
    assert treasurer.post(page(hall), shops).status_code == 303
    beside = this_year(hall, Edition.PUBLIC).figure("A10").tables[0]
    assert (shown(beside.rows[0], "GBP"), beside.note) == ("3.7%", "Source: ONS, CPI")
    months = {f"hours_{TODAY:%Y_%m}": "12.5"}
    treasurer.post(page(hall), {"part": "hours", **months})
    assert hall.report_facts.get(what="volunteers").amount == 750
    held = {"insurance_state": "held", "insurance_from": "2020-01-01", "gas_state": "none"}
    treasurer.post(page(hall), {"part": "documents", **held})
    assert printed(this_year(hall), "D7") == ["1 of 6 documents"]
    assert printed(this_year(hall), "A11")[0] == "0.0%"
    again = treasurer.get(page(hall)).content.decode()
    assert all(value in again for value in ('value="138.9"', 'value="3,650"', 'value="12.5"', 'value="2020-01-01"'))

    treasurer.post(page(hall), {"part": "cost", "starts_on": first, "pounds": "", "initial-pounds": "3,650"})
    treasurer.post(page(hall), {"part": "hours", f"initial-hours_{TODAY:%Y_%m}": "12.5"})
    treasurer.post(page(hall), {"part": "prices", "month": shops["month"], "initial-now": "138.9"})
    treasurer.post(page(hall), {"part": "documents", **held, "gas_state": ""})
    assert [row.what for row in hall.report_facts.all()] == ["insurance"]


@pytest.mark.on_postgres
def test_one_button_keeps_the_whole_page_and_where_one_part_cannot_be_nothing_typed_is_lost(hall, treasurer):
    shown = treasurer.get(page(hall)).content.decode()
    parts = re.findall(r'name="part" value="(\w+)"', shown)
    assert (shown.count('method="post" action="/desk'), parts) == (1, ["words", "cost", "prices", "hours", "documents"])
    before = dict(re.findall(r'name="(initial-\w+)" value="([^"]*)"', shown))
    month = f"{TODAY:%Y-%m}"
    typed = {"note": "A good year.", "month": month, "now": "138.9", "before": "134", "source": "ONS", **before}
    refused = treasurer.post(page(hall), {"part": parts, "place": "hours", "pounds": "12", **typed})
    told = refused.content.decode()
    assert (refused.status_code, "Say on which day that year begins." in told) == (422, True)
    assert all(value in told for value in ("A good year.", 'value="138.9"', 'value="12"'))
    assert (ReportFact.objects.count(), ReportWords.objects.count()) == (0, 0)
    kept = treasurer.post(page(hall), {"part": parts, "place": "hours", f"hours_{TODAY:%Y_%m}": "3", **typed})
    assert (kept.status_code, kept["Location"]) == (303, f"{page(hall)}#hours")
    assert ReportWords.objects.get().note == "A good year."
    assert {row.what for row in hall.report_facts.all()} == {"shop_prices", "volunteers"}
    late = {"part": parts, **before, "month": month, "facilities": ""}  # a page that was open before all this
    assert treasurer.post(page(hall), late).status_code == 303
    assert (ReportWords.objects.get().note, hall.report_facts.count()) == ("A good year.", 3)


@pytest.mark.on_postgres
def test_answers_to_wishes_and_mended_faults_are_told_as_what_we_changed_where_the_desk_chose_them(hall, treasurer):
    by, at = a_user("Max"), timezone.now()
    wish, fault = a_wish(venue=hall), a_fault(hall)
    answer_wish(wish, hall, words="We open on Sundays", room=None, shows_words=False, by=by, at=at)
    mend_fault(fault, on=soon(0), answer="A new heater was fitted.", by=by, at=at)
    offered = text_of(treasurer.get(page(hall)))
    assert "Asked for: Every Sunday, 10am to midday. We open on Sundays." in offered
    assert (
        treasurer.post(page(hall), {"part": "changes", "chosen": [f"fault-{fault.pk}", "fault-0"]}).status_code == 303
    )
    fault_key = fault.pk
    fault.delete()  # the report keeps what it told
    told = "Hot water, Main: mended. A new heater was fitted."
    assert this_year(hall).told.changes == ((soon(0), told),)
    shown = text_of(treasurer.get(reverse("desk:report", args=[hall.slug])))
    assert told in shown
    assert "We open on Sundays" not in shown
    assert "Only cold comes." not in shown
    treasurer.post(page(hall), {"part": "changes"})
    assert len(this_year(hall).told.changes) == 1  # ticked meanwhile, and not by who keeps the page now
    treasurer.post(page(hall), {"part": "changes", "chosen-before": f"fault-{fault_key}"})
    assert this_year(hall).told.changes == ()
