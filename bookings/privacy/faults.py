"""The rule for what visitors tell of faults."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import Disposal
from accounts.retention.rules import Keep, Rule, Step
from venues.actions.forget_faults import forget_tellers, forget_what_was_told
from venues.models import Fault
from venues.models.fault import KEPT_DAYS


def _forget_who_told_faults(keys: Sequence[int], cutoff: datetime, at: datetime) -> int:
    still = Fault.objects.addresses_over(cutoff, at).filter(pk__in=keys)
    return forget_tellers(list(still.values_list("pk", flat=True)))


def _forget_words_of_faults(keys: Sequence[int], cutoff: datetime, at: datetime) -> int:
    still = Fault.objects.words_over(cutoff, at).filter(pk__in=keys)
    return forget_what_was_told(list(still.values_list("pk", flat=True)))


FAULTS = Rule(
    kind=Disposal.Kind.FAULTS,
    what=_(
        "That you told a hall of something broken: your words, your picture without where it was taken, and your "
        "e-mail address if you left one."
    ),
    why=_("To mend it, and to tell you when it is mended."),
    basis=_("Legitimate interest: a place that is safe and whole."),
    seen=_("The hall’s managers, booking secretaries and caretakers see words and picture. Nobody sees your address."),
    keep=Keep(days=KEPT_DAYS),
    since=_("after you told it, of your address, which goes sooner if it is mended; else after it was settled"),
    then=_("Address, words and picture are deleted. What was broken, and from when to when, stays and names nobody."),
    steps=(
        Step(Fault.objects.addresses_over, _forget_who_told_faults),
        Step(Fault.objects.words_over, _forget_words_of_faults),
    ),
)
