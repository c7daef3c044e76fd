"""P2: rent relief. Does the discount reach groups, and what did it cost whom on any date?"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from django.test import Client

from bookings import reports
from bookings.models import Booking, Session
from bookings.reports import Pack
from tests.bookings.reports.example import AS_AT, FROM, UNTIL, Week, at
from tests.make import a_post, a_tariff, a_venue, signed_in
from venues.models import Room, Tariff

pytestmark = pytest.mark.django_db

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
