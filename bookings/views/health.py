"""Whether the site is well, for machines that watch it: no details of anybody, the same few questions each time."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import Letter
from bookings import keeping
from bookings.checks import the_guard_stands
from bookings.last_tick import last_tick
from bookings.models import Occupancy

PATIENCE = timedelta(minutes=15)  # `tick` runs every minute
TRIES_IN_AN_HOUR = 3


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """503 where bookings cannot be trusted to it now, else 200; `attention` is for a person, within a day."""
    try:
        vital = _vital()
        passing = _passing(timezone.now()) if set(vital.values()) == {"ok"} else {}
    except Error:
        vital, passing = {"database": "away"}, {}
    if set(vital.values()) != {"ok"}:
        return JsonResponse({"status": "unwell"} | vital, status=503)
    return JsonResponse({"status": "ok" if set(passing.values()) == {"ok"} else "attention"} | vital | passing)


def _vital() -> dict[str, str]:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    guarded = not the_guard_stands(databases=[connection.alias])
    return {"database": "ok", "migrations": "waiting" if waiting else "ok", "guard": "ok" if guarded else "gone"}


def _passing(now: datetime) -> dict[str, str]:
    """What goes on in the background: the clock, the mail and the nightly backup."""
    unsent = Letter.objects.filter(sent_at=None).exclude(to="")  # what is to be printed waits for a person
    overlooked = unsent.filter(send_after__lt=now - PATIENCE, tries__lt=Letter.MOST_TRIES).exists()
    last = last_tick()
    stopped = last is not None and last < now - PATIENCE  # in a quiet hall nothing waits for it
    lapsed = Occupancy.objects.filter(expires_at__lt=now - PATIENCE).exists()
    failing = unsent.filter(tries__gte=TRIES_IN_AN_HOUR, tries__lt=Letter.MOST_TRIES).exists()
    return {
        "clock": "late" if overlooked or stopped or lapsed else "ok",
        "mail": "failing" if failing else "ok",
        "backup": _backup(now),
    }


def _backup(now: datetime) -> str:
    if not settings.BACKUP_LATE_HOURS:
        return "ok"
    last = keeping.last_backup()
    if last is None:
        return "never"
    return "late" if last < now - timedelta(hours=settings.BACKUP_LATE_HOURS) else "ok"
