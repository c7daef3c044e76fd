"""Price lists that stay as they are, since people agreed to prices by them."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from bookings.models import Booking, Session
from venues.models import Tariff


def fixed(lists: QuerySet[Tariff]) -> QuerySet[Tariff]:
    """Those of these by which a booking was made, or a date of one was priced."""
    made = Exists(Booking.objects.filter(tariff=OuterRef("pk")))
    priced = Exists(Session.objects.filter(tariff=OuterRef("pk")))
    return lists.filter(made | priced)


def is_fixed(row: Tariff) -> bool:
    return fixed(Tariff.objects.filter(pk=row.pk)).exists()
