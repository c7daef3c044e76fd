"""What Hearth writes to a hirer about the prices that are theirs: each letter in the act's own transaction."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import outbox
from accounts.models import Hirer, Membership
from venues.models import Entitlement, Venue


def proof_asked(claim: Entitlement, venue: Venue) -> None:
    """What is asked, by when, and where to show it."""
    _write(claim, venue, "proof_asked", _("%(category)s at %(venue)s: please show your proof"))


def price_accepted(claim: Entitlement, venue: Venue, *, at: datetime) -> None:
    """The hall has seen it."""
    _write(claim, venue, "price_accepted", _("%(category)s at %(venue)s: the price is yours"), stamp=_moment(at))


def price_ended(claim: Entitlement, venue: Venue) -> None:
    """From now on another price; and why."""
    _write(claim, venue, "price_ended", _("%(category)s at %(venue)s: no longer your price"))


def _write(claim: Entitlement, venue: Venue, kind: str, subject: str, *, stamp: str = "") -> None:
    hirer, facts = claim.hirer, {"category": claim.category.name, "venue": venue.name}
    link = settings.PUBLIC_URL + reverse("own:proof", args=[hirer.ref, claim.pk])
    context: dict[str, Any] = {"claim": claim, "hirer": hirer, "category": claim.category, "venue": venue, "link": link}
    text = render_to_string(f"letters/{kind}.txt", context)
    for number, address in enumerate(_addresses(hirer)):
        outbox.post(
            f"proof-{hirer.ref}-{claim.pk}-{kind}-{stamp}{number}",
            kind=kind,
            place=venue.slug,
            hirer=hirer,
            to=address,
            reply_to=venue.email,
            subject=subject % facts,
            body=re.sub(r"\n{3,}", "\n\n", text).strip() + "\n",
        )


def _addresses(hirer: Hirer) -> list[str]:
    """The group's own; and those who can show something for it. Nobody's: it goes on paper."""
    people = hirer.memberships.filter(role=Membership.Role.ORGANISER).values_list("user__email", flat=True)
    return sorted({hirer.contact_email, *people} - {""}) or [""]


def _moment(at: datetime) -> str:
    """It may be accepted again after a review, and each time is told."""
    return f"{at:%Y%m%d%H%M%S%f}-"
