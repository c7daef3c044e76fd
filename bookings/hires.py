"""A hire at a venue as its price list is asked about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from bookings.asking import NOTHING, Answers
from venues import tariffs
from venues.bank_holidays import bank_holidays
from venues.models import Venue
from venues.periods import Period
from venues.tariffs.days import TERM


class _EveryDay:
    def __contains__(self, _day: object) -> bool:
        return True


def as_request(
    venue: Venue,
    rooms: Sequence[str],
    period: Period,
    category: str,
    *,
    people: int | None = None,
    dates_booked: int = 1,
    date_number: int = 1,
    answers: Answers = NOTHING,
    percent_off: Decimal | None = None,
) -> tariffs.Request:
    """Rooms and category by their codes; the bank holidays are those of the venue's nation."""
    hire, setting_up = answers.parted(period)
    return tariffs.Request(
        tuple(rooms),
        hire,
        venue.tz,
        category,
        occasion=answers.occasion,
        product=answers.product,
        people=people,
        extras=answers.extras,
        facts=answers.facts,
        dates_booked=dates_booked,
        date_number=date_number,
        calendars=tariffs.Calendars(bank_holidays(venue.nation), _terms(answers)),
        setting_up=setting_up,
        percent_off=percent_off,
    )


def _terms(answers: Answers) -> _EveryDay | frozenset[date] | None:
    """Whether it is in school term, where somebody said so; else nobody knows."""
    if TERM not in answers.facts:
        return None
    return _EveryDay() if answers.facts[TERM] else frozenset()
