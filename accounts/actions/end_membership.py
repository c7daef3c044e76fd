"""Leave a group, or let somebody go from it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import Hirer, Membership, User


class LastOrganiser(Exception):
    """Nobody would be left to book and cancel; the text is for the person."""


@transaction.atomic
def end_membership(membership: Membership, *, by: User) -> None:
    """The group's bookings stay its own. Raises LastOrganiser for the only one who organises it."""
    hirer = Hirer.objects.select_for_update(no_key=True).get(pk=membership.hirer_id)  # two organisers may go at once
    if membership.is_last_organiser:
        raise LastOrganiser(_("Nobody else organises this group. Invite another organiser first."))
    went = membership.user_id == by.pk
    journal.record(by, "left" if went else "let somebody go from", hirer, why="" if went else str(membership.user))
    membership.delete()
