"""The rows of a booking of a diary: arithmetic only, nothing is saved here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.models import Hirer, JournalEntry, User
from bookings import policy, recurrence
from bookings.cancelling import terms_at
from bookings.going_live import pricing
from bookings.going_live.planned import Agreement, Dated
from bookings.models import Booking, PaperDiary, RefusedDate, Session
from bookings.prices import PriceLists
from venues.models import Category, Venue

BROUGHT_IN = "brought in"  # the verb of the journal
REFUSED = {
    "slot_taken": RefusedDate.Reason.TAKEN,
    "closed": RefusedDate.Reason.CLOSED,
    "price": RefusedDate.Reason.NO_PRICE,
}


@dataclass(frozen=True)
class Writing:
    """Whose diary it is, and what all of its rows need."""

    venue: Venue
    diary: PaperDiary
    categories: dict[str, Category]
    prices: PriceLists
    by: User | None
    at: datetime

    def booking(self, agreement: Agreement, hirer: Hirer) -> tuple[Booking, list[Session]]:
        """It, and its dates; the list by which the first was set beside the standard price is its own."""
        first, category = agreement.first.row, self.categories[agreement.first.row.category]
        money = [pricing.fields(date, self.categories[date.row.category], self.prices) for date in agreement.dates]
        lists = [row for found in money if (row := found.pop("tariff", None))]
        booking = Booking(
            venue=self.venue,
            hirer=hirer,
            title=agreement.title,
            purpose=first.purpose,
            category=category,
            tariff=lists[0] if lists else None,
            status=agreement.status,
            people=_most(agreement),
            open_to_anyone=first.open_to,
            free_cancel_hours=self.venue.free_cancel_hours,
            cancellation=self._terms(agreement, category),
            pattern=recurrence.as_document(agreement.fold.pattern) if agreement.fold.pattern else None,
            entered=Booking.Entered.IMPORTED,
            diary=self.diary,
            **self._asked(agreement),
        )
        return booking, [
            self._session(booking, date, found) for date, found in zip(agreement.dates, money, strict=True)
        ]

    def refused(self, booking: Booking, agreement: Agreement) -> Iterator[RefusedDate]:
        for date in agreement.refused:
            yield RefusedDate(
                booking=booking,
                room=date.rooms[0],
                on=date.row.day,
                from_time=date.row.starts.time(),
                to_time=date.row.ends.time(),
                minutes=date.period.minutes,
                reason=REFUSED.get(date.row.reason, RefusedDate.Reason.OTHER),
                words=date.row.reason_words[:200],
            )

    def entry(self, booking: Booking) -> JournalEntry:
        kind = Booking._meta.model_name or ""
        return JournalEntry(at=self.at, by=self.by, verb=BROUGHT_IN, subject_kind=kind, subject_ref=booking.ref)

    def _session(self, booking: Booking, date: Dated, money: dict[str, Any]) -> Session:
        cancelled = date.held in Session.CANCELLED
        category = self.categories[date.row.category]
        return Session(
            booking=booking,
            venue=self.venue,
            starts_at=date.period.start,
            ends_at=date.period.end,
            first_starts_at=date.stood.start,
            status=date.held,
            status_at=min(self.at, date.period.start) if cancelled else None,  # when is not written
            cancel_cause=date.row.reason if date.held == Session.Status.CANCELLED_BY_VENUE else "",
            expected=date.row.expected,
            counted=date.row.counted,
            category=category if category != booking.category else None,
            **money,
        )

    def _asked(self, agreement: Agreement) -> dict[str, Any]:
        """Its request, if it was one; where nothing was written down of it, only what has to be."""
        said = next((date.row.asked for date in agreement.dates if date.row.asked.at), agreement.first.row.asked)
        at, answered, decided = (
            moment and self._moment(moment) for moment in (said.at, said.answered_at, said.decided_at)
        )
        row = agreement.first.row
        lapsed = agreement.status == Booking.Status.EXPIRED
        asked = {
            "made_at": at or min(self.at, agreement.first.period.start),
            "requested_at": at,
            "answered_at": answered,
            "decided_at": decided,
            "at_once": bool(at and at == decided and answered is None),
            "reason_code": "no_answer" if lapsed else row.reason if agreement.status in _WITH_A_REASON else "",
            "reason_words": row.reason_words,
        }
        if agreement.status == Booking.Status.REQUESTED:
            until = policy.hold_until(self.at, agreement.first.period.start, days=self.venue.hold_days)
            asked |= {"requested_at": at or self.at, "hold_until": until}
        return asked

    def _moment(self, wall: datetime) -> datetime:
        return wall.replace(tzinfo=self.venue.tz)

    def _terms(self, agreement: Agreement, category: Category) -> dict[str, Any] | None:
        """As somebody who booked it today would have them: what was agreed on paper is not in the file."""
        tariff = self.prices.value_on(self.venue, agreement.first.period.start.date())
        rooms = [room.code for room in agreement.first.rooms]
        return terms_at(self.venue, tariff, rooms=rooms, category=category.code).as_document()


_WITH_A_REASON = (Booking.Status.DECLINED, Booking.Status.WITHDRAWN)


def _most(agreement: Agreement) -> int:
    """People are asked for with a booking: as many as at most were expected, or came; none where nobody wrote it."""
    rows = [date.row for date in agreement.dates]
    for numbers in ([row.expected for row in rows], [row.counted for row in rows]):
        if known := [number for number in numbers if number is not None]:
            return max(known)
    return 0
