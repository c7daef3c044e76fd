"""Who may see and do what with bookings, and the whole table of rights."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts import rights as accounts_rights
from accounts.models import Hirer, User
from accounts.rights import Person, Who
from bookings import keys
from bookings.for_whom import PAGES
from bookings.models import Booking, Session
from bookings.models.booking import BookingQuerySet
from bookings.reaching import address_for as address_for
from bookings.reaching import address_of as address_of
from bookings.reaching import letters_go_to as letters_go_to
from venues import rights as venues_rights
from venues.models import Operator, Post, Venue
from venues.rights import posts_held as posts_held
from venues.rights import roles_among as roles_among
from venues.rights import roles_at as roles_at

# The whole table: page or act × who. The code reads it below; the tests walk it.
TABLE: dict[str, Who] = {
    **accounts_rights.ACCOUNT_PAGES,
    **accounts_rights.STAFF_PAGES,
    **accounts_rights.PAGES,
    **venues_rights.PAGES,
    **PAGES,
}


def allows(roles: Who, page: str) -> bool:
    return bool(TABLE[page] & roles)


def venue_for(user: Person, slug: str, page: str) -> Venue:
    """The venue, if a post gives this person this page of it; raises Http404 otherwise.

    Whether they stand in for somebody is asked only where it decides.
    """
    held = venues_rights.posts_by_slug(user, slug)
    if held and allows(frozenset(post.kind for post in held), page):
        return held[0].venue
    venue, _roles = _allowed(held, page)
    return venue


def venue_and_roles_for(user: Person, slug: str, page: str) -> tuple[Venue, Who]:
    """As venue_for, with all that this person is there."""
    return _allowed(venues_rights.posts_by_slug(user, slug), page)


def _allowed(held: Sequence[Post], page: str) -> tuple[Venue, Who]:
    """Of posts at one venue."""
    roles = roles_among(held, held[0].venue) if held else frozenset()
    if not allows(roles, page):
        raise Http404
    return held[0].venue, roles


def may(user: Person, venue: Venue, page: str) -> bool:
    """Whether to show the button; the act itself asks again."""
    return allows(roles_at(user, venue), page)


def venues_with(user: User | AnonymousUser | None, page: str) -> list[Venue]:
    """The venues where this person has this page, by name; one question."""
    return venues_with_each(user, [page])[page]


def venues_with_each(user: User | AnonymousUser | None, pages: Sequence[str]) -> dict[str, list[Venue]]:
    """The same for several pages, still with one question."""
    posts = posts_held(user)
    return {page: venues_among(posts, page) for page in pages}


def venues_among(posts: Iterable[Post], page: str) -> list[Venue]:
    """Those where one of the posts gives this page."""
    return list(dict.fromkeys(post.venue for post in posts if post.kind in TABLE[page]))


def venues_reported_to(user: Person) -> list[Venue]:
    """The venues whose report a post gives to this person, by name, with their operators."""
    keys = [venue.pk for venue in venues_among(posts_held(user), "desk:report")]
    return list(Venue.objects.filter(pk__in=keys).select_related("operator").order_by("name", "pk"))


def seen_truly(user: Person) -> set[int]:
    """The keys of the venues whose true figures this person may see."""
    return {post.venue_id for post in posts_held(user) if post.kind in venues_rights.OFFICERS}


def groups_to_book_for(user: Person) -> list[Hirer]:
    """The groups in which this person may ask for rooms, by name."""
    if not isinstance(user, User):
        return []
    memberships = user.memberships.select_related("hirer").filter(hirer__merged_into=None, hirer__forgotten_at=None)
    today = timezone.localdate()
    may = [found.hirer for found in memberships if accounts_rights.BOOKS in accounts_rights.roles_of(found, on=today)]
    return sorted(may, key=lambda hirer: (hirer.name, hirer.pk))


def groups_whose_bookings_to_see(user: User) -> set[int]:
    """The keys of the groups that this person is in."""
    today, page = timezone.localdate(), "bookings:booking"
    return {
        found.hirer_id for found in user.memberships.all() if allows(accounts_rights.roles_of(found, on=today), page)
    }


def whose_money_to_see(user: User) -> set[int]:
    """The keys of the groups whose prices this person may see."""
    today, word = timezone.localdate(), accounts_rights.SEES_MONEY
    return {found.hirer_id for found in user.memberships.all() if word in accounts_rights.roles_of(found, on=today)}


def booking_for(user: Person, ref: str, page: str) -> Booking:
    """A booking of a group of this person's, or the one whose link is in the address; raises Http404 for any other."""
    booking, _roles = booking_and_roles_for(user, ref, page)
    return booking


