"""Who may see and do what with bookings, and the whole table of rights."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts import rights as accounts_rights
from accounts.models import Hirer, User
from accounts.rights import BOOKERS, CANCELLERS, EVERYBODY, MEMBERS, THE_SIGNED_IN, Person, Who
from bookings import keys
from bookings.models import Booking, Session
from bookings.models.booking import BookingQuerySet
from bookings.reaching import address_for as address_for
from bookings.reaching import address_of as address_of
from bookings.reaching import letters_go_to as letters_go_to
from venues import rights as venues_rights
from venues.models import Operator, Post, Venue
from venues.rights import DESK, FUNDER, HOUSE, KEEPERS_OF_PRICES, MANAGERS, OFFICERS, STANDING_IN
from venues.rights import posts_held as posts_held
from venues.rights import roles_among as roles_among
from venues.rights import roles_at as roles_at

PAGES: dict[str, Who] = {
    "find": EVERYBODY,
    "home": THE_SIGNED_IN,
    "feed": EVERYBODY,  # and only with the token of its address
    "healthz": EVERYBODY,
    "help": EVERYBODY,
    "accessibility": EVERYBODY,
    "asked": EVERYBODY,  # and only with the token of the letter
    "bookings:book": EVERYBODY,  # for a group in which one may ask for rooms; once, without an account
    "bookings:guest": EVERYBODY,  # and only with the token of the letter
    "bookings:link_again": EVERYBODY,
    "bookings:keep": EVERYBODY,  # and only with the link of the booking; it takes signing in to do it
    "bookings:mine": THE_SIGNED_IN,
    "bookings:follow": THE_SIGNED_IN,
    "bookings:wait": MEMBERS,
    "bookings:next_year": BOOKERS,
    "bookings:wait_take": BOOKERS,
    "bookings:wait_end": BOOKERS,
    "bookings:booking": MEMBERS,
    "bookings:calendar": MEMBERS,
    "bookings:leave": MEMBERS,
    **dict.fromkeys(("bookings:listing", "bookings:answer"), BOOKERS),
    **dict.fromkeys(("bookings:change", "bookings:change_back", "bookings:extend"), BOOKERS),
    **dict.fromkeys(("bookings:end", "bookings:cancel", "bookings:cancel_date"), CANCELLERS),
    "desk:requests": OFFICERS,
    "desk:booking": OFFICERS,
    **dict.fromkeys(("desk:confirm", "desk:decline", "desk:decline_gone", "desk:some", "desk:undo"), DESK),
    "desk:waiting": OFFICERS,
    **dict.fromkeys(("desk:change", "desk:asked_change", "desk:extend", "desk:end"), DESK),
    "desk:ask": DESK,
    "desk:threads": OFFICERS,
    "desk:thread": OFFICERS,
    "desk:answer": DESK,
    "desk:category": DESK,
    "desk:standing": DESK,
    "desk:link": DESK,
    "desk:hirers": OFFICERS,
    "desk:hirer": OFFICERS,
    "desk:kind": DESK,
    "desk:merge": DESK,
    "desk:unmerge": DESK,
    "desk:entitlements": DESK,
    "desk:entitlement": DESK,  # to look at: whose a price is, a manager decides
    "desk:entitlement_picture": MANAGERS,
    "desk:entitle": MANAGERS,
    "desk:agreed": OFFICERS,
    "desk:terms_new": MANAGERS,
    "desk:terms_end": MANAGERS,
    **dict.fromkeys(("desk:letters", "desk:letters_pdf", "desk:letter", "desk:letter_pdf"), DESK),
    "desk:diary": HOUSE,
    "desk:calendar": HOUSE,
    "desk:follow": HOUSE,
    "desk:next_year": OFFICERS,
    "desk:next_year_end": DESK,
    "desk:phone": DESK,
    "desk:book": DESK,
    "desk:confirmation": DESK,
    "desk:hold": DESK,
    "desk:let_go": DESK,
    "desk:count": DESK | {venues_rights.CARETAKER},
    "desk:afterwards": DESK,
    "desk:waive": DESK | KEEPERS_OF_PRICES,
    "desk:report": OFFICERS | {FUNDER},
    "desk:report_pdf": OFFICERS | {FUNDER},
    "desk:report_csv": OFFICERS | {FUNDER},
    "place:home": OFFICERS,
    "place:details": MANAGERS,
    "place:publish": MANAGERS,
    "place:another": MANAGERS,  # of the same operator
    "place:changes": OFFICERS,
    "place:prices": KEEPERS_OF_PRICES,
    "place:prices_new": KEEPERS_OF_PRICES,
    "place:prices_change": KEEPERS_OF_PRICES,
    "place:prices_notice": KEEPERS_OF_PRICES,
    "place:prices_try": KEEPERS_OF_PRICES,
    "place:prices_history": OFFICERS,
    "place:prices_rules": KEEPERS_OF_PRICES,
    "place:prices_rule_new": KEEPERS_OF_PRICES,
    "place:prices_rule": KEEPERS_OF_PRICES,
    "place:prices_rule_away": KEEPERS_OF_PRICES,
    "place:prices_draft": KEEPERS_OF_PRICES,
    "place:prices_propose": KEEPERS_OF_PRICES,
    "place:prices_comments": OFFICERS,  # and the desk or the treasurer says what is read
    "place:prices_simulation": KEEPERS_OF_PRICES,
    "place:prices_categories": KEEPERS_OF_PRICES,
    "place:prices_category_new": KEEPERS_OF_PRICES,
    "place:prices_category": KEEPERS_OF_PRICES,
    "place:fair": MANAGERS,
    "place:fair_new": MANAGERS,
    "place:fair_change": MANAGERS,
    "place:hours": DESK,
    "place:hours_new": DESK,
    "place:hours_change": DESK,
    "place:closures": DESK | {venues_rights.CARETAKER},
    "place:closures_new": DESK,
    "place:closures_lift": DESK,
    "place:conditions": MANAGERS,
    "place:parties": DESK,
    "place:entry": DESK,
    "place:terms": DESK,
    "place:terms_new": DESK,
    "place:terms_change": DESK,
    "place:letters": DESK,
    "place:rooms": MANAGERS,
    "place:rooms_add": MANAGERS,
    "place:rooms_add_hall": MANAGERS,
    "place:rooms_join": MANAGERS,
    "place:rooms_room": MANAGERS,
    "place:rooms_divide": MANAGERS,
    "place:rooms_retire": MANAGERS,
    "place:rooms_bring_back": MANAGERS,
    "place:pictures": DESK,
    "place:pictures_add": DESK,
    "place:pictures_change": DESK,
    "place:pictures_take_away": DESK,
    "place:access": DESK | {venues_rights.CARETAKER},
    "place:access_building": DESK | {venues_rights.CARETAKER},
    "place:access_entrance": DESK | {venues_rights.CARETAKER},
    "place:access_name": DESK | {venues_rights.CARETAKER},
    "place:access_room": DESK | {venues_rights.CARETAKER},
    "place:people": HOUSE | {FUNDER},  # a funder sees no more than their own post
    "place:people_invite": MANAGERS,
    "place:people_take_back": MANAGERS,
    "place:people_end": MANAGERS,
    "place:people_ending": MANAGERS,
    "place:people_until": MANAGERS,
    "place:people_leave": HOUSE | {FUNDER},
    "place:people_hand_over": HOUSE,
    "place:people_away": DESK,
    "place:keys": DESK | {venues_rights.CARETAKER},
    "place:keys_give": DESK | {venues_rights.CARETAKER},
    "place:keys_key": DESK | {venues_rights.CARETAKER},
    "place:handover": MANAGERS,
    "place:handover_note_new": MANAGERS,
    "place:handover_note": MANAGERS,
    "posts:accept": EVERYBODY,  # and only with the token of the letter
    "privacy": EVERYBODY,
    "privacy:notice": EVERYBODY,
    "privacy:complain": EVERYBODY,
    "own:letters": THE_SIGNED_IN,
    "own:data": THE_SIGNED_IN,
    "own:download": THE_SIGNED_IN,
    "own:erase": THE_SIGNED_IN,  # once they have shown again that it is they
    "own:follow": MEMBERS,
    "own:looks": accounts_rights.ORGANISERS,
    "own:entitlements": accounts_rights.ORGANISERS,
    "own:proof": accounts_rights.ORGANISERS,
    "own:proof_picture": accounts_rights.ORGANISERS,
    "desk:complaints": MANAGERS | {STANDING_IN},
    "desk:complaint": MANAGERS | {STANDING_IN},
    "desk:erase": DESK,
    "place:diary": DESK,
    "place:diary_check": DESK,
    "place:diary_out": DESK,
    "place:privacy": MANAGERS,
    "place:privacy_looks": MANAGERS,
    "place:privacy_gone": MANAGERS,
    "letters:list": EVERYBODY,  # in the demo only; elsewhere there is no such page
    "letters:letter": EVERYBODY,
}

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
    """The venue, if a post gives this person this page of it; raises Http404 otherwise."""
    venue, _roles = venue_and_roles_for(user, slug, page)
    return venue


def venue_and_roles_for(user: Person, slug: str, page: str) -> tuple[Venue, Who]:
    """As venue_for, with all that this person is there."""
    held = venues_rights.posts_by_slug(user, slug)
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


def sees_money(user: Person, booking: Booking) -> bool:
    return bool(booking.opened_by) or accounts_rights.sees_money(user, booking.hirer)


def booking_for(user: Person, ref: str, page: str) -> Booking:
    """A booking of a group of this person's, or the one whose link is in the address; raises Http404 for any other."""
    if keys.is_key(ref):
        return _booking_of_key(ref, page)
    booking = _bookings().filter(ref=ref).first()
    if booking is None or not allows(accounts_rights.roles_in(user, booking.hirer), page):
        raise Http404
    return booking


