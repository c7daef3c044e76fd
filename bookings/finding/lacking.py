"""What the venues lacked where a search found nothing: of each, what came nearest to a room that fits."""

from __future__ import annotations

from collections.abc import Mapping

from bookings.finding.found import (
    ACCESS,
    NO_DATE,
    TOO_DEAR,
    TOO_DISTANT,
    TOO_SMALL,
    FoundRoom,
    LeftOut,
    Section,
)
from bookings.finding.search import Findings
from bookings.finding.where import halls_within
from bookings.finding.wish import Wish
from bookings.models import RefusedDate, UnmetSearch
from venues.models import Room

Lack = UnmetSearch.Lack
Part = UnmetSearch.Part
Reason = RefusedDate.Reason
NEAREST_FIRST = list(Lack)
LACKS: Mapping[str, Lack] = {
    **dict.fromkeys((Reason.NO_PRICE, TOO_DEAR), Lack.PRICE),
    Reason.TAKEN: Lack.TAKEN,
    **dict.fromkeys((Reason.CLOSED, Reason.OUTSIDE_HOURS, Reason.NO_SUCH_TIME, NO_DATE), Lack.HOURS),
    **dict.fromkeys((Reason.TOO_SOON, Reason.TOO_FAR, Reason.TOO_SHORT, Reason.TOO_LONG), Lack.HOURS),
    ACCESS: Lack.NEED,
    TOO_SMALL: Lack.SIZE,
    TOO_DISTANT: Lack.DISTANCE,
}


def lacking(findings: Findings) -> dict[int, Lack]:
    """By the key of each venue; nothing where a room fits, nor of halls more than twice as far as was asked."""
    if findings.section(Section.FITS):
        return {}
    near = [left for left in findings.judged_out if not _is_elsewhere(left, findings)]
    each = [(room.room.venue_id, _of_found(room)) for room in findings.rooms]
    each += [(left.room.venue_id, LACKS.get(left.reason, Lack.OTHER)) for left in near]
    each += [(venue, Lack.DISTANCE) for venue in _a_little_far(findings.wish)]
    found: dict[int, Lack] = {}
    for venue, lack in each:
        found[venue] = min(found.get(venue, lack), lack, key=NEAREST_FIRST.index)
    return found


def part_of_week(wish: Wish) -> Part:
    """Where it begins."""
    return Part.of(wish.pattern.first, wish.pattern.times.start)


def _a_little_far(wish: Wish) -> set[int]:
    """The venues that are further away than was asked, and no more than twice as far."""
    if wish.near is None or wish.within is None or wish.venue is not None:
        return set()
    _halls, away = halls_within(wish.near, 2 * wish.within)
    far = [venue for venue, miles in away.items() if miles.number > wish.within]
    return set(Room.objects.on_offer().order_by().filter(venue__in=far).values_list("venue_id", flat=True))


def _is_elsewhere(left: LeftOut, findings: Findings) -> bool:
    miles = findings.ground.miles.get(left.room.venue_id)
    return left.reason == TOO_DISTANT and miles is not None and miles.number > 2 * (findings.wish.within or 0)


def _of_found(found: FoundRoom) -> Lack:
    """What a room lacks that fits in part, or of which something is not known."""
    if found.section is Section.NOT_KNOWN:
        return Lack.UNKNOWN
    if found.refused:
        return LACKS.get(found.refused[0].planned.reason, Lack.OTHER)
    return Lack.NEED
