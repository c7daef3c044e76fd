"""May a group's kind be changed by its own people? Prices rest on it: whoever knows of prices is asked before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import Hirer

Reason = Callable[[Hirer, datetime], str]  # a sentence, or nothing

_reasons: list[Reason] = []


class KindStays(Exception):
    """It cannot be changed, or not by this person; the text is for them."""


def keeps_the_kind(reason: Reason) -> Reason:
    """Ask this one too, from now on."""
    _reasons.append(reason)
    return reason


def why_kind_stays(hirer: Hirer, *, at: datetime) -> str:
    """A sentence, or nothing where the group's organisers may change it."""
    if hirer.is_household:
        return _("A family or private person stays one. To book as a group, make a group.")
    return next(filter(None, (reason(hirer, at) for reason in _reasons)), "")
