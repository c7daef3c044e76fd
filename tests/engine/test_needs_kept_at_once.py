"""Two pages keep somebody's needs in the same moment: one after the other, and neither fails."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from bookings.actions.state_needs import save_needs
from bookings.models import SavedNeeds
from bookings.stated_needs import Stated
from tests.make import a_user

SECONDS = 20


@pytest.mark.of_a_server
@pytest.mark.django_db(transaction=True)
def test_needs_kept_twice_at_once_are_kept_once():
    user, together = a_user(), Barrier(2, timeout=SECONDS)

    def keep(code: str) -> None:
        try:
            connection.ensure_connection()
            together.wait()
            save_needs(user, Stated((code,)), at=timezone.now())
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        for kept in [pool.submit(keep, code) for code in ("bsl", "baby")]:
            kept.result()
    assert SavedNeeds.objects.get(user=user).needs in (["bsl"], ["baby"])
