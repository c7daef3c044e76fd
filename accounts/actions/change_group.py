"""Put right what is known of a group."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from accounts import journal
from accounts.models import Hirer, User


@transaction.atomic
def change_group(hirer: Hirer, *, fields: Sequence[str], by: User) -> Hirer:
    """Keep these fields as they now are; the journal says which, and not what stood there."""
    if fields:
        hirer.save(update_fields=list(fields))
        journal.record(by, "changed", hirer, why=", ".join(fields))
    return hirer
