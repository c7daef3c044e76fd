"""Two people issue a report in the same moment: the second was judged beside less than what is printed now."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from bookings.actions.issue_report import ToIssue, issue_report
from bookings.exceptions import NotPossible
from bookings.models import IssuedDocument, IssuedReport
from bookings.reports import Edition, build
from bookings.reports.differencing import judged
from bookings.reports.freezing import frozen
from tests.bookings.reports.example import AS_AT, FROM, UNTIL, Week
from venues.models import Venue

SECONDS = 20


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_issued_and_the_other_refused_in_words_and_leaves_nothing() -> None:
    week, together = Week(), Barrier(2, timeout=SECONDS)
    days = ((FROM, UNTIL), (FROM, date(2025, 10, 12)))
    whole = [build(week.venue, *each, as_at=AS_AT) for each in days]
    found = [judged(week.venue, each, Edition.PUBLIC, at=AS_AT) for each in whole]  # both before either is issued
    assert [(each.refusal, each.beside) for each in found] == [("", 0), ("", 0)]

    def issue(kept: ToIssue) -> str:
        try:
            connection.ensure_connection()
            together.wait()
            issue_report(week.venue, kept, by=None, at=AS_AT, beside=0)
        except NotPossible as refusal:
            return str(refusal)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(issue, [frozen(each.report) for each in found]))
    assert sorted(said) == ["", "Another report was issued meanwhile. Look at this one once more, then issue it."]
    kept, other = said.index(""), said.index(max(said))
    assert [(each.first, each.until) for each in IssuedReport.objects.all()] == [days[kept]]
    again = judged(week.venue, whole[other], Edition.PUBLIC, at=AS_AT).refusal
    assert "could subtract the one from the other" in again


@pytest.fixture(autouse=True)
def _without_the_report(transactional_db: None) -> Iterator[None]:
    """SQLite is emptied row by row, and an issued report goes only once its hall is gone."""
    yield
    if connection.vendor == "sqlite":
        with connection.constraint_checks_disabled():
            for model in (Venue, IssuedReport, IssuedDocument):
                model.objects.all()._raw_delete(connection.alias)
