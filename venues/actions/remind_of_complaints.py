"""Remind the managers of complaints that nobody has acknowledged, a week before they must be."""

from __future__ import annotations

from datetime import datetime, timedelta

from venues import complaint_letters
from venues.models import Complaint

A_WEEK = timedelta(days=7)


def remind_of_complaints(at: datetime) -> int:
    """How many are pressing; each is told once."""
    by_now = at - Complaint.ACKNOWLEDGE_WITHIN + A_WEEK
    pressing = Complaint.objects.unacknowledged().open().filter(made_at__lte=by_now).select_related("operator")
    for complaint in pressing:
        complaint_letters.pressing(complaint)
    return len(pressing)
