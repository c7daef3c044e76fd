"""What an imported venue has set about fair use; what is booked already stays as it is."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bookings.actions.import_venue.findings import Findings
from venues.fair_use import FairUse, as_document, from_document
from venues.models import Venue


def bring_fair_use(venue: Venue, rules: FairUse, found: Findings) -> None:
    if from_document(venue.fair_use) == rules:
        return
    venue.fair_use = as_document(rules)
    venue.save(update_fields=["fair_use"])
    found.changed(_("Took fair use off.") if rules.is_off else _("Changed what is fair use."))
