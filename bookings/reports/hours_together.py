"""How the four numbers of hours in a report go together: hired, by space, outside opening hours, the venue's own."""

from __future__ import annotations

from fractions import Fraction

from django.utils.translation import gettext as _

from bookings.reports.printing import in_unit
from bookings.reports.values import Report, State, Unit, Value


def hours_together(report: Report) -> str:
    """One sentence or two; empty where one of the numbers is not told in this edition."""
    values = report.by_key
    hired = _part(values.get("N2 %"), "bottom")
    inside, outside = (_part(values.get(key), "top") for key in ("E1 h", "E1.out_of_hours h"))
    if not hired or inside is None or outside is None:
        return ""
    told = {"hired": hired, "spaces": inside + outside, "inside": inside, "outside": outside}
    words = {name: in_unit(number, Unit.HOURS, report.currency) for name, number in told.items()}
    by_clock = _("How the hours go together: by the clock sessions took %(hired)s%(own)s.")
    by_space = _(
        "By space they took %(spaces)s, since whoever has the whole hall has each of its parts; of these %(inside)s "
        "lay in opening hours, on which occupancy rests, and %(outside)s outside them."
    )
    return f"{by_clock} {by_space}" % {**words, "own": _of_which_own(report)}


def _of_which_own(report: Report) -> str:
    own = report.by_key.get("E8.own_use %")
    hours = Fraction(0) if own is None else _part(own, "top")
    if hours is None:
        return ""
    return _(", of which %(hours)s were the venue’s own use") % {"hours": in_unit(hours, Unit.HOURS, report.currency)}


def _part(value: Value | None, side: str) -> Fraction | None:
    if value is None or value.state not in (State.OK, State.FEW):
        return None
    part: Fraction | None = getattr(value, side)
    return part
