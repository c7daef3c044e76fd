"""What a change to a room would mean for those who have booked it; shown before it is saved."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from django.utils.translation import gettext as _

from bookings.actions.import_venue.rooms import with_history
from bookings.models import Session, SessionRoom
from bookings.models.session import SessionQuerySet
from venues.files import VenueFile
from venues.files.contents import RoomRow
from venues.models import Room, Venue
from venues.tariffs.grid import rooms_priced

# By room, the time that a hire needs before it and after it.
Gaps = Mapping[int, tuple[timedelta, timedelta]]


@dataclass(frozen=True)
class Effect:
    """Something that the change means, and the sessions that it touches, soonest first."""

    words: str
    sessions: tuple[Session, ...]


def mark_of(effects: Sequence[Effect]) -> str:
    """A short mark of what was shown, so that a person agrees to this and to nothing else."""
    shown = [(effect.words, [session.pk for session in effect.sessions]) for effect in effects]
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:16] if shown else ""


def to_come(room: Room, at: datetime) -> list[Session]:
    """What is booked or asked for in the room from now on, with all that a list shows."""
    return list(_to_come(room.venue, at).filter(rooms=room))


def effects_of(room: Room, row: RoomRow, renamed: Mapping[str, str], *, at: datetime) -> list[Effect]:
    """What saving the row would mean for sessions to come; `renamed` says what each layout was called before."""
    sessions = to_come(room, at)
    found = [*_too_many(room, row, renamed, sessions), *_without_layout(room, renamed, sessions)]
    minutes = room.venue.turnaround_minutes if row.turnaround_minutes is None else row.turnaround_minutes
    gap = timedelta(minutes=minutes)
    return [*found, *_closer(room.venue, {room.pk: (_apart(row.turnaround, gap), gap)}, at)]


def effects_of_turnaround(venue: Venue, minutes: int, *, at: datetime) -> list[Effect]:
    """What another time between hires would mean, in all rooms without one of their own."""
    gap = timedelta(minutes=minutes)
    rooms = venue.rooms.filter(turnaround_minutes=None)
    return list(_closer(venue, {room.pk: (_apart(room.turnaround, gap), gap) for room in rooms}, at))


def deletable(venue: Venue, file: VenueFile) -> frozenset[str]:
    """The codes of rooms on which nothing rests: not a booking, an answer about access, a picture or a price used."""
    history = set(with_history(venue).values_list("code", flat=True))
    used = set(venue.tariffs.filter(bookings__isnull=False).values_list("valid_from", flat=True))
    for tariff in file.tariffs:
        priced = rooms_priced(tariff)
        if tariff.valid_from in used or len(priced) == 1:  # a price list is never left empty
            history |= priced
    return frozenset(room.code for room in file.rooms if room.code not in history)


def was_booked(venue: Venue, cells: Sequence[str]) -> bool:
    """Whether any of these parts was ever booked or asked for: from then on a hall stays divided as it is."""
    return SessionRoom.objects.filter(room__venue=venue, room__cells__code__in=cells).exists()


def _to_come(venue: Venue, at: datetime) -> SessionQuerySet:
    sessions = Session.objects.at(venue).blocking().to_come(at)
    return sessions.select_related("booking__layout").for_lists().order_by("starts_at", "pk")


def _too_many(room: Room, row: RoomRow, renamed: Mapping[str, str], sessions: Sequence[Session]) -> Iterator[Effect]:
    """Layouts that would take fewer people than are expected, where they took them before."""
    before = {layout.name: layout.capacity for layout in room.layouts.all()}
    after = {layout.name: layout.capacity for layout in row.layouts}
    for old, new in renamed.items():
        now, then = after.get(new), before.get(old)
        touched = _more_than(now, then, (each for each in sessions if _layout(each, room) == old))
        if touched:
            words = _("“%(layout)s” would safely take %(count)s people. More are expected at these dates:")
            yield Effect(words % {"layout": new, "count": now}, touched)

    most = max((number for number in after.values() if number), default=None)
    touched = _more_than(most, room.largest_capacity, (each for each in sessions if not _layout(each, room)))
    if touched:
        words = _("The room would be known to take %(count)s people at most. More are expected at these dates:")
        yield Effect(words % {"count": most}, touched)


def _more_than(now: int | None, before: int | None, sessions: Iterator[Session]) -> tuple[Session, ...]:
    """Those for which the number is too small, unless it was so before."""
    if now is None:
        return ()
    return tuple(each for each in sessions if now < _people(each) and (before is None or _people(each) <= before))


def _without_layout(room: Room, renamed: Mapping[str, str], sessions: Sequence[Session]) -> Iterator[Effect]:
    for layout in room.layouts.all():
        touched = tuple(each for each in sessions if _layout(each, room) == layout.name)
        if touched and layout.name not in renamed:
            words = _(
                "These have chosen the layout “%(layout)s”. They stay booked, but would no longer say which layout:"
            )
            yield Effect(words % {"layout": layout.name}, touched)


def _closer(venue: Venue, changed: Gaps, at: datetime) -> Iterator[Effect]:
    """Neighbours of whom one uses a room with another time before and after it, and who stand closer than that."""
    every = list(venue.rooms.select_related("venue").prefetch_related("cells"))
    cells = {cell for room in every if room.pk in changed for cell in room.taken_cells}
    rooms = {room.pk: room for room in every if cells & set(room.taken_cells)}
    gaps = {pk: (_apart(room.turnaround, room.turnaround_time), room.turnaround_time) for pk, room in rooms.items()}
    new = {**gaps, **changed}
    if new == gaps:
        return

    by_cell: dict[int, list[tuple[Session, int]]] = defaultdict(list)
    for session in _to_come(venue, at).filter(rooms__in=list(rooms)).distinct():
        for used in session.rooms.all():
            for cell in cells & set(rooms[used.pk].cells.all()) if used.pk in rooms else ():
                by_cell[cell.pk].append((session, used.pk))
    found: dict[int, Session] = {}
    for line in by_cell.values():
        for (first, here), (second, there) in pairwise(line):
            between = second.starts_at - first.ends_at
            if gaps[here][1] + gaps[there][0] <= between < new[here][1] + new[there][0]:
                found |= {first.pk: first, second.pk: second}
    if found:
        words = _(
            "These follow one another more closely than the time between hires that you set. They stay as they are."
        )
        yield Effect(words, tuple(sorted(found.values(), key=lambda session: (session.starts_at, session.pk))))


def _apart(turnaround: str, gap: timedelta) -> timedelta:
    """The time that a hire needs before it: shared turnaround lies after a hire only."""
    return gap if turnaround == Room.Turnaround.APART else timedelta(0)


def _layout(session: Session, room: Room) -> str:
    layout = session.booking.layout
    return layout.name if layout and layout.room_id == room.pk else ""


def _people(session: Session) -> int:
    return session.booking.people if session.expected is None else session.expected
