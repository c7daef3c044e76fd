"""Well used: how many came, as counted, as confirmed, as expected; never added together."""

from __future__ import annotations

from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bookings.reports.at_once import best_known
from bookings.reports.evidence import Evidence
from bookings.reports.making import Line, heads, heads_a_month, person_hours, share
from bookings.reports.nouns import What
from bookings.reports.printing import half_up
from bookings.reports.rows import SessionRow
from bookings.reports.tally import added, count
from bookings.reports.values import Behind, Figure, Table, Value

HALF = Fraction(1, 2)
SHORTEST_MONTH = 28  # days


def attendances(e: Evidence) -> Figure:
    by_state = _by_state(e)
    names = _words()
    missing = len(e.used) - sum(len(people) for people in by_state.values())
    everyone = Behind(len(e.used), What.USED_SESSIONS)
    flags = []
    if e.used and Fraction(len(by_state["counted"]), len(e.used)) < HALF:
        flags.append(_("People were counted at fewer than half of the sessions."))
    return Figure(
        "E6",
        _("Attendances, not different people"),
        _(
            "How many came, added up over sessions: counted at the door; confirmed by the hirer as the usual number; "
            "or expected when booking. A session stands in the best of the three, and the three are never added "
            "together. These are attendances, not different people. Coverage says at how many of the used sessions."
        ),
        tuple(
            heads(
                Line(f"E6.{state}", names[state]),
                added(people, people.__getitem__),
                Behind(len(people), What.USED_SESSIONS, missing, among=len(e.used)),
            )
            for state, people in by_state.items()
        ),
        (
            Table(
                _("Coverage"),
                tuple(
                    share(Line(f"E6.{state}_coverage", names[state]), count(people), count(e.used), everyone)
                    for state, people in by_state.items()
                ),
            ),
            Table(
                _("A month"),
                tuple(
                    heads_a_month(
                        Line(f"E6.{state}_a_month", names[state]),
                        added(people, people.__getitem__),
                        e.span.days * 12 / 365,
                        Behind(len(people), What.USED_SESSIONS),
                    )
                    for state, people in by_state.items()
                ),
                note=_of_few_days(e),
            ),
        ),
        tuple(flags),
    )


def _of_few_days(e: Evidence) -> str:
    """That no month went by, where none did."""
    if not 0 < e.span.days < SHORTEST_MONTH:
        return ""
    words = ngettext(
        "Reckoned from %(n)s day: what a month would have at that rate, and not what one had.",
        "Reckoned from %(n)s days: what a month would have at that rate, and not what one had.",
        int(e.span.days),
    )
    return words % {"n": half_up(e.span.days, 0)}


def hours_of_people(e: Evidence) -> Figure:
    by_state, names = _by_state(e), _words()

    def line(state: str) -> Value:
        people = by_state[state]
        total = added(people, lambda session: people[session] * session.minutes, 60)
        behind = Behind(len(people), What.USED_SESSIONS)
        return person_hours(Line(f"E7.{state}", names[state]), total, sum(people.values()), behind)

    return Figure(
        "E7",
        _("Person-hours"),
        _(
            "Attendance of each session times its hours, added up, by how well the attendance is known. The three are "
            "never added together."
        ),
        tuple(line(state) for state in by_state),
    )


def _words() -> dict[str, str]:
    return {"counted": _("Counted"), "typical": _("Confirmed typical"), "expected": _("Expected")}


def _by_state(e: Evidence) -> dict[str, dict[SessionRow, int]]:
    found: dict[str, dict[SessionRow, int]] = {state: {} for state in _words()}
    for session in e.used:
        known = best_known(session)
        if known:
            found[known[0]][session] = known[1]
    return found
