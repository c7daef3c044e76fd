"""What was here before the span: first uses, first confirmations, and the uses of the year before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from accounts.models import Hirer
from bookings.models import Booking, Session, SessionRoom
from bookings.reports.load.sessions import CHARGES, WAS_CONFIRMED, is_own
from bookings.reports.rows import History, RequestRow
from bookings.reports.span import Span, midnight
from bookings.reports.used import A_DAY, days_of
from venues.at_one_go import Asked, Told, rows_of
from venues.models import Venue
from venues.periods import Period

A_LONG_YEAR, A_LONG_HIRE = timedelta(days=367), timedelta(days=31)


def questions(venue: Venue, span: Span) -> Asked:
    """What `read` reads."""
    used = _used(venue, span)
    first_use = used.order_by().values("booking__hirer").annotate(first=Min("starts_at"))
    confirmed = Booking.objects.at(venue).filter(status__in=WAS_CONFIRMED).order_by().values("hirer")
    confirmed = confirmed.annotate(first=Min(Coalesce("decided_at", "sessions__starts_at")))
    return {
        "first_use": rows_of(first_use, "booking__hirer", "first"),
        "first_confirmed": rows_of(confirmed, "hirer", "first"),
        "purposes": rows_of(used.filter(starts_at__lt=span.start).distinct(), "booking__hirer_id", "booking__purpose"),
    }


def _used(venue: Venue, span: Span) -> QuerySet[Session]:
    """Those that are over; and of a hire of several days that is under way the first day is, at least."""
    today = midnight(span.as_at.astimezone(span.zone).date(), span.zone)
    under_way = Q(starts_at__lt=today, ends_at__gt=F("starts_at") + A_DAY)
    return Session.objects.at(venue).filter(
        Q(ends_at__lte=span.as_at) | under_way,
        Exists(SessionRoom.objects.filter(session=OuterRef("pk"))),  # things hired alone are no use of the place
        booking__status__in=WAS_CONFIRMED,
        status=Session.Status.PLANNED,
    )


def read(venue: Venue, span: Span, told: Told, requests: Iterable[RequestRow]) -> History:
    """One question, for the uses of the year before."""
    used = _used(venue, span)
    since = min([span.start, *(request.requested_at for request in requests)]) - A_LONG_YEAR
    before = span.just_before()
    since = min(since, before.start) if before else since
    lately = used.filter(starts_at__gte=since - A_LONG_HIRE, starts_at__lt=span.cut)
    uses: dict[int, list[Period]] = defaultdict(list)
    groups = set()
    for row in lately.values("booking__hirer_id", "booking__hirer__kind", "starts_at", "ends_at", *CHARGES):
        hirer, days = row["booking__hirer_id"], days_of(Period(row["starts_at"], row["ends_at"]), span.zone)
        over = [day for day in days if since <= day.first and day.last <= span.cut]
        if over and not is_own(row, venue):
            uses[hirer].extend(over)
            if row["booking__hirer__kind"] != Hirer.Kind.HOUSEHOLD:
                groups.add(hirer)
    return History(
        first_use=dict(told["first_use"]),
        first_confirmed={hirer: first for hirer, first in told["first_confirmed"] if first},
        uses={hirer: tuple(periods) for hirer, periods in uses.items()},
        groups=frozenset(groups),
        purposes=frozenset((hirer, purpose) for hirer, purpose in told["purposes"]),
    )


def first_day(history: History, span: Span) -> date | None:
    """Records begin with the first session on record, where the venue has not typed a day."""
    first = min(history.first_use.values(), default=None)
    return first.astimezone(span.zone).date() if first else None
