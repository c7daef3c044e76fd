"""Drawing reports that somebody asked for as a PDF, at the desk or by a funder's link, while nobody looks."""

from __future__ import annotations

from datetime import datetime

from django.http import QueryDict

from bookings import rights
from bookings.actions.make_pdf import do_not_make_linked_pdf, do_not_make_pdf, keep_linked_pdf, keep_pdf
from bookings.documents import NoPdf, drawn_of_all
from bookings.forms.report import SpanForm
from bookings.models import LinkedPdf, ReportPdf
from bookings.reports import by_link
from bookings.reports.by_link import to_draw
from bookings.reports.pdf import as_pdf
from venues.rights import OFFICERS

AT_ONCE = 5


def draw_what_was_asked(at: datetime) -> int:
    """How many were drawn, the first asked for first; a few at a time, since each takes seconds."""
    waiting = ReportPdf.objects.waiting().select_related("user", "venue")
    return drawn_of_all(list(waiting[:AT_ONCE]), lambda asked: _is_drawn(asked, at))


def draw_what_links_show(at: datetime) -> int:
    """The same of what funders read."""
    waiting = LinkedPdf.objects.waiting().select_related("link__venue__operator", "report")
    return drawn_of_all(list(waiting[:AT_ONCE]), lambda asked: _is_drawn_for_link(asked, at))


def _is_drawn_for_link(asked: LinkedPdf, at: datetime) -> bool:
    if not asked.link.opens_on(at.astimezone(asked.link.venue.tz).date()):
        do_not_make_linked_pdf(asked)
        return False
    shown = to_draw(asked.link, asked.report)
    try:
        return keep_linked_pdf(asked, by_link.as_pdf(shown), shows=shown.key, at=at)
    except NoPdf:
        return False


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
