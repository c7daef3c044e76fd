"""Faults that visitors tell, and the letters about them, brought about; imported where all letters are."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tests.letter_cases import Cast, writes
from tests.make import a_post, soon, the_room
from venues.actions.forget_faults import forget_tellers, forget_what_was_told
from venues.actions.plan_fault import plan_fault
from venues.actions.settle_fault import dismiss_fault, join_faults, mend_fault, open_fault_again
from venues.actions.tell_fault import tell_fault
from venues.models import Fault, Venue

NOTHING_PLANNED = {"due_on": None, "public_words": "", "closure": None, "fact": ""}


def a_fault(venue: Venue, *, days_ago: int = 0, **fields) -> Fault:
    """The hot water of its main room, told with an address unless it is said otherwise."""
    told = {"room": the_room(venue, "main"), "kind": "hot_water", "words": "Only cold comes.", "picture": None}
    told |= {"email": "wren@hearth.example"}
    return tell_fault(venue, **{**told, **fields}, at=timezone.now() - timedelta(days=days_ago))


@writes("fault_told", "fault_settled")
def faults_are_told_and_settled(cast: Cast) -> None:
    hall, by, at = cast.hall, cast.ada, timezone.now()
    a_post(hall, "caretaker", cast.mel)
    first, again = a_fault(hall, days_ago=3), a_fault(hall, email="jay@hearth.example")
    lift = a_fault(hall, kind="lift", words="It hums.", email="")
    plan_fault(lift, **{**NOTHING_PLANNED, "fact": "mov_lift", "due_on": soon(9)}, by=by, at=at)
    join_faults(again, first, by=by, at=at)
    mend_fault(first, on=timezone.localdate(timezone=hall.tz), answer="A new heater.", by=by, at=at)
    mend_fault(lift, on=timezone.localdate(timezone=hall.tz), answer="", by=by, at=at)
    dismissed = dismiss_fault(a_fault(hall, kind="light"), answer="The switch is outside.", by=by, at=at)
    open_fault_again(dismissed, by=by)
    forget_what_was_told([dismissed.pk])
    forget_tellers([a_fault(hall, kind="door").pk])
