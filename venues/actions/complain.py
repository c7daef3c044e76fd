"""Take in a complaint about how data were used."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from venues import complaint_letters
from venues.models import Complaint, Operator


@transaction.atomic
def complain(operator: Operator, *, name: str, email: str, words: str, at: datetime) -> Complaint:
    """Keep it; a letter tells whoever complains that it has arrived, another the managers."""
    complaint = Complaint.objects.create(operator=operator, name=name, email=email, words=words, made_at=at)
    complaint_letters.received(complaint)
    complaint_letters.arrived(complaint)
    return complaint
