"""Two people issue a report in the same moment: the second was judged beside less than what is printed now."""

from __future__ import annotations

from datetime import date

import pytest

from bookings.actions.issue_report import issue_report
from bookings.exceptions import NotPossible
from bookings.models import IssuedReport
from bookings.reports import Edition, build
from bookings.reports.differencing import judged
from bookings.reports.freezing import frozen
from tests.bookings.reports.example import AS_AT, FROM, UNTIL, Week

pytestmark = pytest.mark.django_db


def test_the_second_of_two_is_refused_in_words_and_leaves_nothing() -> None:
    week = Week()
    days = ((FROM, UNTIL), (FROM, date(2025, 10, 12)))
    whole = [build(week.venue, *each, as_at=AS_AT) for each in days]
    found = [judged(week.venue, each, Edition.PUBLIC, at=AS_AT) for each in whole]  # both before either is issued
    assert [each.refusal for each in found] == ["", ""]
    kept = [frozen(each.report) for each in found]
    issue_report(week.venue, kept[0], by=None, at=AS_AT, beside=found[0].beside)
    with pytest.raises(NotPossible, match="Another report was issued meanwhile"):
        issue_report(week.venue, kept[1], by=None, at=AS_AT, beside=found[1].beside)
    assert [(each.first, each.until) for each in IssuedReport.objects.all()] == [(FROM, UNTIL)]
    assert "could subtract the one from the other" in judged(week.venue, whole[1], Edition.PUBLIC, at=AS_AT).refusal
