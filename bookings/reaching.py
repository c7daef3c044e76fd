"""Where a hirer is reached, and where a place is found by those who may know it."""

from __future__ import annotations

from accounts import rights as accounts_rights
from accounts.models import Hirer, User
from accounts.rights import Person
from bookings.models import Booking
from venues import rights as venues_rights
from venues.models import Venue


def letters_go_to(booking: Booking) -> str:
    """The group's own address; else whoever made the booking, if they may see its price; else an organiser."""
    by = booking.made_by
    return address_of(booking.hirer, by, by if booking.entered == Booking.Entered.ONLINE else None)


def address_of(hirer: Hirer, by: User | None, themselves: User | None) -> str:
    """That of a group, for what one of them did; `themselves` where no desk did it for them."""
    if hirer.contact_email:
        return hirer.contact_email
    if by is not None and accounts_rights.sees_money(by, hirer):
        return by.email
    organisers = hirer.memberships.filter(role=accounts_rights.ORGANISER).values_list("user__email", flat=True)
    return organisers.first() or (themselves.email if themselves else "")


def address_for(user: Person | None, venue: Venue, booking: Booking | None = None) -> str:
    """Where the venue is, in full for those who may know it.

    A venue that keeps its address back gives it to its own posts, and to groups once a
    booking of theirs is confirmed; `booking` is the one that a letter or a calendar is about.
    """
    if not venue.keeps_address_back or (booking is not None and booking.is_confirmed):
        return venue.full_address
    return venue.full_address if _knows_the_address(user, venue) else venue.address


def _knows_the_address(user: Person | None, venue: Venue) -> bool:
    if not isinstance(user, User):
        return False
    confirmed = Booking.objects.filter(venue=venue, status=Booking.Status.CONFIRMED, hirer__memberships__user=user)
    return bool(venues_rights.posts_at(user, venue)) or confirmed.exists()
