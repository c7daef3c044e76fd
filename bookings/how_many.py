"""What groups are asked once a month: which dates nobody counted, what is usual, and whether the space was right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import Hirer
from accounts.rights import standing_for
from bookings.keys import hash_of, token_of
from bookings.models import Booking, MonthAsked, Session, Verdict
from bookings.models.session import SessionQuerySet
from venues.models import Operator, Venue
from venues.periods import Period

ASKED_FROM = time(10)  # on the first day of the next month
TERMS_END = (3, 7, 12)  # in these months a term of a series ends, whatever the calendar of its schools
ONCE_A_YEAR = timedelta(days=365)


def month_due(at: datetime) -> date | None:
    """The month about which groups are asked by then: the one before; None in the first hours of a month."""
    now = timezone.localtime(at)
    if now.day == 1 and now.time() < ASKED_FROM:
        return None
    return month_before(now.date())


def month_before(day: date) -> date:
    """The first day of the month before."""
    found: date = day.replace(day=1) - relativedelta(months=1)
    return found


def month_words(month: date) -> str:
    return date_format(month, "F Y")


def month_at(venue: Venue, month: date) -> Period:
    """On the clock of the hall."""
    until = month + relativedelta(months=1)
    return Period(datetime.combine(month, time(), venue.tz), datetime.combine(until, time(), venue.tz))


def dates_over(venues: Iterable[Venue], month: date, at: datetime) -> SessionQuerySet:
    """What took place in the month, and is past."""
    within = [
        Q(venue=venue, starts_at__gte=span.start, starts_at__lt=span.end)
        for venue in venues
        for span in [month_at(venue, month)]
    ]
    found = Session.objects.counted().filter(ends_at__lte=at, booking__hirer__forgotten_at=None)
    return found.filter(reduce(or_, within)) if within else found.none()


def venues_that_ask(operator: Operator) -> list[Venue]:
    return list(operator.venues.filter(asks_afterwards=True).order_by("name", "pk"))


@dataclass(frozen=True)
class AskedOf:
    """A booking, its dates of a month that nobody counted, and how many usually come; `counted` are the others."""

    booking: Booking
    sessions: Sequence[Session]
    counted: int
    usual: int
    verdict: Verdict | None = None

    @property
    def said(self) -> list[int | None]:
        return [session.typical for session in self.sessions]

    @property
    def one_number(self) -> int | None:
        """What was said of all of its dates, where that is one number."""
        numbers = {number for number in self.said if number is not None}
        return numbers.pop() if len(numbers) == 1 and None not in self.said else None


def asked_of(dates: SessionQuerySet, *, verdicts: Iterable[Verdict] = (), month: date) -> list[AskedOf]:
    """By booking, in the order of their first dates: with dates to tell of or a verdict to give; two questions."""
    by_booking: dict[int, list[Session]] = {}
    for session in dates.for_lists().order_by("starts_at", "pk"):
        by_booking.setdefault(session.booking_id, []).append(session)
    due = {verdict.booking_id: verdict for verdict in verdicts}
    usual = _usual(by_booking, month)
    found = [
        AskedOf(
            booking=sessions[0].booking,
            sessions=[each for each in sessions if each.counted is None],
            counted=sum(each.counted is not None for each in sessions),
            usual=usual.get(key) or sessions[0].people,
            verdict=due.get(key),
        )
        for key, sessions in by_booking.items()
    ]
    return [each for each in found if each.sessions or each.verdict]


def _usual(bookings: Iterable[int], month: date) -> dict[int, int]:
    """What each confirmed last, in a month before; a day of zones does not matter here."""
    before = Session.objects.filter(booking__in=list(bookings), typical__isnull=False, starts_at__date__lt=month)
    found = before.order_by("starts_at").values_list("booking", "typical")
    return {booking: typical for booking, typical in found if typical is not None}


def ends_a_term(booking_dates: Sequence[Session], last_of_all: datetime, month: date) -> bool:
    """Whether a booking is asked about with this month: its last date lies in it, or a term of a series ends."""
    return last_of_all <= booking_dates[-1].starts_at or month.month in TERMS_END


def hirer_of(asked: MonthAsked) -> Hirer:
    """The group itself, or the one that it was made one with."""
    return standing_for(asked.hirer) or asked.hirer


def dates_of(asked: MonthAsked, at: datetime) -> SessionQuerySet:
    """Of the group in the month, counted or not."""
    return dates_over(venues_that_ask(asked.operator), asked.month, at).filter(booking__hirer=hirer_of(asked))


def verdicts_of(asked: MonthAsked) -> list[Verdict]:
    """That it was asked for with this month."""
    found = Verdict.objects.filter(
        month=asked.month, booking__hirer=hirer_of(asked), booking__venue__operator=asked.operator
    )
    return list(found)


def is_due_to_say_whom(hirer: Hirer, on: date) -> bool:
    """Once a year, whatever was answered then."""
    return not hirer.served.filter(said_on__gt=on - ONCE_A_YEAR).exists()


# The secret address of the page, as that of a wish is made.


def give_link(asked: MonthAsked) -> None:
    asked.token_hash = hash_of(_token(asked))
    asked.save(update_fields=["token_hash"])


def path_of(asked: MonthAsked, page: str = "bookings:month") -> str:
    return reverse(page, args=[_token(asked)])


def link_of(asked: MonthAsked, page: str = "bookings:month") -> str:
    return settings.PUBLIC_URL + path_of(asked, page)


def month_asked_at(token: str) -> MonthAsked | None:
    """The one whose address this is; none once its group is forgotten."""
    found = MonthAsked.objects.select_related("operator", "hirer__merged_into").filter(token_hash=hash_of(token))
    asked = found.first()
    return None if asked is None or hirer_of(asked).forgotten_at else asked


def open_to_answer(hirers: Iterable[Hirer], at: datetime) -> list[MonthAsked]:
    """What waits for an answer of these groups."""
    rows = MonthAsked.objects.filter(hirer__in=list(hirers), answered_at=None).select_related("operator", "hirer")
    return [asked for asked in rows.filter(month__gte=month_before(timezone.localdate(at))) if asked.is_open(at)]


def _token(asked: MonthAsked) -> str:
    return token_of("month", asked.pk, asked.month)
