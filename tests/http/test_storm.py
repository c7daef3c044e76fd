"""Requests of every kind, thousands of them, by everybody: none is a fault of ours, and no law is broken.

`make storm` asks ten thousand, others each time; the suite asks fewer, always the same.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from random import Random

import pytest
from django.core import mail
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.arguments import files_of_the_world
from tests.cast import World, a_world
from tests.http.laws import broken_laws
from tests.http.wandering import Enough, Wanderer

BATCH = 20
REQUESTS = int(os.environ.get("STORM", "0"))
IN_THE_SUITE = 600 if connection.vendor == "sqlite" else 300  # what differs by database is in fewer


@pytest.fixture
def world(db, settings, tmp_path) -> World:
    settings.DEMO, settings.LETTERS_FOLDER, settings.MEDIA_ROOT = True, tmp_path / "letters", tmp_path / "media"
    files_of_the_world(settings.LETTERS_FOLDER)
    return a_world()


def test_whatever_is_asked_of_the_site_it_answers(world, drawn_once):
    seen: Counter[str] = Counter()
    wanderer = Wanderer(world, seen)
    began = time.monotonic()
    visits = st.tuples(st.integers(0, 10_000), st.integers(0, 2**32))

    @settings(
        max_examples=(REQUESTS or IN_THE_SUITE) // BATCH,
        derandomize=not REQUESTS,
        deadline=None,
        database=None,
        phases=[Phase.generate],  # the note on the fault names the request: making the batch smaller takes minutes
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(visits, min_size=BATCH, max_size=BATCH), st.lists(st.text(max_size=30), min_size=2, max_size=2))
    def storm(batch, odd):
        with transaction.atomic():
            wanderer.begin(BATCH, odd)
            try:
                for number, seed in batch:
                    wanderer.visit(number, Random(seed))
            except Enough:
                pass
            assert broken_laws() == []
            transaction.set_rollback(True)
        mail.outbox.clear()

    storm()
    took = time.monotonic() - began
    print(f"{seen.total()} requests, {took:.0f} s, {seen.total() / took:.0f} a second: {dict(sorted(seen.items()))}")
    assert seen.total() >= (REQUESTS or IN_THE_SUITE)
