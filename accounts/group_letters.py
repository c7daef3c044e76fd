"""What is written to the people of a group about who belongs to it: each letter in the transaction of the act."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import outbox
from accounts.models import Hirer, Membership, User


def organiser_ending(membership: Membership, *, by: User) -> None:
    """To every organiser, who is to go among them: it ends in a fortnight unless one of them keeps it."""
    link = reverse("groups:ending", args=[membership.hirer.ref, membership.pk])
    for organiser in organisers_of(membership.hirer):
        _write(
            f"organiser-ending-{membership.pk}-{_moment()}-{organiser.pk}",
            "organiser_ending",
            membership.hirer,
            to=organiser,
            subject=_("Keep or let go: %(name)s as organiser of %(group)s"),
            name=str(membership.user),
            by=by,
            last_day=membership.ends_on,
            is_theirs=organiser == membership.user,
            asked_it=organiser == by,
            link=settings.PUBLIC_URL + link,
        )


def organiser_stays(membership: Membership, *, by: User) -> None:
    """To the other organisers: nobody goes after all."""
    for organiser in organisers_of(membership.hirer):
        if organiser != by:
            _write(
                f"organiser-stays-{membership.pk}-{_moment()}-{organiser.pk}",
                "organiser_stays",
                membership.hirer,
                to=organiser,
                subject=_("%(name)s stays an organiser of %(group)s"),
                name=str(membership.user),
                by=by,
                link=settings.PUBLIC_URL + membership.hirer.get_absolute_url(),
            )


def let_go(membership: Membership, *, by: User) -> None:
    """To whoever no longer belongs to the group."""
    _write(
        f"let-go-{membership.pk}",
        "let_go",
        membership.hirer,
        to=membership.user,
        subject=_("You no longer belong to %(group)s"),
        by=by,
    )


def handed_over(membership: Membership, *, by: User) -> None:
    """To whoever organises the group from now on."""
    _write(
        f"handed-over-{membership.pk}-{_moment()}",
        "handed_over",
        membership.hirer,
        to=membership.user,
        subject=_("You now organise %(group)s"),
        by=by,
        link=settings.PUBLIC_URL + membership.hirer.get_absolute_url(),
    )


def organisers_of(hirer: Hirer) -> list[User]:
    memberships = hirer.memberships.filter(role=Membership.Role.ORGANISER).select_related("user")
    return [membership.user for membership in memberships]


def _moment() -> str:
    """The same may happen twice in a day, and each time is told."""
    return f"{timezone.now():%Y%m%d%H%M%S%f}"


def _write(key: str, template: str, hirer: Hirer, *, to: User, subject: str, **facts: Any) -> None:
    outbox.post(
        key,
        kind=template,
        to=to.email,
        subject=subject % {"group": hirer.name, **facts},
        body=render_to_string(f"letters/{template}.txt", {"group": hirer.name, **facts}).strip() + "\n",
    )
