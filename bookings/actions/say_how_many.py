"""Take in how many came, as a group confirms it, and what it says of the space."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from bookings.exceptions import TooLate
from bookings.how_many import dates_of, dates_over, month_words, verdicts_of
from bookings.locks import all_or_nothing
from bookings.models import Booking, MonthAsked, Session
from bookings.models.session import SessionQuerySet
from venues.models import Venue

Numbers = Mapping[int, int | None]  # by the key of the session: how many came, None where they cannot say


@dataclass(frozen=True)
class Judged:
    """What a group says of the space, from 1 to 5, and whether the hall may quote its words."""

    score: int | None
    words: str = ""
    may_quote: str = ""


@dataclass(frozen=True)
class MonthSaid:
    numbers: Numbers = field(default_factory=dict)
    verdicts: Mapping[int, Judged] = field(default_factory=dict)  # by the key of the booking


@all_or_nothing
def say_how_many(asked: MonthAsked, said: MonthSaid, *, by: User | None, at: datetime) -> MonthAsked:
    """By one of the group, or by whoever has the letter (`by` None). Raises TooLate once the next month is asked."""
    found = MonthAsked.objects.select_for_update(of=("self",)).select_related("operator", "hirer__merged_into")
    row = found.filter(pk=asked.pk).first()
    if row is None or not row.is_open(at):
        raise TooLate(_("It is too late to change this: the month after has been asked about."))
    _keep(dates_of(row, at), said.numbers, row.month, by)
    for verdict in verdicts_of(row):
        judged = said.verdicts.get(verdict.booking_id)
        if judged is not None:
            words = judged.words if judged.score else ""
            verdict.score, verdict.words = judged.score, words
            verdict.may_quote = judged.may_quote if words else ""
            verdict.answered_at = at if judged.score else None
            verdict.save(update_fields=["score", "words", "may_quote", "answered_at"])
    row.answered_at = at
    row.save(update_fields=["answered_at"])
    return row


@all_or_nothing
def say_how_many_for_them(venue: Venue, month: date, numbers: Numbers, *, by: User, at: datetime) -> int:
    """At the desk, as hirers told it; how many dates were kept. One that was counted or moved meanwhile is left."""
    return _keep(dates_over([venue], month, at), numbers, month, by, for_them=True)


def _keep(dates: SessionQuerySet, numbers: Numbers, month: date, by: User | None, *, for_them: bool = False) -> int:
    """What was counted is never touched: it is asked again once its booking is held."""
    wanted = dates.filter(pk__in=list(numbers))
    list(Booking.objects.held(set(wanted.values_list("booking", flat=True))))
    kept = wanted.filter(counted=None).order_by("booking", "starts_at", "pk")
    new = [each for each in kept if each.typical != numbers[each.pk]]
    for session in new:
        session.typical = numbers[session.pk]
    Session.objects.bulk_update(new, ["typical"])
    for _key, sessions in groupby(new, key=lambda session: session.booking_id):
        told = list(sessions)
        said = ", ".join("?" if each.typical is None else str(each.typical) for each in told)
        booking = Booking.objects.only("ref").get(pk=told[0].booking_id)
        journal.record(
            by,
            "wrote down how many came" if for_them else "said how many came",
            booking,
            why=f"{month_words(month)}: {said}",
        )
    return len(new)
