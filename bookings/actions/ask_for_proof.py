"""Ask hirers who have had a lower price for a while to show that it is theirs; once each."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

from django.db.models import Count
from django.db.models.functions import Coalesce

from accounts import journal
from bookings import proof_letters
from bookings.entitling import Pair
from bookings.locks import all_or_nothing
from bookings.models import Session
from venues.models import Entitlement, Venue

ASKED = "asked for proof"
Use = dict[int, int]  # dates, by the key of the venue


def ask_for_proof(at: datetime) -> int:
    """How many were asked; safe to run twice at once."""
    waiting = Entitlement.objects.open().filter(accepted_at=None, proof_asked_at=None, shown_at=None)
    waiting = waiting.exclude(category__proof="").filter(hirer__merged_into=None, hirer__forgotten_at=None)
    pairs = {(hirer, category): pk for pk, hirer, category in waiting.values_list("pk", "hirer_id", "category_id")}
    used = _used(set(pairs))
    venues = Venue.objects.in_bulk({venue for use in used.values() for venue in use})
    asked = 0
    for pair, use in used.items():
        venue = venues[max(use, key=lambda key: (use[key], -key))]  # the hall they use most says how long
        if sum(use.values()) >= venue.proof_after:
            asked += _ask(pairs[pair], venue, at)
    return asked


def _used(pairs: set[Pair]) -> dict[Pair, Use]:
    """Of each claim, the dates booked at that price, planned or past, at each venue; one question."""
    if not pairs:
        return {}
    sessions = Session.objects.counted().annotate(pays_as=Coalesce("category", "booking__category"))
    sessions = sessions.filter(
        booking__hirer__in={hirer for hirer, _category in pairs},
        pays_as__in={category for _hirer, category in pairs},
        booking__category_reason="",
        terms__category=None,  # else the hall itself has said that it is theirs
    )
    found: dict[Pair, Use] = defaultdict(dict)
    counts = sessions.order_by().values_list("booking__hirer", "pays_as", "venue").annotate(dates=Count("pk"))
    for hirer, category, venue, dates in counts:
        if (hirer, category) in pairs:
            found[hirer, category][venue] = dates
    return found


@all_or_nothing
def _ask(pk: int, venue: Venue, at: datetime) -> bool:
    claim = Entitlement.objects.select_for_update(of=("self",)).without_pictures().get(pk=pk)
    if claim.proof_asked_at or claim.shown_at or claim.accepted_at or not claim.is_open:
        return False
    claim.proof_asked_at = at
    claim.proof_by = at.astimezone(venue.tz).date() + timedelta(days=venue.proof_days)
    claim.save(update_fields=["proof_asked_at", "proof_by"])
    journal.record(None, ASKED, claim.hirer, why=f"{venue.slug}: {claim.category.code}")
    proof_letters.proof_asked(claim, venue)
    return True
