"""Put a report together: rows from the database, figures from rows, and nothing leaves before disclosure control."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.clock import date_words, time_words
from bookings.reports import matched
from bookings.reports.disclosure import disclose
from bookings.reports.evidence import Evidence, hire_hours
from bookings.reports.figures import every, headlines
from bookings.reports.figures import of_people as of_people_in
from bookings.reports.ground_rules import RULES_VERSION
from bookings.reports.load import Ground, load, typed
from bookings.reports.making import Line, amount, share
from bookings.reports.matched import Window
from bookings.reports.nouns import What
from bookings.reports.packs import Pack
from bookings.reports.printing import as_money
from bookings.reports.rows import Rows
from bookings.reports.set_by_the_hall import parameters
from bookings.reports.span import Span, year_before
from bookings.reports.tally import count
from bookings.reports.values import Behind, Edition, Figure, Report, Unit, Value
from venues.models import Venue

ENTERED = ("imported", "desk", "online")


def build(
    venue: Venue,
    first: date,
    until: date,
    *,
    as_at: datetime,
    edition: Edition = Edition.DESK,
    pack: Pack = Pack.MAIN,
    window: Window | None = None,
) -> Report:
    """The report of one venue from a day up to, not including, another; raises ValueError for a bad span.

    The venue comes with its operator. Editions for outside have passed through disclosure control. The pack says what
    is printed of it; it has every figure in any case. With a window, the desk's and the funder's edition set before and
    after a day beside each other; the public one does not, since windows could be subtracted from one another.
    """
    span = Span(first, until, as_at, venue.tz)
    ground = Ground(venue, (span, span.a_year_earlier()))
    rows = load(venue, span, ground)
    report = replace(compose(rows, _last_year(ground, rows)), pack=pack, told=typed.told(venue, span))
    if window:
        report = replace(report, figures=(*report.figures, change_around(venue, window, span)))
    return report if edition is Edition.DESK else disclose(report, edition)


def change_around(venue: Venue, window: Window, span: Span) -> Figure:
    """Before and after a day, as known when the report of this span looks back."""
    return matched.change(Evidence(load(venue, window.span(span.as_at, span))), window)


def _last_year(ground: Ground, rows: Rows) -> Rows | None:
    """The same days a year earlier, where they are on record."""
    if rows.use_from is None or rows.use_from > year_before(rows.span.first):
        return None
    return load(ground.venue, ground.spans[-1], ground)


def compose(rows: Rows, last_year: Rows | None = None) -> Report:
    """The desk's report from rows, with last year's beside it."""
    e, before = Evidence(rows), Evidence(last_year) if last_year else None
    return Report(
        venue=rows.venue,
        slug=rows.slug,
        operator=rows.operator,
        currency=rows.currency,
        span=rows.span,
        edition=Edition.DESK,
        figures=tuple(every(e, before)),
        headlines=headlines(e),
        provenance=_provenance(e),
        ahead=_ahead(e),
        settings=_settings(e),
        counting=rows.counting,
        before=compose(last_year) if last_year else None,
    )


def of_people(rows: Rows) -> Report:
    """As much of the desk's report as is about hirers or people: it takes a small part of the time."""
    facts: dict[str, Any] = {
        "venue": rows.venue,
        "slug": rows.slug,
        "operator": rows.operator,
        "currency": rows.currency,
    }
    nothing: dict[str, Any] = dict.fromkeys(("headlines", "provenance", "ahead", "settings"), ())
    figures = tuple(of_people_in(Evidence(rows)))
    return Report(**facts, **nothing, span=rows.span, edition=Edition.DESK, figures=figures, counting=rows.counting)


def _provenance(e: Evidence) -> tuple[Value, ...]:
    names = {"imported": _("imported"), "desk": _("entered by the desk"), "online": _("requested online")}
    whole = hire_hours(e.used)
    return tuple(
        share(
            Line(f"provenance.{how}", names[how]),
            hire_hours([session for session in e.used if session.entered == how]),
            whole,
            Behind(what=What.USED_SESSIONS),
            of=Unit.HOURS,
        )
        for how in ENTERED
    )


def _ahead(e: Evidence) -> tuple[Value, ...]:
    if e.span.is_over:
        return ()
    return (
        amount(Line("ahead.sessions", _("Sessions booked ahead")), count(e.ahead)),
        amount(Line("ahead.hours", _("Hours booked ahead")), hire_hours(e.ahead), unit=Unit.HOURS),
    )


def _settings(e: Evidence) -> tuple[tuple[str, str], ...]:
    paid = [wage for wage in e.rows.wages if wage.payable_by < e.span.until][-2:]
    rates = [
        _("%(rate)s an hour, to be paid by %(day)s")
        % {"rate": as_money(wage.an_hour, "GBP"), "day": date_words(wage.payable_by)}
        for wage in paid
    ]
    sources = dict.fromkeys(wage.source for wage in paid)
    as_at = e.span.as_at.astimezone(e.span.zone)
    return (
        (_("As at"), f"{date_words(as_at.date())}, {time_words(as_at.time())}"),
        (
            _("Last year"),
            _("the same days of the year before, where they are on record; a change is that of what is printed"),
        ),
        (_("Use on record from"), _since(e.rows.use_from, _("no use on record yet"))),
        (_("Hirers on record from"), _since(e.rows.hirers_from, _("none on record yet"))),
        (_("Faults on record from"), _since(e.rows.faults_from, _("none on record yet"))),
        (_("Access facts on record from"), _since(e.rows.access_from, _("none on record yet"))),
        (_("Real Living Wage in force"), f"{'; '.join(rates)} ({'; '.join(sources)})"),
        *parameters(e.counting),
        (_("Questions about this report"), e.rows.contact),
        (_("Versions"), _("rules %(rules)s; Hearth %(hearth)s") % {"rules": RULES_VERSION, "hearth": settings.VERSION}),
        (_("Working days"), _("Monday to Friday, without the bank holidays of the nation where the venue is")),
    )


def _since(day: date | None, nothing: str) -> str:
    return date_words(day) if day else nothing
