"""Issue a report: its figures, what it was asked with and its documents stay as they are from then on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts import journal
from accounts.clock import date_words, day_words
from accounts.models import User
from bookings.exceptions import NotPossible
from bookings.locks import all_or_nothing
from bookings.models import IssuedDocument, IssuedReport
from venues.models import Venue

NUMBER = "<!--number and day-->"  # stands in the paper where these come; what people typed cannot say it there


@dataclass(frozen=True)
class ToIssue:
    """A report as plain data, from `bookings.reports.freezing`; the documents are by their kind."""

    first: date
    until: date  # not included
    as_at: datetime
    edition: str
    pack: str
    window: Mapping[str, Any] | None
    figures: Mapping[str, Any]
    parameters: list[list[str]]
    rules: str
    documents: Mapping[str, bytes]


@all_or_nothing
def issue_report(
    venue: Venue, report: ToIssue, *, by: User | None, at: datetime, key: str = "", beside: int | None = None
) -> IssuedReport:
    """Keep this report under the venue's next number; the same `key` again finds the one that it made.

    `beside`: the number of the last report for outside that it was judged beside (`bookings.reports.differencing`).
    Raises NotPossible where another was issued since: the two could be subtracted.

    Its PDF is drawn from the kept document afterwards (draw_issued.py), since that takes seconds.
    """
    venue = Venue.objects.select_for_update(of=("self",), no_key=True).get(pk=venue.pk)
    if key and (made := IssuedReport.objects.filter(key=key).first()):
        if made.venue_id == venue.pk:
            return made
        key = ""  # of another hall's form: it says nothing of this one
    if beside is not None and report.edition != IssuedReport.DESK:
        _nothing_since(venue, beside)
    highest = venue.issued_reports.aggregate(highest=Max("number"))["highest"] or 0
    issued = IssuedReport.objects.create(
        venue=venue,
        number=highest + 1,
        first=report.first,
        until=report.until,
        as_at=report.as_at,
        edition=report.edition,
        pack=report.pack,
        window=report.window,
        figures=report.figures,
        parameters=report.parameters,
        rules=report.rules,
        software=settings.VERSION,
        issued_at=at,
        issued_by=by,
        key=key or None,
    )
    IssuedDocument.objects.bulk_create(
        IssuedDocument(report=issued, kind=kind, content=content, made_at=at)
        for kind, content in _numbered(report.documents, issued).items()
    )
    days = {"first": day_words(issued.first), "last": day_words(issued.last)}
    why = _("Number %(number)s, %(first)s to %(last)s") % {**days, "number": issued.number}
    journal.record(by, "issued a report", venue, why=why)
    return issued


def _numbered(documents: Mapping[str, bytes], issued: IssuedReport) -> dict[str, bytes]:
    """Those that people read say which report they are, and of which day."""
    day = date_words(issued.issued_at.astimezone(issued.venue.tz).date())
    words = _("Report %(number)s, issued %(day)s") % {"number": issued.number, "day": day}
    told = dict(documents)
    if paper := told.get(IssuedDocument.Kind.PAPER):
        told[IssuedDocument.Kind.PAPER] = paper.replace(NUMBER.encode(), words.encode())
    if text := told.get(IssuedDocument.Kind.TEXT):
        told[IssuedDocument.Kind.TEXT] = f"{words}\n".encode() + text
    return told


def _nothing_since(venue: Venue, number: int) -> None:
    if venue.issued_reports.for_outside().filter(number__gt=number).exists():
        raise NotPossible(_("Another report was issued meanwhile. Look at this one once more, then issue it."))
