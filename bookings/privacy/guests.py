"""What a person's own file tells of hires begun without an account at one of their addresses."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from django.http import QueryDict

from accounts import erasure
from accounts.models import User
from bookings.models import GuestAsk


def guests(user: User) -> list[dict[str, Any]]:
    found = GuestAsk.objects.filter(erasure.is_to("email", erasure.addresses_of(user)))
    return [
        {
            "room": ask.room.name,
            "at": ask.room.venue.name,
            "typed at": ask.made_at.astimezone(UTC).isoformat(timespec="seconds"),
            "what was typed": QueryDict(ask.typed).dict(),
        }
        for ask in found.select_related("room__venue").order_by("pk")
    ]
