"""Of two groups that become one: whose prices are whose, and what was agreed with either."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from accounts.models import Hirer
from venues.models import Entitlement, SpecialTerms


def move_prices(kept: Hirer, given_up: Hirer, *, at: datetime) -> dict[str, Any]:
    """Where both claim one price, the group that stays has the claim that was accepted; the other waits for an undo."""
    own = {claim.category_id: claim for claim in kept.entitlements.open().without_pictures()}
    moving, swapped = [], []
    for claim in given_up.entitlements.without_pictures().order_by("pk"):
        same = own.get(claim.category_id) if claim.is_open else None
        if same is None:
            moving.append(claim.pk)
        elif claim.is_accepted and not same.is_accepted:
            _swap(claim.pk, same.pk, kept=kept, given_up=given_up, at=at)
            swapped.append({"came": claim.pk, "went": same.pk})
    terms = list(given_up.special_terms.order_by("pk").values_list("pk", flat=True))
    Entitlement.objects.filter(pk__in=moving).update(hirer=kept)
    given_up.special_terms.update(hirer=kept)
    return {"entitlements": moving, "swapped": swapped, "terms": terms}


def put_prices_back(kept: Hirer, given_up: Hirer, moved: dict[str, Any], *, at: datetime) -> None:
    """What changed since stays where it is; a merge of long ago knows of none."""
    Entitlement.objects.filter(pk__in=moved.get("entitlements", ()), hirer=kept).update(hirer=given_up)
    SpecialTerms.objects.filter(pk__in=moved.get("terms", ()), hirer=kept).update(hirer=given_up)
    for row in moved.get("swapped", ()):
        came = kept.entitlements.filter(pk=row["came"]).without_pictures().first()
        if came is None:
            continue
        said_anew = kept.entitlements.open().filter(category=came.category_id).exclude(pk=came.pk)
        waits = given_up.entitlements.filter(pk=row["went"])
        if waits.exists() and not said_anew.exists():
            _swap(row["went"], came.pk, kept=kept, given_up=given_up, at=at)
        elif not (came.is_open and waits.open().exists()):
            Entitlement.objects.filter(pk=came.pk).update(hirer=given_up)


def _swap(coming: int, going: int, *, kept: Hirer, given_up: Hirer, at: datetime) -> None:
    """Whole rows, with whatever paper was shown for each."""
    rows = Entitlement.objects.all()
    was_open = rows.filter(pk=going, ended_at=None).update(ended_at=at)  # a group has one open claim to a price
    rows.filter(pk=coming).update(hirer=kept)
    rows.filter(pk=going).update(hirer=given_up, **({"ended_at": None} if was_open else {}))
