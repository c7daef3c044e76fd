"""What an imported file knows of access: a new claim where something changed, nothing overwritten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import ngettext

from bookings.actions.import_venue.findings import Findings
from venues.access.vocabulary import FACTS, parse_answer
from venues.access.words import label
from venues.actions.settle_reports import settle_reports
from venues.files.contents import AS_IT_WAS, AccessRow
from venues.files.stored import access_row, current_claims
from venues.models import AccessClaim, Entrance, Room, Venue


def bring_access(
    venue: Venue,
    rows: Sequence[AccessRow],
    entrances: Mapping[str, Entrance],
    rooms: Mapping[str, Room],
    found: Findings,
) -> None:
    """Silence is no answer: a claim that the file leaves out stays."""
    current = {_about(access_row(claim)): claim for claim in current_claims(venue)}
    claims = []
    for row in rows:
        held = current.get(_about(row))
        picture = _picture(row, held)
        if held and access_row(held) == row and picture == held.picture_id:
            continue
        state, value = parse_answer(FACTS[row.fact], row.answer)
        claims.append(
            AccessClaim(
                venue=venue,
                entrance=entrances.get(row.entrance),
                room=rooms.get(row.room),
                fact=row.fact,
                state=state,
                value="" if value is None else str(value),
                evidence=row.evidence,
                method=row.method,
                note=row.note,
                picture_id=picture,
                source_url=row.source,
                checked_on=row.checked,
                checked_by_post=row.by,
                made_at=found.at,
                made_by=found.by,
                submission_key=row.submission_key,
                supersedes=held,
            )
        )
    AccessClaim.objects.bulk_create(claims)
    if claims:
        settle_reports(venue, claims, by=found.by, at=found.at)
        words = ngettext(
            "Recorded %(count)d answer about access: %(facts)s.",
            "Recorded %(count)d answers about access: %(facts)s.",
            len(claims),
        )
        found.changed(words % {"count": len(claims), "facts": ", ".join(_named(claim) for claim in claims)})


def _picture(row: AccessRow, held: AccessClaim | None) -> int | None:
    """The one chosen; where none was spoken of, that of the same answer before."""
    if row.picture != AS_IT_WAS:
        return row.picture
    return held.picture_id if held and access_row(held).answer == row.answer else None


def _named(claim: AccessClaim) -> str:
    place = claim.entrance or claim.room
    fact = label(FACTS[claim.fact])
    return f"{fact} ({place.name})" if place else fact


def _about(row: AccessRow) -> tuple[str, str, str]:
    return row.fact, row.entrance, row.room
