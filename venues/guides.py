"""The access guides of rooms, from the claims in the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence, Set
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils import timezone

from venues.access.claims import Claim
from venues.access.guide import Guide, RoomClaims, venue_guides
from venues.access.reports import with_reports
from venues.access.values import State
from venues.access.vocabulary import FACTS, parse_answer
from venues.access_reports import Place, reports_at
from venues.models import AccessClaim, AccessReport, Entrance, Room

SAID = (
    *("fact", "state", "value", "checked_on", "evidence", "note", "checked_by_post", "method"),
    *("picture", "source_url", "entrance__name", "room__name"),
)
Told = dict[Place, list[Claim]]


def guides_of(rooms: Sequence[Room], cells: Mapping[int, Set[int]], facts: Collection[str] = FACTS) -> dict[int, Guide]:
    """The guide of each room, by its key; two questions, a third where a visitor found
    something different, whatever the number of rooms.

    Rooms come with the keys of their cells, and together with the smaller rooms inside them. Where only some
    facts are of interest, no others are loaded: their answers are then not to be asked. What visitors found
    different counts as it stands today, whichever day is asked about: nobody knows yet whether the venue will have
    looked by then. So a search, a booking and the desk say the same of one date; what is out of order is judged by
    the date itself.
    """
    by_venue: dict[int, list[Room]] = defaultdict(list)
    for room in rooms:
        by_venue[room.venue_id].append(room)
    doors: dict[int, list[Entrance]] = defaultdict(list)
    for entrance in Entrance.objects.filter(venue__in=by_venue):
        doors[entrance.venue_id].append(entrance)
    told = _told(by_venue, facts, timezone.localdate())
    return {
        pk: guide
        for venue, inside in by_venue.items()
        for pk, guide in _guides(inside, cells, doors[venue], told[venue])
    }


def as_claim(row: AccessClaim) -> Claim:
    """A row, loaded with its entrance and room, as the guide reads it."""
    place = row.entrance or row.room
    name = place.name if place else ""
    known = (row.checked_on, row.evidence, row.note, row.checked_by_post, row.method, row.picture_id, row.source_url)
    return _claim(row.fact, row.state, row.value, *known, name)


def _claim(
    fact: str,
    said: str,
    raw: str,
    checked_on: date | None,
    evidence: str,
    note: str,
    by_post: str,
    method: str,
    picture: int | None,
    source: str,
    entrance: str | None,
    room: str | None = None,
) -> Claim:
    state, value = State(said), None
    if state is State.KNOWN:
        state, value = parse_answer(FACTS[fact], raw)
    return Claim(
        fact, state, value, checked_on, evidence, note, by_post, entrance or room or "", method, picture, source
    )


def _told(venues: Mapping[int, object], facts: Collection[str], on: date) -> dict[int, Told]:
    """The current claims of each venue, by the entrance or room they are about, beside what visitors said."""
    claims = AccessClaim.objects.current().filter(venue__in=venues, fact__in=facts)
    found: dict[int, Told] = {venue: defaultdict(list) for venue in venues}
    rows = claims.annotate(is_doubted=Exists(AccessReport.objects.open().filter(venue=OuterRef("venue"))))
    doubted = set()
    for is_doubted, venue, entrance, room, *said in rows.values_list(
        "is_doubted", *("venue", "entrance", "room"), *SAID
    ):
        found[venue][entrance, room].append(_claim(*said))
        if is_doubted:
            doubted.add(venue)
    for venue, reports in reports_at(doubted, facts).items() if doubted else ():
        for place, about in reports.items():
            found[venue][place] = list(with_reports(found[venue][place], about, on=on))
    return found


def _guides(
    rooms: Sequence[Room], cells: Mapping[int, Set[int]], doors: Sequence[Entrance], told: Told
) -> list[tuple[int, Guide]]:
    entrances = {door.name: told[door.pk, None] for door in doors}
    claims = {str(room.pk): RoomClaims(room.name, cells[room.pk], tuple(told[None, room.pk])) for room in rooms}
    return [(int(pk), guide) for pk, guide in venue_guides(told[None, None], entrances, claims).items()]
