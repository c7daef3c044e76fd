"""What is written about complaints: to whoever complained, and to the managers. None holds the complaint itself."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import outbox
from accounts.clock import day_words
from venues.models import Complaint, Operator, Post


def received(complaint: Complaint) -> None:
    """To whoever complained: it has arrived. Their own words are left out, since anybody can type any address."""
    _to_them(complaint, "complaint_received", _("We have your complaint %(ref)s"))


def acknowledged(complaint: Complaint) -> None:
    """To whoever complained: a person has read it."""
    _to_them(complaint, "complaint_acknowledged", _("Your complaint %(ref)s is being looked into"))


def answered(complaint: Complaint) -> None:
    """To whoever complained: the answer."""
    _to_them(complaint, "complaint_answered", _("The answer to your complaint %(ref)s"))


def arrived(complaint: Complaint) -> None:
    """To the managers: somebody complains."""
    _to_managers(complaint, "complaint_arrived", _("A complaint about data: acknowledge it by %(day)s"))


def pressing(complaint: Complaint) -> None:
    """To the managers: a week is left."""
    _to_managers(complaint, "complaint_pressing", _("Still not acknowledged: a complaint about data, by %(day)s"))


def _to_them(complaint: Complaint, kind: str, subject: str) -> None:
    _post(complaint, kind, subject, to=complaint.email, key="", reply_to=complaint.operator.privacy_email)


def _to_managers(complaint: Complaint, kind: str, subject: str) -> None:
    """Each manager once, with a link to a desk of theirs; where there is none, the operator's own address."""
    written = set()
    for post in _managers(complaint.operator):
        if post.user_id not in written:
            written.add(post.user_id)
            link = reverse("desk:complaint", args=[post.venue.slug, complaint.ref])
            _post(complaint, kind, subject, to=post.user.email, key=str(post.user_id), link=settings.PUBLIC_URL + link)
    if not written:
        _post(complaint, kind, subject, to=complaint.operator.privacy_email, key="operator", link="")


def _managers(operator: Operator) -> list[Post]:
    held = Post.objects.filter(venue__operator=operator, kind=Post.Kind.MANAGER).held_on(timezone.localdate())
    return list(held.select_related("user", "venue").order_by("venue__name", "pk"))


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
