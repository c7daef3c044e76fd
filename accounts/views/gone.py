"""A page about somebody who has left the group, or was let go, while it was open."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from accounts import actions, rights
from accounts.models import Hirer, Membership

View = Callable[..., HttpResponse]


def told_who_is_gone(view: View) -> View:
    """Back to the group, or to one's groups, with a sentence: what was asked for is so already, or cannot be."""

    @wraps(view)
    def answered(request: HttpRequest, ref: str, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, ref, *args, **kwargs)
        except actions.MembershipGone as gone:
            group = get_object_or_404(Hirer, ref=ref)
            if rights.may_in(request.user, group, "groups:group"):
                messages.info(request, str(gone))
                return redirect(group)
            messages.info(request, _("You no longer belong to %(group)s.") % {"group": group.name})
            return redirect("groups:list")

    return answered


def membership_in(group: Hirer, pk: int, request: HttpRequest) -> Membership:
    """Raises MembershipGone where a button is pressed about somebody who is gone, Http404 for any other."""
    found = group.memberships.select_related("hirer", "user", "ending_asked_by").filter(pk=pk).first()
    if found is not None:
        return found
    if request.method == "POST" and not Membership.objects.filter(pk=pk).exists():
        raise actions.MembershipGone
    raise Http404
