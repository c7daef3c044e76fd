"""The access guides of rooms, from the claims in the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence, Set
from datetime import date
from operator import itemgetter

from django.db.models import QuerySet
from django.utils import timezone

from venues.access.claims import Claim
from venues.access.guide import Guide, RoomClaims, venue_guides
from venues.access.reports import with_reports
from venues.access.values import State
from venues.access.vocabulary import FACTS, parse_answer
from venues.access_reports import Place, reports_read
from venues.access_reports import question as reports_question
from venues.at_one_go import Asked, Told, at_one_go, rows_of
from venues.models import AccessClaim, Entrance, Room, Venue

SAID = (
    *("fact", "state", "value", "checked_on", "evidence", "note", "checked_by_post", "method"),
    *("picture", "source_url", "entrance__name", "room__name"),
)
Claims = dict[Place, list[Claim]]


def guides_of(rooms: Sequence[Room], cells: Mapping[int, Set[int]], facts: Collection[str] = FACTS) -> dict[int, Guide]:
    """The guide of each room, by its key; one statement, whatever the number of rooms.

    Rooms come with the keys of their cells, and together with the smaller rooms inside them. Where only some
    facts are of interest, no others are loaded: their answers are then not to be asked. What visitors found
    different counts as it stands today, whichever day is asked about: nobody knows yet whether the venue will have
    looked by then. So a search, a booking and the desk say the same of one date; what is out of order is judged by
    the date itself.
    """
    return guides_read(rooms, cells, at_one_go(questions({room.venue_id for room in rooms}, facts)))


def questions(venues: Collection[int] | QuerySet[Venue], facts: Collection[str] = FACTS) -> Asked:
    """What `guides_read` reads: the ways in, the current claims, and what visitors said beside them."""
    claims = AccessClaim.objects.current().filter(venue__in=venues, fact__in=facts)
    return {
        "entrances": rows_of(Entrance.objects.filter(venue__in=venues), "venue_id", "position", "pk", "name"),
        "claims": rows_of(claims, "pk", "venue_id", "entrance_id", "room_id", *SAID),
        "reports": reports_question(venues, facts),
    }


def guides_read(rooms: Sequence[Room], cells: Mapping[int, Set[int]], told: Told) -> dict[int, Guide]:
    by_venue: dict[int, list[Room]] = defaultdict(list)
    for room in rooms:
        by_venue[room.venue_id].append(room)
    doors: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for venue, _place, key, name in sorted(told["entrances"], key=itemgetter(0, 1, 2)):
        doors[venue].append((key, name))
    claims = _claims(told, timezone.localdate())
    return {
        pk: guide
        for venue, inside in by_venue.items()
        for pk, guide in _guides(inside, cells, doors[venue], claims[venue])
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


def _claims(told: Told, on: date) -> Mapping[int, Claims]:
    """Of each venue, by the entrance or room they are about, beside what visitors said."""
    found: dict[int, Claims] = defaultdict(lambda: defaultdict(list))
    for _key, venue, entrance, room, *said in sorted(told["claims"], key=itemgetter(0)):
        found[venue][entrance, room].append(_claim(*said))
    for venue, reports in reports_read(told["reports"]).items():
        for place, about in reports.items():
            found[venue][place] = list(with_reports(found[venue][place], about, on=on))
    return found


def _guides(
    rooms: Sequence[Room], cells: Mapping[int, Set[int]], doors: Sequence[tuple[int, str]], told: Claims
) -> list[tuple[int, Guide]]:
    entrances = {name: told[door, None] for door, name in doors}
    claims = {str(room.pk): RoomClaims(room.name, cells[room.pk], tuple(told[None, room.pk])) for room in rooms}
    return [(int(pk), guide) for pk, guide in venue_guides(told[None, None], entrances, claims).items()]
