"""Ask each group once a month how many came, and once a term whether the space was right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import groupby

from dateutil.relativedelta import relativedelta
from django.db.models import Max
from django.utils import timezone

from accounts.models import Hirer
from accounts.unwanted import MONTHLY, unwanted_by
from bookings import month_letters
from bookings.how_many import dates_over, ends_a_term, give_link, is_due_to_say_whom, month_due, venues_that_ask
from bookings.locks import all_or_nothing
from bookings.models import Booking, MonthAsked, MonthRound, Session, Verdict
from bookings.reaching import letters_go_to
from venues.models import Operator

A_TERM = relativedelta(months=3)


def ask_how_many(at: datetime) -> int:
    """How many groups were asked about the month before; each operator's in a transaction of their own."""
    month = month_due(at)
    if month is None:
        return 0
    behind = Operator.objects.exclude(month_rounds__month=month).order_by("pk")
    return sum(ask_groups_of(operator, month, at=at) for operator in behind)


@all_or_nothing
def ask_groups_of(operator: Operator, month: date, *, at: datetime) -> int:
    """How many of its groups were asked; safe to run twice at once: the second finds that it was done."""
    operator = Operator.objects.select_for_update(of=("self",), no_key=True).get(pk=operator.pk)
    _round, is_new = MonthRound.objects.get_or_create(operator=operator, month=month, defaults={"at": at})
    dates = dates_over(venues_that_ask(operator), month, at) if is_new else Session.objects.none()
    dates = dates.exclude(booking__hirer__kind=Hirer.Kind.HOUSEHOLD).exclude(booking__hirer=operator.own_hirer_id)
    rows = dates.for_lists().select_related("venue__operator", "booking__made_by", "booking__hirer")
    found = rows.order_by("booking__hirer", "booking", "starts_at", "pk")
    last = _last_of_all({session.booking_id for session in found})
    return sum(
        _ask(operator, month, list(sessions), last, at=at)
        for _hirer, sessions in groupby(found, key=lambda session: session.booking.hirer_id)
    )


def _last_of_all(bookings: Iterable[int]) -> dict[int, datetime]:
    """When the last date of each of these begins that was not given up."""
    planned = Session.objects.filter(booking__in=list(bookings), status=Session.Status.PLANNED)
    return dict(planned.order_by().values_list("booking").annotate(last=Max("starts_at")))


def _not_asked_lately(bookings: Sequence[Booking], month: date) -> list[Booking]:
    """A series that ends a month after the term did was asked already."""
    lately = Verdict.objects.filter(booking__in=bookings, month__gt=month - A_TERM)
    asked = set(lately.values_list("booking", flat=True)) if bookings else set()
    return [booking for booking in bookings if booking.pk not in asked]


def _ask(
    operator: Operator, month: date, sessions: Sequence[Session], last: dict[int, datetime], *, at: datetime
) -> bool:
    """One group: whether there is anything to ask, and somebody to be asked."""
    hirer, venue = sessions[0].booking.hirer, sessions[0].venue
    to = letters_go_to(sessions[0].booking)
    by_booking = [list(each) for _key, each in groupby(sessions, key=lambda session: session.booking_id)]
    over = [each[0].booking for each in by_booking if ends_a_term(each, last[each[0].booking_id], month)]
    ending = _not_asked_lately(over, month)
    if not to or not (ending or any(session.counted is None for session in sessions)):
        return False
    asked = MonthAsked.objects.create(hirer=hirer, operator=operator, month=month, asked_at=at)
    give_link(asked)
    Verdict.objects.bulk_create([Verdict(booking=booking, month=month, asked_at=at) for booking in ending])
    if to.lower() not in unwanted_by([to], MONTHLY, operator.slug):
        whom = is_due_to_say_whom(hirer, timezone.localdate(at))
        month_letters.how_many(asked, sessions, ending=ending, whom=whom, venue=venue, to=to)
    return True
