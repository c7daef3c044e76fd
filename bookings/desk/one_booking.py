"""All that the desk knows of one booking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from bookings.accepting import Accepted, accepted_with
from bookings.asking import Answers
from bookings.cancelling import Terms, terms_of
from bookings.changing.extending import may_go_on
from bookings.desk.facts import Facts, loaded
from bookings.desk.history import Event, history
from bookings.desk.talk import Said, for_the_desk
from bookings.desk.waiting import Request, requests
from bookings.desk.waits import waited_for
from bookings.folding import how_many_at_once
from bookings.holding import Holding, of_sessions
from bookings.models import Booking, BookingKey, Session, Standing, Thread
from bookings.price_words import answers_words, given_up_words, names_at, why_stored
from venues.money import Money
from venues.tariffs.words import Names


@dataclass(frozen=True)
class DatePrice:
    """A date, what it costs, and why, line by line."""

    session: Session
    why: list[str]
    has_begun: bool

    @property
    def price(self) -> Money | None:
        """What it costs, or what is still charged of a date that was given up; None where it was not recorded."""
        if self.session.is_cancelled:
            return Money(self.session.cancellation_pence, self.session.venue.operator.currency)
        return self.session.price

    @property
    def can_be_changed(self) -> bool:
        """Whether it is still to come, of a booking that is asked for or booked."""
        return not self.has_begun and self.session.shown_as in ("asked", "booked")

    @property
    def can_be_given_up(self) -> bool:
        """Whether it is booked and still to come."""
        return not self.has_begun and self.session.shown_as == "booked"

    @property
    def since(self) -> list[str]:
        """What was credited when it was given up, and what has come off since."""
        return given_up_words(self.session)

    @property
    def waits_for_facts(self) -> bool:
        """Whether what its price hangs on may be known by now."""
        is_held = self.session.booking.is_confirmed and self.session.status == Session.Status.PLANNED
        return self.has_begun and is_held and bool(self.session.open_facts)


@dataclass(frozen=True)
class Whole:
    request: Request
    at: datetime

    @property
    def booking(self) -> Booking:
        return self.request.booking

    @property
    def facts(self) -> Facts:
        return self.request.facts

    @cached_property
    def names(self) -> Names:
        return names_at(self.booking.venue)

    @property
    def terms(self) -> Terms:
        return terms_of(self.booking)

    @property
    def holding(self) -> Holding:
        return of_sessions(self.facts.sessions, self.names, self.booking.venue.operator.currency)

    @property
    def answers(self) -> list[tuple[str, str]]:
        """What they said that the price hangs on."""
        currency = self.booking.venue.operator.currency
        return answers_words(Answers.from_row(self.booking.asked), self.names, currency)

    @cached_property
    def dates(self) -> list[DatePrice]:
        return [
            DatePrice(session, why_stored(session, self.names), has_begun=session.starts_at <= self.at)
            for session in self.facts.sessions
        ]

    @property
    def next_dates(self) -> list[DatePrice]:
        """Of those that have not begun, the first few; all of them where few are left."""
        to_come = self._to_come
        return to_come[: how_many_at_once(len(to_come))]

    @property
    def later_dates(self) -> list[DatePrice]:
        return self._to_come[len(self.next_dates) :]

    @cached_property
    def past_dates(self) -> list[DatePrice]:
        """Those that have begun, the last first: it is the one that people ask about."""
        return [date for date in reversed(self.dates) if date.has_begun]

    @property
    def _to_come(self) -> list[DatePrice]:
        return [date for date in self.dates if not date.has_begun]

    @cached_property
    def link(self) -> BookingKey | None:
        """Of whoever hired without an account."""
        return BookingKey.objects.filter(booking=self.booking).first()

    @cached_property
    def accepted(self) -> Accepted | None:
        return accepted_with(self.booking)

    @cached_property
    def talk(self) -> list[Said]:
        """What the desk and the hirer have written to each other."""
        return for_the_desk(getattr(self.booking, "thread", None), at=self.at)

    @cached_property
    def began_as(self) -> Thread | None:
        """The question that it was before it was asked for."""
        return Thread.objects.at(self.booking.venue).filter(became=self.booking).first()

    @cached_property
    def waited_for(self) -> list[tuple[Session, int]]:
        """Dates of it for whose hours others wait, and how many."""
        to_come = [session for session in self.facts.sessions if session.starts_at > self.at]
        return list(waited_for(self.booking.venue, to_come))

    @property
    def can_be_changed(self) -> bool:
        """Whether any of its dates can."""
        return any(date.can_be_changed for date in self.dates)

    @property
    def can_end_earlier(self) -> bool:
        """Whether there is more than one that could be left."""
        return sum(date.can_be_changed for date in self.dates) > 1

    @property
    def may_go_on(self) -> bool:
        """Whether it is a series that could."""
        return may_go_on(self.booking)

    @cached_property
    def history(self) -> list[Event]:
        return history(self.booking)

    @cached_property
    def books_at_once(self) -> bool:
        """Whether this hirer's bookings here need no answer."""
        agreed = Standing.objects.filter(
            venue=self.booking.venue_id, hirer=self.booking.hirer_id, confirms_at_once=True
        )
        return agreed.exists()


def whole(ref: str, *, at: datetime) -> Whole:
    found = loaded(Booking.objects.filter(ref=ref)).get()
    return Whole(requests([found], at=at)[0], at)
