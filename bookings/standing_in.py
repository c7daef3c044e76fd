"""Which rooms could stand in for those of a date that are shut, how they differ, and what the date would cost there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bookings.availability import Hours
from bookings.availability.gaps_of_day import FreeTimes
from bookings.availability.taken import Own
from bookings.models import Session
from bookings.needs import needs_of
from bookings.never_more import NeverMore, PriceThere
from venues.access.claims import Answer
from venues.access.guide import Guide
from venues.access.vocabulary import CORE
from venues.guides import guides_of
from venues.models import Layout, Room, Venue
from venues.periods import Period

MOST_ROOMS = 8
Rooms = tuple[Room, ...]


@dataclass(frozen=True)
class RoomInstead:
    """Where a date could be: the rooms that it keeps and those that come for others, and what it would cost there.

    Never more than now. `pairs` are which room comes for which; where one comes for all, it comes for each.
    """

    rooms: Rooms
    pairs: tuple[tuple[Room, Room], ...]
    gone: Rooms
    price: PriceThere
    differs: tuple[Answer, ...] = ()  # what is answered otherwise there about getting in
    worse: tuple[Answer, ...] = ()  # of these, what is worse
    layout: str = ""  # how they use their room, where it is not known that this one can be used so
    unlike: Rooms = ()  # of several, those of which nobody wrote down what they take: a kitchen, say

    @property
    def come(self) -> Rooms:
        return tuple(dict.fromkeys(there for _here, there in self.pairs))

    @property
    def kept(self) -> Rooms:
        """Those of its own that it goes on having."""
        return tuple(room for room in self.rooms if room not in self.come)

    @property
    def fits(self) -> bool:
        """Whether it may be chosen without a person; as with access, not known is worse than what is known."""
        is_known = all(there.largest_capacity or not here.largest_capacity for here, there in self.pairs)
        return bool(self.come) and is_known and not self.worse and not self.unlike

    @property
    def value(self) -> str:
        """As the page sends it back: the rooms, and the price that was shown."""
        return f"{'+'.join(room.code for room in self.rooms)} {self.price.pence}"


@dataclass(frozen=True)
class There:
    """The rooms that stay open, what is free of them once the hits are out, and how they differ."""

    every: Mapping[int, Room]
    rooms: Sequence[Room]
    shut: frozenset[int]
    free: FreeTimes
    guides: Mapping[int, Guide]
    prices: NeverMore

    @classmethod
    def load(
        cls, venue: Venue, hits: Sequence[Session], movable: Sequence[Session], cells: set[str], *, at: datetime
    ) -> There:
        every = list(venue.rooms.select_related("venue__operator").prefetch_related("cells", "layouts"))
        shut = frozenset(room.pk for room in every if not cells.isdisjoint(cell.code for cell in room.cells.all()))
        rooms = [room for room in every if room.retired_on is None and room.pk not in shut]
        spans = [session.period for session in movable]
        own = Own(frozenset(session.pk for session in hits))  # what the hits themselves take goes with the closure
        hours = Hours.load([venue], Period(min(span.first for span in spans), max(span.last for span in spans)))
        free = FreeTimes.load(rooms, spans, hours, at=at, own=own) if rooms else FreeTimes(hours, {})
        guides = guides_of(every, {room.pk: {cell.pk for cell in room.cells.all()} for room in every})
        return cls({room.pk: room for room in every}, rooms, shut, free, guides, NeverMore(venue, movable))

    def rooms_for(self, session: Session) -> tuple[RoomInstead, ...]:
        """The best first: nothing worse about getting in, laid out like theirs, the smallest that is large enough.

        Of a date in several rooms first those that leave it the most of its own, and last to go without.
        """
        own = [self.every[room.pk] for room in session.rooms.all()]
        found = [self._instead(session, own, pairs) for pairs in self._ways(session, own)]
        found.sort(
            key=lambda each: (not each.fits, bool(each.layout), len(each.gone), -len(each.come), *_size(each.come[0]))
        )
        without = [self._instead(session, own, {})] if self._will_do_without(session, own) else []
        return (*found[: MOST_ROOMS - len(without)], *without)

    def _ways(self, session: Session, own: Sequence[Room]) -> Iterator[Mapping[Room, Room]]:
        """Which room would come for which."""
        shut = self._shut(own)
        if len(shut) == 1:
            yield from ({shut[0]: there} for there in self._for_one(session, own, shut[0], []))
        elif pairs := self._for_each(session, own, shut):
            yield pairs
        if len(own) > 1:
            for there in self.rooms:
                if there not in own and is_large_enough(there, session) and self._is_free(there, session):
                    yield dict.fromkeys(own, there)

    def _shut(self, own: Sequence[Room]) -> list[Room]:
        return [room for room in own if room.pk in self.shut]

    def _for_one(self, session: Session, own: Sequence[Room], here: Room, given: Sequence[Room]) -> Iterator[Room]:
        """Those that could come for this one, beside what stays and what has come already."""
        stays = [room for room in own if room.pk not in self.shut]
        beside = {cell.pk for room in [*stays, *given] for cell in room.taken_cells}
        for there in self.rooms:
            is_another = there not in own and beside.isdisjoint(cell.pk for cell in there.taken_cells)
            if is_another and takes_as_many(there, here, session, own) and self._is_free(there, session):
                yield there

    def _for_each(self, session: Session, own: Sequence[Room], shut: Sequence[Room]) -> Mapping[Room, Room]:
        """One for each of several that are shut, the largest first; nothing where one of them finds none."""
        pairs: dict[Room, Room] = {}
        for here in sorted(shut, key=lambda room: -(room.largest_capacity or 0)):
            fitting = list(self._for_one(session, own, here, list(pairs.values())))
            if not fitting:
                return {}
            pairs[here] = min(fitting, key=lambda there: (bool(self._worse(session, here, there)), *_size(there)))
        return pairs

    def _will_do_without(self, session: Session, own: Sequence[Room]) -> bool:
        """Whether as many are safe in what is left of several rooms; as far as is known."""
        left = [room.largest_capacity for room in own if room.pk not in self.shut]
        return bool(left) and (None in left or session.people <= sum(most or 0 for most in left))

    def _instead(self, session: Session, own: Sequence[Room], pairs: Mapping[Room, Room]) -> RoomInstead:
        gone = tuple(pairs) or tuple(self._shut(own))
        rooms = tuple(dict.fromkeys(pairs.get(room, room) for room in own if room in pairs or room not in gone))
        differs = [answer for here, there in pairs.items() for answer in self._differing(here, there)]
        worse = [answer for here, there in pairs.items() for answer in self._worse(session, here, there)]
        return RoomInstead(
            rooms,
            tuple(pairs.items()),
            gone,
            self.prices.of(session, rooms),
            tuple(_once(differs)),
            tuple(_once(worse)),
            _layout_lacking(session, pairs),
            tuple(room for room in gone if len(own) > 1 and room.largest_capacity is None),
        )

    def _differing(self, here: Room, there: Room) -> Iterator[Answer]:
        old, new = self.guides[here.pk], self.guides[there.pk]
        return (new[fact.code] for fact in CORE if new[fact.code].reads != old[fact.code].reads)

    def _worse(self, session: Session, here: Room, there: Room) -> list[Answer]:
        needs, old = needs_of(session.booking), self.guides[here.pk]
        return [
            answer
            for answer in self._differing(here, there)
            if answer.fact.code in needs and answer.reads.rank < old[answer.fact.code].reads.rank
        ]

    def _is_free(self, room: Room, session: Session) -> bool:
        return is_free(self.free, room, session.period)


def is_free(free: FreeTimes, room: Room, period: Period) -> bool:
    """Open and free for the whole of it."""
    return period in [gap.clip(period) for gap in free.of(room, period)]


def is_large_enough(room: Room, session: Session) -> bool:
    """Whether so many may be in it as they use theirs, or else at all; as far as is known."""
    most = _safe_number(room, session)
    return most is None or session.people <= most


def takes_as_many(there: Room, here: Room, session: Session, own: Sequence[Room]) -> bool:
    """The same of a room that comes for one of several: they need no more than that one took."""
    if len(own) == 1:
        return is_large_enough(there, session)
    used = session.laid_out
    is_used = used is not None and used.room_id == here.pk
    took, most = here.largest_capacity, there.largest_capacity
    if is_used and used is not None:
        took, most = used.capacity, _safe_number(there, session)
    people = session.people if took is None else min(session.people, took)
    return most is None or people <= most


def layout_there(session: Session, room: Room) -> Layout | None:
    """The layout of the same name, where the room has one."""
    wanted = session.laid_out
    name = wanted.name.casefold() if wanted else None
    return next((layout for layout in room.layouts.all() if layout.name.casefold() == name), None)


def layout_in(session: Session, instead: RoomInstead) -> Layout | None:
    """What the date keeps of its layout: its own where that room stays, else one of the same name where it goes."""
    wanted = session.laid_out
    if wanted is None or wanted.room_id in {room.pk for room in instead.kept}:
        return session.layout
    return next((layout_there(session, there) for here, there in instead.pairs if here.pk == wanted.room_id), None)


def _safe_number(room: Room, session: Session) -> int | None:
    same = layout_there(session, room)
    return same.capacity if same else room.largest_capacity


def _layout_lacking(session: Session, pairs: Mapping[Room, Room]) -> str:
    wanted = session.laid_out
    there = next((there for here, there in pairs.items() if wanted and here.pk == wanted.room_id), None)
    return wanted.name if wanted and there and not layout_there(session, there) else ""


def _once(answers: Sequence[Answer]) -> list[Answer]:
    """Each fact once, however many rooms come."""
    return list({answer.fact.code: answer for answer in answers}.values())


def _size(room: Room) -> tuple[bool, int, int]:
    most = room.largest_capacity
    return most is None, most or 0, room.position
