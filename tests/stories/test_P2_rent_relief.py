"""P2: rent relief. Does the discount reach groups, and what did it cost whom on any date?

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

import pytest
from django.test import Client

from bookings import reports
from bookings.models import Booking, ReportLink, Session
from bookings.reports import Pack
from tests.bookings.reports.example import AS_AT, FROM, UNTIL, Week, at
from tests.make import a_post, a_tariff, a_venue, signed_in, soon
from tests.report_links import an_issued_report
from venues.models import Room, Tariff

pytestmark = [pytest.mark.django_db, pytest.mark.once]

DAYS = {"first": "2025-10-06", "last": "2025-10-12"}


def test_P2_hours_and_value_passed_on_by_category_equal_their_rows_with_refusals_and_why_beside():
    week = Week()
    report = reports.build(week.venue, FROM, UNTIL, as_at=AS_AT, pack=Pack.COUNCIL)
    hours, value = dict.fromkeys(("Standard", "Community"), Fraction(0)), dict.fromkeys(("Standard", "Community"), 0)
    used = Session.objects.filter(starts_at__gte=at(6, 0), starts_at__lt=at(13, 0), status="planned")
    used = used.filter(booking__status="confirmed", booking__hirer__operator_itself=None)
    for session in used.select_related("booking__category"):
        passed_on = session.category_gap_pence + session.waiver_gap_pence
        name = session.booking.category.name
        hours[name] += Fraction(int((session.ends_at - session.starts_at).total_seconds()), 3600) if passed_on else 0
        value[name] += passed_on
    told = {id: by_category(report, id) for id in ("A2", "A4")}
    assert told == {"A2": hours, "A4": {name: Fraction(pence, 100) for name, pence in value.items()}}
    assert (sum(hours.values()), sum(value.values())) == (4, 2000)

    failed = Booking.objects.filter(venue=week.venue).exclude(status="confirmed")
    [refused, _asked_for] = report.figure("C4").tables
    assert sum(row.top or 0 for row in refused.rows) == failed.count() == 3
    assert {row.label for row in refused.rows} == {"The hours are taken", "The price", "No answer came in time"}


def by_category(report, id):
    [table] = (table for table in report.figure(id).tables if any(row.category for row in table.rows))
    return {row.category: row.top for row in table.rows}


def test_P2_the_price_list_in_force_on_any_date_is_one_link():
    hall, browser = a_venue(cells=("main", "attic")), Client()
    document = a_tariff(hall, standard="12.50").document
    last = {"valid_to": "2025-03-31"}
    hall.tariffs.update(valid_to=date(2025, 3, 31), document={**document, **last})
    document = {**document, "name": "Dearer", "valid_from": "2025-04-01"}
    dearer = [{**rate, "per_hour": "19.50"} for rate in document["rates"]]
    told = {"name": "Dearer", "valid_from": date(2025, 4, 1), "document": {**document, "rates": dearer}}
    Tariff.objects.create(venue=hall, **told)
    Room.objects.filter(venue=hall, code="attic").update(retired_on=date(2025, 2, 1))
    address = f"/venues/{hall.slug}/prices/"
    assert "Prices on another day" in browser.get(address).text

    page = browser.get(address, {"day": "2025-01-31"}).text
    assert "Friday 31 January 2025" in page
    assert ("£12.50" in page, "£19.50" in page, "Attic" in page) == (True, False, True)
    page = browser.get(address, {"day": "31 March 2025"}).text
    assert ("£12.50" in page, "£19.50" in page, "Attic" in page) == (True, False, False)
    assert "£19.50" in browser.get(address, {"day": "2025-04-01"}).text
    assert "No price list of that day is on record." in browser.get(address, {"day": "2019-12-31"}).text
    refused = browser.get(address, {"day": "2025-02-30"})
    assert (refused.status_code, "There is no 30 February 2025." in refused.text) == (400, True)

    desk = signed_in(a_post(hall, "treasurer").user).get(f"/desk/{hall.slug}/report/", DAYS).text
    assert f"{address}?day=2025-10-12" in desk


def test_P2_the_council_s_link_shows_agreed_figures_ends_on_a_date_and_is_gone_once_revoked():
    week = Week()
    an_issued_report(week.venue, FROM, UNTIL, pack=Pack.COUNCIL, at=AS_AT)
    treasurer, council = signed_in(a_post(week.venue, "treasurer").user), Client()
    assert "Links for funders" in treasurer.get(f"/desk/{week.venue.slug}/report/", DAYS).text
    new = f"/desk/{week.venue.slug}/reports/links/new/"
    asked = {"funder": "Vale Council", "reports": ["1"], "until": str(soon(30)), "figures": ["A2", "A4", "C4"]}
    given = treasurer.post(new, asked).text
    [address] = re.findall(r"/for-funders/[\w-]+/(?=<)", given)

    page = council.get(address).text
    assert "For Vale Council" in page
    assert "opens until" in page
    assert "33.3%" in page
    assert "The hours are taken" in page
    assert "Attendances" not in page
    link = ReportLink.objects.get()
    assert link.opened_on is not None
    desk = f"/desk/{week.venue.slug}/reports/links/{link.pk}/"
    treasurer.post(desk, {"act": "end"})
    assert [council.get(each).status_code for each in (address, f"{address}1.csv", f"{address}1.pdf")] == [404] * 3
