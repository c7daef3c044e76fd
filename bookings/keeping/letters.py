"""What becomes of letters that were waiting when a backup was taken.

Most of them went out soon after. Sent once more they would tell people last week's
news, so a restore holds them: they are due in a year that does not come, until
somebody who knows better lets them go.
"""

from __future__ import annotations

from datetime import UTC, datetime

from django.utils import timezone

from accounts.models import Letter

NEVER = datetime(9000, 1, 1, tzinfo=UTC)
HELD = "held back: it was waiting when the backup was taken"


def holding(at: datetime) -> str:
    """One statement, for either database, that holds what was due by then."""
    return (
        f"UPDATE accounts_letter SET send_after = '{NEVER:%Y-%m-%d %H:%M:%S}+00:00', last_error = '{HELD}' "
        f"WHERE sent_at IS NULL AND \"to\" <> '' AND send_after <= '{at:%Y-%m-%d %H:%M:%S}+00:00';"
    )


def held() -> int:
    return Letter.objects.filter(sent_at=None, send_after__gte=NEVER).count()


def release_letters() -> int:
    """Let go what a restore held back; how many are due now."""
    waiting = Letter.objects.filter(sent_at=None, send_after__gte=NEVER)
    return waiting.update(send_after=timezone.now(), last_error="", tries=0)
