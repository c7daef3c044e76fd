"""Wait for hours that somebody else has; and give up waiting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from bookings import waiting_letters
from bookings.exceptions import NotPossible
from bookings.locks import all_or_nothing, lock_cells
from bookings.models import Booking, Wait
from bookings.planning import plan
from bookings.plans import Ask, PlannedDate
from bookings.waiting_list import offer_what_is_free, release_offer


@all_or_nothing
def wait_for(ask: Ask, *, by: User | None, at: datetime, submission_key: str) -> list[Wait]:
    """Wait for every date of the ask that others have, or for those of which it says so; the same twice is once.

    Raises NotPossible where none of them is worth waiting for: what is free can be booked.
    """
    lock_cells([cell.pk for cell in ask.room.cells.all()], venue=ask.room.venue_id)
    again = list(Wait.objects.filter(submission_key__startswith=f"{submission_key} ", made_by=by))
    if again:
        return again
    wanted = plan(ask, at=at).worth_waiting_for
    chosen = [date for date in wanted if date.way and date.way.wait] or wanted
    if not chosen:
        raise NotPossible(_("There is nothing to wait for: what is free can be booked."))
    return join(ask, chosen, by=by, at=at, submission_key=submission_key)


def join(
    ask: Ask,
    dates: Sequence[PlannedDate],
    *,
    by: User | None,
    at: datetime,
    submission_key: str,
    beside: Booking | None = None,
) -> list[Wait]:
    """In the transaction of the caller, who has the cells; what the group waits for already it waits for once."""
    if not dates:
        return []
    room = ask.room
    known = {(wait.starts_at, wait.ends_at): wait for wait in Wait.objects.open().filter(room=room, hirer=ask.hirer)}
    found = []
    for date in dates:
        assert date.asked.period is not None, "somebody else has it, so it is a time"
        period = date.asked.period
        wait = known.get((period.first, period.last))
        if wait is None:
            wait = Wait.objects.create(
                **_as_asked(ask),
                venue=room.venue,
                room=room,
                starts_at=period.first,
                ends_at=period.last,
                made_by=by,
                made_at=at,
                beside=beside,
                submission_key=f"{submission_key} {date.asked.on}",
            )
            journal.record(by, "waits for", wait)
        found.append(wait)
    return found


@all_or_nothing
def give_up_waiting(wait: Wait, *, by: User | None, at: datetime) -> bool:
    """Whether they still waited; an offer goes to the next who waits."""
    lock_cells(wait.room.cells.values_list("pk", flat=True), venue=wait.venue_id)
    wait = Wait.objects.locked(wait.pk)
    if not wait.is_open:
        return False
    end(wait, Wait.State.WITHDRAWN, at=at)
    journal.record(by, "gave up waiting", wait)
    return True


@all_or_nothing
def pass_on(pk: int, *, at: datetime) -> bool:
    """Whether an offer had run out, or was passed on: its hours go to the next who waits, or become free."""
    room = Wait.objects.select_related("room").get(pk=pk).room
    lock_cells(room.cells.values_list("pk", flat=True), venue=room.venue_id)
    wait = Wait.objects.locked(pk)
    if not wait.is_offered or wait.stands(at):
        return False
    end(wait, Wait.State.WITHDRAWN if wait.is_passed_on else Wait.State.PASSED, at=at)
    journal.record(None, "offer ran out", wait)
    if wait.state == Wait.State.PASSED:  # whoever said no knows it
        waiting_letters.ran_out(wait)
    return True


def end(wait: Wait, state: Wait.State, *, at: datetime) -> None:
    """Off the list, for good; what was kept is offered to the next."""
    was_offered = wait.is_offered
    release_offer(wait)
    wait.state, wait.ended_at, wait.stood_until = state, at, None
    wait.save(update_fields=["state", "ended_at", "stood_until", "hold"])
    if was_offered:
        offer_what_is_free(wait.venue, [wait.period], at=at)


def _as_asked(ask: Ask) -> dict[str, object]:
    return {
        "hirer": ask.hirer,
        "title": ask.title,
        "purpose": ask.purpose,
        "category": ask.category,
        "people": ask.people,
        "layout": ask.layout,
        "message": ask.message,
        "listed": ask.listed,
        "open_to_anyone": ask.open_to_anyone,
        "confidential": ask.confidential,
        "sound": ask.sound,
        "particulars": ask.particulars.as_row(),
        "asked": ask.answers.as_row(),
    }
