"""Take hirers, or one person's name, out of what is kept about whose a price is and what was agreed."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from accounts.blotting import blot_rows
from accounts.models import User
from venues.models import Entitlement, SpecialTerms


def forget_prices(hirers: Collection[int]) -> None:
    """Claims, papers and terms; what was booked by them keeps its price."""
    Entitlement.objects.filter(hirer__in=hirers).delete()
    SpecialTerms.objects.filter(hirer__in=hirers).delete()


def blot_prices(user: User, words: Sequence[str]) -> None:
    """What their groups wrote and were told, and who agreed what anywhere, no longer names the person."""
    claims = Entitlement.objects.filter(hirer__memberships__user=user).without_pictures()
    blot_rows(claims, ("shown_words", "evidence_words", "ended_words"), words)
    blot_rows(SpecialTerms.objects.all(), ("words", "agreed_by"), words)
