"""What a database holds of each booking, to see that none is there by halves."""

from __future__ import annotations

from typing import Any

from django.db.models import F

from accounts import journal
from bookings.models import Booking, Occupancy


def held(booking: Booking) -> dict[str, Any]:
    """Its sessions, the cells each should take while it stands, and those it does."""
    sessions = list(booking.sessions.order_by("pk"))
    return {
        "sessions": [session.pk for session in sessions],
        "cells": [[cell.pk, s.pk] for s in sessions for room in s.rooms.all() for cell in room.cells.order_by("pk")],
        "holds": [[hold.cell_id, s.pk] for s in sessions for hold in s.occupancies.order_by("cell_id")],
        "journal": [entry.verb for entry in journal.of(booking)],
    }


def overlaps() -> int:
    pairs = Occupancy.objects.filter(
        cell__occupancies__pk__gt=F("pk"),
        cell__occupancies__starts_at__lt=F("ends_at"),
        cell__occupancies__ends_at__gt=F("starts_at"),
    )
    return pairs.count()
