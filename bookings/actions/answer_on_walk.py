"""Keep one answer of the walk round a place: a fact at one door, in one room or of the venue, as somebody saw it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

from accounts.models import User
from bookings.actions.answer_report import once_more
from bookings.actions.change_venue import ChangedMeanwhile, change_venue, mark_of_rows
from bookings.locks import all_or_nothing
from venues import files
from venues.access.values import State
from venues.access.walk import Key
from venues.actions.settle_reports import settle_reports
from venues.files.contents import AccessRow, EntranceRow, VenueFile
from venues.models import AccessClaim, Venue
from venues.pictures import store_picture


@all_or_nothing
def answer_on_walk(
    place: Venue,
    row: AccessRow,
    *,
    by: User,
    at: datetime,
    seen: str,
    submission_key: str,
    door: EntranceRow | None = None,
    given_up: Collection[Key] = (),
    photo: tuple[bytes, str] | None = None,
) -> None:
    """Keep the answer and its photo; the same submission twice is one answer, whatever was said since.

    `seen` is the mark of what was said of this fact as the page showed it; `door` is the way in, where the answer is
    the first to speak of it; `given_up` are answers that it leaves no room for, and that nobody knows any more; `photo`
    is a file and what it shows. Raises ChangedMeanwhile, ChangeRefused, BadPicture.
    """
    venue = Venue.objects.select_for_update(of=("self",), no_key=True).get(pk=place.pk)
    if AccessClaim.objects.filter(submission_key=submission_key).exists():
        return
    file = files.from_database(venue)
    held = {_key(each): each for each in file.access}
    if seen != mark_of_answer(held.get(_key(row))):
        raise ChangedMeanwhile
    with _photo(venue, row, photo, by=by) as picture:
        told = replace(row, submission_key=submission_key)
        said = {_key(row): told if picture is None else replace(told, picture=picture)}
        said |= {key: AccessRow(*key, answer=State.UNKNOWN.value, by=row.by) for key in given_up}
        rows: dict[str, Any] = {"access": tuple({**held, **said}.values()), **_doors(file, door)}
        change_venue(place, part="access", by=by, at=at, **rows)
    if held.get(_key(row)) == row:
        _settle(venue, row, by=by, at=at)


def mark_of_answer(row: AccessRow | None) -> str:
    """A short mark of what is said of one fact: two people who walk round do not undo each other unseen."""
    return mark_of_rows(row)


def _settle(venue: Venue, row: AccessRow, *, by: User, at: datetime) -> None:
    """Looked at once more on the same day: that answers what a visitor said in between."""
    place = {"fact": row.fact, "entrance__code": row.entrance or None, "room__code": row.room or None}
    if venue.access_reports.open().filter(**place).exists():
        claim = AccessClaim.objects.current().get(venue=venue, **place)
        settle_reports(venue, [once_more(claim, by, at)], by=by, at=at)


@contextmanager
def _photo(venue: Venue, row: AccessRow, photo: tuple[bytes, str] | None, *, by: User) -> Iterator[int | None]:
    """The key of the picture, of that room or of the place; no file stays of one that is not kept."""
    if photo is None:
        yield None
        return
    content, alt = photo
    room = venue.rooms.filter(code=row.room).first() if row.room else None
    there = set(venue.pictures.values_list("pk", flat=True))
    picture = store_picture(venue, room, content, alt, by=by)
    try:
        yield picture.pk
    except Exception:
        for file in picture.files if picture.pk not in there else ():
            file.storage.delete(str(file))
        raise


def _doors(file: VenueFile, door: EntranceRow | None) -> dict[str, tuple[EntranceRow, ...]]:
    is_new = door is not None and door.code not in {each.code for each in file.entrances}
    return {"entrances": (*file.entrances, door)} if door and is_new else {}


def _key(row: AccessRow) -> Key:
    return row.fact, row.entrance, row.room
