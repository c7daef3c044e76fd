"""Take in a complaint about how data were used."""

from __future__ import annotations

from datetime import datetime, timedelta

from accounts.whole import whole
from venues import complaint_letters
from venues.models import Complaint, Operator

SAME_WITHIN = timedelta(hours=1)


@whole
def complain(operator: Operator, *, name: str, email: str, words: str, at: datetime) -> Complaint:
    """Keep it; a letter tells whoever complains that it has arrived, others those who answer. The same twice is one."""
    Operator.objects.select_for_update(of=("self",), no_key=True).get(
        pk=operator.pk
    )  # the button pressed twice at once
    typed = {"name": name, "email": email, "words": words}
    again = Complaint.objects.filter(operator=operator, made_at__gt=at - SAME_WITHIN, made_at__lte=at, **typed).first()
    if again:
        return again
    complaint = Complaint.objects.create(operator=operator, made_at=at, **typed)
    complaint_letters.received(complaint)
    complaint_letters.arrived(complaint)
    return complaint
