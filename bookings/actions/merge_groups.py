"""Make one group of two that were the same all along, so that it can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts import journal
from accounts.actions.change_member import TICKS
from accounts.models import Hirer, Membership, User
from bookings import letters
from bookings.actions.merge_prices import move_prices
from bookings.exceptions import BookingError
from bookings.locks import all_or_nothing
from bookings.models import Booking, Merge, Standing
from bookings.refused_asks import in_step
from venues.models import Operator, Venue

PART = ("role", *TICKS)


class NotMerged(BookingError):
    """These two cannot be made one; the text says why."""


@dataclass(frozen=True)
class Coming:
    """What would change hands."""

    bookings: int
    people: list[Membership]  # who joins the group that stays
    in_both: list[Membership]  # who is in it already
    invitations: int


@all_or_nothing
def merge_groups(kept: Hirer, given_up: Hirer, *, venue: Venue, by: User | None, at: datetime) -> Merge:
    """Bookings, people and invitations go to the group that stays. Raises NotMerged.

    `by` None is the site's staff, who may also join groups that book with two operators.
    """
    kept, given_up = _locked(kept, given_up)
    refusal = why_not(kept, given_up, operator=venue.operator if by else None)
    if refusal:
        raise NotMerged(refusal)
    moved = {
        "bookings": _move_bookings(kept, given_up, at=at),
        **_move_people(kept, given_up),
        "invitations": _move_invitations(kept, given_up),
        "standings": _keep_the_careful(kept, given_up),
        "feeds": _move_feeds(kept, given_up),
        "threads": _move_threads(kept, given_up),
        "waits": _move_waits(kept, given_up),
        "served": _move_served(kept, given_up),
        **move_prices(kept, given_up, at=at),
    }
    given_up.merged_into = kept
    given_up.save(update_fields=["merged_into"])
    merge = Merge.objects.create(kept=kept, given_up=given_up, venue=venue, at=at, by=by, moved=moved)
    journal.record(by, "merged into another", given_up, why=kept.ref)
    journal.record(by, "took in another", kept, why=given_up.ref)
    letters.merged(merge)
    return merge


def why_not(kept: Hirer, given_up: Hirer, *, operator: Operator | None) -> str:
    """A sentence, or nothing; `operator` None asks for the site's staff."""
    if kept.pk == given_up.pk:
        return _("This is one and the same group.")
    for hirer in (kept, given_up):
        if hirer.merged_into_id is not None or hirer.forgotten_at is not None:
            return _("%(name)s is no longer there.") % {"name": hirer.name}
        if hirer.is_household:
            return _("%(name)s is a family or private person. Only groups are merged.") % {"name": hirer.name}
        if Operator.objects.filter(own_hirer=hirer).exists():
            return _("%(name)s is the hall itself. It is not merged.") % {"name": hirer.name}
        if operator and Booking.objects.filter(hirer=hirer).exclude(venue__operator=operator).exists():
            return _(
                "%(name)s also books with another operator, whose bookings you may not move. "
                "Ask those who host Hearth to merge the two."
            ) % {"name": hirer.name}
    return ""


def coming(kept: Hirer, given_up: Hirer) -> Coming:
    """What the page says before the button."""
    there = set(kept.memberships.values_list("user_id", flat=True))
    people = list(given_up.memberships.select_related("user"))
    return Coming(
        bookings=given_up.bookings.count(),
        people=[one for one in people if one.user_id not in there],
        in_both=[one for one in people if one.user_id in there],
        invitations=given_up.invitations.open().count(),
    )


def _locked(kept: Hirer, given_up: Hirer) -> tuple[Hirer, Hirer]:
    """In the order of their keys, so that two merges never wait for each other."""
    rows = {
        one.pk: one for one in Hirer.objects.select_for_update().filter(pk__in=[kept.pk, given_up.pk]).order_by("pk")
    }
    return rows[kept.pk], rows[given_up.pk]


def _move_bookings(kept: Hirer, given_up: Hirer, *, at: datetime) -> list[int]:
    moving = list(given_up.bookings.order_by("pk").values_list("pk", flat=True))
    with in_step(Booking.objects.filter(pk__in=moving), at=at, lasting=False):
        given_up.bookings.update(hirer=kept)
    return moving


def _move_people(kept: Hirer, given_up: Hirer) -> dict[str, Any]:
    """Who is in both has the more of the two; their place in the other group waits there for an undo."""
    there = {one.user_id: one for one in kept.memberships.all()}
    moving, raised = [], []
    for membership in given_up.memberships.order_by("pk"):
        own = there.get(membership.user_id)
        if own is None:
            moving.append(membership.pk)
        else:
            before = part_of(own)
            _raise(own, membership)
            if part_of(own) != before:
                raised.append({"pk": own.pk, "before": before, "after": part_of(own)})
    Membership.objects.filter(pk__in=moving).update(hirer=kept)
    return {"memberships": moving, "raised": raised}


def part_of(membership: Membership) -> dict[str, Any]:
    return {name: getattr(membership, name) for name in PART}


def _raise(own: Membership, other: Membership) -> None:
    if other.is_organiser:
        own.role = other.role
    for tick in TICKS:
        setattr(own, tick, getattr(own, tick) or getattr(other, tick))
    own.save(update_fields=PART)


def _move_invitations(kept: Hirer, given_up: Hirer) -> list[int]:
    moving = list(given_up.invitations.filter(accepted_at=None).order_by("pk").values_list("pk", flat=True))
    given_up.invitations.filter(pk__in=moving).update(hirer=kept)
    return moving


def _move_feeds(kept: Hirer, given_up: Hirer) -> list[int]:
    """Who follows the one in a calendar program follows the other by the same address."""
    moving = list(given_up.feed_links.order_by("pk").values_list("pk", flat=True))
    given_up.feed_links.update(hirer=kept)
    return moving


def _move_threads(kept: Hirer, given_up: Hirer) -> list[int]:
    """What was asked before a booking; that about a booking goes with it."""
    moving = list(given_up.threads.order_by("pk").values_list("pk", flat=True))
    given_up.threads.update(hirer=kept)
    return moving


def _move_waits(kept: Hirer, given_up: Hirer) -> list[int]:
    """Each keeps its place in the order."""
    moving = list(given_up.waits.order_by("pk").values_list("pk", flat=True))
    given_up.waits.update(hirer=kept)
    return moving


def _move_served(kept: Hirer, given_up: Hirer) -> list[int]:
    """What both said of whom they serve, each on its day: the last holds. A month’s letter keeps its page."""
    moving = list(given_up.served.order_by("pk").values_list("pk", flat=True))
    given_up.served.update(hirer=kept)
    return moving


def _keep_the_careful(kept: Hirer, given_up: Hirer) -> list[dict[str, Any]]:
    """Where either waits for an answer, the group that stays waits too."""
    wait = given_up.standings.filter(confirms_at_once=False).values("venue")
    lowered = list(Standing.objects.filter(hirer=kept, confirms_at_once=True, venue__in=wait).order_by("pk"))
    for standing in lowered:
        standing.confirms_at_once = False
        standing.save(update_fields=["confirms_at_once"])
    return [{"pk": standing.pk} for standing in lowered]
