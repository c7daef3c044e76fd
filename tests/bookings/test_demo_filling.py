"""The demo is there wholly or not at all, and the clock that runs beside it outlasts a database that is busy."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from types import SimpleNamespace
from typing import NoReturn

import pytest
from django.db import OperationalError
from django.utils import timezone

from bookings.demo import filling
from bookings.management.commands import tick
from tests.make import a_venue
from venues.models import Venue

pytestmark = pytest.mark.django_db


def ctrl_c(*args: object) -> NoReturn:
    raise KeyboardInterrupt


def test_whoever_stops_it_half_way_has_none_of_it(monkeypatch):
    """A next start would take halls without people for a demo. And what is locked (a wait) needs a transaction:

    PostgreSQL refused to fill the demo at all, which no test saw that was in a transaction of its own.
    """
    monkeypatch.setattr(filling, "bring_venues", lambda now: {"half": a_venue()})
    monkeypatch.setattr(filling, "register", ctrl_c)
    with pytest.raises(KeyboardInterrupt):
        filling.fill(seed=1, now=timezone.now(), pictures=False)
    assert not Venue.objects.exists()


@pytest.mark.once
def test_a_clock_that_cannot_reach_the_database_tries_again(monkeypatch):
    def rounds() -> Iterator[None]:
        yield
        raise OperationalError("database is locked")

    beats, said = rounds(), StringIO()
    pauses = iter([None, None])
    monkeypatch.setattr(tick, "time", SimpleNamespace(sleep=lambda _seconds: next(pauses)))
    monkeypatch.setattr(tick.Command, "_tick", lambda self: next(beats, None))
    with pytest.raises(StopIteration):
        tick.Command(stderr=said).handle(every=10)
    assert said.getvalue() == "The database did not answer; trying again in 10 seconds: database is locked\n"
