"""What a button on the page of a fault does, each with the words that say so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from venues.actions.plan_fault import plan_fault
from venues.actions.settle_fault import dismiss_fault, join_faults, mend_fault, open_fault_again
from venues.models import Fault


@dataclass(frozen=True)
class Acting:
    """Which fault, what was typed, who presses the button, and when."""

    fault: Fault
    form: Any
    by: User
    at: datetime


def _plan(told: Acting) -> str:
    said = told.form.cleaned_data
    plan_fault(
        told.fault,
        due_on=said["due_on"],
        public_words=said["public_words"],
        closure=said.get("closure"),
        fact=said.get("fact", ""),
        by=told.by,
        at=told.at,
    )
    return _("Everybody can read it until it is mended.") if said["public_words"] else _("Saved.")


def _mended(told: Acting) -> str:
    said = told.form.cleaned_data
    mend_fault(told.fault, on=said["mended_on"], answer=said["answer"], by=told.by, at=told.at)
    return _("Mended. Whoever left an address is told.")


def _none(told: Acting) -> str:
    dismiss_fault(told.fault, answer=told.form.cleaned_data["answer"], by=told.by, at=told.at)
    return _("It counts as no fault. Whoever left an address is told.")


def _same(told: Acting) -> str:
    join_faults(told.fault, told.form.chosen, by=told.by, at=told.at)
    return _("The two are one now: the one that was told first.")


def _open(told: Acting) -> str:
    open_fault_again(told.fault, by=told.by)
    return _("It is open again.")


ACTS: Mapping[str, Callable[[Acting], str]] = {
    "plan": _plan,
    "mended": _mended,
    "none": _none,
    "same": _same,
    "open": _open,
}
