"""Two machines keep to the rules of retention in the same moment: nothing fails, and all goes once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.db.models import Sum
from django.utils import timezone

from accounts import outbox
from accounts.models import Disposal, Hirer, Letter, User
from accounts.retention import running
from bookings.models import Booking
from bookings.privacy import daily
from tests.make import a_group, a_user
from tests.privacy.long_ago import age, long_ago

pytestmark = pytest.mark.django_db(transaction=True)
RUNS, MANY = 2, 24


def kept_too_long() -> None:
    """Of each kind some; the accounts have been warned."""
    long_ago(days=20)
    now = timezone.now()
    for number in range(MANY):
        a_group(f"Ramblers {number}", organiser=a_user(f"Gus{number}"))
    age(timedelta(days=760))
    daily.warn_the_unused(now - timedelta(days=40))
    Letter.objects.update(written_at=now - timedelta(days=35))
    for number in range(MANY):
        outbox.post(f"old-{number}", kind="asked", to="a@hearth.example", subject="s", body="b")
    Letter.objects.filter(key__startswith="old").update(sent_at=now - timedelta(days=91))


def what_is_left() -> dict[str, int]:
    return {
        "accounts": User.objects.filter(erased_at=None).count(),
        "hirers": Hirer.objects.filter(forgotten_at=None).count(),
        "bookings with words": Booking.objects.filter(forgotten_at=None).count(),
        "letters sent": Letter.objects.exclude(sent_at=None).count(),
    }


def test_two_at_once_take_out_what_one_alone_would(monkeypatch):
    monkeypatch.setattr(running, "BATCH", 5)
    kept_too_long()
    at, together = timezone.now(), Barrier(RUNS)

    def run() -> dict[str, int]:
        try:
            together.wait()
            return {str(each.rule.kind): each.rows for each in daily.keep_to_the_rules(at)}
        finally:
            connection.close()

    due = {str(each.rule.kind): each.rows for each in daily.what_would_go(at)}
    with ThreadPoolExecutor(RUNS) as pool:
        gone = [future.result() for future in [pool.submit(run) for _run in range(RUNS)]]
    assert what_is_left() == dict.fromkeys(what_is_left(), 0)
    assert sum(sum(each.values()) for each in gone) == Disposal.objects.aggregate(rows=Sum("rows"))["rows"]
    assert due["people"] >= MANY
    assert {kind: sum(each[kind] for each in gone) for kind in due} == due
