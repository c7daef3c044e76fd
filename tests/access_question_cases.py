"""The letters about a question of access, brought about; imported where all letters are."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from bookings.actions.answer_about_access import answer_about_access, keep_access_questions
from bookings.actions.ask_about_access import ask_about_access
from bookings.actions.change_venue import print_of
from bookings.actions.pass_access_question import pass_access_question
from tests.letter_cases import Cast, writes
from tests.make import the_room
from venues.files.contents import AccessRow
from venues.models import AccessClaim, AccessQuestion, Room

MONTH = timedelta(days=30)


def asked(room: Room, *facts: str, at: datetime, **more) -> AccessQuestion:
    told = {"needs": [], "email": "wren@hearth.example", "words": "", **more}
    return ask_about_access(room, facts=facts, at=at, **told)


@writes(
    *("access_question_received", "access_question_asked", "access_question_answered", "access_question_late"),
    *("access_question_in_part", "access_question_passed"),
)
def access_is_asked_about(cast: Cast) -> None:
    """One is answered at its page; one too late, by the guide itself."""
    room, at = the_room(cast.hall, "main"), timezone.now()
    rows = [AccessRow("wc_baby", "", "", answer="yes", checked=at.astimezone(cast.hall.tz).date(), evidence="stated")]
    answer_about_access(
        asked(room, "wc_baby", at=at),
        rows,
        door=None,
        words="In the foyer.",
        seen=print_of(cast.hall, "access"),
        by=cast.sue,
        at=at,
    )
    shared = asked(room, "mov_evac", at=at)
    told = {"door": None, "words": "The hall is on one level.", "seen": "", "by": cast.sue, "at": at}
    answer_about_access(shared, [], in_part=True, **told)
    pass_access_question(shared, by=cast.sue, at=at)
    asked(room, "hea_bsl", at=at - MONTH, needs=["bsl"], words="For four of us")
    keep_access_questions(at)
    seen = {"state": "known", "evidence": "stated", "checked_on": rows[0].checked}
    AccessClaim.objects.create(venue=cast.hall, room=room, fact="hea_bsl", value="yes", **seen)
    keep_access_questions(at)
