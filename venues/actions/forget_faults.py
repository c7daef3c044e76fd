"""Take out who told of faults, and what they wrote; what was broken and when stays, and names nobody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from accounts import erasure
from accounts.blotting import blot_rows, telling_words
from accounts.models import Letter
from accounts.whole import whole
from venues.actions.keep_for_report import blot_report_words
from venues.actions.keep_projects import blot_projects
from venues.fault_letters import letter_to_teller
from venues.models import Fault


@whole
def forget_tellers(keys: Sequence[int]) -> int:
    """Their addresses, and the letters to them; how many there were."""
    gone = list(Fault.objects.filter(pk__in=keys).exclude(email="").order_by("pk").values_list("pk", flat=True))
    Letter.objects.filter(key__in=[letter_to_teller(key) for key in gone]).delete()
    return Fault.objects.filter(pk__in=gone).update(email="")


@whole
def forget_what_was_told(keys: Sequence[int]) -> int:
    """The words and the pictures of faults; how many there were."""
    return Fault.objects.filter(pk__in=keys).update(words="", picture=None)


def forget_faults_of(names: Iterable[str], addresses: set[str]) -> None:
    """All that came from these addresses; what others wrote no longer names them."""
    if addresses:
        theirs = list(Fault.objects.filter(erasure.is_to("email", addresses)).values_list("pk", flat=True))
        forget_what_was_told(theirs)
        forget_tellers(theirs)
    telling = telling_words([*names, *addresses])
    blot_rows(Fault.objects.defer("picture"), ("words", "answer", "public_words"), telling)
    blot_report_words(telling)
    blot_projects(telling)
