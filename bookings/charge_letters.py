"""The letters about what is no longer due of a date that was given up."""

from __future__ import annotations

import re

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import outbox
from bookings import rights
from bookings.models import Session
from venues.money import Money
from venues.quiet import letters_to_desk_after


def waived(session: Session, reason: str) -> None:
    """To the hirer: the hall lets them off, wholly or in part, and why."""
    _to_hirer(session, "charge_waived", _("Less to pay: %(title)s, %(venue)s"), reason)


def relet(session: Session) -> None:
    """To both: somebody else has the hours, so nothing is due any more."""
    _to_hirer(session, "charge_relet", _("Nothing to pay: %(title)s, %(venue)s"))
    _post(session, "relet_at_desk", _("Booked by others: the date of %(hirer)s"), to=session.venue.email, reply_to="")


def _to_hirer(session: Session, kind: str, subject: str, reason: str = "") -> None:
    to = rights.letters_go_to(session.booking)
    _post(session, kind, subject, to=to, reply_to=session.venue.email, reason=reason, is_to_hirer=True)


def _post(
    session: Session, kind: str, subject: str, *, to: str, reply_to: str, reason: str = "", is_to_hirer: bool = False
) -> None:
    booking, venue = session.booking, session.venue
    currency = venue.operator.currency
    context = {
        "booking": booking,
        "venue": venue,
        "session": session,
        "reason": reason.rstrip("."),
        "due": Money(session.cancellation_pence, currency),
        "taken_off": Money(session.taken_off_pence or 0, currency),
        "link": settings.PUBLIC_URL + booking.get_absolute_url(),
        "desk_link": settings.PUBLIC_URL + reverse("desk:booking", args=[venue.slug, booking.ref]),
    }
    outbox.post(
        f"booking-{booking.ref}-{kind}-{session.pk}-{session.taken_off_pence}",
        kind=kind,
        place=venue.slug,
        hirer=booking.hirer if is_to_hirer else None,
        about=booking.ref,
        to=to,
        reply_to=reply_to,
        subject=subject % {"title": booking.title, "venue": venue.name, "hirer": booking.hirer.name},
        body=re.sub(r"\n{3,}", "\n\n", render_to_string(f"letters/{kind}.txt", context)).strip() + "\n",
        after=None if is_to_hirer else letters_to_desk_after(venue, timezone.now()),
    )
