"""A hirer says, by booking at a price that asks for proof, that this price is theirs."""

from __future__ import annotations

from datetime import datetime

from accounts.models import Hirer, User
from bookings.entitling import asks_for_proof
from venues.models import Category, Entitlement


def declare(hirer: Hirer, category: Category, *, by: User | None, at: datetime) -> None:
    """Written once, whoever says it how often; in the transaction of the booking."""
    if not asks_for_proof(category) or Entitlement.objects.filter(hirer=hirer, category=category).exists():
        return  # a price that was ended begins anew with a manager alone
    row = Entitlement(operator_id=category.operator_id, hirer=hirer, category=category, declared_at=at, declared_by=by)
    Entitlement.objects.bulk_create([row], ignore_conflicts=True)  # two first bookings at once: one row
