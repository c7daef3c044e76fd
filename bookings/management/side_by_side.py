"""Halls side by side from a terminal: the same file as on the page of whoever reads their reports."""

from __future__ import annotations

from datetime import date
from math import inf

from django.core.management.base import CommandError
from django.utils import timezone

from bookings.reports.together.files import as_csv, as_ods
from bookings.reports.together.keeping import halls_of
from bookings.reports.together.pools import is_quarter, pools_of
from venues.models import Venue

FEWEST = 2


def side_by_side(slugs: str, first: date, until: date, form: str) -> bytes:
    """Slugs with commas between, in CSV or ODS. Raises CommandError for what is no quarter, or no two halls."""
    if form not in ("csv", "ods"):
        raise CommandError("Halls side by side are a file: add --format csv, or --format ods --output FILE.")
    if not is_quarter(first, until) or until > timezone.localdate():
        raise CommandError(
            "Halls stand side by side for a quarter that is over, such as --from 2026-01-01 --to 2026-04-01: other "
            "days could be subtracted from it."
        )
    wanted = [slug.strip() for slug in slugs.split(",") if slug.strip()]
    venues = list(Venue.objects.filter(slug__in=wanted).select_related("operator").order_by("name", "pk"))
    if missing := sorted(set(wanted) - {venue.slug for venue in venues}):
        raise CommandError(f"There is no venue {missing[0]!r}.")
    if len(venues) < FEWEST:
        raise CommandError("Name two halls or more: --venues one,other. A single one has its own report, --venue SLUG.")
    halls = halls_of(venues, first, until, as_at=timezone.now(), seconds=inf).halls
    pools = pools_of(venues, halls)
    return as_csv(halls, pools).encode() if form == "csv" else as_ods(halls, pools)
