"""What one's groups wait for, as it stands in the file of one's own data."""

from __future__ import annotations

from collections.abc import Sequence

from accounts.models import Membership, User
from bookings.models import Wait
from bookings.privacy.told import Told, moment


def waited_for(memberships: Sequence[Membership], user: User) -> list[Told]:
    found = Wait.objects.filter(hirer__in=[each.hirer_id for each in memberships])
    return [
        {
            "group": wait.hirer.name,
            "place": wait.venue.name,
            "room": wait.room.name,
            "what": wait.title,
            "what was written to the hall": wait.message,
            "what else was answered": {**(wait.asked or {}), **(wait.particulars or {})},
            "from": moment(wait.starts_at),
            "to": moment(wait.ends_at),
            "since": moment(wait.made_at),
            "asked by you": wait.made_by_id == user.pk,
            "how it stands": wait.state,
        }
        for wait in found.select_related("hirer", "venue", "room").order_by("pk")
    ]
