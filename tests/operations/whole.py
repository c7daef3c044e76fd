"""What a database holds of each booking, as JSON: run as `python -m tests.operations.whole`."""

from __future__ import annotations

import json
import os
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from django.db.models import F  # noqa: E402

from accounts import journal  # noqa: E402
from bookings.models import Booking, Occupancy  # noqa: E402


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


if __name__ == "__main__":
    print(json.dumps({"bookings": {b.ref: held(b) for b in Booking.objects.all()}, "overlaps": overlaps()}))
