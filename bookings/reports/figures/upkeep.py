"""Fit for purpose: what was broken and for how long; and the hall's own documents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _

from accounts.clock import day_words
from bookings.reports.evidence import Evidence
from bookings.reports.figures.available import closure_words, taken_by
from bookings.reports.making import Line, amount, per_hundred, percentile, share, unsaid
from bookings.reports.nouns import What
from bookings.reports.space import hours
from bookings.reports.tally import Said, Tally, count, said
from bookings.reports.typed import FaultRow, TypedRow
from bookings.reports.values import Behind, Figure, State, Table, Unit, Value
from venues.models import ReportFact


def faults(e: Evidence) -> Figure:
    """Over the days since people could tell of them."""
    since = e.rows.faults_from
    on_record = since is not None and since <= e.span.last_covered
    values = _faults(e, max(e.span.first, since)) if since and on_record else (_not_on_record(),)
    return Figure(
        "D4",
        _("Faults"),
        _(
            "Faults told by the hall’s page, for 100 sessions that took place. One told twice counts once; what was no "
            "fault is left out. Days to mend, from the day it was told: the middle of all that were mended in these "
            "days. Hours out of use: opening hours taken by closures that a fault brought. All of it is counted from "
            "the day on which that page was there."
        ),
        values[:1],
        (Table(_("Beside it"), values[1:]),),
        tuple(since_when(e)),
    )


def since_when(e: Evidence) -> list[str]:
    """That faults are on record for a part of the days alone, where it is so."""
    since = e.rows.faults_from
    if since is None or since <= e.span.first:
        return []
    return [_("Faults are on record only from %(day)s on; before it none is known.") % {"day": day_words(since)}]


def _not_on_record() -> Value:
    return unsaid(Line("D4", _("Faults")), Unit.PER_HUNDRED, State.NOT_ON_RECORD)


def _faults(e: Evidence, since: date) -> tuple[Value, ...]:
    last = e.span.last_covered
    told = [row for row in e.rows.faults if since <= row.told_on <= last]
    mended = [row for row in e.rows.faults if row.mended_on and since <= row.mended_on <= last]
    still = [row for row in e.rows.faults if row.told_on <= last and not (row.mended_on and row.mended_on <= last)]
    days = [(_told(row), Fraction((row.mended_on - row.told_on).days)) for row in mended if row.mended_on]
    used = count(session for session in e.used if session.period.start.astimezone(e.span.zone).date() >= since)
    brought = {row.closure for row in e.rows.faults}
    shut = said(
        *(
            (closure_words(cell, closure, e), hours(minutes))
            for cell in e.space
            for closure, minutes in taken_by(cell)
            if closure.key in brought
        )
    )
    return (
        per_hundred(Line("D4", _("Faults")), _each(told), used),
        amount(Line("D4.told", _("Told")), _each(told)),
        percentile(Line("D4.days", _("Days to mend")), days, 50, what=What.FAULTS, unit=Unit.DAYS),
        amount(Line("D4.hours", _("Hours out of use")), shut, unit=Unit.HOURS),
        amount(Line("D4.open", _("Still open")), _each(still)),
    )


def _told(fault: FaultRow) -> Said:
    return Said(_("A fault told on %(day)s") % {"day": day_words(fault.told_on)})


def _each(faults: list[FaultRow]) -> Tally:
    return count(map(_told, faults))


def documents(e: Evidence) -> Figure:
    """On the last day that the figures cover."""
    on = e.span.last_covered
    held = {what: _held(e, what, on) for what in ReportFact.DOCUMENTS}
    needed = {what: rows for what, rows in held.items() if rows is None or any(row.applies for row in rows)}
    valid = [what for what, rows in needed.items() if rows and any(row.holds_on(on) for row in rows)]
    missing = sum(rows is None for rows in needed.values())
    line, behind = Line("D7", _("Documents in date")), Behind(len(needed), What.DOCUMENTS, missing)
    value = share(line, _named(valid), _named(needed), behind)
    if missing == len(held):
        value = unsaid(line, Unit.PERCENT, State.NOT_RECORDED)
    elif needed:
        value = replace(value, state=State.FEW)  # so few that a percentage says less
    return Figure(
        "D7",
        _("The venue’s documents in date"),
        _(
            "Of fire risk assessment, electrical and gas safety, insurance, premises and music licence and "
            "safeguarding policy those that were valid on the last day, divided by those that the venue needs. One "
            "that does not apply is left out; one of which nothing was typed is needed and not recorded."
        ),
        (value,),
    )


def _named(documents: Iterable[str]) -> Tally:
    return said(*((str(ReportFact.What(what).label), 1) for what in documents))


def _held(e: Evidence, what: str, on: date) -> list[TypedRow] | None:
    """What was typed of a document by that day, as far as the latest word goes; None where nothing was."""
    rows = [row for row in e.rows.typed if row.what == what and row.starts_on <= on]
    if not rows:
        return None
    latest = max(rows, key=lambda row: row.starts_on)
    return [row for row in rows if row.applies] if latest.applies else [latest]