def booking_and_roles_for(user: Person, ref: str, page: str) -> tuple[Booking, Who]:
    """As booking_for, with what whoever reads it is to its hirer: all there is, where they came by its own link."""
    if keys.is_key(ref):
        return _booking_of_key(ref, page), accounts_rights.ALL_THERE_IS
    booking = _bookings().filter(ref=ref).first()
    roles = frozenset() if booking is None else accounts_rights.roles_in(user, booking.hirer)
    if booking is None or not allows(roles, page):
        raise Http404
    return booking, roles


def _booking_of_key(ref: str, page: str) -> Booking:
    pk = keys.booking_of_key(ref, timezone.now())
    booking = _bookings().filter(pk=pk).first() if pk else None
    if booking is None or not allows(accounts_rights.ALL_THERE_IS, page):
        raise Http404
    booking.opened_by = ref
    return booking


def desk_booking_for(user: Person, slug: str, ref: str, page: str) -> Booking:
    """A booking of the venue whose desk this is; raises Http404 for any other."""
    venue = venue_for(user, slug, page)
    booking = _bookings().filter(ref=ref, venue=venue).first()
    if booking is None:
        raise Http404
    return booking


def desk_session_for(user: Person, slug: str, pk: int, page: str) -> Session:
    """A session at the venue; raises Http404 for any other."""
    venue = venue_for(user, slug, page)
    session = Session.objects.for_lists().filter(pk=pk, venue=venue).first()
    if session is None:
        raise Http404
    return session


def operator_to_see(user: Person, slug: str) -> Operator:
    """One with a hall that is public or this person's, or whose bookings tell of people; raises Http404 for others."""
    operator = get_object_or_404(Operator, slug=slug)
    shown = any(venue.published or roles_at(user, venue) for venue in operator.venues.all())
    if not shown and not Booking.objects.filter(venue__operator=operator, hirer__operator_itself=None).exists():
        raise Http404
    return operator


def group_to_see_looks(user: Person, ref: str) -> Hirer:
    """A group in which this person may see who looked; raises Http404 for any other."""
    hirer = Hirer.objects.filter(ref=ref).first()
    if hirer is None or not allows(accounts_rights.roles_in(user, hirer), "own:looks"):
        raise Http404
    return hirer


def group_to_follow(user: Person, ref: str) -> Hirer:
    """A group whose dates this person may see; raises Http404 for any other."""
    hirer = Hirer.objects.standing().filter(ref=ref).first()
    if hirer is None or not allows(accounts_rights.roles_in(user, hirer), "own:follow"):
        raise Http404
    return hirer


def group_to_say_whom(user: Person, ref: str) -> Hirer:
    """A group, and no household, for which this person may say whom it serves; raises Http404 for any other."""
    hirer = Hirer.objects.standing().exclude(kind=Hirer.Kind.HOUSEHOLD).filter(ref=ref).first()
    if hirer is None or not allows(accounts_rights.roles_in(user, hirer), "own:whom"):
        raise Http404
    return hirer


def may_show_proof(user: Person, hirer: Hirer) -> bool:
    return allows(accounts_rights.roles_in(user, hirer), "own:proof")


def desk_hirer_to_erase(user: Person, slug: str, ref: str) -> tuple[Venue, Hirer]:
    """Somebody who has booked or waits at the venue whose desk this is; raises Http404 for any other."""
    venue = venue_for(user, slug, "desk:erase")
    hirer = Hirer.objects.filter(Q(bookings__venue=venue) | Q(waits__venue=venue), ref=ref).first()
    if hirer is None:
        raise Http404
    return venue, hirer


def _bookings() -> BookingQuerySet:
    return Booking.objects.select_related("venue__operator", "hirer", "category", "layout", "made_by")
