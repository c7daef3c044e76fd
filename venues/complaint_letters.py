"""What is written about complaints: to whoever complained, and to those who answer. None holds the complaint itself."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import outbox
from accounts.clock import day_words
from accounts.models import User
from venues.models import Complaint, Operator, Post
from venues.rights import MANAGER, SECRETARY, posts_of


class Reached(StrEnum):
    """Who hears of a complaint: those who may read and answer it, else whoever can see to that."""

    MANAGERS = "managers"
    SECRETARIES = "secretaries"
    ADDRESS = "address"
    HOST = "host"
    NOBODY = "nobody"


def received(complaint: Complaint) -> None:
    """To whoever complained: it has arrived. Their own words are left out, since anybody can type any address."""
    reached = reached_by(complaint.operator)
    _to_them(complaint, "complaint_received", _("We have your complaint %(ref)s"), reached=reached)


def acknowledged(complaint: Complaint) -> None:
    """To whoever complained: a person has read it."""
    _to_them(complaint, "complaint_acknowledged", _("Your complaint %(ref)s is being looked into"))


def answered(complaint: Complaint) -> None:
    """To whoever complained: the answer."""
    _to_them(complaint, "complaint_answered", _("The answer to your complaint %(ref)s"))


def arrived(complaint: Complaint) -> None:
    """To those who read it: somebody complains."""
    _to_readers(complaint, "complaint_arrived", _("A complaint about data: acknowledge it by %(day)s"))


def pressing(complaint: Complaint) -> None:
    """To those who read it: a week is left."""
    _to_readers(complaint, "complaint_pressing", _("Still not acknowledged: a complaint about data, by %(day)s"))


def reached_by(operator: Operator) -> Reached:
    """To whom a complaint goes today."""
    for reached, kind in ((Reached.MANAGERS, MANAGER), (Reached.SECRETARIES, SECRETARY)):
        if posts_of(operator, kind).exists():
            return reached
    if _addresses(operator):
        return Reached.ADDRESS
    return Reached.HOST if _hosts() else Reached.NOBODY


def _to_them(complaint: Complaint, kind: str, subject: str, **facts: Any) -> None:
    _post(complaint, kind, subject, to=complaint.email, key="", reply_to=complaint.operator.privacy_email, **facts)


def _to_readers(complaint: Complaint, kind: str, subject: str) -> None:
    """Each manager once, with a link to a desk of theirs; each secretary where there is none; else whoever can help."""
    readers = _holders(complaint.operator, MANAGER) or _holders(complaint.operator, SECRETARY)
    for post in readers:
        link = settings.PUBLIC_URL + reverse("desk:complaint", args=[post.venue.slug, complaint.ref])
        _post(complaint, kind, subject, to=post.user.email, key=str(post.user_id), link=link)
    if not readers:
        _to_whoever_can_help(complaint, kind, subject)


def _to_whoever_can_help(complaint: Complaint, kind: str, subject: str) -> None:
    """Nobody may read it yet: the operator is told at the address it gives, and the host, who can make a manager."""
    for key, address in _addresses(complaint.operator).items():
        _post(complaint, kind, subject, to=address, key=key)
    for host in _hosts():
        _post(complaint, kind, subject, to=host.email, key=f"host-{host.pk}", halls=complaint.operator.venues.all())


def _holders(operator: Operator, kind: str) -> list[Post]:
    """One post of each person."""
    first: dict[int, Post] = {}
    for post in posts_of(operator, kind).select_related("user", "venue").order_by("venue__name", "pk"):
        first.setdefault(post.user_id, post)
    return list(first.values())


def _addresses(operator: Operator) -> dict[str, str]:
    """Its own for questions of privacy, else those of its halls; each by a name for the key of its letter."""
    if operator.privacy_email:
        return {"operator": operator.privacy_email}
    halls = {venue.email.lower(): venue for venue in operator.venues.exclude(email="").order_by("-pk")}
    return {f"hall-{venue.pk}": venue.email for venue in halls.values()}


def _hosts() -> list[User]:
    return list(User.objects.filter(is_staff=True, is_active=True, erased_at=None).exclude(email="").order_by("pk"))


def _post(
    complaint: Complaint, kind: str, subject: str, *, to: str, key: str, reply_to: str = "", **facts: Any
) -> None:
    day = timezone.localdate(complaint.acknowledge_by)
    context = {
        "complaint": complaint,
        "operator": complaint.operator,
        "acknowledge_by": day,
        "notice": settings.PUBLIC_URL + reverse("privacy:notice", args=[complaint.operator.slug]),
        **facts,
    }
    outbox.post(
        f"complaint-{complaint.ref}-{kind}-{key}".rstrip("-"),
        kind=kind,
        to=to,
        reply_to=reply_to,
        subject=subject % {"ref": complaint.ref, "day": day_words(day)},
        body=render_to_string(f"letters/{kind}.txt", context).strip() + "\n",
    )
