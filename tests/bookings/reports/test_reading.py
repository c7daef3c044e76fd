"""What docs/reading-the-report.md answers stands in the report that it is about."""

from __future__ import annotations

import re

import pytest
from django.conf import settings

from bookings import reports
from bookings.reports import Edition, Pack
from bookings.reports.plain_text import as_text
from tests.bookings.reports.example import AS_AT, FROM, UNTIL, Week

PAGE = settings.BASE_DIR / "docs" / "reading-the-report.md"


@pytest.mark.once
@pytest.mark.django_db
def test_the_twelve_answers_stand_in_the_report_word_for_word() -> None:
    """Its subject is words: the figures are proved on both databases elsewhere."""
    rows = re.findall(r"^\| (\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", PAGE.read_text(), re.M)
    report = reports.build(Week().venue, FROM, UNTIL, as_at=AS_AT, edition=Edition.PUBLIC, pack=Pack.GRANT)
    text = as_text(report)
    assert [int(number) for number, *_rest in rows] == list(range(1, 13))
    for number, _question, answer, _where in rows:
        said = re.findall("`([^`]+)`", answer)
        assert said, number
        assert [words for words in said if words not in text] == [], number
