"""What was known of getting in on the last day of a span, from the claims that stood then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from bookings.reports.load.ground import Ground
from bookings.reports.rows import Meanwhile, StepFree
from bookings.reports.span import Span, midnight
from venues.access.claims import Claim
from venues.access.completeness import answered_and_in_date
from venues.access.guide import Guide, RoomClaims, venue_guides
from venues.access.matching import Day, match
from venues.access.needs import STEP_FREE_WITH_TOILET
from venues.access.outages import Outage
from venues.access.reports import with_reports
from venues.access.values import Fit
from venues.access_reports import standing_read
from venues.at_one_go import Told
from venues.guides import as_claim
from venues.models import AccessClaim, Room
from venues.periods import Period

STEP_FREE = {
    Fit.MEETS: StepFree.YES,
    Fit.IN_PART: StepFree.IN_PART,
    Fit.NOT_KNOWN: StepFree.NOT_KNOWN,
    Fit.DOES_NOT: StepFree.NO,
}


@dataclass(frozen=True)
class Guides:
    """The access guide of every room, by its code, on one day."""

    by_room: dict[str, Guide]
    on: date
    since: date | None  # the day of the first claim there ever was
    outages: Sequence[Outage] = ()

    def facts(self, room: Room) -> int:
        """How many core facts are answered and in date."""
        return answered_and_in_date(self.by_room[room.code], self.on)

    def core(self, room: Room) -> dict[str, str]:
        """How each core fact reads."""
        return {answer.fact.code: str(answer.reads) for answer in self.by_room[room.code].core}

    def step_free(self, room: Room) -> StepFree:
        return STEP_FREE[match(self.by_room[room.code], STEP_FREE_WITH_TOILET).fit]

    def meanwhile(self, room: Room, inside: Iterable[Room], span: Span) -> tuple[Meanwhile, ...]:
        """The days on which something out of order made it otherwise; `inside` are the room and those it holds."""
        keys, usual = frozenset(str(each.pk) for each in inside), self.step_free(room)
        turns = {day for outage in self.outages for day in outage.turns if span.first < day < span.until}
        found = []
        for first, until in pairwise([span.first, *sorted(turns), span.until]):
            day = Day(first, self.outages, keys)
            then = STEP_FREE[match(self.by_room[room.code], STEP_FREE_WITH_TOILET, day=day).fit]
            if then is not usual:
                found.append(Meanwhile(Period(midnight(first, span.zone), midnight(until, span.zone)), then))
        return tuple(found)


def read(ground: Ground, span: Span, told_by: Told) -> Guides:
    """The claims, the entrances, what was out of order, and what visitors found different."""
    venue = ground.venue
    on = span.last_covered
    standing: dict[tuple[int | None, int | None, str], AccessClaim] = {}
    days = []
    for claim in ground.claims:
        days.append(claim.checked_on or claim.made_at.astimezone(venue.tz).date())
        if days[-1] <= on:
            standing[claim.entrance_id, claim.room_id, claim.fact] = claim
    told: dict[tuple[int | None, int | None], list[Claim]] = defaultdict(list)
    for (entrance, room, _fact), claim in standing.items():
        told[entrance, room].append(as_claim(claim))
    for place, reports in standing_read(told_by["reports"]).items():
        told[place] = list(with_reports(told[place], reports, on=on))
    entrances = {entrance.name: told[entrance.pk, None] for entrance in ground.entrances}
    claims = {
        room.code: RoomClaims(room.name, frozenset(cell.pk for cell in room.cells.all()), tuple(told[None, room.pk]))
        for room in ground.rooms
    }
    return Guides(venue_guides(told[None, None], entrances, claims), on, min(days, default=None), ground.outages)
