"""Getting in: what is known, in how many hours it can be done, and how it went for those who said what they need.

How the claims of a day read as a guide, and whether that meets a need, is the access guide's own to prove: here stands
which claims and reports held on the last day, and to how many hours the answer belongs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime
from fractions import Fraction

from bookings.models import AccessOutcome, Booking
from tests.bookings.reports.by_hand.asked import Request, refused
from tests.bookings.reports.by_hand.clock import Clock, hours
from tests.bookings.reports.by_hand.hours import CellTicks, taken_of
from tests.bookings.reports.by_hand.place import Place
from tests.bookings.reports.by_hand.told import NOT_KNOWN, NOTHING, Told, in_hours, number, of_count, percent
from tests.bookings.reports.by_hand.uses import Uses
from venues.access.claims import Claim
from venues.access.guide import Guide, RoomClaims, venue_guides
from venues.access.matching import Day, match
from venues.access.needs import STEP_FREE_WITH_TOILET
from venues.access.reports import with_reports
from venues.access.values import Fit, Reading
from venues.access.vocabulary import CORE
from venues.access_reports import standing_question, standing_read
from venues.at_one_go import at_one_go
from venues.guides import as_claim
from venues.models import AccessClaim, Room, Venue
from venues.outages import outages_at

WORDS = {Fit.MEETS: "yes", Fit.IN_PART: "in_part", Fit.NOT_KNOWN: "not_known", Fit.DOES_NOT: "no"}
OTHERWISE = ("in_part", "not_known", "no")
Place_ = tuple[int | None, int | None]


def figures(venue: Venue, uses: Uses, place: Place, clock: Clock, ended: list[Request]) -> Iterator[Told]:
    known = Known(venue, clock)
    yield from _information(known)
    answers = {cell.pk: known.by_day(cell.pk, clock) for cell in place.cells if place.in_service[cell.pk]}
    taken = taken_of(place, uses, clock, own=True)
    used = {cell: ticks & place.bookable[cell] for cell, ticks in taken.items()}
    yield from _step_free(known, answers, place.bookable, used, clock)
    yield from _fact_by_fact(known, answers, place)
    yield from _outcomes(venue, clock)
    yield from _turned_away(ended, clock)


class Known:
    """The claims that held on the last day, by which each room's guide was written then."""

    def __init__(self, venue: Venue, clock: Clock) -> None:
        self.on, self.rooms = clock.last_day, list(venue.rooms.prefetch_related("cells"))
        self.outages = outages_at([venue], since=clock.first)[venue.pk]
        said: dict[tuple[Place_, str], AccessClaim] = {}
        days = []
        for claim in AccessClaim.objects.filter(venue=venue).select_related("entrance", "room").order_by("pk"):
            days.append(claim.checked_on or clock.day(claim.made_at))
            if days[-1] <= self.on:
                said[(claim.entrance_id, claim.room_id), claim.fact] = claim
        self.since = min(days, default=None)
        told: dict[Place_, list[Claim]] = defaultdict(list)
        for (where, _fact), claim in said.items():
            told[where].append(as_claim(claim))
        reports = standing_read(at_one_go({"reports": standing_question(venue, self.on)})["reports"])
        for where, about in reports.items():
            told[where] = list(with_reports(told[where], about, on=self.on))
        entrances = {each.name: told[each.pk, None] for each in venue.entrances.all()}
        rooms = {
            str(room.pk): RoomClaims(room.name, self._cells(room), tuple(told[None, room.pk])) for room in self.rooms
        }
        self.guides: dict[str, Guide] = venue_guides(told[None, None], entrances, rooms)

    def _cells(self, room: Room) -> frozenset[int]:
        return frozenset(cell.pk for cell in room.cells.all())

    @property
    def on_record(self) -> bool:
        return self.since is None or self.since <= self.on

    def room_of(self, cell: int) -> Room | None:
        """The room that is the cell alone, else the smallest around it."""
        around = [room for room in self.rooms if cell in self._cells(room)]
        return min(
            around, key=lambda room: (len(self._cells(room)), room.retired_on is not None, room.pk), default=None
        )

    def by_day(self, cell: int, clock: Clock) -> Callable[[date], str]:
        room = self.room_of(cell)
        if room is None:
            return lambda _day: "not_known"
        guide = self.guides[str(room.pk)]
        inside = frozenset(str(each.pk) for each in self.rooms if self._cells(each) <= self._cells(room))
        found: dict[date, str] = {}

        def on(day: date) -> str:
            if day not in found:
                then = match(guide, STEP_FREE_WITH_TOILET, day=Day(day, self.outages, inside))
                found[day] = WORDS[then.fit]
            return found[day]

        return on


