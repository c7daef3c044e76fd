"""Ask hirers who have a lower price to show that it is theirs, once each: after a while, or when a manager says so."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta

from django.db.models import Count
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from bookings import proof_letters
from bookings.entitling import Pair, asks_for_proof
from bookings.exceptions import NotPossible
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


def may_be_asked(claim: Entitlement) -> bool:
    """Whether nobody has asked for its proof yet, and some is wanted."""
    settled = claim.proof_asked_at or claim.shown_at or claim.accepted_at or not claim.is_open
    return not settled and asks_for_proof(claim.category) and claim.hirer.forgotten_at is None


def ask_now(claim: Entitlement, *, venue: Venue, by: User, at: datetime) -> date:
    """Ask for it today, once: by which day to show it. Raises NotPossible where nothing is left to ask."""
    _ask(claim.pk, venue, at, by)
    claim.refresh_from_db(fields=["proof_by", "accepted_at", "ended_at"])
    if claim.proof_by is None or claim.accepted_at or claim.ended_at:
        raise NotPossible(_("Nothing was asked: it has been shown, accepted or ended meanwhile."))
    return claim.proof_by


@all_or_nothing
def _ask(pk: int, venue: Venue, at: datetime, by: User | None = None) -> bool:
    rows = Entitlement.objects.select_for_update(of=("self",)).without_pictures()
    claim = rows.select_related("hirer", "category").get(pk=pk)
    if not may_be_asked(claim):
        return False
    claim.proof_asked_at = at
    claim.proof_by = at.astimezone(venue.tz).date() + timedelta(days=venue.proof_days)
    claim.save(update_fields=["proof_asked_at", "proof_by"])
    journal.record(by, ASKED, claim.hirer, why=f"{venue.slug}: {claim.category.code}")
    proof_letters.proof_asked(claim, venue)
    return True
