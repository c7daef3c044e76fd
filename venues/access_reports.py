"""What visitors said was different, from the database, laid beside the claims it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import QuerySet

from venues.access.reports import Report
from venues.access.vocabulary import FACTS
from venues.at_one_go import Question, Row, at_one_go, rows_of
from venues.models import AccessReport, Venue

Place = tuple[int | None, int | None]  # the keys of an entrance and of a room; of the venue itself neither
SAID = ("fact", "made_on", "by_hirer", "answered_on", "entrance__name", "room__name")


def reports_at(venues: Collection[int]) -> Mapping[int, Mapping[Place, list[Report]]]:
    """Those unanswered, by the venue's key and what they are about; one statement."""
    return reports_read(at_one_go({"reports": question(venues, FACTS)})["reports"])


def question(venues: Collection[int] | QuerySet[Venue], facts: Collection[str]) -> Question:
    """What `reports_read` reads."""
    return rows_of(
        AccessReport.objects.open().filter(venue__in=venues, fact__in=facts), "venue", "entrance", "room", *SAID
    )


def reports_read(rows: Iterable[Row]) -> Mapping[int, Mapping[Place, list[Report]]]:
    """The same of rows that were looked up together with others."""
    found: dict[int, dict[Place, list[Report]]] = defaultdict(lambda: defaultdict(list))
    for venue, *row in rows:
        _keep(found[venue], *row)
    return found


def standing_question(venue: Venue, on: date) -> Question:
    """What `standing_read` reads."""
    return rows_of(venue.access_reports.standing(on), "entrance", "room", *SAID)


def standing_read(rows: Iterable[Row]) -> Mapping[Place, list[Report]]:
    """Those that stood at the end of that day, by what they are about."""
    found: dict[Place, list[Report]] = defaultdict(list)
    for row in rows:
        _keep(found, *row)
    return found


def _keep(
    found: dict[Place, list[Report]],
    entrance: int | None,
    room: int | None,
    fact: str,
    made_on: date,
    by_hirer: bool,
    answered_on: date | None,
    *names: str | None,
) -> None:
    place = next(filter(None, names), "")
    found[entrance, room].append(Report(fact, made_on, place, by_hirer, answered_on))
