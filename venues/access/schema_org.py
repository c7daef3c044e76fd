"""An access guide as schema.org's features of a place: claims only, what is not known left out. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from venues.access.a11yjson import claims_of_venue, exported
from venues.access.claims import Claim
from venues.access.guide import Guide
from venues.access.values import State
from venues.access.vocabulary import FACTS


def amenity_features(guide: Guide, *, vocabulary: str) -> list[dict[str, Any]]:
    """By the best way in; `vocabulary` is the address of the page that explains the codes."""
    way = guide.ways[0]
    known = (claim for claim in exported(guide, way) if claim.state is State.KNOWN)
    return [_feature(claim, vocabulary) for claim in known]


def features_of_venue(guides: Iterable[Guide], *, vocabulary: str) -> list[dict[str, Any]]:
    """Of the whole venue and its best way in, each once; nothing that only a room says."""
    known = (claim for claim in claims_of_venue(guides).values() if claim.state is State.KNOWN)
    return [_feature(claim, vocabulary) for claim in known]


def _feature(claim: Claim, vocabulary: str) -> dict[str, Any]:
    fact = FACTS[claim.fact]
    made: dict[str, Any] = {
        "@type": "LocationFeatureSpecification",
        "propertyID": f"{vocabulary}#{fact.code}",
        "name": fact.label,
        **_value(claim),
    }
    if fact.unit and isinstance(claim.value, int):
        made["unitCode"] = fact.unit
    if claim.checked_on:
        made["validFrom"] = claim.checked_on.isoformat()
    if claim.evidence:
        made["measurementTechnique"] = claim.evidence
    return made


def _value(claim: Claim) -> Mapping[str, Any]:
    """In part is no yes: false, with what help there is."""
    fact = FACTS[claim.fact]
    about = {"description": claim.note} if claim.note else {}
    if isinstance(claim.value, int):
        return {"value": claim.value, **about}
    if fact.value == "ynp":
        return {"value": claim.value == "yes", **about}
    return {"value": fact.options[str(claim.value)], **about}
