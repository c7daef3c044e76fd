"""What Hearth writes to a hirer when the hall shuts: one letter, however many bookings and dates of theirs it hits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from accounts import outbox
from accounts.models import Hirer
from bookings import rights
from bookings.cancelling import free_since_moved
from bookings.feeds import calendar_beside
from bookings.keys import key_ref, link_for
from bookings.models import Session, Wait
from bookings.moved_words import answers_there, price_words
from bookings.rooms_instead import HitDate
from venues.models import Closure, Room


@dataclass(frozen=True)
class Told:
    """One date as the letter tells it: where it is now, what it costs there, and what is otherwise there."""

    session: Session
    rooms: str
    there: str = ""
    price: str = ""
    differs: str = ""


def closed(closure: Closure, dates: Sequence[HitDate], waits: Sequence[Wait], *, at: datetime) -> None:
    """To each hirer: the hall or only these parts of it shut, and what becomes of their dates and offers."""
    parts = [cell.name for cell in closure.cells.all()]  # none of them: the whole place
    booked = [date.session.pk for date in dates if date.session.booking.is_confirmed]
    now = Session.objects.filter(pk__in=booked).for_lists().in_bulk()  # where they are by now
    by_hirer: dict[Hirer, _Theirs] = {}
    for date in sorted(dates, key=lambda date: date.session.starts_at):
        by_hirer.setdefault(date.session.booking.hirer, _Theirs()).dates.append(date)
    for wait in waits:
        by_hirer.setdefault(wait.hirer, _Theirs()).offers.append(wait)
    for hirer, theirs in by_hirer.items():
        calendar = calendar_beside([now[date.session.pk] for date in theirs.dates if date.session.pk in now])
        _write(closure, hirer, theirs, get_text_list(parts, _("and")), calendar, at=at)


@dataclass(frozen=True)
class _Theirs:
    """All that a closure hits of one hirer."""

    dates: list[HitDate] = field(default_factory=list)
    offers: list[Wait] = field(default_factory=list)

    @property
    def about(self) -> str:
        """The booking that it tells of, where there is only one."""
        refs = {date.session.booking.ref for date in self.dates}
        return refs.pop() if len(refs) == 1 else ""

    @property
    def address(self) -> str:
        """The first that a letter can reach."""
        made_by = [wait.made_by.email for wait in self.offers if wait.made_by]
        found = [rights.letters_go_to(date.session.booking) for date in self.dates]
        contact = [wait.hirer.contact_email for wait in self.offers]
        return next(filter(None, [*found, *contact, *made_by]), "")


def _link(theirs: _Theirs) -> str:
    """To all their dates; to the booking itself for whoever has no account."""
    for date in theirs.dates:
        if key_ref(date.session.booking):
            return link_for(date.session.booking)
    return settings.PUBLIC_URL + reverse("bookings:mine")


def _write(closure: Closure, hirer: Hirer, theirs: _Theirs, parts: str, calendar: str, *, at: datetime) -> None:
    venue = closure.venue
    told = [_told(date) for date in theirs.dates]
    moved = [each for each in told if each.there]
    left = [each.session for each in told if not each.there]
    context = {
        "venue": venue,
        "hirer": hirer,
        "why": (closure.note or str(Closure.Cause(closure.cause).label)).rstrip("."),
        "parts": parts,
        "moved": [each for each in moved if each.session.booking.is_confirmed],
        "moved_asked": [each for each in moved if each.session.booking.is_waiting],
        "free_until": free_since_moved(venue, at),
        "booked": [session for session in left if session.booking.is_confirmed],
        "asked": [session for session in left if session.booking.is_waiting],
        "left": left,
        "offers": theirs.offers,
        "link": _link(theirs),
    }
    subject = _("%(venue)s has to shut %(parts)s: your dates") if parts else _("%(venue)s is shut: your dates")
    outbox.post(
        f"closure-{closure.pk}-{hirer.ref}",
        kind="closed",
        place=venue.slug,
        hirer=hirer,
        about=theirs.about,
        calendar=calendar,
        to=theirs.address,
        reply_to=venue.email,
        subject=subject % {"venue": venue.name, "parts": parts},
        body=re.sub(r"\n{3,}", "\n\n", render_to_string("letters/closed.txt", context)).strip() + "\n",
    )


def _told(date: HitDate) -> Told:
    rooms = _names(date.session.rooms.all())
    if date.chosen is None:
        return Told(date.session, rooms)
    price, differs = price_words(date.chosen.price), "; ".join(answers_there(date.chosen.differs))
    return Told(date.session, rooms, _names(date.chosen.rooms), price, differs)


def _names(rooms: Iterable[Room]) -> str:
    return get_text_list([room.name for room in rooms], _("and"))
