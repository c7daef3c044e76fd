"""Answer a question about access: the guide is filled and whoever asked is told, in one step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from accounts import journal
from accounts.models import User
from bookings import access_letters
from bookings.actions.change_venue import change_venue
from bookings.locks import all_or_nothing
from venues import files
from venues.access.guide import Guide
from venues.access.vocabulary import FACTS
from venues.access.words import answer_words, label
from venues.files.contents import AccessRow, EntranceRow
from venues.guides import guides_of
from venues.models import AccessQuestion, Room
from venues.rooms_that_meet import rooms_that_meet


@all_or_nothing
def answer_about_access(
    question: AccessQuestion,
    rows: Sequence[AccessRow],
    *,
    door: EntranceRow | None,
    words: str,
    seen: str,
    by: User,
    at: datetime,
    in_part: bool = False,
) -> AccessQuestion:
    """`rows` are the answers, `door` the first way in where one speaks of it; the first answer is the one that is sent.

    `in_part` where the rest is the manager's to answer: whoever asked is told what is known by now, and that the rest
    still comes. Raises what change_venue raises, and then nothing is done.
    """
    question = _locked(question.pk)
    if question.settled_at:
        return question
    if rows:
        said, file = {_about(row) for row in rows}, files.from_database(question.venue)
        kept = [row for row in file.access if _about(row) not in said]
        new = {"entrances": (*file.entrances, door)} if door else {}
        change_venue(question.venue, part="access", by=by, at=at, seen=seen, access=(*kept, *rows), **new)
    if in_part:
        access_letters.answered_in_part(question, _told(question, guide_of(question.room), at=at), words, at=at)
    else:
        _settle(question, guide_of(question.room), words, by=by, at=at)
    journal.record(by, "answered about access", question.venue)
    return question


def keep_access_questions(at: datetime) -> tuple[int, int]:
    """How many were answered by the guide itself meanwhile, and how many were told that there is no answer yet."""
    found = AccessQuestion.objects.open().exclude(email="").values_list("pk", flat=True)
    done = [_keep(pk, at=at) for pk in found]
    return done.count("answered"), done.count("late")


@all_or_nothing
def _keep(pk: int, *, at: datetime) -> str:
    """One of them, as it now stands."""
    question = _locked(pk)
    if question.settled_at:
        return ""
    guide = guide_of(question.room)
    if not any(is_unknown(guide, code) for code in question.facts):
        _settle(question, guide, "", by=None, at=at)
        return "answered"
    today = at.astimezone(question.venue.tz).date()
    if question.due_on >= today or question.told_late_at:
        return ""
    question.told_late_at = at
    question.save(update_fields=["told_late_at"])
    access_letters.no_answer_yet(question, rooms_that_meet(question.needs, instead_of=question.room, on=today))
    return "late"


def guide_of(room: Room) -> Guide:
    """As it stands now, with the smaller rooms inside it."""
    rooms = list(room.venue.rooms.filter(retired_on=None).prefetch_related("cells"))
    rooms = rooms if room in rooms else [*rooms, room]
    return guides_of(rooms, {each.pk: frozenset(cell.pk for cell in each.cells.all()) for each in rooms})[room.pk]


def is_unknown(guide: Guide, code: str) -> bool:
    """Whether nobody knows, of some way in where there are several."""
    return code in FACTS and any(not way.answers[code].is_known for way in guide.ways)


def _locked(pk: int) -> AccessQuestion:
    rows = AccessQuestion.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("venue__operator", "room__venue").get(pk=pk)


def _settle(question: AccessQuestion, guide: Guide, words: str, *, by: User | None, at: datetime) -> None:
    question.settled_at, question.settled_by = at, by
    question.save(update_fields=["settled_at", "settled_by"])
    access_letters.answered(question, _told(question, guide, at=at), words)


def _told(question: AccessQuestion, guide: Guide, *, at: datetime) -> list[str]:
    """Each fact with what the guide says of it now."""
    today = at.astimezone(question.venue.tz).date()
    known = (guide[code] for code in question.facts if code in FACTS)
    return [f"{label(answer.fact)}: {answer_words(answer, on=today)}" for answer in known]


def _about(row: AccessRow) -> tuple[str, str, str]:
    return row.fact, row.entrance, row.room
