"""Bookings that were asked for, and what became of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from operator import itemgetter
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import Hirer
from bookings.holding import BOND
from bookings.models import (
    Booking,
    IssuedReport,
    PhonedFull,
    RefusedAsk,
    RefusedDate,
    Session,
    UnmetSearch,
    first_date_wanted,
)
from bookings.reports.rows import AskRow, History, How, Outcome, RefusedRow, RequestRow
from bookings.reports.span import Span, midnight
from venues.at_one_go import Asked, Told, rows_of
from venues.models import Venue
from venues.periods import Period

OUTCOMES = {
    Booking.Status.REQUESTED: Outcome.OPEN,
    Booking.Status.CONFIRMED: Outcome.CONFIRMED,
    Booking.Status.CANCELLED: Outcome.CONFIRMED,  # it was, before it was given up: see `_outcome`
    Booking.Status.DECLINED: Outcome.DECLINED,
    Booking.Status.EXPIRED: Outcome.EXPIRED,
    Booking.Status.WITHDRAWN: Outcome.WITHDRAWN,
}
FIELDS = (
    "pk",
    "hirer_id",
    "hirer__kind",
    "requested_at",
    "answered_at",
    "decided_at",
    "status",
    "at_once",
    "changed_by_hall",
    "reason_code",
    "minutes_to_ask",
)


def questions(venue: Venue, span: Span) -> Asked:
    """What `read` and `searches` read."""
    asked = _asked(venue, span)
    return {
        "requests": rows_of(asked, *FIELDS, "first", made=lambda row: dict(zip((*FIELDS, "first"), row, strict=True))),
        "refused": rows_of(
            RefusedDate.objects.filter(booking__in=asked.order_by().values("pk")),
            "pk",
            "booking_id",
            "minutes",
            "reason",
        ),
        "asks": rows_of(
            RefusedAsk.objects.at(venue).decided_on(*_days(span)),
            *("decided_on", "on", "start", "minutes", "asker", "how", "reason"),
        ),
        "searches": rows_of(UnmetSearch.objects.at(venue).on_days(*_days(span)), "count"),
        "issued": rows_of(IssuedReport.objects.filter(**_issued(venue, span)), "pk"),
        "phoned": rows_of(PhonedFull.objects.at(venue).on_days(*_days(span)), "minutes"),
    }


def _issued(venue: Venue, span: Span) -> dict[str, Any]:
    return {"venue": venue, "issued_at__gte": span.start, "issued_at__lt": span.cut}


def _days(span: Span) -> tuple[date, date]:
    """The days that have begun."""
    return span.first, span.last_covered + timedelta(days=1) if span.done else span.first


def _asked(venue: Venue, span: Span) -> QuerySet[Booking]:
    """Those answered, decided, lapsed or withdrawn in the span, and those still open."""
    return (
        Booking.objects.at(venue)
        .filter(status__in=OUTCOMES, requested_at__lt=span.cut)
        .annotate(first=first_date_wanted())
        .filter(
            Q(decided_at__gte=span.start)
            | Q(answered_at__gte=span.start)
            | Q(status=Booking.Status.EXPIRED, first__gte=span.start)
            | Q(status=Booking.Status.REQUESTED)
        )
    )


def read(venue: Venue, told: Told) -> tuple[RequestRow, ...]:
    """One question, for the dates that were asked for."""
    own = venue.operator.own_hirer_id
    in_order = sorted(told["requests"], key=itemgetter("requested_at", "pk"))
    found = [booking for booking in in_order if booking["hirer_id"] != own]
    keys = [booking["pk"] for booking in found]
    asks: dict[int, list[Period]] = defaultdict(list)
    sessions = Session.objects.filter(booking__in=keys).values_list("booking_id", "starts_at", "ends_at")
    for key, starts_at, ends_at in sessions:
        asks[key].append(Period(starts_at, ends_at))
    refused: dict[int, list[RefusedRow]] = defaultdict(list)
    for _key, key, minutes, reason in sorted(told["refused"], key=itemgetter(0)):
        refused[key].append(RefusedRow(minutes, reason))
    return tuple(_row(booking, asks[booking["pk"]], refused[booking["pk"]]) for booking in found)


def refused_asks(venue: Venue, told: Told) -> tuple[AskRow, ...]:
    """In the order in which they were settled; of one day by their hours."""
    return tuple(_ask(venue, *row) for row in sorted(told["asks"]))


def _ask(
    venue: Venue, decided_on: date, on: date, start: int, minutes: int, asker: str, how: str, reason: str
) -> AskRow:
    begins = midnight(on, venue.tz) + timedelta(minutes=start)
    return AskRow(asker, Period(begins, begins + timedelta(minutes=minutes)), decided_on, How(how), reason)


def up_front(venue: Venue, span: Span, history: History) -> tuple[int, ...]:
    """In pence, of each hirer's first booking, where it was confirmed in the span: what is held, and what is due."""
    if span.done is None:
        return ()
    first = Session.objects.at(venue).filter(
        booking__status__in=(Booking.Status.CONFIRMED, Booking.Status.CANCELLED),
        booking__decided_at__gte=span.start,
        booking__decided_at__lt=span.cut,
    )
    held: dict[int, list[dict[str, Any]]] = defaultdict(list)
    rows = first.values_list("booking_id", "booking__hirer_id", "booking__decided_at", "booking__reason_code", "held")
    for booking, hirer, decided_at, refused, sums in rows:
        is_first = history.first_confirmed.get(hirer) == decided_at and not refused
        if is_first and hirer != venue.operator.own_hirer_id:
            held[booking].extend(sums or ())
    return tuple(_before_the_first(sums) for sums in held.values())


def _before_the_first(sums: Sequence[Mapping[str, Any]]) -> int:
    """What is held goes on being held from date to date: of each kind the largest counts. What is due adds up."""
    bonds: dict[str, int] = {}
    for each in sums:
        if each["kind"] == BOND:
            bonds[each["code"]] = max(each["pence"], bonds.get(each["code"], 0))
    return sum(bonds.values()) + sum(each["pence"] for each in sums if each["kind"] != BOND)


def phoned(told: Told) -> tuple[int, ...]:
    """The minutes that each caller asked for when nothing was free."""
    return tuple(minutes for (minutes,) in told["phoned"])


def searches(told: Told) -> int:
    """Those that found no room, and for which this venue was near enough."""
    return sum(count for (count,) in told["searches"])


def _outcome(status: Booking.Status, reason: str) -> Outcome:
    """What was refused before it was cancelled was never confirmed: the reason of the refusal stands with it."""
    if status == Booking.Status.CANCELLED and reason:
        return Outcome.DECLINED
    return OUTCOMES[status]


def _row(booking: dict[str, Any], asks: list[Period], refused: list[RefusedRow]) -> RequestRow:
    expired = booking["status"] == Booking.Status.EXPIRED
    return RequestRow(
        key=booking["pk"],
        hirer=booking["hirer_id"],
        group=booking["hirer__kind"] != Hirer.Kind.HOUSEHOLD,
        requested_at=booking["requested_at"],
        answered_at=booking["answered_at"],
        moment=booking["first"] if expired else booking["decided_at"],
        outcome=_outcome(Booking.Status(booking["status"]), booking["reason_code"]),
        at_once=booking["at_once"],
        changed_by_hall=False if booking["at_once"] else booking["changed_by_hall"],
        reason=booking["reason_code"],
        asks=tuple(asks),
        refused=tuple(refused),
        minutes_to_ask=booking["minutes_to_ask"],
    )
