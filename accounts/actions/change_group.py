"""Put right what is known of a group."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from accounts import journal
from accounts.kinds import KindStays, why_kind_stays
from accounts.models import Hirer, User
from accounts.whole import whole


@whole
def change_group(hirer: Hirer, *, fields: Sequence[str], by: User, at: datetime) -> Hirer:
    """Keep these fields as they now are; the journal says which, and not what stood there. Raises KindStays."""
    if "kind" in fields:
        as_it_was = Hirer.objects.select_for_update().get(pk=hirer.pk)  # nobody books for it meanwhile
        refusal = why_kind_stays(as_it_was, at=at)
        if refusal:
            raise KindStays(refusal)
    if fields:
        hirer.save(update_fields=list(fields))
        journal.record(by, "changed", hirer, why=", ".join(fields))
    return hirer
