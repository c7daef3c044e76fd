"""Who no longer belongs to a group: those who leave, those who are let go, those who are not invited after all."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import actions, rights
from accounts.models import Membership, User
from accounts.rights import signed_in
from accounts.views.gone import membership_in, told_who_is_gone


@login_required
@told_who_is_gone
def leave(request: HttpRequest, ref: str) -> HttpResponse:
    by = signed_in(request)
    if request.method == "POST" and actions.has_just_left(by, ref, at=timezone.now()) and not _belongs(by, ref):
        raise actions.MembershipGone
    group = rights.group_for(request.user, ref, "groups:leave")
    membership = get_object_or_404(group.memberships.select_related("hirer", "user"), user=by)
    return _end(request, membership)


@login_required
@told_who_is_gone
def let_go(request: HttpRequest, ref: str, pk: int) -> HttpResponse:
    group = rights.group_for(request.user, ref, "groups:let_go")
    membership = membership_in(group, pk, request)
    if membership.is_asked_to_go:
        return redirect("groups:ending", ref, pk)
    return _end(request, membership)


@login_required
def take_back(request: HttpRequest, ref: str, pk: int) -> HttpResponse:
    group = rights.group_for(request.user, ref, "groups:take_back")
    invitation = get_object_or_404(group.invitations.open(), pk=pk)
    if request.method == "POST":
        actions.take_back(invitation, by=signed_in(request))
        messages.success(request, _("%(email)s is no longer invited.") % {"email": invitation.email})
        return redirect(group)
    return render(request, "accounts/take_back.html", {"group": group, "invitation": invitation})


def _belongs(user: User, ref: str) -> bool:
    return user.memberships.filter(hirer__ref=ref).exists()


def _end(request: HttpRequest, membership: Membership) -> HttpResponse:
    """A page that says what it means, with the button."""
    group, goes = membership.hirer, membership.user == request.user
    context: dict[str, Any] = {"group": group, "membership": membership, "goes": goes}
    if request.method != "POST":
        return render(request, "accounts/end_membership.html", context)
    try:
        asked = actions.end_membership(membership, by=signed_in(request), at=timezone.now())
    except actions.LastOrganiser:
        return render(request, "accounts/end_membership.html", context, status=409)
    except actions.NotForYou as refusal:
        return render(request, "accounts/end_membership.html", {**context, "refusal": refusal}, status=409)
    facts = {"name": membership.user, "group": group.name}
    if asked:
        said = _("Every organiser gets a letter. %(name)s stays for 14 days, or longer.")
    else:
        said = _("You have left %(group)s.") if goes else _("%(name)s no longer belongs to %(group)s.")
    messages.success(request, said % facts)
    return redirect("groups:list") if goes else redirect(group)
