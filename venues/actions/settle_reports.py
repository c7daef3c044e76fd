"""What visitors found different is settled by a new check, be the answer kept or changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from accounts.models import User
from accounts.whole import whole
from venues import access_letters
from venues.models import AccessClaim, AccessReport, Venue


@whole
def settle_reports(venue: Venue, claims: Iterable[AccessClaim], *, by: User | None, at: datetime) -> int:
    """How many reports these new claims answer; whoever left an address is told.

    A claim answers a report where somebody has looked since, or where it says something else.
    """
    new = {_place(claim): claim for claim in claims}
    rows = venue.access_reports.open().select_for_update(of=("self",)).select_related("claim").order_by("pk")
    settled = [report for report in rows if _answers(new.get(_place(report)), report)]
    for report in settled:
        report.answer, report.answered_on = new[_place(report)], timezone.localdate(at, venue.tz)
        report.settled_at, report.settled_by = at, by
        report.save(update_fields=["answer", "answered_on", "settled_at", "settled_by"])
        access_letters.settled(report)
    return len(settled)


def _answers(claim: AccessClaim | None, report: AccessReport) -> bool:
    if claim is None:
        return False
    looked_since = claim.checked_on is not None and claim.checked_on >= report.made_on
    return looked_since or claim.says != report.claim.says


def _place(row: AccessClaim | AccessReport) -> tuple[str, int | None, int | None]:
    return row.fact, row.entrance_id, row.room_id
