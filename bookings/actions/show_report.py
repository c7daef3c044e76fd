"""Show an issued report for everybody on the hall's public page, and take it from there."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from bookings.locks import all_or_nothing
from bookings.models import IssuedReport


@all_or_nothing
def take_report_back(issued: IssuedReport, *, by: User, at: datetime) -> None:
    """Nobody finds it on the public page any more, at once; it stays issued, as it was."""
    shown = IssuedReport.objects.shown_to_all().filter(pk=issued.pk)
    if shown.update(taken_back_at=at):
        _note(issued, by, _("Took number %(number)s off the public page"))


@all_or_nothing
def show_report_again(issued: IssuedReport, *, by: User) -> None:
    """Only one that was issued for everybody."""
    hidden = IssuedReport.objects.filter(pk=issued.pk, edition=IssuedReport.PUBLIC).exclude(taken_back_at=None)
    if hidden.update(taken_back_at=None):
        _note(issued, by, _("Put number %(number)s back on the public page"))


def _note(issued: IssuedReport, by: User, words: str) -> None:
    journal.record(by, "showed a report", issued.venue, why=words % {"number": issued.number})
