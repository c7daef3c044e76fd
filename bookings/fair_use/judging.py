"""Whether dates are fair to other groups: what a venue has set, asked in a fixed number of questions or in none."""

from __future__ import annotations

from collections import defaultdict
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

Wanted = tuple[Sequence[Room], Period]  # a date counts once, in however many rooms it is


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
    return judge_each(venue, [(hirer, wanted)], at=at, leaving_out=leaving_out, desk=desk)[0]


def judge_each(
    venue: Venue,
    wanted: Sequence[tuple[Hirer, Sequence[Wanted]]],
    *,
    at: datetime,
    leaving_out: Collection[int] = (),
    desk: bool = False,
) -> list[list[Refused | None]]:
    """The same of several hirers, each by itself, in no more questions than of one."""
    rules = from_document(venue.fair_use)
    others = [(hirer, theirs) for hirer, theirs in wanted if theirs and hirer.pk != venue.operator.own_hirer_id]
    if not others or (rules.is_off and not venue.has_first_calls):
        return [[None] * len(theirs) for _hirer, theirs in wanted]
    today, hirers = at.astimezone(venue.tz).date(), [hirer for hirer, _theirs in others]
    periods = [period for _hirer, theirs in others for _rooms, period in theirs]
    first_came = _first_came(venue, hirers) if any(kept.for_new for kept in rules.kept) else {}
    kept, had = KeptAt.load([venue], periods), _had(venue, rules.caps, hirers, periods, leaving_out)

    def judged(hirer: Hirer, theirs: Sequence[Wanted]) -> list[Refused | None]:
        if hirer not in hirers:
            return [None] * len(theirs)
        keepings = kept.of(venue, hirer, new=is_new(first_came.get(hirer.pk), today))
        counted = {number: list(each[hirer.pk]) for number, each in had.items()}
        return list(_Judge(venue, rules.caps, keepings, counted, today, desk=desk).each(theirs))

    return [judged(hirer, theirs) for hirer, theirs in wanted]


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
        for rooms, period in wanted:
            refused = self._kept(rooms, period) or self._over(period)
            if refused is None or self.desk:
                for counted in self.had.values():
                    counted.append(Had(period))
            yield refused

    def _kept(self, rooms: Sequence[Room], period: Period) -> Refused | None:
        cells = [cell.pk for room in rooms for cell in room.cells.all()]
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


def _first_came(venue: Venue, hirers: Sequence[Hirer]) -> dict[int, date]:
    """By hirer, the day of the first session here; whoever had none is not among them."""
    rows = Session.objects.at(venue).blocking().filter(booking__hirer__in=hirers).order_by()
    first = rows.values("booking__hirer").annotate(at=Min("starts_at")).values_list("booking__hirer", "at")
    return {hirer: at.astimezone(venue.tz).date() for hirer, at in first}


def _had(
    venue: Venue, caps: Sequence[Cap], hirers: Sequence[Hirer], periods: Sequence[Period], leaving_out: Collection[int]
) -> dict[int, dict[int, list[Had]]]:
    """What the hirers have booked or asked for around these dates: for each cap what it counts, by hirer."""
    if not caps:
        return {}
    span = Period(min(period.first for period in periods), max(period.last for period in periods))
    rows = Session.objects.blocking().filter(booking__hirer__in=hirers).overlapping(span.widened(A_WEEK, A_WEEK))
    everywhere = any(cap.all_branches for cap in caps)
    rows = rows.filter(venue__operator=venue.operator_id) if everywhere else rows.at(venue)
    here, elsewhere = defaultdict[int, list[Had]](list), defaultdict[int, list[Had]](list)
    found = rows.exclude(pk__in=leaving_out).order_by("starts_at", "pk")
    for hirer, place, name, starts_at, ends_at in found.values_list(
        "booking__hirer", "venue_id", "venue__name", "starts_at", "ends_at"
    ):
        if place == venue.pk:
            here[hirer].append(Had(Period(starts_at, ends_at)))
        else:
            elsewhere[hirer].append(Had(Period(starts_at, ends_at), name))
    return {
        number: {hirer.pk: here[hirer.pk] + elsewhere[hirer.pk] * cap.all_branches for hirer in hirers}
        for number, cap in enumerate(caps)
    }
