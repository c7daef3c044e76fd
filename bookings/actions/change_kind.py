"""Say what kind of group a hirer is: by the hall's desk; by the group itself while nothing is to come."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.kinds import KindStays, keeps_the_kind
from accounts.models import Hirer, User
from bookings import letters
from bookings.actions.erase_person import open_bookings
from bookings.locks import all_or_nothing
from bookings.models import Booking
from venues.models import Operator, Venue


@all_or_nothing
def change_kind(hirer: Hirer, kind: str, *, venue: Venue, by: User, at: datetime) -> Hirer:
    """The desk puts it right. Prices that are agreed stay as they are; what is asked from now on is priced by it.

    Raises KindStays. The same kind again changes nothing.
    """
    hirer = Hirer.objects.select_for_update().get(pk=hirer.pk)
    refusal = why_not(hirer, venue.operator)
    if refusal:
        raise KindStays(refusal)
    if kind == hirer.kind:
        return hirer
    before, hirer.kind = hirer.kind, kind
    hirer.save(update_fields=["kind"])
    journal.record(by, "changed the kind", hirer, why=f"{venue.slug}: {before}, {kind}")
    letters.kind_changed(hirer, Hirer.Kind(before), venue=venue, at=at)
    return hirer


def why_not(hirer: Hirer, operator: Operator) -> str:
    """A sentence, or nothing where this operator's desk may do it."""
    if hirer.merged_into_id is not None or hirer.forgotten_at is not None:
        return _("%(name)s is no longer there.") % {"name": hirer.name}
    if hirer.is_household:
        return _("A family or private person stays one. To book as a group, they make a group.")
    if Booking.objects.filter(hirer=hirer).exclude(venue__operator=operator).exists():
        return _(
            "%(name)s also books with another operator, whose prices rest on the kind too. Its organisers can change "
            "it themselves while no date is to come."
        ) % {"name": hirer.name}
    return ""


@keeps_the_kind
def while_something_is_to_come(hirer: Hirer, at: datetime) -> str:
    """What the group's own people read instead of the choice."""
    if not open_bookings(hirer, at=at):
        return ""
    return _(
        "The group has asked for or booked dates that are still to come, and prices rest on the kind. If it is wrong, "
        "write to the hall: its desk can change it."
    )
