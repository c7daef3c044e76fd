"""Fit for purpose: what users say, and whether they come back."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bookings.reports.evidence import Evidence
from bookings.reports.values import Figure, State, Unit, share, unsaid


def verdict(e: Evidence) -> Figure:
    return Figure(
        "D5",
        _("Users' verdict"),
        _(
            "Hirers who answered 4 or 5 of 5 to “the space was right for what we did”, divided by all who answered. "
            "The question is not asked yet."
        ),
        (unsaid("D5", _("Answered 4 or 5 of 5"), Unit.PERCENT, State.NOT_RECORDED, what=_("answers")),),
    )


def came_back(e: Evidence) -> Figure:
    before = e.span.just_before()
    what = _("groups")
    if before is None or not e.use_on_record(before.start.astimezone(e.span.zone).date()):
        value = unsaid("D6", _("Groups that came back"), Unit.PERCENT, State.NOT_RECORDED, what=what)
    else:
        history = e.rows.history
        then = {
            hirer
            for hirer in history.groups
            if any(before.start <= use.start < before.end for use in history.uses.get(hirer, ()))
        }
        now = {session.hirer for session in e.used if session.group}
        value = share("D6", _("Groups that came back"), len(then & now), len(then), n=len(then), what=what)
    return Figure(
        "D6",
        _("Came back"),
        _(
            "Groups with a session that took place in the equal period before and also in this one, divided by those with "
            "one in the period before. Not recorded where the period before is not on record."
        ),
        (value,),
    )


def figures(e: Evidence) -> list[Figure]:
    return [verdict(e), came_back(e)]
