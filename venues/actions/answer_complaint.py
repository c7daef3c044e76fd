"""Acknowledge a complaint, and answer it."""

from __future__ import annotations

from datetime import datetime

from accounts import journal
from accounts.models import User
from accounts.whole import whole
from venues import complaint_letters
from venues.models import Complaint


@whole
def acknowledge_complaint(complaint: Complaint, *, by: User, at: datetime) -> Complaint:
    """Say by letter that a person has read it; a second time changes nothing."""
    complaint = Complaint.objects.select_for_update(of=("self",)).select_related("operator").get(pk=complaint.pk)
    if complaint.acknowledged_at is None:
        _acknowledge(complaint, by, at)
        journal.record(by, "acknowledged", complaint)
        complaint_letters.acknowledged(complaint)
    return complaint


@whole
def answer_complaint(complaint: Complaint, *, words: str, by: User, at: datetime) -> Complaint:
    """Answer by letter, which acknowledges it too; the first answer stands."""
    complaint = Complaint.objects.select_for_update(of=("self",)).select_related("operator").get(pk=complaint.pk)
    if complaint.answered_at is None:
        if complaint.acknowledged_at is None:
            _acknowledge(complaint, by, at)
        complaint.answer, complaint.answered_at, complaint.answered_by = words, at, by
        complaint.save(update_fields=["answer", "answered_at", "answered_by"])
        journal.record(by, "answered", complaint)
        complaint_letters.answered(complaint)
    return complaint


def _acknowledge(complaint: Complaint, by: User, at: datetime) -> None:
    complaint.acknowledged_at, complaint.acknowledged_by = at, by
    complaint.save(update_fields=["acknowledged_at", "acknowledged_by"])
