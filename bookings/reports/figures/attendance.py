"""Well used: how many came, as counted, as confirmed, as expected; never added together."""

from __future__ import annotations

from fractions import Fraction

from django.utils.translation import gettext as _

from bookings.reports.evidence import Evidence
from bookings.reports.rows import SessionRow
from bookings.reports.values import Figure, People, Table, Unit, Value, amount, share

HALF = Fraction(1, 2)


def best(session: SessionRow) -> tuple[str, int] | None:
    """The best state of attendance that a session has; a count of 0 is a count."""
    for state in ("counted", "typical", "expected"):
        people = getattr(session, state)
        if people is not None:
            return state, people
    return None


def words() -> dict[str, str]:
    return {"counted": _("Counted"), "typical": _("Confirmed typical"), "expected": _("Expected")}


def attendances(e: Evidence) -> Figure:
    by_state = _by_state(e)
    missing = len(e.used) - sum(len(people) for people in by_state.values())
    names = words()
    values = tuple(
        amount(f"E6.{state}", names[state], sum(people.values()), n=len(people), what=_("used sessions"), missing=missing,
               people=People.TOP, personal=True)
        for state, people in by_state.items()
    )  # fmt: skip
    counted = len(by_state["counted"])
    flags = []
    if e.used and Fraction(counted, len(e.used)) < HALF:
        flags.append(_("People were counted at fewer than half of the sessions."))
    return Figure(
        "E6",
        _("Attendances"),
        _(
            "How many came, added up over sessions: counted at the door; confirmed by the hirer as the usual number; or "
            "expected when booking. A session stands in the best of the three, and the three are never added together. "
            "These are attendances, not different people. Coverage says at how many of the used sessions."
        ),
        values,
        (
            Table(
                _("Coverage"),
                tuple(
                    share(
                        f"E6.{state}_coverage",
                        names[state],
                        len(people),
                        len(e.used),
                        n=len(e.used),
                        what=_("used sessions"),
                    )
                    for state, people in by_state.items()
                ),
            ),
            Table(
                _("A month"),
                tuple(_a_month(f"E6.{state}_a_month", names[state], people, e) for state, people in by_state.items()),
            ),
        ),
        tuple(flags),
    )


def _a_month(id: str, label: str, people: dict[SessionRow, int], e: Evidence) -> Value:
    """A twelfth of a year at this rate."""
    return Value(
        id, label, Unit.A_MONTH, Fraction(sum(people.values())), e.span.days * 12 / 365 if e.span.days else Fraction(1),
        n=len(people), what=_("used sessions"), people=People.TOP, personal=True,
    )  # fmt: skip


def person_hours(e: Evidence) -> Figure:
    def line(state: str) -> Value:
        people = by_state[state]
        total = Fraction(sum(heads * session.minutes for session, heads in people.items()), 60)
        return amount(f"E7.{state}", names[state], total, unit=Unit.HOURS, n=len(people), what=_("used sessions"),
                      people=People.TOP, personal=True)  # fmt: skip

    by_state, names = _by_state(e), words()
    return Figure(
        "E7",
        _("Person-hours"),
        _(
            "Attendance of each session times its hours, added up, by how well the attendance is known. Never added together."
        ),
        tuple(line(state) for state in by_state),
    )


def _by_state(e: Evidence) -> dict[str, dict[SessionRow, int]]:
    found: dict[str, dict[SessionRow, int]] = {state: {} for state in words()}
    for session in e.used:
        known = best(session)
        if known:
            found[known[0]][session] = known[1]
    return found


def figures(e: Evidence) -> list[Figure]:
    """All that counts people."""
    return [attendances(e), person_hours(e)]
