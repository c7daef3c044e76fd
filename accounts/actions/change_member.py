"""What somebody may do in a group; handing it over."""

from __future__ import annotations

from django.utils.translation import gettext as _

from accounts import group_letters, journal
from accounts.actions.end_membership import NotForYou, locked
from accounts.models import Membership, User
from accounts.whole import whole

TICKS = ("may_book", "may_cancel", "may_see_money")


@whole
def change_member(
    membership: Membership, *, role: str, may_book: bool, may_cancel: bool, may_see_money: bool, by: User
) -> Membership:
    """A member's part in the group; an organiser's is theirs to give up. Raises NotForYou, MembershipGone."""
    membership = locked(membership)
    if membership.role == role == Membership.Role.ORGANISER:
        return membership  # the same button twice
    if membership.role == Membership.Role.ORGANISER:
        raise NotForYou(_("An organiser stays one until they hand it over, leave, or are let go."))
    membership.role = role
    membership.may_book, membership.may_cancel, membership.may_see_money = may_book, may_cancel, may_see_money
    membership.save(update_fields=["role", *TICKS])
    journal.record(by, "changed what somebody may do in", membership.hirer)
    return membership


@whole
def hand_over(own: Membership, to: Membership, *, stays: bool) -> Membership:
    """The other organises the group from now on; who did so stays as a member or goes.

    Raises NotForYou, MembershipGone.
    """
    own, to = locked(own), locked(to)
    if own.role != Membership.Role.ORGANISER or own.ending_asked_by_id is not None:
        raise NotForYou(_("Another organiser asked that you go. Keep your part first, then hand it over."))
    if to.ending_asked_by_id is not None:
        raise NotForYou(_("This person is asked to go. Keep them first, or choose somebody else."))
    to.role = Membership.Role.ORGANISER
    to.save(update_fields=["role"])
    journal.record(own.user, "handed over", own.hirer)
    group_letters.handed_over(to, by=own.user)
    if not stays:
        own.delete()
        return to
    own.role, own.may_book, own.may_cancel, own.may_see_money = Membership.Role.MEMBER, True, True, True
    own.save(update_fields=["role", *TICKS])
    return to
