"""Make a group to book for."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from accounts import journal
from accounts.models import Hirer, Membership, User
from accounts.whole import whole

SECOND_CLICK = timedelta(minutes=2)
SAME = ("name", "kind", "charity_number", "contact_email", "contact_phone", "serves_young")


@whole
def make_group(hirer: Hirer, *, by: User) -> Hirer:
    """Keep a new group; whoever makes it is its first organiser. The same button twice is one group."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    same = {name: getattr(hirer, name) for name in SAME}
    again = Hirer.objects.standing().of(by).filter(**same, created_at__gt=timezone.now() - SECOND_CLICK).first()
    if again is not None:
        return again
    hirer.save()
    Membership.objects.create(hirer=hirer, user=by, role=Membership.Role.ORGANISER)
    journal.record(by, "made", hirer)
    return hirer
