"""Leave a group, or let somebody go from it; an organiser only after a fortnight or with a second one."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import group_letters, journal
from accounts.models import Hirer, JournalEntry, Membership, User
from accounts.whole import whole

FORTNIGHT = timedelta(days=14)
SECOND_CLICK = timedelta(minutes=10)
LEFT, LET_GO = "left", "let somebody go from"


class LastOrganiser(Exception):
    """Nobody would be left to book and cancel; the text is for the person."""

    def __init__(self) -> None:
        super().__init__(_("Nobody else organises this group for good. Hand it over, or invite another organiser."))


class MembershipGone(Exception):
    """They have left or were let go meanwhile; the text is for the person."""

    def __init__(self) -> None:
        super().__init__(_("This person no longer belongs to the group."))


class NotForYou(Exception):
    """Another organiser has to say this; the text is for the person."""


@whole
def end_membership(membership: Membership, *, by: User, at: datetime) -> Membership | None:
    """Gone at once; an organiser whom another lets go stays for a fortnight, and is returned.

    The group's bookings stay its own. Raises LastOrganiser, NotForYou, MembershipGone.
    """
    membership = locked(membership)
    went = membership.user_id == by.pk
    if membership.is_last_organiser:
        raise LastOrganiser
    if membership.role == Membership.Role.ORGANISER and not went:
        return _ask(membership, by=by, at=at)
    journal.record(by, LEFT if went else LET_GO, membership.hirer, why="" if went else str(membership.user))
    if not went:
        group_letters.let_go(membership, by=by)
    membership.delete()
    return None


@whole
def keep_organiser(membership: Membership, *, by: User) -> None:
    """They were asked to go and stay; any organiser may say so, they themselves too. Raises MembershipGone."""
    membership = locked(membership)
    if membership.ending_asked_by_id is None:  # the same button twice
        return
    membership.ends_on, membership.ending_asked_by = None, None
    membership.save(update_fields=["ends_on", "ending_asked_by"])
    journal.record(by, "kept an organiser of", membership.hirer)
    group_letters.organiser_stays(membership, by=by)


@whole
def agree_to_let_go(membership: Membership, *, by: User, at: datetime) -> None:
    """A second organiser agrees, and they are gone at once. Raises NotForYou, MembershipGone."""
    membership = locked(membership)
    if not may_agree(membership, by, at=at):
        raise NotForYou(
            _(
                "Only an organiser who did not ask for it, who stays, and who has been in the group "
                "for 14 days can agree."
            )
        )
    membership.hirer.invitations.filter(invited_by=membership.user, accepted_at=None).delete()  # or they come in again
    journal.record(by, LET_GO, membership.hirer, why=str(membership.user))
    group_letters.let_go(membership, by=by)
    membership.delete()


def may_agree(membership: Membership, by: User, *, at: datetime) -> bool:
    """A second person: neither who asked nor who is to go, nor somebody just let in to say yes."""
    if membership.ending_asked_by_id is None or by.pk in (membership.ending_asked_by_id, membership.user_id):
        return False
    own = Membership.objects.lasting_organisers(membership.hirer_id).filter(user=by, since__lte=at - FORTNIGHT)
    return own.exists()


def end_what_is_due(at: datetime) -> int:
    """How many whose fortnight is over are gone now; for the clock of the house."""
    gone = 0
    for membership in Membership.objects.filter(ends_on__lt=timezone.localdate(at)).select_related("hirer", "user"):
        with transaction.atomic():
            journal.record(None, LET_GO, membership.hirer, why=str(membership.user))
            gone += membership.delete()[0]
    return gone


def locked(membership: Membership) -> Membership:
    """As it is now; two organisers may go at once, or end each other. Raises MembershipGone."""
    Hirer.objects.select_for_update(no_key=True).get(pk=membership.hirer_id)
    found = Membership.objects.select_related("hirer", "user").filter(pk=membership.pk).first()
    if found is None:
        raise MembershipGone
    return found


def has_just_left(user: User, ref: str, *, at: datetime) -> bool:
    """Whether this person left the group some minutes ago, as a button pressed twice asks."""
    left = JournalEntry.objects.filter(by=user, verb=LEFT, subject_kind="hirer", subject_ref=ref)
    return left.filter(at__gt=at - SECOND_CLICK).exists()


def _ask(membership: Membership, *, by: User, at: datetime) -> Membership:
    if membership.ending_asked_by_id is not None:
        return membership  # it ends as it is
    if not Membership.objects.lasting_organisers(membership.hirer_id).filter(user=by).exists():
        raise NotForYou(_("You are about to go yourself, so you cannot let another organiser go."))
    membership.ends_on, membership.ending_asked_by = timezone.localdate(at) + FORTNIGHT, by
    membership.save(update_fields=["ends_on", "ending_asked_by"])
    journal.record(by, "asked to let somebody go from", membership.hirer)
    group_letters.organiser_ending(membership, by=by)
    return membership