def _information(known: Known) -> Iterator[Told]:
    rooms = [room for room in known.rooms if room.retired_on is None or room.retired_on > known.on]
    if not known.on_record:
        for part in ("", ".facts", *(f".{room.code.replace('-', '_')}" for room in rooms)):
            yield Told(f"B1{part}", "%", None, None, NOT_KNOWN)
        return
    facts = {room: len([a for a in known.guides[str(room.pk)].core if a.in_date(known.on)]) for room in rooms}
    yield of_count("B1", len([room for room in rooms if facts[room] == 12]), len(rooms))
    yield of_count("B1.facts", sum(facts.values()), 12 * len(rooms))
    for room, answered in facts.items():
        yield of_count(f"B1.{room.code.replace('-', '_')}", answered, 12)


def _step_free(
    known: Known, answers: dict[int, Callable[[date], str]], bookable: CellTicks, used: CellTicks, clock: Clock
) -> Iterator[Told]:
    if not known.on_record:
        yield from (Told(id, "%", None, None, NOT_KNOWN) for id in ("B2", "B3"))
        yield from (Told(f"B2.{word}", "h", None, None, NOT_KNOWN) for word in OTHERWISE)
        return
    for id, ticks in (("B2", bookable), ("B3", used)):
        found = Counter(answer(clock.day_of(at)) for cell, answer in answers.items() for at in ticks[cell])
        whole = found.total()
        if whole and found["not_known"] == whole:
            yield Told(id, "%", None, None, NOT_KNOWN)
        else:
            yield percent(id, hours(found["yes"]), hours(whole))
        if id == "B2":
            for word in OTHERWISE:
                yield in_hours(f"B2.{word}", hours(found[word]))


def _fact_by_fact(known: Known, answers: dict[int, Callable[[date], str]], place: Place) -> Iterator[Told]:
    yield number("B4", len(answers))
    for fact in CORE:
        found, yes = Counter[str](), Fraction(0)
        for cell in answers:
            room = known.room_of(cell)
            core = known.guides[str(room.pk)].core if room else ()
            reads = next((str(each.reads) for each in core if each.fact.code == fact.code), str(Reading.NOT_KNOWN))
            found[reads] += 1
            yes += hours(len(place.bookable[cell])) if reads == Reading.YES else 0
        for reading in ("yes", "partly", "no", "not known", "does not apply"):
            yield number(f"B4.{fact.code}_{reading.replace(' ', '_')}", found[reading])
        yield in_hours(f"B4.{fact.code}_hours", yes)


def _outcomes(venue: Venue, clock: Clock) -> Iterator[Told]:
    months = clock.whole_months
    if not months:
        yield Told("B5", "n", None, None, NOTHING)
        return
    found = Counter[str]()
    for row in AccessOutcome.objects.filter(venue=venue, month__in=months):
        found[row.outcome] += row.count
    rows = Booking.objects.filter(venue=venue).prefetch_related("stated_needs", "asked_whether_it_worked", "sessions")
    for booking in rows:
        asked = sorted(booking.asked_whether_it_worked.all(), key=lambda each: each.pk)
        needs = list(booking.stated_needs.all())
        if not (asked or needs) or any(each.counted_at for each in asked):
            continue
        outcome = _how_it_ended(booking, [each.outcome for each in asked if each.outcome], [n.answer for n in needs])
        if outcome and clock.day(_over(booking)).replace(day=1) in months:
            found[outcome] += 1
    yield number("B5", found.total())
    for outcome in ("met", "in_part", "not_met", "unknown"):
        yield of_count(f"B5.{outcome}", found[outcome], found.total())


def _how_it_ended(booking: Booking, said: list[str], answers: list[str]) -> str:
    if booking.status == "confirmed":
        return said[-1] if said else "unknown"
    declined = booking.status == "declined" and booking.reason_code == "access"
    given_up = booking.status in ("withdrawn", "cancelled") and "cannot" in answers
    return "not_met" if declined or given_up else ""


def _over(booking: Booking) -> datetime:
    """The end of its last date; of one that came to nothing when that was decided."""
    if booking.status != "confirmed" and booking.decided_at:
        return booking.decided_at
    sessions = list(booking.sessions.all())
    planned = [session.ends_at for session in sessions if session.status == "planned"]
    return max(planned or [session.ends_at for session in sessions], default=booking.made_at)


def _turned_away(ended: list[Request], clock: Clock) -> Iterator[Told]:
    months = clock.whole_months
    if not months:
        yield Told("B6", "n", None, None, NOTHING)
        return
    some = [each for each in refused(ended) if each.outcome != "expired" and each.reason == "access"]
    yield number("B6", len([e for e in some if e.ended_at and clock.day(e.ended_at).replace(day=1) in months]))
