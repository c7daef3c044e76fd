"""Take an invitation back."""

from __future__ import annotations

from django.db import transaction

from accounts import journal
from accounts.models import Invitation, User


@transaction.atomic
def take_back(invitation: Invitation, *, by: User) -> None:
    """The link of its letter leads nowhere from now on."""
    journal.record(by, "took back an invitation to", invitation.hirer)
    invitation.delete()
