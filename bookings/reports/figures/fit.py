"""Fit for purpose: what users say, and whether they come back."""

from __future__ import annotations

from collections import Counter

from django.utils.translation import gettext as _

from bookings.reports.evidence import Evidence
from bookings.reports.making import FEW, Line, amount, share, unsaid
from bookings.reports.nouns import What
from bookings.reports.tally import Tally, hirers, said
from bookings.reports.values import Behind, Figure, State, Table, Unit, Value
from venues.periods import Period

GOOD = 4  # of 5


def verdict(e: Evidence) -> Figure:
    """Under five answers nobody is told a share."""
    line = Line("D5", _("Answered 4 or 5 of 5"))
    answers = [score for score in e.rows.verdicts if score is not None]
    behind = Behind(len(answers), What.ANSWERS, len(e.rows.verdicts) - len(answers))
    if not e.rows.verdicts:
        value = unsaid(line, Unit.PERCENT, State.NOT_RECORDED)
    elif len(answers) < FEW:
        value = unsaid(line, Unit.PERCENT, State.FEW, behind)
    else:
        good = [score for score in answers if score >= GOOD]
        value = share(line, _answers(good), _answers(answers), behind)
    return Figure(
        "D5",
        _("Users’ verdict"),
        _(
            "Groups that answered 4 or 5 of 5 to “the space was right for what we did”, divided by all answers: one a "
            "booking, of a series one a term. How many were asked stands beside it. Fewer than five answers are too "
            "few."
        ),
        (value,),
        (
            Table(
                _("Answers"),
                (
                    amount(Line("D5.asked", _("Asked")), said((_("Groups asked"), len(e.rows.verdicts)))),
                    amount(Line("D5.answered", _("Answered")), _answers(answers)),
                ),
            ),
        ),
        () if e.rows.verdicts else (_("Nobody was asked in these days."),),
    )


def _answers(scores: list[int]) -> Tally:
    """How many gave each, and not who."""
    found = Counter(scores)
    return said(*((_("Answered %(score)s of 5") % {"score": score}, found[score]) for score in sorted(found)))


def came_back(e: Evidence) -> Figure:
    return Figure(
        "D6",
        _("Came back"),
        _(
            "Groups with a session that took place in the equal period before and also in this one, divided by those "
            "with one in the period before. Not recorded where the period before is not on record."
        ),
        (_came_back(e),),
        flags=() if _known_before(e) else (_("The equally many days before these are not on record."),),
    )


def _known_before(e: Evidence) -> Period | None:
    """The equal period before, where it is on record."""
    before = e.span.just_before()
    return before if before and e.use_on_record(before.start.astimezone(e.span.zone).date()) else None


def _came_back(e: Evidence) -> Value:
    line, before = Line("D6", _("Groups that came back")), _known_before(e)
    if before is None:
        return unsaid(line, Unit.PERCENT, State.NOT_RECORDED)
    then = _groups_in(before, e)
    now = {session.hirer for session in e.used if session.group}
    return share(line, hirers(then & now), hirers(then), Behind(len(then), What.GROUPS))


def _groups_in(period: Period, e: Evidence) -> set[int]:
    uses = e.rows.history.uses
    return {
        hirer
        for hirer in e.rows.history.groups
        if any(period.start <= use.start < period.end for use in uses.get(hirer, ()))
    }
