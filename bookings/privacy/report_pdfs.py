"""The rule for a hall's own report that an officer had made as a PDF."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.models import Disposal
from accounts.retention.rules import Keep, Rule, deleting
from bookings.models import LinkedPdf, ReportPdf

REPORT_PDFS = Rule(
    kind=Disposal.Kind.REPORT_PDFS,
    what=_(
        "A hall’s own report as a PDF that one of its officers asked for: the figures, and names of groups. And what a "
        "hall shows a funder by a link, as a PDF."
    ),
    why=_("So that nobody waits before the screen while it is drawn."),
    basis=_("Legitimate interest: the officer asked for it."),
    seen=_("Only whoever asked for it, while they are an officer of the hall; or whoever has the link, until it ends."),
    keep=Keep(days=7),
    since=_("after it was made, or the link ended"),
    then=_("It is deleted; all of them are at once where somebody’s data are erased. It can be made anew."),
    steps=(deleting(ReportPdf.objects.over), deleting(LinkedPdf.objects.over)),
)
