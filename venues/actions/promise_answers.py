"""Say within how many working days a hall answers questions about access."""

from __future__ import annotations

from accounts import journal
from accounts.models import User
from accounts.whole import whole
from venues.models import Venue


@whole
def promise_answers(venue: Venue, *, days: int, by: User) -> None:
    """For questions to come; those that were asked keep the day that was promised."""
    venue = Venue.objects.select_for_update(of=("self",), no_key=True).get(pk=venue.pk)
    if venue.answer_days != days:
        venue.answer_days = days
        venue.save(update_fields=["answer_days"])
        journal.record(by, "changed access", venue, why=f"answer_days: {days}")
