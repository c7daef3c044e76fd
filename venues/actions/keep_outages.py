"""Equipment for access that is out of order: note it, say more of it, or that it works again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from accounts.whole import whole
from venues.access.vocabulary import FACTS
from venues.access.words import equipment
from venues.models import Entrance, Outage, Room, Venue

CHANGED = "changed access"  # as the pages of a place name what was changed


class OutageChanged(Exception):
    """Somebody else said more of it since the page was opened; the text is for the person."""

    def __init__(self) -> None:
        super().__init__(_("Somebody else changed this meanwhile. Nothing was saved. Look at what it says now."))


@whole
def note_outage(
    venue: Venue,
    *,
    fact: str,
    starts_on: date,
    expected_on: date | None,
    note: str,
    by: User,
    at: datetime,
    entrance: Entrance | None = None,
    rooms: Collection[Room] = (),
) -> Outage:
    """Without rooms it is out for all that depend on it."""
    outage = Outage.objects.create(
        venue=venue,
        fact=fact,
        entrance=entrance,
        starts_on=starts_on,
        expected_on=expected_on,
        note=note,
        updated_at=at,
        updated_by=by,
    )
    outage.rooms.set(rooms)
    journal.record(by, CHANGED, venue, why=_("Out of order: %(what)s") % {"what": equipment(FACTS[fact])})
    return outage


@whole
def change_outage(
    outage: Outage, *, expected_on: date | None, ends_on: date | None, note: str, seen: str, by: User, at: datetime
) -> Outage:
    """With a last day it works again; `seen` is the moment of what the page showed. Raises OutageChanged."""
    outage = Outage.objects.select_for_update(of=("self",)).select_related("venue").get(pk=outage.pk)
    if outage.updated_at.isoformat() != seen:
        raise OutageChanged
    outage.expected_on, outage.ends_on, outage.note = expected_on, ends_on, note
    outage.updated_at, outage.updated_by = at, by
    outage.save(update_fields=["expected_on", "ends_on", "note", "updated_at", "updated_by"])
    words = _("Works again: %(what)s") if ends_on else _("Still out of order: %(what)s")
    journal.record(by, CHANGED, outage.venue, why=words % {"what": equipment(FACTS[outage.fact])})
    return outage
