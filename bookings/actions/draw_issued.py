"""Draw the PDF of reports that were issued, from the document kept with each, and tell who issued it."""

from __future__ import annotations

from datetime import datetime, timedelta

from bookings import report_letters
from bookings.documents import LOOK, NoPdf, drawn_from, drawn_of_all
from bookings.locks import all_or_nothing
from bookings.models import IssuedDocument, IssuedReport

TRIED_FOR = timedelta(days=2)
AT_ONCE = 5
Kind = IssuedDocument.Kind


def draw_what_was_issued(at: datetime) -> int:
    """How many were drawn, the oldest first; a few at a time, since each takes seconds."""
    waiting = IssuedReport.objects.to_draw(at - TRIED_FOR).order_by("pk")
    return drawn_of_all(list(waiting[:AT_ONCE]), lambda report: draw_issued(report, at=at))


def draw_issued(issued: IssuedReport, *, at: datetime) -> bool:
    """Outside any transaction; whether there is one now that was not there before."""
    paper = bytes(issued.documents.get(kind=Kind.PAPER).content).decode()
    try:
        return keep_drawn(issued, drawn_from(paper, LOOK), at=at)
    except NoPdf:
        return False


@all_or_nothing
def keep_drawn(issued: IssuedReport, content: bytes, *, at: datetime) -> bool:
    """Whether it is new: another run may have been quicker, and has written the letter too."""
    drawn = {"content": content, "made_at": at}
    document, is_new = IssuedDocument.objects.get_or_create(report=issued, kind=Kind.PDF, defaults=drawn)
    if is_new:
        report_letters.report_is_drawn(issued)
    elif not document.content:  # it went with a name: what is drawn now is without it
        IssuedDocument.objects.filter(pk=document.pk).update(content=content, blotted_at=at)
        return True
    return is_new
