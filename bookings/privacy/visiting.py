"""What visitors leave without an account, each kind with its rule: questions, what was different, wishes, searches."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import Disposal
from accounts.retention.rules import Keep, Rule, Step, deleting
from bookings.actions.forget_wishes import forget_wishes
from bookings.models import LeftWish
from venues.actions.forget_visitors import forget_questions, forget_reports
from venues.retention import askers_over, sought_over, tellers_over


def _forget_askers(keys: Sequence[int], cutoff: datetime, at: datetime) -> int:
    still = askers_over(cutoff, at).filter(pk__in=keys)
    return forget_questions(list(still.values_list("pk", flat=True)), at=at)


def _forget_tellers(keys: Sequence[int], cutoff: datetime, at: datetime) -> int:
    still = tellers_over(cutoff, at).filter(pk__in=keys)
    return forget_reports(list(still.values_list("pk", flat=True)), at=at)


VISITORS = Rule(
    kind=Disposal.Kind.VISITORS,
    what=_(
        "A question about getting in and around, asked without an account, or your word that something was different: "
        "your e-mail address, your words, and what you had said that you need."
    ),
    why=_("To answer you, to name rooms that have what you need if no answer comes, and to look again."),
    basis=_("Steps towards a contract that you asked for."),
    seen=_("The hall’s officers and caretakers see your words. Nobody sees your address, or what you need."),
    keep=Keep(months=6),
    since=_("after you wrote; 30 days after the answer"),
    then=_("Address, words and needs are deleted. What it was about, and which room, stays and names nobody."),
    steps=(Step(askers_over, _forget_askers), Step(tellers_over, _forget_tellers)),
)


def _forget_wishes(keys: Sequence[int], cutoff: datetime, at: datetime) -> int:
    still = LeftWish.objects.over(cutoff, at).filter(pk__in=keys)
    return forget_wishes(list(still.values_list("pk", flat=True)))


WISHES = Rule(
    kind=Disposal.Kind.WISHES,
    what=_(
        "A wish that you left after a search found nothing: when, how many, what kind of group, near which town or "
        "district, your words, the access needs that you said may be shown, and your e-mail address if you gave it."
    ),
    why=_("So that halls near by know what is wanting, and can answer."),
    basis=_("Consent: you left it, and take it back by the link in our letter."),
    seen=_(
        "The facts: everybody. Your words: halls near by, and everybody where a hall shows them. Your address: nobody."
    ),
    keep=Keep(months=LeftWish.KEPT_MONTHS),
    since=_("after you left it; one day, if you do not open the link in our letter"),
    then=_("All of it is deleted, and what halls answered with it. In its own report a hall may keep its answer."),
    steps=(Step(LeftWish.objects.over, _forget_wishes),),
)
SOUGHT = Rule(
    kind=Disposal.Kind.SOUGHT,
    what=_(
        "How many searches of a month asked for an access need of which a hall tells nothing: a number for each need, "
        "and nothing of who searched."
    ),
    why=_("So that a hall finds out first what is asked about most."),
    basis=_("It names nobody."),
    seen=_("The hall’s officers and caretakers."),
    keep=Keep(months=2),
    since=_("after the month"),
    then=_("The number is deleted."),
    steps=(deleting(sought_over),),
)
