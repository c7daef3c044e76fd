"""Take what was asked for without an account, a booking or a place on a waiting list, into one's own account."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.first_confirmed import goes_by
from accounts.models import Hirer, Membership, User
from bookings.exceptions import BookingError
from bookings.keys import end_key
from bookings.locks import all_or_nothing
from bookings.models import Booking, BookingKey, Wait
from bookings.waiting_keys import end_keys_of


class NotAllOfIt(BookingError):
    """The link is proof of one booking, and its hirer has others."""

    def __init__(self) -> None:
        super().__init__(
            _("Whoever made this booking has made others too. Sign in with the e-mail address that the letters go to.")
        )


@all_or_nothing
def keep_booking(booking: Booking, *, by: User, at: datetime) -> None:
    """The hirer gets this person as its organiser, and the links end; twice is once.

    The link is proof enough of its own booking; of a hirer with others, the person's address is. Raises NotAllOfIt.
    """
    if _keep(booking.hirer_id, booking=booking.pk, wait=None, by=by, at=at):
        journal.record(by, "kept in an account", booking)


@all_or_nothing
def keep_wait(wait: Wait, *, by: User, at: datetime) -> None:
    """The same of a place on a waiting list."""
    if _keep(wait.hirer_id, booking=wait.became_id, wait=wait.pk, by=by, at=at):
        journal.record(by, "kept in an account", wait)


def _keep(hirer_pk: int, *, booking: int | None, wait: int | None, by: User, at: datetime) -> bool:
    """Whether they were not in it before."""
    hirer = Hirer.objects.select_for_update(no_key=True).get(pk=hirer_pk)
    others = Booking.objects.filter(hirer=hirer).exclude(pk=booking or 0)
    other_waits = Wait.objects.open().filter(hirer=hirer).exclude(pk=wait or 0)
    if (others.exists() or other_waits.exists()) and not goes_by(by, hirer.contact_email):
        raise NotAllOfIt
    organiser = {"role": Membership.Role.ORGANISER}
    _part, made = Membership.objects.get_or_create(hirer=hirer, user=by, defaults=organiser)
    for key in BookingKey.objects.open().filter(booking__hirer=hirer).select_related("booking"):
        end_key(key.booking, at=at)
    end_keys_of(hirer)
    return made
