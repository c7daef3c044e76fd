"""Letters about what a visitor found different, brought about: see `tests.letter_cases`."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from accounts.models import User
from bookings.actions.answer_report import answer_report
from bookings.actions.change_venue import print_of
from tests.cast import found_different
from tests.letter_cases import Cast, writes
from venues.actions.report_difference import report_difference
from venues.files.stored import access_row
from venues.models import AccessClaim, AccessReport


@writes("access_report", "access_answered")
def it_was_different(cast: Cast) -> None:
    """Looked at twice: the first time with a new day, the second on the day on which it had been looked at."""
    at = timezone.now()
    claim = found_different(cast.hall).claim
    for words in ("It hums.", "It still hums."):
        told = report_difference(claim, words=words, email="cy@hearth.example", at=at)
        claim = answer_it(told, by=cast.ada, at=at)


def answer_it(told: AccessReport, *, by: User, at: datetime) -> AccessClaim:
    """Somebody looks, and it is as the page says."""
    row = replace(access_row(told.claim), checked=told.made_on)
    answer = answer_report(told, row=row, seen=print_of(told.venue, "access"), by=by, at=at).answer
    assert answer is not None
    return answer
