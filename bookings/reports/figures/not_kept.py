"""What is defined, and of which nothing is on record here yet: it is said, and never guessed."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bookings.reports.evidence import Evidence
from bookings.reports.making import Line, unsaid
from bookings.reports.nouns import What
from bookings.reports.values import Behind, Figure, State, Table, Unit, Value


def figures(e: Evidence) -> list[Figure]:
    return [_equipment(e), _hirers_documents(e), _deposits(e)]


def _not_recorded(id: str, label: str, missing: int = 0, what: What = What.USED_SESSIONS) -> Value:
    return unsaid(Line(id, label), Unit.PERCENT, State.NOT_RECORDED, Behind(0, what, missing))


def _equipment(e: Evidence) -> Figure:
    asked = sum(bool(session.asked_for) for session in e.used)
    return Figure(
        "D3",
        _("Equipment there and working"),
        _(
            "Sessions whose equipment was all there and in order, divided by sessions that asked for any. That it was "
            "there is sure, as nothing is lent twice at one time. Whether it was in order is not: a fault says which "
            "room and what kind of thing, and not which thing for hire, nor since when it was broken. Once that is "
            "kept, it is told of the days from then on. Access needs stand in B5."
        ),
        (_not_recorded("D3", _("All there and working"), asked),),
    )


def _hirers_documents(e: Evidence) -> Figure:
    return Figure(
        "D8",
        _("Hirers’ documents in date"),
        _(
            "Sessions for which every document that was asked of the hirer was valid on the day, divided by all that "
            "needed any. Which documents a hire needs, such as insurance, and until when each hirer’s are valid, is "
            "not kept here yet; proof of a lower price is none of them. Once it is kept, it is told of the days from "
            "then on."
        ),
        (_not_recorded("D8", _("All in date"), len(e.external)),),
    )


def _deposits(e: Evidence) -> Figure:
    return Figure(
        "D9",
        _("Deposits"),
        _(
            "Deposits returned in the days that the hall promises, divided by all returned; and deposits of which the "
            "hall claimed some, divided by all held. What deposit each hire asks for is kept here; when it was paid, "
            "when it went back, within how many days that was promised and how much was claimed is not yet. Once that "
            "is kept, it is told of the days from then on."
        ),
        (_not_recorded("D9", _("Returned in time")),),
        (Table(_("Beside it"), (_not_recorded("D9.claimed", _("Claimed")),)),),
    )
