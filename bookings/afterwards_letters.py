"""What Hearth writes to a hirer when more of a price is known, in the act's own transaction."""

from __future__ import annotations

import re

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from accounts import outbox
from bookings import rights
from bookings.afterwards import PricedAfterwards
from bookings.keys import link_for
from bookings.price_words import names_at


def told_afterwards(price: PricedAfterwards) -> None:
    """To the hirer: what came out, what it adds, and what the date costs in all."""
    session, booking = price.session, price.session.booking
    names = names_at(session.venue)
    context = {
        "booking": booking,
        "venue": session.venue,
        "session": session,
        "price": price,
        "answers": price.answers(names),
        "lines": price.lines(names),
        "no_longer": price.no_longer(names),
        "off_bonds": price.off_bonds(names),
        "link": link_for(booking),
    }
    body = render_to_string("letters/priced_afterwards.txt", context)
    outbox.post(
        f"booking-{booking.ref}-afterwards-{session.pk}-{'-'.join(sorted(price.facts))}",
        kind="priced_afterwards",
        place=session.venue.slug,
        hirer=booking.hirer,
        about=booking.ref,
        to=rights.letters_go_to(booking),
        reply_to=session.venue.email,
        subject=_("What was known afterwards: %(title)s, %(venue)s")
        % {"title": booking.title, "venue": session.venue.name},
        body=re.sub(r"\n{3,}", "\n\n", body).strip() + "\n",
    )
