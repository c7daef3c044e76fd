"""Who it reaches: whether groups that may have a lower price have it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bookings.reports.evidence import Evidence, behind, hire_hours
from bookings.reports.making import Line, share
from bookings.reports.nouns import What
from bookings.reports.rows import SessionRow
from bookings.reports.values import Behind, Figure, Unit


def eligible(e: Evidence) -> Figure:
    """Which categories are cheaper is told by what was charged: a list may have dearer ones beside the standard."""
    cheaper = {session.category.code for session, gap in e.gaps.items() if gap.category}
    kinds = frozenset[str]().union(*(e.rows.claims.kinds.get(code, ()) for code in cheaper))

    def may_have_it(session: SessionRow) -> bool:
        return session.group and (session.hirer in e.rows.claims.hirers or session.kind in kinds)

    some = [session for session in e.compared if may_have_it(session)]
    under = [session for session in some if e.gaps[session].concession]
    missing = sum(1 for session in e.external if may_have_it(session)) - len(some)
    return Figure(
        "F4",
        _("Concessions taken up"),
        _(
            "Hours with a concession of groups that may have one, divided by all their hours. A group may have one "
            "where its claim to another category than the standard one is on record, or where it is of a kind that a "
            "cheaper category of the price list is meant for. What is missing to 100% are hours at the full price of "
            "groups that need not pay it."
        ),
        (
            share(
                Line("F4", _("Hours with a concession")),
                hire_hours(under),
                hire_hours(some),
                Behind(len(some), What.MAY_HAVE_ONE, missing, behind(under or some).hirers),
                of=Unit.HOURS,
            ),
        ),
    )
