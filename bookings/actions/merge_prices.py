"""Of two groups that become one: whose prices are whose, and what was agreed with either."""

from __future__ import annotations

from typing import Any

from accounts.models import Hirer
from venues.models import Entitlement, SpecialTerms

ACCEPTED = ("evidence", "evidence_words", "accepted_at", "accepted_by", "review_on")


def move_prices(kept: Hirer, given_up: Hirer) -> dict[str, Any]:
    """Where both claim one price, the group that stays has what was accepted of either; the other row waits there."""
    own = {claim.category_id: claim for claim in kept.entitlements.open().without_pictures()}
    moving, accepted = [], []
    for claim in given_up.entitlements.without_pictures().order_by("pk"):
        same = own.get(claim.category_id) if claim.is_open else None
        if same is None:
            moving.append(claim.pk)
        elif claim.is_accepted and not same.is_accepted:
            _copy(claim, same)
            accepted.append({"pk": same.pk, "from": claim.pk})
    terms = list(given_up.special_terms.order_by("pk").values_list("pk", flat=True))
    Entitlement.objects.filter(pk__in=moving).update(hirer=kept)
    given_up.special_terms.update(hirer=kept)
    return {"entitlements": moving, "accepted": accepted, "terms": terms}


def put_prices_back(kept: Hirer, given_up: Hirer, moved: dict[str, Any]) -> None:
    """What changed since stays where it is; a merge of long ago knows of none."""
    Entitlement.objects.filter(pk__in=moved.get("entitlements", ()), hirer=kept).update(hirer=given_up)
    SpecialTerms.objects.filter(pk__in=moved.get("terms", ()), hirer=kept).update(hirer=given_up)
    for row in moved.get("accepted", ()):
        source = Entitlement.objects.filter(pk=row["from"]).without_pictures().first()
        if source is not None:
            same = Entitlement.objects.filter(pk=row["pk"], accepted_at=source.accepted_at)
            same.update(evidence="", evidence_words="", accepted_at=None, accepted_by=None, review_on=None)


def _copy(claim: Entitlement, same: Entitlement) -> None:
    for name in ACCEPTED:
        setattr(same, name, getattr(claim, name))
    same.save(update_fields=ACCEPTED)
