"""What the posts of a venue may see and do."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.utils import timezone

from accounts.models import User
from accounts.rights import EVERYBODY, Person, Who
from venues.models import Operator, Post, Venue
from venues.models.venue import PostQuerySet

MANAGER, SECRETARY = Post.Kind.MANAGER.value, Post.Kind.SECRETARY.value
TREASURER, CARETAKER = Post.Kind.TREASURER.value, Post.Kind.CARETAKER.value
TRUSTEE, FUNDER = Post.Kind.TRUSTEE.value, Post.Kind.FUNDER.value

MANAGERS: Who = frozenset({MANAGER})
KEEPERS_OF_PRICES: Who = MANAGERS | {TREASURER}
DESK: Who = frozenset({MANAGER, SECRETARY})
OFFICERS: Who = DESK | {TREASURER, TRUSTEE}  # see all of the venue; the desk changes it, the treasurer its prices
HOUSE: Who = OFFICERS | {CARETAKER}
STANDING_IN = "standing in"  # a secretary while nobody manages any hall of the operator: complaints do not wait

OF_A_MENU = ("kind", "venue__slug", "venue__name", "venue__published")

PAGES: dict[str, Who] = {
    "venues:list": EVERYBODY,
    "venues:venue": EVERYBODY,
    "venues:room": EVERYBODY,
    "venues:guide": EVERYBODY,
    "venues:guide_pdf": EVERYBODY,
    "venues:guide_ask": EVERYBODY,
    "venues:guide_json": EVERYBODY,
    "venues:access_json": EVERYBODY,
    "vocabulary": EVERYBODY,
    "venues:ask": EVERYBODY,
    "venues:different": EVERYBODY,
    "venues:broken": EVERYBODY,
    "venues:broken_told": EVERYBODY,
    "venues:proposed_prices": EVERYBODY,
    "venues:prices": EVERYBODY,
    "venues:calendar": EVERYBODY,
    "venues:this_week": EVERYBODY,
    "venues:poster": EVERYBODY,
    "venues:this_week_feed": EVERYBODY,
    "venues:conditions": EVERYBODY,
    "venues:conditions_version": EVERYBODY,
    "venues:conditions_pdf": EVERYBODY,
    **dict.fromkeys(("venues:reports", "venues:report", "venues:report_file"), EVERYBODY),  # those issued for everybody
    "picture": EVERYBODY,
}


def posts_at(user: Person, venue: Venue) -> Who:
    """The posts that this person holds here today."""
    if not isinstance(user, User):
        return frozenset()
    held = Post.objects.filter(user=user, venue=venue).held_on(timezone.localdate())
    return frozenset(held.order_by().values_list("kind", flat=True))


def posts_by_slug(user: Person, slug: str) -> list[Post]:
    """What this person is today at the venue with this address, which comes with each; one question."""
    if not isinstance(user, User):
        return []
    held = Post.objects.filter(user=user, venue__slug=slug).held_on(timezone.localdate())
    return list(held.select_related("venue__operator").order_by())


def posts_of(operator: Operator, kind: str) -> PostQuerySet:
    """Who holds this post today at any hall of the operator."""
    return Post.objects.filter(venue__operator=operator, kind=kind).held_on(timezone.localdate())


def venue_to_see(user: Person, slug: str) -> Venue:
    """A venue that is shown to the public or in which this person has a post; raises Http404 for any other."""
    venue = Venue.objects.select_related("operator").filter(slug=slug).first()
    if venue is None or not (venue.published or posts_at(user, venue)):
        raise Http404
    return venue


def roles_at(user: Person, venue: Venue) -> Who:
    """The posts held here; and standing in for the managers, where the operator has none."""
    return _with_standing_in(posts_at(user, venue), venue)


def roles_among(posts: Iterable[Post], venue: Venue) -> Who:
    """As roles_at, of posts that are held."""
    return _with_standing_in(frozenset(post.kind for post in posts if post.venue_id == venue.pk), venue)


def _with_standing_in(kinds: Who, venue: Venue) -> Who:
    if SECRETARY in kinds and not posts_of(venue.operator, MANAGER).exists():
        return kinds | {STANDING_IN}
    return kinds


def posts_held(user: User | AnonymousUser | None) -> list[Post]:
    """All that this person is today, by the venue's name; each with its venue, as far as a menu shows it.

    One question for each time that somebody was signed in or read: a page asks this for its head, and for its menu.
    What somebody may do is asked anew (`posts_by_slug`).
    """
    if not isinstance(user, User):
        return []
    today, kept = timezone.localdate(), vars(user)
    if kept.get("_posts_held", (None,))[0] != today:
        held = Post.objects.filter(user=user).held_on(today).select_related("venue").only(*OF_A_MENU)
        kept["_posts_held"] = today, list(held.order_by("venue__name", "venue_id"))
    found: list[Post] = kept["_posts_held"][1]
    return found