def _booking_of_key(ref: str, page: str) -> Booking:
    booking = _bookings().filter(pk=keys.booking_of_key(ref, timezone.now())).first()
    if booking is None or not allows(accounts_rights.ALL_THERE_IS, page):
        raise Http404
    booking.opened_by = ref
    return booking


def may_with(user: Person, booking: Booking, page: str) -> bool:
    """Whoever came by the booking's own link may all that its hirer may."""
    if booking.opened_by:
        return allows(accounts_rights.ALL_THERE_IS, page)
    return allows(accounts_rights.roles_in(user, booking.hirer), page)


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


def may_show_proof(user: Person, hirer: Hirer) -> bool:
    return allows(accounts_rights.roles_in(user, hirer), "own:proof")


def desk_hirer_to_erase(user: Person, slug: str, ref: str) -> tuple[Venue, Hirer]:
    """Somebody who has booked at the venue whose desk this is; raises Http404 for any other."""
    venue = venue_for(user, slug, "desk:erase")
    hirer = Hirer.objects.filter(ref=ref, bookings__venue=venue).first()
    if hirer is None:
        raise Http404
    return venue, hirer


def _bookings() -> BookingQuerySet:
    return Booking.objects.select_related("venue__operator", "hirer", "category", "layout", "made_by")
