"""Reports as PDF: asked for by an officer or by a link, kept when the clock has drawn them, gone when they must go."""

from __future__ import annotations

from datetime import datetime

from accounts.models import User
from bookings.locks import all_or_nothing
from bookings.models import IssuedReport, LinkedPdf, ReportLink, ReportPdf
from bookings.report_letters import report_is_made
from venues.models import Venue


@all_or_nothing
def ask_for_pdf(user: User, venue: Venue, query: str, *, at: datetime) -> None:
    """Asking again while it is waited for is asking once; one that is there gives way to one made anew."""
    asked, _is_new = ReportPdf.objects.get_or_create(
        user=user, venue=venue, query=query, defaults={"asked_at": at, "content": b""}
    )
    made = ReportPdf.objects.filter(pk=asked.pk).exclude(made_at=None)
    made.update(asked_at=at, made_at=None, content=b"")


@all_or_nothing
def keep_pdf(asked: ReportPdf, content: bytes, *, at: datetime) -> bool:
    """Whether it was still waited for: another run may have been quicker, and has written the letter too."""
    still = ReportPdf.objects.waiting().filter(pk=asked.pk, asked_at=asked.asked_at)
    if not still.update(content=content, made_at=at):
        return False
    report_is_made(asked)
    return True


@all_or_nothing
def do_not_make_pdf(asked: ReportPdf) -> None:
    """Without a letter: who asked may not have it any more, or nobody could."""
    ReportPdf.objects.filter(pk=asked.pk).delete()


@all_or_nothing
def throw_pdfs_away(*, at: datetime) -> None:
    """Whoever was erased may be named in any of them. What is being drawn now is drawn once more."""
    ReportPdf.objects.exclude(made_at=None).delete()
    ReportPdf.objects.update(asked_at=at)
    LinkedPdf.objects.update(asked_at=at, made_at=None, content=b"")


@all_or_nothing
def ask_for_linked_pdf(link: ReportLink, report: IssuedReport, shows: str, *, at: datetime) -> None:
    """Whoever asks while it is waited for, or there, asks for nothing more; one that shows something else gives way."""
    anew = {"asked_at": at, "made_at": None, "content": b""}
    asked, _is_new = LinkedPdf.objects.get_or_create(link=link, report=report, defaults=anew)
    LinkedPdf.objects.filter(pk=asked.pk).exclude(made_at=None).exclude(shows=shows).update(**anew)


@all_or_nothing
def keep_linked_pdf(asked: LinkedPdf, content: bytes, *, shows: str, at: datetime) -> bool:
    """Whether it was still waited for; `shows` is the key of what was drawn."""
    still = LinkedPdf.objects.waiting().filter(pk=asked.pk, asked_at=asked.asked_at)
    return bool(still.update(shows=shows, content=content, made_at=at))


@all_or_nothing
def do_not_make_linked_pdf(asked: LinkedPdf) -> None:
    """Its link opens no more."""
    LinkedPdf.objects.filter(pk=asked.pk).delete()
