"""Take out who asked or told a venue about its access; what it was about stays, and names nobody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from accounts import erasure
from accounts.blotting import blot_rows, telling_words
from accounts.models import Letter
from accounts.whole import whole
from venues.actions.forget_faults import forget_faults_of
from venues.models import AccessQuestion, AccessReport


@whole
def forget_questions(keys: Sequence[int], *, at: datetime) -> int:
    """The address, the words and the needs go, and every letter about it; how many there were."""
    known = AccessQuestion.objects.filter(pk__in=keys, forgotten_at=None).order_by("pk")
    gone = list(known.select_for_update(of=("self",)).values_list("pk", flat=True))
    for key in gone:
        Letter.objects.filter(key__startswith=f"access-question-{key}-").delete()
    return AccessQuestion.objects.filter(pk__in=gone).update(email="", words="", needs=[], forgotten_at=at)


@whole
def forget_reports(keys: Sequence[int], *, at: datetime) -> int:
    """The address and the words go, and the letter with the answer; how many there were."""
    known = AccessReport.objects.filter(pk__in=keys, forgotten_at=None).order_by("pk")
    gone = list(known.select_for_update(of=("self",)).values_list("pk", flat=True))
    Letter.objects.filter(key__in=[f"access-answered-{key}" for key in gone]).delete()
    return AccessReport.objects.filter(pk__in=gone).update(email="", words="", forgotten_at=at)


def forget_visitor(names: Sequence[str], addresses: set[str], *, at: datetime) -> None:
    """All that came from these addresses; what others wrote no longer names them."""
    if addresses:
        theirs = AccessQuestion.objects.filter(erasure.is_to("email", addresses))
        forget_questions(list(theirs.values_list("pk", flat=True)), at=at)
        told = AccessReport.objects.filter(erasure.is_to("email", addresses))
        forget_reports(list(told.values_list("pk", flat=True)), at=at)
    for rows in (AccessQuestion.objects.all(), AccessReport.objects.all()):
        blot_rows(rows, ("words",), telling_words([*names, *addresses]))
    forget_faults_of(names, addresses)
