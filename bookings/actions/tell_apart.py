"""Say that two groups which look like one are two: nobody is asked again whether they are the same."""

from __future__ import annotations

from datetime import datetime

from accounts import journal
from accounts.models import Hirer, User
from bookings.locks import all_or_nothing
from bookings.models import ToldApart
from venues.models import Venue


@all_or_nothing
def tell_apart(one: Hirer, other: Hirer, *, venue: Venue, by: User | None, at: datetime) -> ToldApart:
    """At all venues of the operator; said twice, the first stands."""
    first, second = sorted((one, other), key=lambda hirer: hirer.pk)
    said, is_new = ToldApart.objects.get_or_create(one=first, other=second, venue=venue, defaults={"by": by, "at": at})
    if is_new:
        for hirer, twin in ((one, other), (other, one)):
            journal.record(by, "told apart from another", hirer, why=twin.ref)
    return said
