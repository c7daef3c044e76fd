"""The venue itself: made where it is new, changed where it differs."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bookings.actions.import_venue.findings import Findings
from bookings.models import Session
from venues.files.contents import VenueRow
from venues.files.stored import venue_row
from venues.models import Operator, Venue


def bring_venue(row: VenueRow, operator: Operator, found: Findings) -> tuple[Venue, bool]:
    """The venue, and whether it was made just now; held until the transaction ends."""
    held = (
        Venue.objects.select_for_update(of=("self",), no_key=True)
        .select_related("operator")
        .filter(slug=row.slug)
        .first()
    )
    values = {name: getattr(row, name) for name in VenueRow.__dataclass_fields__}
    if held is None:
        found.changed(_("Added the venue “%(name)s”.") % {"name": row.name})
        return Venue.objects.create(operator=operator, **values), True

    if held.operator_id != operator.pk:
        words = _("The venue “%(slug)s” belongs to another operator, “%(name)s”.")
        found.refused("venue.slug", words % {"slug": row.slug, "name": held.operator.name}, row.name)
        return held, False
    before = venue_row(held)
    differing = [name for name in values if getattr(before, name) != values[name]]
    if "zone" in differing and Session.objects.at(held).exists():
        words = _("The venue has been booked by the clock of %(zone)s; another would move every session.")
        found.refused("venue.zone", words % {"zone": held.zone}, row.name)
        return held, False
    for name in differing:
        setattr(held, name, values[name])
        found.changed(_change_words(name, held))
    if differing:
        held.save(update_fields=differing)
    return held, False


def _change_words(name: str, venue: Venue) -> str:
    if name == "published":
        return _("Showed the venue to the public.") if venue.published else _("Took the venue from public view.")
    return _("Changed the venue: %(field)s.") % {"field": getattr(Venue._meta.get_field(name), "verbose_name", name)}
