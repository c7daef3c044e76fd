"""Make a group to book for."""

from __future__ import annotations

from django.db import transaction

from accounts import journal
from accounts.models import Hirer, Membership, User


@transaction.atomic
def make_group(hirer: Hirer, *, by: User) -> Hirer:
    """Keep a new group; whoever makes it is its first organiser."""
    hirer.save()
    Membership.objects.create(hirer=hirer, user=by, role=Membership.Role.ORGANISER)
    journal.record(by, "made", hirer)
    return hirer
