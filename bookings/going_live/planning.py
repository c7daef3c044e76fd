"""From the cells of a file to what would be booked, with everything that stands in the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from accounts.likeness import name_key
from accounts.models import Hirer
from bookings.diaries.days import day_of
from bookings.diaries.faults import Fault
from bookings.diaries.folding import Fold, fold
from bookings.diaries.reading import read_diary
from bookings.diaries.rows import DiaryRow
from bookings.diaries.said import Said
from bookings.diaries.sheets import Workbook
from bookings.diaries.words import Fate
from bookings.going_live.clashes import clashes, unusual
from bookings.going_live.known import Known
from bookings.going_live.planned import Agreement, Dated, DiaryPlan
from bookings.models import Booking
from venues.models import Venue
from venues.periods import Period, exists

FURTHEST = timedelta(days=5 * 366)


def plan_diary(venue: Venue, book: Workbook, said: Said, *, at: datetime) -> DiaryPlan:
    """Nothing is saved; a handful of questions of the database, however many rows there are."""
    known = Known.of(venue)
    reading = read_diary(book, said, known.names)
    faults = list(reading.faults)
    dated = {id(row): date for row in reading.rows if (date := _dated(row, known, at, faults))}
    folds, apart = fold(row for row in reading.rows if id(row) in dated)
    agreements = [_agreement(found, dated, known, at) for found in folds]
    shut, warnings = unusual(agreements, venue, at=at)
    faults += [*apart, *_two_alike(agreements, known), *clashes(agreements, venue, at=at), *shut]
    warnings += _lapsed(agreements)
    return DiaryPlan(known, reading, tuple(agreements), tuple(sorted(set(faults))), tuple(sorted(set(warnings))))


def _dated(row: DiaryRow, known: Known, at: datetime, faults: list[Fault]) -> Dated | None:
    zone = known.venue.tz
    begins = row.moved_from or row.starts
    walls = [row.starts, row.ends, begins, begins + (row.ends - row.starts)]
    gone = next((wall for wall in walls if not exists(wall, zone)), None)
    if gone:
        words = _("%(time)s does not exist on %(day)s: the clocks go forward")
        faults.append(Fault(row.where, words % {"time": f"{gone:%H:%M}", "day": day_of(gone)}))
        return None
    period, stood = _period(walls[0], walls[1], zone), _period(walls[2], walls[3], zone)
    if period.first > at + FURTHEST:
        faults.append(Fault(row.where, _("%(day)s lies years ahead") % {"day": day_of(row.day)}))
        return None
    return Dated(row, period, stood, tuple(known.rooms[code] for code in row.rooms))


def _period(starts: datetime, ends: datetime, zone: ZoneInfo) -> Period:
    return Period(starts.replace(tzinfo=zone), ends.replace(tzinfo=zone))


def _agreement(found: Fold, dated: dict[int, Dated], known: Known, at: datetime) -> Agreement:
    name = found.first.hirer
    return Agreement(
        found,
        tuple(dated[id(row)] for row in found.rows),
        tuple(dated[id(row)] for row in found.refused),
        name,
        _hirer(found.first, known),
        at,
    )


def _hirer(row: DiaryRow, known: Known) -> Hirer | None:
    return known.venue.operator.own_hirer if row.own else known.hirers.get(name_key(row.hirer))


def _two_alike(agreements: Iterable[Agreement], known: Known) -> Iterator[Fault]:
    for agreement in agreements:
        if name_key(agreement.name) in known.alike and not agreement.first.row.own:
            words = _("two hirers here are called “%(name)s”: make them one first, on the page of hirers")
            yield Fault(agreement.first.row.where, words % {"name": agreement.name})


def _lapsed(agreements: Iterable[Agreement]) -> Iterator[Fault]:
    for agreement in agreements:
        if agreement.status == Booking.Status.EXPIRED and agreement.first.row.fate is Fate.REQUESTED:
            yield Fault(
                agreement.first.row.where, _("it was never answered, and its date is past: it comes in as expired")
            )
