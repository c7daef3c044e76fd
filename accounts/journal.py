"""Write down who did what."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db import models

from accounts.models import JournalEntry, User


def record(by: User | AnonymousUser | None, verb: str, subject: models.Model, why: str = "") -> JournalEntry:
    """One entry, in the transaction of the act; `by` None is the house itself (tick, import)."""
    person = by if isinstance(by, User) else None
    return JournalEntry.objects.create(
        by=person,
        verb=verb,
        subject_kind=subject._meta.model_name or "",
        subject_ref=str(getattr(subject, "ref", "") or getattr(subject, "slug", "") or subject.pk),
        why=why[:500],
    )


def of(subject: models.Model) -> models.QuerySet[JournalEntry]:
    """What was done to this, newest first."""
    return JournalEntry.objects.filter(
        subject_kind=subject._meta.model_name or "",
        subject_ref=str(getattr(subject, "ref", "") or getattr(subject, "slug", "") or subject.pk),
    ).select_related("by")
