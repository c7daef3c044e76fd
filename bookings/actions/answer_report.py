"""The venue looks again at what a visitor found different, and says what it found."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from bookings.actions.change_venue import CHANGED, ChangedMeanwhile, change_venue, mark
from bookings.locks import all_or_nothing
from venues import files
from venues.access.vocabulary import FACTS
from venues.access.words import label
from venues.actions.settle_reports import settle_reports
from venues.files.contents import AccessRow
from venues.files.stored import access_row
from venues.models import AccessClaim, AccessReport, Venue


@all_or_nothing
def answer_report(report: AccessReport, *, row: AccessRow, seen: str, by: User, at: datetime) -> AccessReport:
    """A new claim, be the answer kept or changed; every report of the same fact there is settled, and told so.

    `row` says when somebody looked, on the day of the report or later; `seen` is the print of the answers as
    the page showed them. A report that was answered meanwhile stays as it is. Raises ChangedMeanwhile, ChangeRefused.
    """
    venue = (
        Venue.objects.select_for_update(of=("self",), no_key=True).select_related("operator").get(pk=report.venue_id)
    )
    report = AccessReport.objects.select_for_update(of=("self",)).select_related("claim").get(pk=report.pk)
    if report.settled_at is not None:
        return report
    file, held = files.from_database(venue), _held(report)
    if seen != mark(file, "access"):
        raise ChangedMeanwhile
    if access_row(held) == row:
        settle_reports(venue, [once_more(held, by, at)], by=by, at=at)
        told = {"fact": label(FACTS[report.fact])}
        journal.record(by, CHANGED + "access", venue, why=_("Looked again, and kept: %(fact)s.") % told)
    else:
        others = [other for other in file.access if other != access_row(held)]
        change_venue(venue, part="access", by=by, at=at, access=(*others, row))
    report.refresh_from_db()
    return report


def _held(report: AccessReport) -> AccessClaim:
    """What stands there now."""
    now = AccessClaim.objects.current().select_related("entrance", "room")
    place = {"fact": report.fact, "entrance": report.entrance_id, "room": report.room_id}
    return now.get(venue=report.venue_id, **place)


def once_more(held: AccessClaim, by: User, at: datetime) -> AccessClaim:
    """The same, looked at again on the day on which it had been looked at already."""
    again = AccessClaim.objects.get(pk=held.pk)
    again.pk, again.supersedes, again.made_by, again.made_at = None, held, by, at
    again.submission_key = None
    again.save(force_insert=True)
    return again
