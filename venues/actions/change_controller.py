"""Say who answers for the data of an operator's halls."""

from __future__ import annotations

from collections.abc import Sequence

from accounts import journal
from accounts.models import User
from accounts.whole import whole
from venues.models import Operator, Venue


@whole
def change_controller(operator: Operator, venue: Venue, *, fields: Sequence[str], by: User) -> None:
    """Keep these fields as they now are; the journal of the venue says which, and not what stood there."""
    if fields:
        operator.save(update_fields=list(fields))
        journal.record(by, "changed privacy", venue, why=", ".join(fields))
