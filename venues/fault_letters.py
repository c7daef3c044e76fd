"""What is written about a fault: to those who can mend it, and to whoever told it once it is settled."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import outbox
from venues.models import Fault, Post
from venues.quiet import letters_to_desk_after

TOLD, SETTLED = "fault_told", "fault_settled"
MOST_A_DAY = 12  # of one place: after that the page itself has them all


def told(fault: Fault) -> None:
    """To each caretaker at once, and to the hall's own address when its desk reads letters; no word of a visitor's."""
    venue = fault.venue
    if venue.faults.filter(made_on=fault.made_on).count() > MOST_A_DAY:
        return
    link = settings.PUBLIC_URL + reverse("desk:fault", args=[venue.slug, fault.pk])
    body = _body(TOLD, fault=fault, venue=venue, link=link)
    subject = _("Something is broken: %(what)s, %(where)s") % {"what": fault.what, "where": fault.where}
    letter: dict[str, Any] = {"kind": TOLD, "place": venue.slug, "subject": subject, "body": body}
    desk = letters_to_desk_after(venue, fault.made_at)
    outbox.post(f"fault-{fault.pk}-told", to=venue.email, after=desk, **letter)
    caretakers = Q(kind=Post.Kind.CARETAKER, venue=venue, user__is_active=True)
    held = Post.objects.filter(caretakers).held_on(fault.made_on).select_related("user").order_by("pk")
    for user in {post.user_id: post.user for post in held}.values():
        outbox.post(f"fault-{fault.pk}-told-{user.pk}", to=user.email, reply_to=venue.email, **letter)


def settled(fault: Fault, teller: Fault) -> None:
    """To whoever told it, if they left an address; what it holds is forgotten once it went."""
    venue = fault.venue
    mended = fault.outcome == Fault.Outcome.MENDED
    subject = _("Mended: %(what)s") if mended else _("%(what)s: what the hall found")
    outbox.post(
        letter_to_teller(teller.pk),
        kind=outbox.ENQUIRY,
        place=venue.slug,
        to=teller.email,
        reply_to=venue.email,
        subject=subject % {"what": fault.what},
        body=_body(SETTLED, fault=fault, teller=teller, venue=venue, mended=mended),
    )


def letter_to_teller(key: int) -> str:
    """The key of the letter to whoever told this fault."""
    return f"fault-{key}-settled"


def _body(name: str, **context: object) -> str:
    return re.sub(r"\n{3,}", "\n\n", render_to_string(f"letters/{name}.txt", context)).strip() + "\n"
