"""How bookings with a stated need ended: those that still have their needs, and the numbers of those that have not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, Subquery

from bookings.models import AccessOutcome, Booking, DidItWork, Session, StatedNeed
from bookings.outcomes import counts_from, ended, month_of
from bookings.reports.span import Span
from venues.at_one_go import Asked, Question, Told, rows_of
from venues.models import Venue

FIELDS = ("status", "reason_code", "made_at", "decided_at")
TOLD = ("said", "could_not", "planned_until", "until")


def questions(venue: Venue, span: Span) -> Asked:
    """What `read` reads; nothing where the span has no whole month."""
    months = span.whole_months
    if not months:
        return {}
    rows = AccessOutcome.objects.filter(venue=venue, month__in=months)
    return {"outcomes": rows_of(rows, "outcome", "count"), "needs": _with_their_needs(venue)}


def read(told: Told, span: Span) -> Mapping[str, int]:
    """How many by outcome, in the whole months of the span."""
    months, found = span.whole_months, Counter[str]()
    for outcome, count in told["outcomes"]:
        found[outcome] += count
    for booking in told["needs"]:
        end = ended(
            booking["status"], booking["reason_code"], said=booking["said"] or "", could_not=booking["could_not"]
        )
        if end and month_of(_ended_at(booking), span.zone) in months:
            found[end[0]] += 1
    return found


def _with_their_needs(venue: Venue) -> Question:
    """Those that no number stands for yet."""
    asked, needs = DidItWork.objects.filter(booking=OuterRef("pk")), StatedNeed.objects.filter(booking=OuterRef("pk"))
    planned = Q(sessions__status=Session.Status.PLANNED)
    found = (
        Booking.objects.at(venue).filter(Exists(needs) | Exists(asked)).exclude(Exists(asked.exclude(counted_at=None)))
    )
    told = found.annotate(
        said=Subquery(asked.exclude(outcome="").order_by("-pk").values("outcome")[:1]),
        could_not=Exists(needs.filter(answer=StatedNeed.Answer.CANNOT)),
        planned_until=Max("sessions__ends_at", filter=planned),
        until=Max("sessions__ends_at"),
    )
    return rows_of(told, *FIELDS, *TOLD, made=lambda row: dict(zip((*FIELDS, *TOLD), row, strict=True)))


def _ended_at(booking: dict[str, Any]) -> datetime:
    over = booking["planned_until"] or booking["until"] or booking["made_at"]
    return counts_from(booking["status"], booking["decided_at"], over)
