"""Erase an account: the person goes, what their groups booked stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import erasure
from accounts.blotting import blot_out, blot_rows, telling_words
from accounts.models import Disposal, Hirer, Membership, User
from bookings.actions.blot_issued import blot_issued
from bookings.actions.forget import delete_letters_about, forget_hirers, with_merged
from bookings.actions.forget_holds import blot_holds
from bookings.actions.forget_threads import blot_messages, forget_threads_of
from bookings.actions.forget_wishes import forget_wishes_of
from bookings.actions.link_report import blot_report_links
from bookings.actions.make_pdf import throw_pdfs_away
from bookings.locks import all_or_nothing
from bookings.models import (
    Adjustment,
    Booking,
    DidItWork,
    FeedLink,
    FiguresAsked,
    GuestAsk,
    ReportPdf,
    SavedNeeds,
    Session,
    StatedNeed,
    Verdict,
    Wait,
)
from venues.actions import is_last_manager
from venues.actions.forget_comments import forget_comments
from venues.actions.forget_prices import blot_prices
from venues.actions.forget_visitors import forget_visitor
from venues.models import Post, PostInvitation, Venue


@dataclass(frozen=True)
class Obstacle:
    """Why an account cannot go yet, and where to do something about it."""

    words: str
    address: str


class CannotErase(Exception):
    """Somebody would be left without a person they need; `obstacles` say whom and what to do first."""

    def __init__(self, obstacles: list[Obstacle]) -> None:
        super().__init__(" ".join(obstacle.words for obstacle in obstacles))
        self.obstacles = obstacles


@all_or_nothing
def erase_person(user: User, *, at: datetime, asked: bool = False) -> bool:
    """Raises CannotErase; `asked` where the person asked for it, which the log tells. False where it was done."""
    _lock_whom_they_would_leave(user)
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.erased_at:
        return False
    obstacles = obstacles_of(user, at=at)
    if obstacles:
        raise CannotErase(obstacles)
    alone = _with_merged(groups_alone(user))
    _blot_bookings(user)
    for hirer in alone:
        delete_letters_about(hirer)
    _blot_hirers(alone, at=at)
    forget_hirers([hirer.pk for hirer in alone], at=at)
    Post.objects.filter(user=user).delete()
    FeedLink.objects.filter(owner=user).delete()
    SavedNeeds.objects.filter(user=user).delete()
    FiguresAsked.objects.filter(user=user).delete()
    for address in erasure.addresses_of(user):
        PostInvitation.objects.filter(email__iexact=address).delete()
        GuestAsk.objects.filter(email__iexact=address).delete()
    forget_threads_of(user, at=at)
    forget_comments([user.name], erasure.addresses_of(user))
    forget_visitor([user.name], erasure.addresses_of(user), at=at)
    forget_wishes_of([user.name], erasure.addresses_of(user))
    blot_issued([user.name, *erasure.addresses_of(user)], at=at)
    ReportPdf.objects.filter(user=user).delete()
    throw_pdfs_away(at=at)
    erasure.erase_user(user, at=at)
    if asked:
        Disposal.objects.create(kind=Disposal.Kind.ERASED, at=at, rows=1)
    return True


def obstacles_of(user: User, *, at: datetime) -> list[Obstacle]:
    """What must be settled first; nothing where the account can go."""
    return [*_groups_that_need(user, at), *_venues_that_need(user)]


def groups_alone(user: User) -> list[Hirer]:
    """The groups and households to which nobody else belongs: they go with the person."""
    mine = Hirer.objects.standing().filter(memberships__user=user)
    return list(mine.exclude(memberships__in=Membership.objects.exclude(user=user)))


def open_bookings(hirer: Hirer, *, at: datetime) -> bool:
    """Whether it waits for an answer, or has a date to come."""
    waiting = Booking.objects.filter(hirer=hirer, status=Booking.Status.REQUESTED).exists()
    return waiting or Session.objects.filter(booking__hirer=hirer).blocking().to_come(at).exists()


def _with_merged(hirers: list[Hirer]) -> list[Hirer]:
    return list(Hirer.objects.filter(pk__in=with_merged([hirer.pk for hirer in hirers])))


def _groups_that_need(user: User, at: datetime) -> list[Obstacle]:
    organised = Membership.objects.filter(user=user, role=Membership.Role.ORGANISER).select_related("hirer")
    words = _("%(group)s has bookings to come, and nobody else organises it. Invite another organiser, or cancel them.")
    return [
        Obstacle(words % {"group": membership.hirer.name}, membership.hirer.get_absolute_url())
        for membership in organised
        if membership.is_last_organiser and open_bookings(membership.hirer, at=at)
    ]


def _venues_that_need(user: User) -> list[Obstacle]:
    managed = Post.objects.filter(user=user, kind=Post.Kind.MANAGER).held_on(timezone.localdate())
    words = _("Nobody else manages %(venue)s for good. Hand the post over first.")
    return [
        Obstacle(words % {"venue": post.venue.name}, post.venue.get_absolute_url())
        for post in managed.select_related("venue").order_by("venue__name")
        if is_last_manager(post)
    ]


def _lock_whom_they_would_leave(user: User) -> None:
    """Two who share a place or a group and go at once would each count on the other: the second waits, and is told."""
    places, groups = Post.objects.filter(user=user), Membership.objects.filter(user=user)
    for rows in (
        Venue.objects.filter(pk__in=places.values("venue")),
        Hirer.objects.filter(pk__in=groups.values("hirer")),
    ):
        list(rows.order_by("pk").select_for_update(no_key=True).values_list("pk"))


def _blot_bookings(user: User) -> None:
    """What a group that goes on has written about its bookings no longer names the person."""
    words = telling_words([user.name, *erasure.addresses_of(user)])
    blot_rows(
        Booking.objects.filter(hirer__memberships__user=user),
        ("title", "message", "reason_words", "category_reason"),
        words,
    )
    blot_rows(StatedNeed.objects.filter(booking__hirer__memberships__user=user), ("words", "told", "instead"), words)
    tasks = Adjustment.objects.filter(stated__booking__hirer__memberships__user=user)
    blot_rows(tasks, ("what", "where"), words)
    blot_rows(Verdict.objects.filter(booking__hirer__memberships__user=user), ("words",), words)
    blot_rows(DidItWork.objects.filter(booking__hirer__memberships__user=user), ("words",), words)
    blot_rows(Wait.objects.filter(hirer__memberships__user=user), ("title", "message"), words)
    blot_holds(words)
    blot_report_links(words)
    blot_prices(user, words)


def _blot_hirers(hirers: list[Hirer], *, at: datetime) -> None:
    """Letters to the hall and the journal no longer name the households and groups that go with the person."""
    for hirer in hirers:
        name = "" if hirer.kind in erasure.KEEP_THEIR_NAME else hirer.name
        words = [name, hirer.contact_email, hirer.contact_phone, hirer.postal_address]
        blot_out(words)
        blot_messages(words)
        blot_holds(words)
        blot_report_links(words)
        blot_issued(words, at=at)
        forget_comments([name], {hirer.contact_email} - {""})
        forget_visitor([name], {hirer.contact_email} - {""}, at=at)
        forget_wishes_of([name], {hirer.contact_email} - {""})
