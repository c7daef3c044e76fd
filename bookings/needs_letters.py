"""What is written about what somebody needs. No subject, no address and no letter to the hall names a need."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import outbox
from accounts.clock import date_words, day_words, span_words, time_words
from accounts.models import Letter
from bookings.keys import link_for
from bookings.models import Booking, DidItWork, Session, StatedNeed
from bookings.out_for_them import OutForThem
from bookings.reaching import letters_go_to
from bookings.stated_needs import label_of
from bookings.tasks import Task
from venues.access.vocabulary import FACTS
from venues.access.words import equipment
from venues.models import Venue
from venues.quiet import letters_to_desk_after

TO_DESK = ("needs_stated", "task_not_done", "worked_answered")


def beginning(booking: Booking) -> str:
    """With what the keys of all these letters begin: they go when the needs do."""
    return f"booking-{booking.ref}-access-"


def stated(booking: Booking, *, at: datetime) -> None:
    """To the hall: what is needed was said, or is another now, with a booking that it knows already."""
    subject = _("Please answer: access for “%(title)s”")
    link = reverse("desk:needs", args=[booking.venue.slug, booking.ref])
    _to_desk(booking, "needs_stated", subject, f"{at:%Y%m%d%H%M%S%f}", link, at=at)


def answered(booking: Booking, needs: Sequence[StatedNeed], *, at: datetime) -> None:
    """To the hirer: what the hall does about each, and what it cannot; one that still waits gives way to it."""
    key = f"{beginning(booking)}answered-"
    Letter.objects.filter(key__startswith=key, sent_at=None, tries=0, send_after__gt=at).delete()
    lines = [(label_of(row), row) for row in needs if row.answer]
    subject = _("Access for “%(title)s”: what the hall does")
    _to_hirer(booking, "needs_answered", subject, f"answered-{at:%Y%m%d%H%M%S%f}", lines=lines)


def not_done(task: Task, *, at: datetime) -> None:
    """To the hall at once, quiet hours or not: there may still be time."""
    booking, zone = task.adjustment.stated.booking, task.session.venue.tz
    due = task.due.astimezone(zone)
    facts: dict[str, Any] = {"task": task, "day": day_words(due.date()), "time": time_words(due.time())}
    subject = _("Not ticked by %(time)s: something to do today") % {"time": facts["time"]}
    link = f"{reverse('desk:diary', args=[booking.venue.slug])}?day={due.date().isoformat()}"
    stamp = f"task-{task.adjustment.pk}-{task.session.pk}-{task.due:%Y%m%d%H%M}"
    _to_desk(booking, "task_not_done", subject, stamp, link, **facts)


def did_it_work(asked: DidItWork) -> None:
    """To the hirer, after a date: one question."""
    session: Session = asked.session
    when = span_words(session.starts_at, session.ends_at, session.venue.tz)
    subject = _("Did it work? One question about “%(title)s”")
    _to_hirer(asked.booking, "did_it_work", subject, f"asked-{asked.pk}", page="bookings:worked", when=when)


def it_did_not_work(asked: DidItWork, *, at: datetime) -> None:
    """To the hall, where it did not work, or in part."""
    booking, subject = asked.booking, _("“%(title)s”: what they say of your access")
    link = reverse("desk:needs", args=[booking.venue.slug, booking.ref])
    _to_desk(booking, "worked_answered", subject, f"said-{asked.pk}", link, at=at)


def key_of_outage(out: OutForThem) -> str:
    """By which it is known whether a hirer was told of it."""
    return f"{beginning(out.booking)}out-{out.stamp}"


def out_of_order(out: OutForThem) -> None:
    """To the hirer: something that they depend on does not work on these dates."""
    booking, outage = out.booking, out.outage
    days = [day_words(each.starts_at.astimezone(booking.venue.tz).date()) for each in out.sessions]
    until = outage.ends_on or outage.expected_on
    facts: dict[str, Any] = {
        "what": equipment(FACTS[outage.fact]),
        "note": outage.note,
        "since": date_words(outage.starts_on),
        "until": date_words(until) if until else "",
        "days": days,
    }
    _to_hirer(booking, "access_out", _("“%(title)s”: something at the hall does not work"), f"out-{out.stamp}", **facts)


def _to_hirer(
    booking: Booking, name: str, subject: str, stamp: str, *, page: str = "bookings:needs", **facts: Any
) -> None:
    """Once it has gone its text is forgotten: it tells what somebody needs."""
    venue = booking.venue
    outbox.post(
        beginning(booking) + stamp,
        kind=outbox.ENQUIRY,
        place=venue.slug,
        hirer=booking.hirer,
        about=booking.ref,
        to=letters_go_to(booking),
        reply_to=venue.email,
        subject=subject % {"title": booking.title},
        body=_body(name, booking, venue, link=link_for(booking, page), **facts),
    )


def _to_desk(
    booking: Booking, name: str, subject: str, stamp: str, link: str, *, at: datetime | None = None, **facts: Any
) -> None:
    """At the next moment from `at` that is not quiet; at once without one."""
    venue = booking.venue
    outbox.post(
        beginning(booking) + stamp,
        kind=name,
        place=venue.slug,
        about=booking.ref,
        to=venue.email,
        subject=subject % {"title": booking.title},
        body=_body(name, booking, venue, link=settings.PUBLIC_URL + link, **facts),
        after=letters_to_desk_after(venue, at) if at else None,
    )


def _body(name: str, booking: Booking, venue: Venue, **facts: Any) -> str:
    context = {"booking": booking, "venue": venue, **facts}
    return re.sub(r"\n{3,}", "\n\n", render_to_string(f"letters/{name}.txt", context)).strip() + "\n"
