"""The rule for what a hall shows its funders: to whom it gave a link, photos of works, receipts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.models import Disposal
from accounts.retention.rules import Keep, Rule, deleting
from bookings.models import ReportLink
from venues.models import Evidence

FUNDERS = Rule(
    kind=Disposal.Kind.FUNDERS,
    what=_(
        "To whom a hall gave a link to its report, and what it shows them of works: photos without where they were "
        "taken, and receipts with who was paid."
    ),
    why=_("To show those who gave money what was done with it."),
    basis=_("Legitimate interest: grants that can be accounted for."),
    seen=_("The hall’s managers, booking secretaries and treasurer, and whoever has the link until it ends."),
    keep=Keep(months=72),
    since=_("after the link ended, or the photo or the receipt was added; a hall may delete it at any time"),
    then=_("It is deleted."),
    steps=(deleting(ReportLink.objects.over), deleting(Evidence.objects.over)),
)
