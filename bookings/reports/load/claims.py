"""Who may have a lower price: by what they said or showed, or by what kind of group they are."""

from __future__ import annotations

from bookings.reports.load.ground import Ground
from bookings.reports.rows import Claims
from bookings.reports.span import Span


def load(ground: Ground, span: Span) -> Claims:
    """Claims that stood on some day of the span."""
    stood = (
        claim
        for claim in ground.entitlements
        if claim.declared_at < span.end and (claim.ended_at is None or claim.ended_at >= span.start)
    )
    lower = (category for category in ground.categories if not category.is_standard)
    return Claims(
        hirers=frozenset(claim.hirer_id for claim in stood),
        kinds={category.code: frozenset(category.kinds) for category in lower},
    )
