"""Wishes that visitors leave, and the letters about them, brought about; imported where all letters are."""

from __future__ import annotations

from itertools import count

from django.utils import timezone

from bookings.actions.answer_wish import answer_wish, put_wish_aside, take_answer_back
from bookings.actions.leave_wish import confirm_wish, leave_wish, take_wish_back
from bookings.models import LeftWish
from tests.letter_cases import Cast, writes
from tests.make import soon, the_room

_count = count(1)


def a_wish(*, confirmed: bool = True, **fields) -> LeftWish:
    """For Sunday mornings, with an address unless it is said otherwise."""
    told = {"when": "Every Sunday, 10am to midday", "last_on": soon(60), "people": 25, "kind": "club", "near": "BS5"}
    told |= {"words": "Somewhere warm for our lunch club.", "email": "wren@hearth.example"}
    wish = leave_wish(LeftWish(submission_key=f"wish-{next(_count)}", **{**told, **fields}))
    if confirmed and wish.email:
        confirm_wish(wish, at=timezone.now())
        wish.refresh_from_db()
    return wish


@writes("wish_to_confirm", "wish_answered")
def a_wish_is_answered(cast: Cast) -> None:
    hall, at = cast.hall, timezone.now()
    wish, room = a_wish(), the_room(hall, "main")
    said = {"words": "We can open on Sunday mornings from March.", "room": room, "shows_words": True}
    answer = answer_wish(wish, hall, **said, by=cast.ada, at=at)
    take_answer_back(answer, by=cast.ada)
    put_wish_aside(wish, hall, by=cast.ada)
    take_wish_back(a_wish())
