"""The conditions of hire that go with a booking: asked for before the button, kept with it ever after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.clock import date_words
from accounts.models import User
from bookings.exceptions import ConditionsChanged
from bookings.models import Acceptance, Booking
from venues.models import Conditions, Venue


def to_accept(venue: Venue) -> Conditions | None:
    """What holds now; no question where there never were any."""
    return Conditions.objects.current(venue) if venue.has_conditions else None


def refuse_unaccepted(venue: Venue, accepted: Conditions | None) -> None:
    """Raises ConditionsChanged unless what was accepted is what holds now; no question where there never were any."""
    if accepted is None and not venue.has_conditions:
        return
    if Conditions.objects.current(venue) != accepted:
        raise ConditionsChanged


def newer_than_accepted(booking: Booking) -> Conditions | None:
    """What holds now, where it is not what was accepted with the booking; no question where there never were any."""
    current = to_accept(booking.venue)
    if current is None or Acceptance.objects.filter(booking=booking, conditions=current).exists():
        return None
    return current


def accept_newer(booking: Booking, accepted: Conditions | None, *, by: User | None, at: datetime) -> None:
    """Of a locked booking that is changed or goes on. Raises ConditionsChanged unless what holds now was accepted."""
    newer = newer_than_accepted(booking)
    if newer is None:
        return
    if newer != accepted:
        raise ConditionsChanged
    accept(booking, newer, by=by, at=at, told=False)


def accept(booking: Booking, conditions: Conditions | None, *, by: User | None, at: datetime, told: bool) -> None:
    """Keep it with the booking, in its transaction; `told` where the desk entered it and told them."""
    if conditions is not None:
        Acceptance.objects.create(booking=booking, conditions=conditions, at=at, by=by, was_told=told)


@dataclass(frozen=True)
class Accepted:
    """What a booking's page tells of it."""

    acceptance: Acceptance

    @property
    def conditions(self) -> Conditions:
        return self.acceptance.conditions

    @property
    def words(self) -> str:
        """accepted by Ben on 4 March 2026"""
        found = self.acceptance
        on = date_words(found.at.astimezone(found.conditions.venue.tz).date())
        if found.was_told:
            return _("told by the hall on %(day)s") % {"day": on}
        who = str(found.by) if found.by else found.booking.hirer.name
        return _("accepted by %(who)s on %(day)s") % {"who": who, "day": on}


def accepted_with(booking: Booking) -> Accepted | None:
    """The newest; one question. None where nothing was asked to be accepted, or nobody was told."""
    rows = Acceptance.objects.filter(booking=booking).select_related("conditions__venue", "by", "booking__hirer")
    found = rows.last()
    return Accepted(found) if found else None
