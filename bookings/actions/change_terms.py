"""Keep an operator's calendars of school terms: they serve all its venues."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from bookings.actions.change_venue import CHANGED, ChangedMeanwhile, new_faults
from bookings.actions.import_venue import ChangeRefused
from bookings.actions.import_venue.terms import write_calendar
from bookings.exceptions import NotPossible
from bookings.locks import all_or_nothing
from venues import files
from venues.files.contents import TermCalendarRow
from venues.files.stored import calendar_row
from venues.models import Operator, TermCalendar, Venue

PART = f"{CHANGED}terms"


@all_or_nothing
def change_terms(
    place: Venue, row: TermCalendarRow, *, by: User, at: datetime, seen: TermCalendarRow | None
) -> TermCalendar:
    """Make the calendar of this code, or change it; bookings that were made keep the dates they have.

    `seen` is what the page showed, None of a new one. Raises ChangedMeanwhile, and ChangeRefused where a venue
    file would not take it.
    """
    operator = Operator.objects.select_for_update(no_key=True).get(pk=place.operator_id)
    held = operator.term_calendars.filter(code=row.code).first()
    if (calendar_row(held) if held else None) != seen:
        raise ChangedMeanwhile
    before = files.from_database(place)
    bare = replace(before, school_terms=None)
    faults = new_faults(bare, replace(bare, school_terms=row), at=at)
    if faults:
        raise ChangeRefused(faults)

    calendar = write_calendar(held or TermCalendar(operator=operator, code=row.code), row)
    if seen != row:
        words = _("Changed the school terms “%(name)s”.") if held else _("Added the school terms “%(name)s”.")
        _record(place, calendar, words % {"name": row.name}, by)
    return calendar


@all_or_nothing
def take_terms_away(place: Venue, code: str, *, by: User) -> None:
    """Raises NotPossible where a venue goes by them."""
    Operator.objects.select_for_update(no_key=True).get(pk=place.operator_id)
    calendar = TermCalendar.objects.filter(operator=place.operator_id, code=code).first()
    if calendar is None:
        return
    following = calendar.venues.first()
    if following:
        words = _("“%(name)s” cannot go: %(venue)s goes by it. Choose other terms there first.")
        raise NotPossible(words % {"name": calendar.name, "venue": following.name})
    journal.record(by, PART, place, why=_("Took away the school terms “%(name)s”.") % {"name": calendar.name})
    calendar.delete()


def _record(place: Venue, calendar: TermCalendar, words: str, by: User) -> None:
    """At the place where it was done, and wherever it counts."""
    for venue in {place, *calendar.venues.all()}:
        journal.record(by, PART, venue, why=words)
