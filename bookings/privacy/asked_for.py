"""What is kept of asks that were refused: no request, no person, and for a while a key."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Disposal
from accounts.retention.rules import Keep, Rule, Step
from bookings.models import AskerKey
from bookings.refused_asks import KEPT


def keys_over(cutoff: datetime, at: datetime) -> QuerySet[AskerKey]:
    """Those of months that were over before the cutoff, however long ago."""
    return AskerKey.objects.before(cutoff)


def _destroy(keys: Sequence[date], cutoff: datetime, at: datetime) -> int:
    """Written over before it is deleted: a file may keep what it has let go."""
    over = keys_over(cutoff, at).filter(pk__in=keys)
    over.update(secret="0" * 64)
    return over.delete()[0]


ASKERS = Rule(
    kind=Disposal.Kind.ASKERS,
    what=_(
        "Of hours that you asked for and did not get: the day, the hours, the reason, on which day that was settled, "
        "and a sign by which we know that the same somebody asked for them twice. No name, and nothing that leads to "
        "the request."
    ),
    why=_("So that a hall knows how many hours it could not offer, and counts each once."),
    basis=_("Legitimate interest: halls and funders see what is missing."),
    seen=_("The hall’s officers see the hours and the reason. Nobody sees the sign, which is made with a secret key."),
    keep=Keep(days=KEPT.days),
    since=_("after the calendar month of the hours"),
    then=_(
        "The key of that month is destroyed, and nobody can tell any more whose sign it was. The hours and the reason "
        "stay."
    ),
    steps=(Step(keys_over, _destroy),),
)
