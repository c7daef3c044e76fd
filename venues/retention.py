"""What a venue keeps of persons and is over its time: invitations to posts, complaints, words about new prices."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from venues.models import (
    AccessQuestion,
    AccessReport,
    Complaint,
    Entitlement,
    HallKey,
    PostInvitation,
    PriceComment,
    SoughtNeed,
)


def old_post_invitations(cutoff: datetime, at: datetime) -> QuerySet[PostInvitation]:
    return PostInvitation.objects.filter(expires_at__lt=cutoff)


def proofs_over(cutoff: datetime, at: datetime) -> QuerySet[Entitlement]:
    """Of prices that ended before, where something is left of what showed them."""
    nothing = Q(shown_picture=None, shown_words="", evidence_words="", ended_words="")
    return Entitlement.objects.filter(ended_at__lt=cutoff).exclude(nothing)


def complaints_closed(cutoff: datetime, at: datetime) -> QuerySet[Complaint]:
    return Complaint.objects.filter(answered_at__lt=cutoff)


def comments_closed(cutoff: datetime, at: datetime) -> QuerySet[PriceComment]:
    """About prices on which the last day to comment was before."""
    return PriceComment.objects.filter(draft__comments_until__lt=timezone.localdate(cutoff))


def commenters_known(cutoff: datetime, at: datetime) -> QuerySet[PriceComment]:
    """Those of them that still say who wrote."""
    return comments_closed(cutoff, at).exclude(Q(name="") & Q(email=""))


def keys_back(cutoff: datetime, at: datetime) -> QuerySet[HallKey]:
    """Keys that came back before, with the names of those who had them."""
    return HallKey.objects.filter(returned_on__lt=timezone.localdate(cutoff))


def askers_over(cutoff: datetime, at: datetime) -> QuerySet[AccessQuestion]:
    """Questions about access that were answered a month ago, or asked before the cutoff, and still say by whom."""
    return AccessQuestion.objects.to_forget(cutoff, at)


def tellers_over(cutoff: datetime, at: datetime) -> QuerySet[AccessReport]:
    """What visitors found different, settled a month ago or told before the cutoff, that still has their words."""
    return AccessReport.objects.to_forget(cutoff, at)


def sought_over(cutoff: datetime, at: datetime) -> QuerySet[SoughtNeed]:
    """What was searched for in months that ended before."""
    return SoughtNeed.objects.filter(month__lt=timezone.localdate(cutoff).replace(day=1))
