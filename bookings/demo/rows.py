"""What each row of a booking says, from the plan: arithmetic only, nothing is saved here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from accounts.models import JournalEntry, User
from bookings import charging, holding, policy
from bookings.cancelling import terms_at, terms_of
from bookings.demo.fates import Fate
from bookings.demo.plan import Agreement, Missed
from bookings.demo.registry import Registry
from bookings.models import Booking, RefusedDate, Session
from bookings.planning import REASONS
from bookings.prices import PriceLists
from bookings.recurrence import as_document
from venues.models import Layout
from venues.periods import Period

TABLES, FLOOR, ROWS = ("Tables", "Long tables"), ("Clear floor", "Sport", "Dancing"), ("Choir", "Rows", "Theatre")
SUITS = {"private": TABLES, "older": TABLES, "sport": FLOOR, "faith": ROWS}
DIARIES_WITHOUT_PRICES = {"marsh-dunnock-hut"}  # as paper diaries are: the report says "not recorded"


def booking_row(agreement: Agreement, registry: Registry, prices: PriceLists, ref: str) -> Booking:
    use, answer, venue = agreement.use, agreement.answer, agreement.room.venue
    category = next(each for each in prices.categories(venue) if each.code == use.category)
    first = agreement.dates[0][0]
    secretary = registry.secretaries[venue.slug]
    by_hand = answer.decided_at and not answer.at_once and answer.status != Booking.Status.WITHDRAWN
    online = answer.entered == Booking.Entered.ONLINE
    row = prices.on(venue, first.start.astimezone(venue.tz).date())
    tariff = prices.read(row, venue.operator.currency) if row else None
    terms = terms_at(venue, tariff, rooms=[agreement.room.code], category=category.code)
    return Booking(
        ref=ref,
        venue=venue,
        hirer=registry.hirers[agreement.group.name],
        title=use.title,
        purpose=use.purpose,
        category=category,
        tariff=row,
        status=_status(agreement),
        people=use.people,
        layout=_layout(agreement),
        message=agreement.message,
        waits_together=agreement.waits_together,
        listed=use.listed,
        open_to_anyone=use.open,
        confidential=use.confidential,
        free_cancel_hours=venue.free_cancel_hours,
        cancellation=terms.as_document(),
        pattern=as_document(agreement.as_said) if agreement.pattern.repeats else None,
        entered=answer.entered,
        made_by=registry.contact_of(agreement.group.name) if online else secretary,
        made_at=answer.requested_at or first.start - timedelta(days=30),
        requested_at=answer.requested_at,
        answered_at=answer.answered_at,
        decided_at=answer.decided_at,
        decided_by=secretary if by_hand else None,
        at_once=answer.at_once,
        changed_by_hall=None if answer.entered == Booking.Entered.IMPORTED else False,
        reason_code=answer.reason,
        reason_words=answer.words,
        **_hold(agreement, first),
    )


def session_row(agreement: Agreement, booking: Booking, period: Period, fate: Fate, prices: PriceLists) -> Session:
    session = Session(
        booking=booking,
        venue=agreement.room.venue,
        starts_at=period.start,
        ends_at=period.end,
        first_starts_at=period.start,
        status=fate.status,
        status_at=fate.at,
        cancel_cause=fate.cause,
        expected=agreement.use.people,
        counted=fate.counted,
        typical=fate.typical,
    )
    _price(session, agreement, booking, prices)
    confirmed = agreement.answer.status == Booking.Status.CONFIRMED
    if confirmed and fate.at and fate.status in (Session.Status.CANCELLED_LATE, Session.Status.CANCELLED_IN_TIME):
        due = terms_of(booking).due(session.price, session.starts_at, fate.at) if session.price else None
        session.cancellation_pence = due.pence if due else 0
        session.status = Session.Status.CANCELLED_LATE if due else Session.Status.CANCELLED_IN_TIME
    return session


def refused_row(booking: Booking, agreement: Agreement, missed: Missed) -> RefusedDate:
    return RefusedDate(
        booking=booking,
        room=agreement.room,
        on=missed.on,
        from_time=agreement.use.start,
        to_time=agreement.use.end,
        minutes=missed.period.minutes,
        reason=REASONS[missed.state],
    )


def journal_rows(booking: Booking, sessions: Sequence[Session]) -> Iterator[JournalEntry]:
    """Who did what to a booking, as the actions would have written it."""
    done: dict[str, tuple[str, User | None]] = {
        Booking.Status.DECLINED: ("declined", booking.decided_by),
        Booking.Status.WITHDRAWN: ("withdrew", booking.made_by),
        Booking.Status.EXPIRED: ("expired", None),
    }
    if booking.requested_at:
        yield _entry(booking, booking.requested_at, "asked for", booking.made_by)
    verb, by = done.get(booking.status, ("confirmed", booking.decided_by))
    decided = booking.decided_at or (sessions[0].starts_at if booking.status == Booking.Status.EXPIRED else None)
    if decided and not booking.at_once:
        yield _entry(booking, decided, verb, by, booking.reason_words)
    for session in sessions:
        if session.is_cancelled and session.status_at:
            by = booking.decided_by if session.cancel_cause else booking.made_by
            yield _entry(booking, session.status_at, "cancelled", by, f"{session.starts_at:%Y-%m-%d}")


def _price(session: Session, agreement: Agreement, booking: Booking, prices: PriceLists) -> None:
    """As the request would have stored it: the price, the standard price beside it, and why they differ."""
    if agreement.own_use:
        session.hire_pence = 0
        return
    if booking.entered == Booking.Entered.IMPORTED and booking.venue.slug in DIARIES_WITHOUT_PRICES:
        return
    quote = prices.price([agreement.room], session.period, booking.category).quote
    price, standard = charging.net(quote), charging.standard_net(quote)
    session.standard_pence = standard
    session.category_gap_pence = max(0, standard - price)
    if agreement.use.waived:
        session.hire_pence, session.waiver_gap_pence = 0, min(price, standard)
        return
    row = prices.on(booking.venue, session.starts_at.astimezone(booking.venue.tz).date())
    assert row is not None, "what has a price has a list"
    session.tariff = row if row != booking.tariff else None
    tariff = prices.read(row, booking.venue.operator.currency)
    for field, value in {**charging.as_fields(quote, tariff), **holding.as_fields(quote)}.items():
        setattr(session, field, value)
    session.open_facts = list(quote.open_facts) or None


def _status(agreement: Agreement) -> str:
    """A booking none of whose dates was kept is cancelled itself."""
    confirmed = agreement.answer.status == Booking.Status.CONFIRMED
    if confirmed and all(fate.is_cancelled for _period, fate in agreement.dates):
        return Booking.Status.CANCELLED
    return agreement.answer.status


def _layout(agreement: Agreement) -> Layout | None:
    """As they said; else of those that take them all what suits the purpose, the tightest first."""
    use, layouts = agreement.use, list(agreement.room.layouts.all())
    if use.layout:
        return next(each for each in layouts if each.name == use.layout)
    fitting = sorted(
        (each for each in layouts if (each.capacity or 0) >= use.people), key=lambda each: each.capacity or 0
    )
    suiting = [each for each in fitting if each.name.startswith(SUITS.get(use.purpose, ()))]
    return next(iter(suiting or fitting), None)


def _hold(agreement: Agreement, first: Period) -> dict[str, Any]:
    answer = agreement.answer
    if answer.status != Booking.Status.REQUESTED or answer.requested_at is None:
        return {}
    until = policy.hold_until(answer.requested_at, first.start, days=agreement.room.venue.hold_days)
    return {"hold_until": until, "reminded_at": until + timedelta(minutes=1) if answer.lapsed else None}


def _entry(booking: Booking, at: datetime, verb: str, by: User | None, why: str = "") -> JournalEntry:
    return JournalEntry(at=at, by=by, verb=verb, subject_kind="booking", subject_ref=booking.ref, why=why[:500])
