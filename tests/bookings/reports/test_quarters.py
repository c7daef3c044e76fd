"""A full quarter that funders read at any time, beside reports that were issued of other days."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Hirer
from bookings.actions.issue_report import issue_report
from bookings.forms.report import full_quarters
from bookings.reports import Edition, build
from bookings.reports.differencing import judged
from bookings.reports.freezing import TELLS_ALONE, frozen
from tests.bookings.reports.together.side_by_side import CSV, PAGE, halls, use, values, who_sees
from tests.make import a_post, a_user, signed_in

pytestmark = pytest.mark.django_db
THIRD_MONTH = 75  # days into the quarter
WHY = "Not given: whoever has report 1 as well could subtract it and learn about single people or groups."


def test_what_an_issued_report_would_give_away_goes_out_of_the_quarter_on_every_page() -> None:
    """Five groups in two months of it, and one in the third: two months taken off would leave what that one paid."""
    venues = halls(5, 5)
    use(venues[0], Hirer.objects.create(name="Alone", kind="club"), THIRD_MONTH)
    _funder, client = who_sees(venues, "funder", "funder")
    own = "/desk/hall-0/report/"
    assert "£10.00 an hour" in client.get(own).text
    assert values(client.get(CSV).text)["Hall 0", "A1", "£/h"] == "10.00"

    first, until = full_quarters(timezone.localdate())[0]
    two_months, at = first + timedelta(days=60), timezone.now()
    whole = build(venues[0], first, two_months, as_at=at)
    assert "the quarters that funders read" in judged(venues[0], whole, Edition.PUBLIC, at=at).refusal
    report = build(venues[0], first, two_months, as_at=at, edition=Edition.PUBLIC)
    issue_report(venues[0], frozen(report), by=None, at=at)  # as if before the quarter ended

    page = client.get(own).text
    assert WHY in page
    assert "£10.00 an hour" not in page
    told = values(client.get(CSV).text)
    assert [told[hall, "A1", "£/h"] for hall in ("Hall 0", "Hall 1")] == ["[c]", "10.00"]
    assert told["Hall 0", "F1", "n"] == "6"
    assert WHY in client.get(PAGE).text
    ada = a_user("Ada")
    a_post(venues[0], "secretary", ada)
    assert "£10.00" in signed_in(ada).get(own, {"first": str(first), "last": str(until - timedelta(days=1))}).text
    with CaptureQueriesContext(connection) as kept:
        client.get(CSV)
    asked = [each["sql"] for each in kept if "issuedreport" in each["sql"]]
    assert [TELLS_ALONE in sql for sql in asked] == [True]  # what is kept was judged already
