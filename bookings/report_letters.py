"""The letter about a report that was issued."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import outbox
from bookings.models import IssuedReport


def report_is_drawn(issued: IssuedReport) -> None:
    """To whoever issued it: its PDF is there. Nobody, where a command did."""
    venue = issued.venue
    page = reverse("desk:issued_report", args=[venue.slug, issued.number])
    context = {"issued": issued, "venue": venue, "link": settings.PUBLIC_URL + page}
    outbox.post(
        f"issued-{issued.pk}",
        kind="issued_report",
        place=venue.slug,
        to=issued.issued_by.email if issued.issued_by else "",
        subject=_("Report %(number)s of %(venue)s is ready") % {"number": issued.number, "venue": venue.name},
        body=render_to_string("letters/issued_report.txt", context).strip() + "\n",
    )
