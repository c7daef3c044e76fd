"""When a backup was last taken: a line in the journal, which a watcher of the site asks for."""

from __future__ import annotations

from datetime import datetime

from django.db import DatabaseError, connection, transaction

from accounts.models import JournalEntry
from bookings.keeping.manifest import Manifest

SITE, BACKUP = "site", "backup"


def note_backup(made_at: datetime) -> None:
    """Nothing where the database is of an older Hearth than we are: the backup before an upgrade counts the same."""
    try:
        with transaction.atomic():
            JournalEntry.objects.create(at=made_at, verb="backed up", subject_kind=SITE, subject_ref=BACKUP)
    except DatabaseError:
        connection.close()


def note_restore(manifest: Manifest, at: datetime) -> None:
    JournalEntry.objects.create(
        at=at,
        verb="restored",
        subject_kind=SITE,
        subject_ref="restore",
        why=f"from the backup of {manifest.made_at:%Y-%m-%d %H:%M} UTC",
    )


def last_backup() -> datetime | None:
    entries = JournalEntry.objects.filter(subject_kind=SITE, subject_ref=BACKUP)
    return entries.order_by("-at").values_list("at", flat=True).first()
