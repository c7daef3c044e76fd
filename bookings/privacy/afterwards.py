"""What is kept of what groups say afterwards: how many came, whether the space was right, whom they serve."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Disposal, Membership
from accounts.retention.rules import Keep, Rule, Step, deleting
from bookings.models import MonthAsked, Verdict, WhomServed
from bookings.privacy.told import moment


def verdicts_over(cutoff: datetime, at: datetime) -> QuerySet[Verdict]:
    """Whose words have been kept long enough."""
    return Verdict.objects.filter(answered_at__lt=cutoff).exclude(words="")


def forget_verdicts(keys: Sequence[Any], cutoff: datetime, at: datetime) -> int:
    """The words go; the number from 1 to 5 stays."""
    return verdicts_over(cutoff, at).filter(pk__in=keys).update(words="", may_quote="")


def months_over(cutoff: datetime, at: datetime) -> QuerySet[MonthAsked]:
    """Letters of which nobody can answer any more."""
    return MonthAsked.objects.filter(asked_at__lt=cutoff)


def servers_known(cutoff: datetime, at: datetime) -> QuerySet[WhomServed]:
    """Of which it is still kept who of the group said it."""
    return WhomServed.objects.filter(said_on__lt=cutoff.date()).exclude(said_by=None)


def forget_servers(keys: Sequence[Any], cutoff: datetime, at: datetime) -> int:
    return servers_known(cutoff, at).filter(pk__in=keys).update(said_by=None)


FEEDBACK = Rule(
    kind=Disposal.Kind.FEEDBACK,
    what=_(
        "What a group says once a month and once a year: about how many came, from 1 to 5 whether the space was right, "
        "a sentence about it, and whom the group is for. Never a list of people, and of where members live only the "
        "area."
    ),
    why=_("To show funders how well the hall is used, and whom it reaches."),
    basis=_("Legitimate interest: halls that are funded go on. Every question may be passed over."),
    seen=_(
        "The numbers and the sentence: the hall’s officers; the sentence also in its report, where the group said so. "
        "Whom a group is for: added up with other groups, and the group itself."
    ),
    keep=Keep(months=24),
    since=_("after it was said"),
    then=_(
        "The sentence is deleted, and who of the group said it. The numbers stay, and whom the group is for: they "
        "name no person."
    ),
    steps=(
        Step(verdicts_over, forget_verdicts),
        Step(servers_known, forget_servers),
        deleting(months_over),
    ),
)


def said_afterwards(memberships: Sequence[Membership]) -> dict[str, Any]:
    """As a person's own file tells it of their groups; three questions."""
    groups = [each.hirer_id for each in memberships]
    asked = MonthAsked.objects.filter(hirer__in=groups).select_related("hirer", "operator")
    verdicts = Verdict.objects.filter(booking__hirer__in=groups).select_related("booking")
    served = WhomServed.objects.filter(hirer__in=groups).select_related("hirer")
    return {
        "asked how many came": [
            {
                "group": each.hirer.name,
                "by": each.operator.name,
                "of": f"{each.month:%Y-%m}",
                "answered at": moment(each.answered_at),
            }
            for each in asked.order_by("month", "pk")
        ],
        "whether the space was right": [
            {
                "booking": each.booking.ref,
                "of": f"{each.month:%Y-%m}",
                "from 1 to 5": each.score,
                "in words": each.words,
                "may be quoted": each.get_may_quote_display() if each.words else None,
            }
            for each in verdicts.filter(~Q(answered_at=None)).order_by("month", "pk")
        ],
        "whom they serve": [_served(each) for each in served.order_by("said_on", "pk")],
    }


def _served(row: WhomServed) -> dict[str, Any]:
    return {
        "group": row.hirer.name,
        "said on": row.said_on.isoformat(),
        "rather not said": row.skipped,
        "for": row.audience,
        "ages": row.ages,
        "ages are meant to mix": row.mixes,
        "area of most members": row.area,
        "mainly on low incomes": row.low_income,
        f"under £{row.income_asked:,} a year": row.small_income,
    }
