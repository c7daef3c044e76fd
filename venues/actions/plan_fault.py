"""What is to happen with a fault: by when, what the public reads meanwhile, and what it puts out of use."""

from __future__ import annotations

from datetime import date, datetime

from accounts import journal
from accounts.models import User
from accounts.whole import whole
from venues.access.vocabulary import FACTS
from venues.actions.keep_outages import note_outage
from venues.actions.settle_fault import locked_fault, told_in_journal
from venues.models import Closure, Fault


@whole
def plan_fault(
    fault: Fault,
    *,
    due_on: date | None,
    public_words: str,
    closure: Closure | None,
    fact: str,
    by: User,
    at: datetime,
) -> Fault:
    """`public_words` stand on the public pages until it is mended; empty, nothing does.

    `fact` of the access guide is out of order from the day it was told, the room's or the whole place's,
    as if it had been noted by itself; empty, none is. Raises FaultSettled.
    """
    fault = locked_fault(fault)
    fault.due_on, fault.public_words, fault.closure = due_on, public_words, closure
    if fact and fault.outage is None:
        rooms = [fault.room] if fault.room and FACTS[fact].scope == "room" else []
        fault.outage = note_outage(
            fault.venue, fact=fact, starts_on=fault.made_on, expected_on=due_on, note="", rooms=rooms, by=by, at=at
        )
    fault.save(update_fields=["due_on", "public_words", "closure", "outage"])
    journal.record(by, "planned", fault.venue, why=told_in_journal(fault))
    return fault
