"""What visitors asked about access in the demo: one waits for its answer, one has it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from bookings.actions.ask_about_access import ask_about_access
from venues.models import AccessQuestion, Room

HALL, VISITOR = "great-tolverton-village-hall", "visitor@hearth.example"
A_DAY = timedelta(days=1)


def write_access_questions(rooms: Mapping[tuple[str, str], Room], now: datetime) -> None:
    """As their letters would have come; the second was answered a day later."""
    hall, small = rooms[HALL, "whole-hall"], rooms[HALL, "committee-room"]
    ask_about_access(
        hall, facts=["mov_corridor_mm"], needs=[], email=VISITOR, words="My chair is 70 cm wide.", at=now - A_DAY
    )
    then = now - 9 * A_DAY
    settled = ask_about_access(small, facts=["wc_alarm"], needs=[], email=VISITOR, words="", at=then)
    AccessQuestion.objects.filter(pk=settled.pk).update(settled_at=then + A_DAY)
