"""A manager says whose price a lower price is, upon what evidence, and when to look again; or that it is not."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import Hirer, User
from bookings import proof_letters
from bookings.exceptions import NotPossible
from bookings.locks import all_or_nothing
from venues.models import Category, Entitlement, Venue

ACCEPTED, BEGAN, ENDED = "accepted a price", "gave a price", "ended a price"


@all_or_nothing
def accept_entitlement(
    claim: Entitlement, *, evidence: str, words: str, review_on: date, venue: Venue, by: User, at: datetime
) -> Entitlement:
    """Now, or again after a review. Raises NotPossible once it has ended."""
    claim = _locked(claim)
    claim.evidence, claim.evidence_words, claim.review_on = evidence, words, review_on
    claim.accepted_at, claim.accepted_by = at, by
    claim.save(update_fields=["evidence", "evidence_words", "review_on", "accepted_at", "accepted_by"])
    _note(claim, ACCEPTED, venue, by)
    proof_letters.price_accepted(claim, venue, at=at)
    return claim


@all_or_nothing
def end_entitlement(claim: Entitlement, *, words: str, venue: Venue, by: User, at: datetime) -> Entitlement:
    """Refused, or no longer true: nothing agreed is priced anew. Raises NotPossible once it has ended."""
    Hirer.objects.select_for_update(no_key=True).get(pk=claim.hirer_id)  # nobody books at it just now
    claim = _locked(claim)
    claim.ended_at, claim.ended_by, claim.ended_words = at, by, words
    claim.save(update_fields=["ended_at", "ended_by", "ended_words"])
    _note(claim, ENDED, venue, by)
    proof_letters.price_ended(claim, venue)
    return claim


@all_or_nothing
def start_entitlement(
    hirer: Hirer,
    category: Category,
    *,
    evidence: str,
    words: str,
    review_on: date,
    venue: Venue,
    by: User,
    at: datetime,
) -> Entitlement:
    """The hall itself says that a price is a group's. Raises NotPossible where it stands on the list already."""
    try:
        with transaction.atomic():
            claim = Entitlement.objects.create(
                operator_id=category.operator_id,
                hirer=hirer,
                category=category,
                declared_at=at,
                declared_by=by,
                evidence=evidence,
                evidence_words=words,
                accepted_at=at,
                accepted_by=by,
                review_on=review_on,
            )
    except IntegrityError as twice:
        words = _("“%(category)s” is on the list of this group already.") % {"category": category.name}
        raise NotPossible(words) from twice
    _note(claim, BEGAN, venue, by)
    proof_letters.price_accepted(claim, venue, at=at)
    return claim


def _locked(claim: Entitlement) -> Entitlement:
    rows = Entitlement.objects.select_for_update(of=("self",)).without_pictures()
    found = rows.select_related("hirer", "category").filter(pk=claim.pk).first()
    if found is None or not found.is_open:
        raise NotPossible(_("It has been ended meanwhile."))
    return found


def _note(claim: Entitlement, verb: str, venue: Venue, by: User) -> None:
    journal.record(by, verb, claim.hirer, why=f"{venue.slug}: {claim.category.code}")
