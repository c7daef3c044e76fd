"""Requests that wait for an answer, oldest first, with what is worth knowing about each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from accounts.clock import day_words, span_words
from bookings.asking_together import rivals
from bookings.dates_gone import days_words
from bookings.desk.clashes import Clashes, clashes
from bookings.desk.facts import Facts, loaded
from bookings.desk.reasons import outside_words, overlap_words, worth_knowing
from bookings.desk.sounds import loud_beside_quiet
from bookings.entitling import Claims
from bookings.models import Booking, Session, Thread
from bookings.models.booking import BookingQuerySet
from venues.models import Venue


class DateToTick(NamedTuple):
    """By its key, in words; what cannot be had is not to be ticked, and `why_not` says why."""

    key: int
    words: str
    why_not: str


@dataclass(frozen=True)
class Request:
    """One request as the desk decides on it."""

    facts: Facts
    waited: str
    before: int  # bookings that the hirer had here already
    has_lapsed: bool
    gone: list[Session]  # of its dates, those that somebody else has by now
    shut: dict[int, str]  # by the key of a date, in the words of the closure
    reasons: list[str]
    rivals: list[Booking]  # that ask for some of the same hours

    @property
    def hours_have_gone(self) -> bool:
        """Whether it waited with others, and all that it asks for was given to one of them."""
        return self.booking.waits_together and 0 < len(self.facts.planned) <= len(self.gone)

    @property
    def gone_words(self) -> str:
        """The days of those, the first few by name."""
        return days_words(self.gone)

    @property
    def left(self) -> list[Session]:
        """Its dates that nobody else has, where there are some that somebody has."""
        gone = {session.pk for session in self.gone}
        return [session for session in self.facts.planned if session.pk not in gone] if gone else []

    @property
    def dates_to_tick(self) -> list[DateToTick]:
        """The dates that stand, those among them that somebody else has by now, or on which the hall is shut."""
        zone, taken = self.booking.venue.tz, _("gone to somebody else")
        away = {session.pk: taken for session in self.gone} | {key: shut_words(note) for key, note in self.shut.items()}
        return [
            DateToTick(session.pk, span_words(session.starts_at, session.ends_at, zone), away.get(session.pk, ""))
            for session in self.facts.planned
        ]

    @property
    def why_not_the_others(self) -> str:
        """The reason that is chosen to begin with: that of the first dates that cannot be had."""
        if self.gone:
            return Booking.Reason.TAKEN
        return Booking.Reason.CLOSED if self.shut else ""

    @property
    def booking(self) -> Booking:
        return self.facts.booking

    @property
    def asked_back(self) -> str:
        """Whether the desk has asked them something, and whether they have answered."""
        thread: Thread | None = getattr(self.booking, "thread", None)
        if thread is None:
            return ""
        words = _("You asked on %(day)s; no answer yet.") if thread.last_from_desk else _("They wrote on %(day)s.")
        return words % {"day": day_words(thread.last_at.astimezone(self.booking.venue.tz).date())}


def shut_words(note: str) -> str:
    """That the hall is shut, and why where its closure says so."""
    return _("the hall is shut: %(note)s") % {"note": note} if note else _("the hall is shut")


def waiting_at(venue: Venue) -> BookingQuerySet:
    return loaded(Booking.objects.at(venue).for_the_hall())


def prices_sent(venue: Venue) -> list[Facts]:
    """Those that were sent a price and have not accepted it; those first whose hours are kept no longer, or soon."""
    sent = Booking.objects.at(venue).for_the_hirer()
    if not sent.exists():
        return []
    return [Facts(booking) for booking in loaded(sent).order_by("hold_until", "pk")]


def place_after(answered: Booking) -> str:
    """Where the page of the requests goes on once this one is answered; nothing where it begins anew."""
    waits = Booking.objects.filter(venue=answered.venue_id).for_the_hall()
    before = waits.filter(requested_at__lt=answered.requested_at).exists() if answered.requested_at else False
    after = waits.filter(requested_at__gte=answered.requested_at).first() if before else None
    return f"#request-{after.ref}" if after else ""


def requests(bookings: Sequence[Booking], *, at: datetime) -> list[Request]:
    """The bookings, loaded by `waiting_at`, as requests; in a fixed number of questions."""
    found = [Facts(booking) for booking in bookings]
    before = bookings_before(bookings)
    clashing, claims, beside = clashes(found, at=at), _claims(bookings), loud_beside_quiet(found, at=at)
    others = rivals(bookings, at=at)
    return [
        _request(
            facts,
            before.get(facts.booking.hirer_id, 0),
            clashing,
            claims,
            beside.get(facts.booking.pk, []),
            others.get(facts.booking.pk, []),
            at,
        )
        for facts in found
    ]


def _claims(bookings: Sequence[Booking]) -> Claims:
    """To prices, of those who ask; all of them ask at one venue."""
    if not bookings:
        return Claims()
    return Claims.of([booking.hirer for booking in bookings], bookings[0].venue.operator)


def bookings_before(bookings: Sequence[Booking]) -> dict[int, int]:
    """By hirer, how many bookings of theirs this venue has confirmed."""
    agreed = Booking.objects.filter(
        venue__in={booking.venue_id for booking in bookings},
        hirer__in={booking.hirer_id for booking in bookings},
        status=Booking.Status.CONFIRMED,
    ).order_by()
    return dict(agreed.values_list("hirer").annotate(number=Count("pk")))


def whose_hours_have_gone(found: Sequence[Request]) -> list[Request]:
    return [each for each in found if each.hours_have_gone]


def _request(
    facts: Facts,
    before: int,
    clashing: Clashes,
    claims: Claims,
    beside: list[str],
    others: list[Booking],
    at: datetime,
) -> Request:
    booking, shut = facts.booking, clashing.shut.get(facts.booking.pk, {})
    outside = clashing.outside.get(booking.pk, 0)
    told = [*outside_words(outside), *overlap_words(others), *beside]
    return Request(
        facts=facts,
        waited=timesince(booking.requested_at or booking.made_at, at, depth=1),
        before=before,
        has_lapsed=booking.hold_lapsed(at),
        gone=clashing.gone.get(booking.pk, []),
        shut=shut,
        reasons=worth_knowing(facts, claims, before=before, shut=len(shut), beside=told, at=at),
        rivals=others,
    )
