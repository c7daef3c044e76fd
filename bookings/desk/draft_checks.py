"""What has to be looked at before a draft of a price list is published, in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bookings.actions.change_venue import new_faults
from bookings.actions.publish_draft import cannot_begin
from bookings.desk.price_grid import holes
from bookings.desk.price_work import PriceWork


@dataclass(frozen=True)
class Checks:
    """`holes` may stay, once somebody has seen them; with anything else it cannot be published."""

    holes: list[str]
    faults: list[str]

    @classmethod
    def of(cls, work: PriceWork, *, at: datetime) -> Checks:
        bare = replace(work.file, tariffs=())
        found = new_faults(bare, replace(bare, tariffs=(work.tariff,)), at=at)
        faults = list(dict.fromkeys(fault.words for fault in found))
        obstacle = cannot_begin(work.tariff, work.file, today=at.astimezone(work.place.venue.tz).date())
        return cls([] if faults else holes(work.tariff, work.file), [*faults, *([obstacle] if obstacle else [])])
