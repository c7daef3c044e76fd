"""Take a booking that was made without an account into one's own account."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.first_confirmed import goes_by
from accounts.models import Hirer, Membership, User
from bookings.exceptions import BookingError
from bookings.keys import end_key
from bookings.locks import all_or_nothing
from bookings.models import Booking, BookingKey


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
    hirer = Hirer.objects.select_for_update(no_key=True).get(pk=booking.hirer_id)
    others = Booking.objects.filter(hirer=hirer).exclude(pk=booking.pk)
    if others.exists() and not goes_by(by, hirer.contact_email):
        raise NotAllOfIt
    organiser = {"role": Membership.Role.ORGANISER}
    _part, made = Membership.objects.get_or_create(hirer=hirer, user=by, defaults=organiser)
    for key in BookingKey.objects.open().filter(booking__hirer=hirer).select_related("booking"):
        end_key(key.booking, at=at)
    if made:
        journal.record(by, "kept in an account", booking)
