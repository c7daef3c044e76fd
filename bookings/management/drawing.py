"""Drawing the desk's reports that somebody asked for as a PDF, while nobody looks."""

from __future__ import annotations

from datetime import datetime

from django.http import QueryDict

from bookings import rights
from bookings.actions.make_pdf import do_not_make_pdf, keep_pdf
from bookings.documents import NoPdf, drawn_of_all
from bookings.forms.report import SpanForm
from bookings.models import ReportPdf
from bookings.reports.pdf import as_pdf
from venues.rights import OFFICERS

AT_ONCE = 5


def draw_what_was_asked(at: datetime) -> int:
    """How many were drawn, the first asked for first; a few at a time, since each takes seconds."""
    waiting = ReportPdf.objects.waiting().select_related("user", "venue")
    return drawn_of_all(list(waiting[:AT_ONCE]), lambda asked: _is_drawn(asked, at))


def _is_drawn(asked: ReportPdf, at: datetime) -> bool:
    """Outside any transaction, and with the rights of this moment."""
    form = SpanForm(QueryDict(asked.query), today=at.astimezone(asked.venue.tz).date())
    if not (_still_may(asked) and form.is_valid()):
        do_not_make_pdf(asked)
        return False
    try:
        return keep_pdf(asked, as_pdf(form.report_of(asked.venue, at)), at=at)
    except NoPdf:
        return False


def _still_may(asked: ReportPdf) -> bool:
    return asked.user.is_active and bool(rights.roles_at(asked.user, asked.venue) & OFFICERS)
