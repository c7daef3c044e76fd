"""Who it reaches: groups, new ones, and doors open to anyone."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from bookings.reports.evidence import Evidence, hire_hours
from bookings.reports.making import Line, amount, one_each, share, unsaid
from bookings.reports.nouns import What
from bookings.reports.tally import hirers
from bookings.reports.values import Behind, Figure, State, Table, Unit

COST_SAID = ("free", "pay-what-you-can")
COST_NOT_SAID = "yes"
HOURS_OF_GROUPS = frozenset({"B7 %", "F2 %", "F6 %"})  # from all hours: what is left are those of families


def groups(e: Evidence) -> Figure:
    here, new = new_groups(e)
    families = {session.hirer for session in e.used if session.household}
    alike = [pair for pair in e.rows.twins if here.issuperset(pair)]
    first = Line("F1.new", _("Here for the first time"))
    return Figure(
        "F1",
        _("Groups reached"),
        _(
            "Groups with a session that took place, and how many of them had never used the place before. Families "
            "and private people stand apart. A group that is on record under two names counts twice until its desk has "
            "merged them; how many pairs look so stands apart. With under twelve months of records, nobody can say "
            "who is new."
        ),
        (
            amount(Line("F1", _("Groups")), hirers(here)),
            amount(first, hirers(new), Behind(len(here), What.GROUPS))
            if e.hirers_on_record
            else unsaid(first, Unit.COUNT, State.NOT_KNOWN),
        ),
        (
            Table(
                _("Apart"),
                (
                    replace(
                        one_each(Line("F1.households", _("Families and private people")), hirers(families)),
                        takes_along=HOURS_OF_GROUPS,
                    ),
                    amount(
                        Line("F1.alike", _("Pairs of groups that may be one under two names")),
                        hirers(one for one, _other in alike),
                    ),
                ),
            ),
        ),
    )


def new_groups(e: Evidence) -> tuple[set[int], set[int]]:
    """All that used the place, and those of them that never had before."""
    here = {session.hirer for session in e.used if session.group}
    return here, {hirer for hirer in here if _is_new(hirer, e)}


def _is_new(hirer: int, e: Evidence) -> bool:
    first = e.rows.history.first_use.get(hirer)
    return first is None or first >= e.span.start


def open_doors(e: Evidence) -> Figure:
    ticked = [session for session in e.used if session.open_to in COST_SAID]
    missing = sum(1 for session in e.used if session.open_to == COST_NOT_SAID)
    what = What.USED_SESSIONS
    return Figure(
        "N2",
        _("Open-door hours"),
        _(
            "Hours of sessions that anyone may simply come to, free or for what they can pay, as the hirer ticked; and "
            "their share of the hours of all sessions. Open sessions whose cost was not said are not recorded."
        ),
        (
            amount(
                Line("N2", _("Open to anyone")),
                hire_hours(ticked),
                Behind(len(ticked), what, missing),
                unit=Unit.HOURS,
            ),
            share(
                Line("N2", _("Of all hours")),
                hire_hours(ticked),
                hire_hours(e.used),
                Behind(len(e.used), what, missing),
                of=Unit.HOURS,
            ),
        ),
    )
