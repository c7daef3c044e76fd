"""Letters about dates that are otherwise than they were booked or asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import outbox
from accounts.clock import span_words
from bookings import rights
from bookings.feeds import calendar_beside
from bookings.keys import link_for
from bookings.models import AskedChange, Booking, Session
from venues.models import Conditions
from venues.money import Money, total
from venues.quiet import letters_to_desk_after

PRICE_REMINDER = "change_price_reminder"


@dataclass(frozen=True)
class Line:
    """A date: what was, what is, and what it costs; None where that is not known."""

    before: str
    after: str
    price_before: Money | None
    price_after: Money | None

    @property
    def is_as_dear(self) -> bool:
        return self.price_before == self.price_after


def changed(
    booking: Booking, lines: Sequence[Line], sessions: Sequence[Session], *, by_the_desk: bool, at: datetime
) -> None:
    """To the hirer, and to the desk where it was not the desk itself."""
    subject, calendar = _("Changed: %(title)s, %(venue)s"), calendar_beside(sessions)
    has_others = booking.sessions.filter(status=Session.Status.PLANNED).count() > len(lines)
    to_hirer(booking, "changed", subject, lines, at=at, calendar=calendar, has_others=has_others)
    if not by_the_desk:
        to_desk(booking, "changed_by_hirer", _("%(hirer)s has changed “%(title)s”"), lines, at=at)


def extended(
    booking: Booking,
    sessions: Sequence[Session],
    until: date,
    *,
    room: str,
    by_the_desk: bool,
    at: datetime,
    newer: Conditions | None = None,
) -> None:
    """To the hirer, and to the desk where it was not the desk itself: the series goes on, all of it in this room.

    `newer` are conditions of hire that hold by now, and that they have not accepted.
    """
    zone = booking.venue.tz
    lines = [Line("", span_words(each.starts_at, each.ends_at, zone), each.price, each.price) for each in sessions]
    dates = calendar_beside(sessions, room=room)
    to_hirer(
        booking,
        "extended",
        _("It goes on: %(title)s, %(venue)s"),
        lines,
        at=at,
        calendar=dates,
        until=until,
        newer=newer,
    )
    if not by_the_desk:
        to_desk(booking, "extended_by_hirer", _("“%(title)s” of %(hirer)s goes on"), lines, at=at, until=until)


def asked(change: AskedChange, lines: Sequence[Line], *, at: datetime) -> None:
    """To both: the hirer would have it otherwise, and the hall decides."""
    booking = change.booking
    to_hirer(booking, "change_asked", _("You asked to change %(title)s, %(venue)s"), lines, at=at, change=change)
    to_desk(booking, "change_wanted", _("%(hirer)s asks to change “%(title)s”"), lines, at=at, change=change)


def refused(change: AskedChange, *, at: datetime) -> None:
    """To the hirer: it stays as it is, and why."""
    lines = told_lines(change)
    to_hirer(change.booking, "change_refused", _("Not changed: %(title)s, %(venue)s"), lines, at=at, change=change)


def came_to_nothing(change: AskedChange, *, at: datetime) -> None:
    """To the hirer: nobody answered before its first date, or nobody accepted the price."""
    subject = _("No answer came: the change of %(title)s")
    if change.price_told_at:
        subject = _("Not changed: %(title)s, %(venue)s")
    to_hirer(change.booking, "change_unanswered", subject, told_lines(change), at=at, change=change)


def taken_back(change: AskedChange, *, at: datetime) -> None:
    """To the desk: the hirer no longer asks, or not at that price."""
    subject = _("%(hirer)s no longer asks to change “%(title)s”")
    if change.price_told_at:
        subject = _("%(hirer)s does not accept the price of the change of “%(title)s”")
    to_desk(change.booking, "change_taken_back", subject, told_lines(change), at=at, change=change)


def priced(change: AskedChange, *, at: datetime) -> None:
    """To the hirer: what the hall asks for the change, and by when they say yes or no."""
    _about_price(change, "change_priced", _("The price of the change: %(title)s, %(venue)s"), at=at)


def price_reminder(change: AskedChange, *, at: datetime) -> None:
    """To the hirer: tomorrow the new hours are kept no longer."""
    subject = _("Do you accept the price? The change of %(title)s, %(venue)s")
    _about_price(change, PRICE_REMINDER, subject, at=at, stamp=change.price_told_at)


def price_reminder_key(change: AskedChange) -> str:
    """By which it is known whether it was written already; `change` comes with its booking, and has a price."""
    assert change.price_told_at is not None
    return _key(change.booking, PRICE_REMINDER, change.price_told_at)


def price_lapsed(change: AskedChange, *, at: datetime) -> None:
    """To the hirer: no answer came to the price, and the new hours are kept no longer."""
    _about_price(change, "change_price_lapsed", _("No longer kept: the change of %(title)s, %(venue)s"), at=at)


def price_accepted(change: AskedChange, *, at: datetime) -> None:
    """To the desk: it is changed at the price that was sent."""
    subject = _("%(hirer)s accepts the price of the change of “%(title)s”")
    to_desk(change.booking, "change_price_taken", subject, told_lines(change), at=at, change=change)


def _about_price(change: AskedChange, kind: str, subject: str, *, at: datetime, stamp: datetime | None = None) -> None:
    """With a link to the page on which they answer."""
    more: dict[str, Any] = {"change": change, "page": "bookings:price", "stamp": stamp}
    to_hirer(change.booking, kind, subject, told_lines(change), at=at, **more)


def told_lines(change: AskedChange) -> list[Line]:
    """As it was told when it was asked for, with the price that was sent since."""
    currency = change.booking.venue.operator.currency

    def money(pence: int | None) -> Money | None:
        return None if pence is None else Money(pence, currency)

    return [
        Line(row["before"], row["after"], money(row["price_before"]), money(row["price_after"])) for row in change.told
    ]


def to_hirer(
    booking: Booking,
    kind: str,
    subject: str,
    lines: Sequence[Line],
    *,
    at: datetime,
    calendar: str = "",
    **more: Any,
) -> None:
    """With dates beside it for their calendar."""
    how = {"hirer": booking.hirer, "calendar": calendar, "reply_to": booking.venue.email}
    _write(booking, kind, subject, lines, at=at, to=rights.letters_go_to(booking), how=how, **more)


def to_desk(booking: Booking, kind: str, subject: str, lines: Sequence[Line], *, at: datetime, **more: Any) -> None:
    """At an hour at which it reads letters."""
    how = {"after": letters_to_desk_after(booking.venue, at)}
    _write(booking, kind, subject, lines, at=at, to=booking.venue.email, how=how, **more)


def _write(
    booking: Booking,
    kind: str,
    subject: str,
    lines: Sequence[Line],
    *,
    at: datetime,
    to: str,
    how: dict[str, Any],
    change: AskedChange | None = None,
    page: str = "bookings:booking",
    until: date | None = None,
    newer: Conditions | None = None,
    stamp: datetime | None = None,
    has_others: bool = False,
) -> None:
    names = {"title": booking.title, "hirer": booking.hirer.name, "venue": booking.venue.name}
    prices = [line.price_after for line in lines]
    known = [price for price in prices if price is not None]
    context = {
        "booking": booking,
        "venue": booking.venue,
        "lines": lines,
        "is_as_dear": all(line.is_as_dear for line in lines),
        "total": total(known) if known and len(known) == len(prices) else None,
        "link": link_for(booking, page),
        "desk_link": settings.PUBLIC_URL + reverse("desk:booking", args=[booking.venue.slug, booking.ref]),
        "change_link": settings.PUBLIC_URL + reverse("desk:asked_change", args=[booking.venue.slug, change.pk])
        if change
        else "",
        "change": change,
        "has_others": has_others,
        "until": until,
        "newer": newer,
        "newer_link": settings.PUBLIC_URL + newer.get_absolute_url() if newer else "",
    }
    outbox.post(
        _key(booking, kind, stamp or at),
        kind=kind,
        to=to,
        subject=subject % names,
        body=render_to_string(f"letters/{kind}.txt", context).strip() + "\n",
        place=booking.venue.slug,
        about=booking.ref,
        **{"after": at, **how},
    )


def _key(booking: Booking, kind: str, at: datetime) -> str:
    return f"booking-{booking.ref}-{kind}-{at:%Y%m%d%H%M%S%f}"
