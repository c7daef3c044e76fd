"""The letter that a group gets once a month: how many came, and now and then whether the space was right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import outbox
from accounts.unwanted import MONTHLY, Kind, stop_link
from bookings.how_many import link_of, month_words
from bookings.models import Booking, MonthAsked, Session
from venues.models import Venue


def how_many(
    asked: MonthAsked, sessions: Sequence[Session], *, ending: Sequence[Booking], whom: bool, venue: Venue, to: str
) -> None:
    """To the group: one page for all of it. `whom`: it is a year since it said whom it serves."""
    month = month_words(asked.month)
    context = {
        "hirer": asked.hirer,
        "venue": venue,
        "month": month,
        "lines": [_line(list(dates)) for _key, dates in groupby(sessions, key=lambda session: session.booking_id)],
        "ending": ending,
        "link": link_of(asked),
        "whom_link": link_of(asked, "bookings:month_whom") if whom else "",
        "operator": asked.operator,
        "stop_link": stop_link(Kind(to, MONTHLY, asked.operator.slug, asked.operator.name)),
    }
    outbox.post(
        f"month-{asked.pk}",
        kind=MONTHLY,
        place=venue.slug,
        hirer=asked.hirer,
        to=to,
        reply_to=venue.email,
        stop_link=str(context["stop_link"]),
        subject=_("How many came in %(month)s? Two taps for %(venue)s") % {"month": month, "venue": venue.name},
        body=re.sub(r"\n{3,}", "\n\n", render_to_string("letters/how_many.txt", context)).strip() + "\n",
    )


def _line(sessions: Sequence[Session]) -> str:
    """Rehearsal: 4 dates at Alder Vale Hall."""
    first, number = sessions[0], len(sessions)
    words = ngettext("%(title)s: %(count)d date at %(venue)s", "%(title)s: %(count)d dates at %(venue)s", number)
    return words % {"title": first.booking.title, "count": number, "venue": first.venue.name}
