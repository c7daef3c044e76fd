"""Hours and closures of an imported venue, as the file has them; no closure falls on a booked session."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from bookings.actions.import_venue.cells import sessions_to_come
from bookings.actions.import_venue.findings import Findings, sessions_words
from venues.files.contents import ClosureRow, HoursRow
from venues.files.stored import closure_row, hours_rows
from venues.models import Cell, Closure, OpeningHours, Venue


def bring_hours(venue: Venue, rows: Sequence[HoursRow], cells: Mapping[str, Cell], found: Findings) -> None:
    in_order = sorted(cells.values(), key=lambda cell: (cell.position, cell.pk))
    if hours_rows(venue, in_order) == tuple(rows):
        return
    had_some, _each = venue.opening_hours.all().delete()
    for row in rows:
        for day in row.days:
            hours = OpeningHours.objects.create(
                venue=venue,
                weekday=day,
                opens_minute=row.opens,
                closes_minute=row.closes,
                valid_from=row.valid_from,
                valid_to=row.valid_to,
            )
            if row.cells:
                hours.cells.set([cells[code] for code in row.cells])
    found.changed(_("Changed the opening hours.") if had_some else _("Set the opening hours."))


def bring_closures(venue: Venue, rows: Sequence[ClosureRow], cells: Mapping[str, Cell], found: Findings) -> None:
    """New ones are made, those to come that the file leaves out are lifted; one that is over is history."""
    held = {
        closure_row(closure, [cell.code for cell in closure.cells.all()], venue.tz): closure
        for closure in venue.closures.prefetch_related("cells")
    }
    for row, closure in held.items():
        if row not in rows and closure.ends_at > found.at:
            closure.delete()
            found.changed(_("Lifted the closure %(closure)s.") % {"closure": _closure_words(row)})

    for index, row in enumerate(rows):
        if row not in held:
            _refuse_over_sessions(venue, row, f"closures[{index}]", found)
            period = row.period(venue.tz)
            closure = Closure.objects.create(
                venue=venue,
                starts_at=period.start,
                ends_at=period.end,
                cause=row.cause,
                note=row.note,
                made_at=found.at,
            )
            if row.cells:
                closure.cells.set([cells[code] for code in row.cells])
            found.changed(_("Added the closure %(closure)s.") % {"closure": _closure_words(row)})


def _refuse_over_sessions(venue: Venue, row: ClosureRow, place: str, found: Findings) -> None:
    period = row.period(venue.tz)
    hit = Q(starts_at__lt=period.end, ends_at__gt=period.start)
    if row.cells:
        hit &= Q(rooms__cells__code__in=row.cells)
    sessions = sessions_to_come(venue, hit, found)
    if sessions:
        words = _("This closure would fall on what is booked: %(sessions)s. Move or cancel those first.")
        found.refused(place, words % {"sessions": sessions_words(sessions, found.zone)}, row.note)


def _closure_words(row: ClosureRow) -> str:
    facts = {"start": f"{row.starts:%Y-%m-%d %H:%M}", "end": f"{row.ends:%Y-%m-%d %H:%M}"}
    return _("from %(start)s to %(end)s") % facts
