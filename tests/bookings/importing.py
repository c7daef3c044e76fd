"""Bring a venue file in, and see what an import refuses."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.apps import apps

from bookings.actions.import_venue import ChangeRefused, Outcome, import_venue
from bookings.models import Booking
from tests.make import a_user, an_ask, book, the_room
from tests.venues.venue_files import SMALL
from venues.files import read
from venues.models import Venue

NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)
TUESDAY = date(2026, 6, 9)
A_MAIN_HALL_EVENING = "Tuesday 9 June 2026, 7pm to 9pm in Main Hall"


def bring(text: str, at: datetime = NOW) -> Outcome:
    return import_venue(read(text, today=at.date()), by=a_user("Ada"), at=at)


def refusals(text: str, at: datetime = NOW) -> list[str]:
    """What the import says, having left every row of the database as it was."""
    file, ada, before = read(text, today=at.date()), a_user("Ada"), everything()
    with pytest.raises(ChangeRefused) as refusal:
        import_venue(file, by=ada, at=at)
    assert everything() == before | {"accounts_user": before["accounts_user"]}
    return [str(fault) for fault in refusal.value.faults]


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table of ours."""
    models = [
        model for label in ("accounts", "venues", "bookings") for model in apps.get_app_config(label).get_models()
    ]
    return {model._meta.db_table: list(model._default_manager.order_by("pk").values()) for model in models}


def the_venue() -> Venue:
    return Venue.objects.get(slug="fernley-hall")


def book_the(code: str, on: date = TUESDAY, *, at: datetime = NOW) -> Booking:
    return book(an_ask(the_room(the_venue(), code), on), by=a_user("Ben"), at=at)


def without(head: str, until: str, text: str = SMALL) -> str:
    """The file without the tables from one head up to another."""
    start = text.index(head)
    return text[:start] + text[text.index(until, start) :]
