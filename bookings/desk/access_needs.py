"""What was said to be needed with bookings, as the desk sees to it: what waits for a word, and one booking's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bookings.how_it_fits import next_of
from bookings.models import Booking, DidItWork, Session, StatedNeed
from bookings.out_for_them import LIVE, OutForThem, out_for_them
from venues.models import Venue

LISTED = 100


@dataclass(frozen=True)
class NeedsLine:
    """One booking with something stated: its next date, and what waits for a word of the desk. It names no need."""

    booking: Booking
    next: Session | None
    unanswered: int
    unread: int
    out: Sequence[OutForThem]

    @property
    def waits(self) -> bool:
        return bool(self.unanswered or self.unread or self.out)

    @property
    def words(self) -> list[str]:
        """What is to be done about it."""
        said = []
        if self.out:
            said.append(_("something they depend on is out of order"))
        if self.unanswered:
            words = ngettext("%(count)d to answer", "%(count)d to answer", self.unanswered)
            said.append(words % {"count": self.unanswered})
        if self.unread:
            said.append(_("they have said whether it worked"))
        return said or [_("answered")]


def lines_at(venue: Venue, *, at: datetime) -> list[NeedsLine]:
    """What waits for a word first, then by date; one question where nobody said anything, else a fixed number."""
    bookings = list(_with_something(venue, at))
    if not bookings:
        return []
    out = _out_by_booking(venue, at)
    lines = [_line(booking, out.get(booking.pk, ()), at) for booking in bookings]
    lines.sort(key=lambda line: (not line.waits, line.next.starts_at if line.next else at, line.booking.pk))
    return lines[:LISTED]


def out_of(booking: Booking, *, at: datetime) -> list[OutForThem]:
    """What does not work on dates of one booking."""
    return out_for_them(booking.venue, at=at, only=Booking.objects.filter(pk=booking.pk))


def _with_something(venue: Venue, at: datetime) -> QuerySet[Booking]:
    """Those to come with something stated, and those that have said how it went and were not read."""
    to_come = Session.objects.filter(booking__venue=venue, status=Session.Status.PLANNED).to_come(at)
    live = Q(status__in=LIVE, pk__in=StatedNeed.objects.values("booking"), sessions__in=to_come)
    told = Q(pk__in=DidItWork.objects.filter(read_at=None).exclude(outcome="").values("booking"))
    found = Booking.objects.filter(live | told, venue=venue).select_related("hirer").distinct()
    return found.prefetch_related("stated_needs", "asked_whether_it_worked", "sessions").order_by("pk")


def _line(booking: Booking, out: Sequence[OutForThem], at: datetime) -> NeedsLine:
    asked = booking.asked_whether_it_worked.all()
    return NeedsLine(
        booking,
        next_of(list(booking.sessions.all()), at=at),
        sum(not row.answer for row in booking.stated_needs.all()),
        sum(bool(each.outcome) and each.read_at is None for each in asked),
        out,
    )


def _out_by_booking(venue: Venue, at: datetime) -> Mapping[int, list[OutForThem]]:
    found: dict[int, list[OutForThem]] = defaultdict(list)
    for each in out_for_them(venue, at=at):
        found[each.booking.pk].append(each)
    return found
