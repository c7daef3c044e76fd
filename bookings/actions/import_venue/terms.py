"""The school terms that an imported venue goes by."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bookings.actions.import_venue.findings import Findings
from venues.files.contents import TermCalendarRow
from venues.files.stored import calendar_row
from venues.models import Term, TermCalendar, Venue


def bring_school_terms(venue: Venue, row: TermCalendarRow | None, found: Findings) -> None:
    """Added to the operator's calendars where it is new; one they have belongs to all their venues, and stays."""
    calendar = venue.operator.term_calendars.filter(code=row.code).first() if row else None
    if row and calendar and calendar_row(calendar) != row:
        words = _(
            "The operator has other school terms with the code “%(code)s”; they belong to all its venues, "
            "so this file cannot change them. Give them as they are, or choose another code."
        )
        found.refused("school_terms", words % {"code": row.code}, row.name)
        return
    if row and not calendar:
        calendar = write_calendar(TermCalendar(operator=venue.operator, code=row.code), row)
        found.changed(_("Added the school terms “%(name)s”.") % {"name": row.name})
    if venue.term_calendar_id != (calendar.pk if calendar else None):
        venue.term_calendar = calendar
        venue.save(update_fields=["term_calendar"])
        name = calendar.name if calendar else ""
        words = (
            _("The hall goes by the school terms “%(name)s”.") if calendar else _("The hall goes by no school terms.")
        )
        found.changed(words % {"name": name})


def write_calendar(calendar: TermCalendar, row: TermCalendarRow) -> TermCalendar:
    """The calendar, new or not, with just these terms."""
    calendar.name, calendar.source, calendar.read_on = row.name, row.source, row.read_on
    calendar.save()
    calendar.terms.all().delete()
    Term.objects.bulk_create(
        Term(calendar=calendar, name=term.name, starts_on=term.first, ends_on=term.last) for term in row.terms
    )
    return calendar
