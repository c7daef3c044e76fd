"""Make two groups again of what was merged."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import journal
from accounts.models import Hirer, Invitation, Membership, User
from bookings import letters
from bookings.actions.merge_groups import NotMerged, part_of
from bookings.actions.merge_prices import put_prices_back
from bookings.locks import all_or_nothing
from bookings.models import Booking, FeedLink, Merge, Standing, Thread, Wait, WhomServed
from bookings.refused_asks import in_step

UNTIL = timedelta(days=30)


@all_or_nothing
def undo_merge(merge: Merge, *, by: User | None, at: datetime) -> list[str]:
    """All goes back as it was, but for what has changed since: that is named. Raises NotMerged."""
    list(Hirer.objects.select_for_update().filter(pk__in=[merge.kept_id, merge.given_up_id]).order_by("pk"))
    merge = Merge.objects.select_related("kept", "given_up", "venue__operator").get(pk=merge.pk)
    refusal = cannot_undo(merge, at=at)
    if refusal:
        raise NotMerged(refusal)
    stays = what_stays(merge)
    _put_back(merge, at=at)
    merge.undone_at, merge.undone_by = at, by
    merge.save(update_fields=["undone_at", "undone_by"])
    merge.given_up.merged_into = None
    merge.given_up.save(update_fields=["merged_into"])
    for hirer, other in ((merge.kept, merge.given_up), (merge.given_up, merge.kept)):
        journal.record(by, "parted from another", hirer, why=other.ref)
    letters.merge_undone(merge, stays)
    return stays


def cannot_undo(merge: Merge, *, at: datetime) -> str:
    """A sentence, or nothing."""
    if merge.undone_at is not None:
        return _("This has been undone already.")
    if at > merge.at + UNTIL:
        return _("It was more than 30 days ago.")
    if merge.given_up.merged_into_id != merge.kept_id or merge.kept.merged_into_id is not None:
        return _("%(name)s has been merged again since. Undo that first.") % {"name": merge.kept.name}
    if merge.kept.forgotten_at is not None or merge.given_up.forgotten_at is not None:
        return _("The contact of this group has been deleted since.")
    return ""


def what_stays(merge: Merge) -> list[str]:
    """What an undo cannot bring back, and what it leaves where it is: a sentence each."""
    moved, kept, words = merge.moved, merge.kept, []
    facts = {"kept": kept.name, "other": merge.given_up.name}
    gone = len(moved["memberships"]) - _still(merge).count()
    if gone:
        words.append(
            ngettext(
                "%(count)d person has left since and is in neither group.",
                "%(count)d people have left since and are in neither group.",
                gone,
            )
            % {"count": gone}
        )
    left = _gone_from_both(merge).count()
    if left:
        words.append(
            ngettext(
                "%(count)d person who was in both has left %(kept)s since, and is in neither group.",
                "%(count)d people who were in both have left %(kept)s since, and are in neither group.",
                left,
            )
            % {"count": left, **facts}
        )
    if left and not _organises_again(merge):
        words.append(_("Nobody organises %(other)s any longer.") % facts)
    changed = [row for row in moved["raised"] if _is_there(row) and not _is_as_raised(row)]
    if changed:
        words.append(
            ngettext(
                "What %(count)d person may do in %(kept)s was changed since, and stays so.",
                "What %(count)d people may do in %(kept)s was changed since, and stays so.",
                len(changed),
            )
            % {"count": len(changed), **facts}
        )
    new = kept.bookings.filter(made_at__gt=merge.at).count()
    if new:
        words.append(
            ngettext(
                "%(count)d booking made since stays with %(kept)s.",
                "%(count)d bookings made since stay with %(kept)s.",
                new,
            )
            % {"count": new, **facts}
        )
    trusted = Standing.objects.filter(pk__in=[row["pk"] for row in moved["standings"]], confirms_at_once=True).count()
    if trusted:
        words.append(_("How %(kept)s books was changed since, and stays so.") % facts)
    return words


def _put_back(merge: Merge, *, at: datetime) -> None:
    moved = merge.moved
    _gone_from_both(merge).delete()
    bookings = Booking.objects.filter(pk__in=moved["bookings"])
    with in_step(bookings, at=at, lasting=False):
        bookings.filter(hirer=merge.kept).update(hirer=merge.given_up)
    _still(merge).update(hirer=merge.given_up)
    Invitation.objects.filter(pk__in=moved["invitations"], hirer=merge.kept).update(hirer=merge.given_up)
    FeedLink.objects.filter(pk__in=moved.get("feeds", []), hirer=merge.kept).update(hirer=merge.given_up)
    Thread.objects.filter(pk__in=moved.get("threads", []), hirer=merge.kept).update(hirer=merge.given_up)
    Wait.objects.filter(pk__in=moved.get("waits", []), hirer=merge.kept).update(hirer=merge.given_up)
    WhomServed.objects.filter(pk__in=moved.get("served", []), hirer=merge.kept).update(hirer=merge.given_up)
    for row in filter(_is_as_raised, moved["raised"]):
        Membership.objects.filter(pk=row["pk"]).update(**row["before"])
    Standing.objects.filter(pk__in=[row["pk"] for row in moved["standings"]]).update(confirms_at_once=True)
    put_prices_back(merge.kept, merge.given_up, moved, at=at)


def _still(merge: Merge) -> QuerySet[Membership]:
    """Those who came along and are still there; who was let in to the other group meanwhile is there already."""
    others = merge.given_up.memberships.values("user")
    return Membership.objects.filter(pk__in=merge.moved["memberships"], hirer=merge.kept).exclude(user__in=others)


def _gone_from_both(merge: Merge) -> QuerySet[Membership]:
    """Places in the other group that waited there for an undo, of people who left or were let go meanwhile."""
    here = merge.kept.memberships.values("user")
    return merge.given_up.memberships.filter(since__lte=merge.at).exclude(user__in=here)


def _organises_again(merge: Merge) -> bool:
    waiting = merge.given_up.memberships.exclude(pk__in=_gone_from_both(merge))
    return (waiting | _still(merge)).filter(role=Membership.Role.ORGANISER).exists()


def _is_there(row: dict[str, Any]) -> bool:
    return Membership.objects.filter(pk=row["pk"]).exists()


def _is_as_raised(row: dict[str, Any]) -> bool:
    membership = Membership.objects.filter(pk=row["pk"]).first()
    return membership is not None and part_of(membership) == row["after"]
