"""What a venue keeps of persons and is over its time: invitations to posts, complaints that are closed."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from venues.models import Complaint, PostInvitation


def old_post_invitations(cutoff: datetime, at: datetime) -> QuerySet[PostInvitation]:
    return PostInvitation.objects.filter(expires_at__lt=cutoff)


def complaints_closed(cutoff: datetime, at: datetime) -> QuerySet[Complaint]:
    return Complaint.objects.filter(answered_at__lt=cutoff)
