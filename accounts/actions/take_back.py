"""Take an invitation back."""

from __future__ import annotations

from accounts import journal
from accounts.models import Invitation, User
from accounts.whole import whole


@whole
def take_back(invitation: Invitation, *, by: User) -> None:
    """The link of its letter leads nowhere from now on."""
    journal.record(by, "took back an invitation to", invitation.hirer)
    invitation.delete()
