"""Put a report together: rows from the database, figures from rows, and nothing leaves before disclosure control."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from bookings.reports import wages
from bookings.reports.disclosure import disclose
from bookings.reports.evidence import Evidence, hire_hours
from bookings.reports.figures import (
    accessible,
    affordable,
    asked,
    attendance,
    available,
    concessions,
    fit,
    reach,
    waiting,
    well_used,
)
from bookings.reports.load import load
from bookings.reports.printing import as_money
from bookings.reports.span import Span
from bookings.reports.values import Edition, Figure, Report, Unit, Value, amount, share
from venues.models import Venue

ENTERED = ("imported", "desk", "online")


def build(venue: Venue, first: date, until: date, *, as_at: datetime, edition: Edition = Edition.DESK) -> Report:
    """The report of one venue from a day up to, not including, another; raises ValueError for a bad span.

    The venue comes with its operator. The public edition has passed through disclosure control.
    """
    span = Span(first, until, as_at, venue.tz)
    e = Evidence(load(venue, span))
    before = _last_year(venue, e)
    earlier = _report(venue, before, None, None) if before else None
    report = _report(venue, e, before, earlier)
    return disclose(report) if edition is Edition.PUBLIC else report


def _last_year(venue: Venue, e: Evidence) -> Evidence | None:
    """The same days a year earlier, where they are on record."""
    span = e.span.a_year_earlier()
    if span.first.year < 2000 or not e.use_on_record(span.first):
        return None
    return Evidence(load(venue, span))


def _report(venue: Venue, e: Evidence, before: Evidence | None, earlier: Report | None) -> Report:
    return Report(
        venue=venue.name,
        slug=venue.slug,
        operator=venue.operator.name,
        currency=venue.operator.currency,
        span=e.span,
        edition=Edition.DESK,
        figures=tuple(figures(e, before)),
        headlines=headlines(e),
        provenance=_provenance(e),
        ahead=_ahead(e),
        settings=_settings(e),
        before=earlier,
    )


def figures(e: Evidence, before: Evidence | None) -> list[Figure]:
    """Every figure, question by question."""
    return [
        *affordable.figures(e, before),
        *accessible.figures(e),
        *asked.figures(e),
        waiting.time_to_answer(e),
        *available.figures(e),
        *fit.figures(e),
        *well_used.figures(e, before),
        *attendance.figures(e),
        *reach.figures(e),
    ]


def headlines(e: Evidence) -> tuple[str, ...]:
    """The fourteen; where few pay the standard price, A2s stands in the place of A4."""
    concession = "A2s" if concessions.few_pay_the_standard(e) else "A4"
    return ("A1", concession, "F5", "B1", "B2", "C3", "C5", "C6", "D5", "D6", "E2", "E6", "F1", "N2")


def _provenance(e: Evidence) -> tuple[Value, ...]:
    names = {"imported": _("imported"), "desk": _("entered by the desk"), "online": _("requested online")}
    whole = hire_hours(e.used)
    return tuple(
        share(f"provenance.{how}", names[how], hire_hours(s for s in e.used if s.entered == how), whole,
              of=Unit.HOURS, n=None, what=_("used sessions"))
        for how in ENTERED
    )  # fmt: skip


def _ahead(e: Evidence) -> tuple[Value, ...]:
    if e.span.is_over:
        return ()
    return (
        amount("ahead.sessions", _("Sessions booked ahead"), len(e.ahead)),
        amount("ahead.hours", _("Hours booked ahead"), hire_hours(e.ahead), unit=Unit.HOURS),
    )


def _settings(e: Evidence) -> tuple[tuple[str, str], ...]:
    rates = [
        _("%(rate)s an hour, to be paid by %(day)s")
        % {"rate": as_money(wage.an_hour, "GBP"), "day": wage.payable_by.isoformat()}
        for wage in wages.REAL_LIVING_WAGE
        if wage.payable_by < e.span.until
    ]
    since = e.rows.use_from.isoformat() if e.rows.use_from else _("no use on record yet")
    return (
        (_("As at"), e.span.as_at.astimezone(e.span.zone).strftime("%Y-%m-%d %H:%M")),
        (_("Use on record from"), since),
        (_("Hirers on record from"), e.rows.hirers_from.isoformat() if e.rows.hirers_from else _("none on record yet")),
        (_("Real Living Wage in force"), f"{'; '.join(rates[-2:])} ({wages.SOURCE})"),
        (_("Affordable per head"), as_money(affordable.A_HEAD, "GBP")),
        (_("Weekday evening"), "17:00–22:00"),
        (_("Peak"), _("Monday to Friday 17:00–22:00, Saturday and Sunday 09:00–17:00")),
        (_("Working days"), _("Monday to Friday; bank holidays are not yet taken out")),
    )
