"""Whether dates are fair to other groups: what a venue has set, asked in a fixed number of questions or in none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Min

from accounts.models import Hirer
from bookings.fair_use import words
from bookings.fair_use.keeping import A_WEEK, KeptAt
from bookings.fair_use.rules import Had, Keeping, is_new, keeping_from, over_the_cap
from bookings.models import RefusedDate, Session
from venues.fair_use import Cap, from_document
from venues.models import Room, Venue
from venues.periods import Period

Wanted = tuple[Room, Period]


@dataclass(frozen=True)
class Refused:
    """Why a date is not to be had: a reason of RefusedDate, the sentence, and what the history says of it.

    The desk may book it all the same; then `past` is the line of the history.
    """

    reason: str
    words: str
    past: str


def judge(
    venue: Venue,
    hirer: Hirer,
    wanted: Sequence[Wanted],
    *,
    at: datetime,
    leaving_out: Collection[int] = (),
    desk: bool = False,
) -> list[Refused | None]:
    """Of each room and time that a hirer wants, in order, what speaks against it; None where nothing does.

    For whatever books or moves dates, a change of dates too: give the keys of the sessions that move as
    `leaving_out`, so that what they have now does not count. Whoever writes afterwards locks the hirer's row
    first, or two requests at once might both pass. A date that is refused does not count against the next,
    unless the `desk` books it all the same. No question is asked where the venue has no such rules.
    """
    rules = from_document(venue.fair_use)
    if not wanted or hirer.pk == venue.operator.own_hirer_id or (rules.is_off and not venue.has_first_calls):
        return [None] * len(wanted)
    today, periods = at.astimezone(venue.tz).date(), [period for _room, period in wanted]
    new = any(kept.for_new for kept in rules.kept) and _is_new(venue, hirer, today)
    keepings = KeptAt.load([venue], periods).of(venue, hirer, new=new)
    had = _had(venue, rules.caps, hirer, periods, leaving_out) if rules.caps else {}
    return list(_Judge(venue, rules.caps, keepings, had, today, desk=desk).each(wanted))


@dataclass
class _Judge:
    """All that the dates are judged by; what is counted grows with each that is kept."""

    venue: Venue
    caps: Sequence[Cap]
    keepings: Sequence[Keeping]
    had: dict[int, list[Had]]  # by the place of the cap
    today: date
    desk: bool

    def each(self, wanted: Iterable[Wanted]) -> Iterator[Refused | None]:
        for room, period in wanted:
            refused = self._kept(room, period) or self._over(period)
            if refused is None or self.desk:
                for counted in self.had.values():
                    counted.append(Had(period))
            yield refused

    def _kept(self, room: Room, period: Period) -> Refused | None:
        cells = [cell.pk for cell in room.cells.all()]
        found = keeping_from(self.keepings, period, cells, zone=self.venue.tz, today=self.today)
        if found is None:
            return None
        return Refused(RefusedDate.Reason.KEPT, words.kept_words(*found), words.past_kept_words(found[0]))

    def _over(self, period: Period) -> Refused | None:
        for number, cap in enumerate(self.caps):
            counted = over_the_cap(cap, period, self.had[number], self.venue.tz)
            if counted is not None:
                said = words.over_words(cap, counted, self.venue.tz)
                return Refused(RefusedDate.Reason.OVER_CAP, said, words.past_cap_words(cap))
        return None


def _is_new(venue: Venue, hirer: Hirer, today: date) -> bool:
    first = Session.objects.at(venue).blocking().filter(booking__hirer=hirer).aggregate(at=Min("starts_at"))["at"]
    return is_new(first.astimezone(venue.tz).date() if first else None, today)


def _had(
    venue: Venue, caps: Sequence[Cap], hirer: Hirer, periods: Sequence[Period], leaving_out: Collection[int]
) -> dict[int, list[Had]]:
    """What the hirer has booked or asked for around these dates, for each cap what it counts."""
    span = Period(min(period.first for period in periods), max(period.last for period in periods))
    rows = Session.objects.blocking().filter(booking__hirer=hirer).overlapping(span.widened(A_WEEK, A_WEEK))
    everywhere = any(cap.all_branches for cap in caps)
    rows = rows.filter(venue__operator=venue.operator_id) if everywhere else rows.at(venue)
    here, elsewhere = [], []
    found = rows.exclude(pk__in=leaving_out).order_by("starts_at", "pk")
    for place, name, starts_at, ends_at in found.values_list("venue_id", "venue__name", "starts_at", "ends_at"):
        if place == venue.pk:
            here.append(Had(Period(starts_at, ends_at)))
        else:
            elsewhere.append(Had(Period(starts_at, ends_at), name))
    return {number: [*here, *elsewhere] if cap.all_branches else list(here) for number, cap in enumerate(caps)}
