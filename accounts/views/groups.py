"""The groups that people book for, and who belongs to them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django_ratelimit.decorators import ratelimit

from accounts import actions, rights
from accounts.forms import ChangeGroupForm, GroupForm, InvitationForm
from accounts.kinds import KindStays, why_kind_stays
from accounts.models import Hirer, Invitation
from accounts.rights import signed_in


@login_required
def mine(request: HttpRequest) -> HttpResponse:
    groups = (
        signed_in(request)
        .memberships.select_related("hirer")
        .filter(hirer__merged_into=None)
        .order_by("hirer__name", "pk")
    )
    return render(request, "accounts/groups.html", {"memberships": groups})


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Make a group; whoever came from a booking goes back to it, with all they had typed.

    The kind that they looked for a room as is ticked.
    """
    back = _own_address(request, request.POST.get("next") or request.GET.get("next") or "")
    form = GroupForm(request.POST or None, initial={"kind": request.GET.get("kind", "")})
    if request.method == "POST" and form.is_valid():
        group = actions.make_group(form.save(commit=False), by=signed_in(request))
        messages.success(request, _("%(group)s is ready. You can book for it now.") % {"group": group.name})
        return redirect(back or group)
    return render(request, "accounts/new_group.html", {"form": form, "next": back}, status=422 if form.errors else 200)


@login_required
def group(request: HttpRequest, ref: str) -> HttpResponse:
    found = Hirer.objects.filter(ref=ref).first()
    kept = rights.standing_for(found)
    if kept != found and kept is not None and rights.may_in(request.user, kept, "groups:group"):
        return redirect(kept)
    group = rights.group_for(request.user, ref, "groups:group")
    invites = rights.may_in(request.user, group, "groups:invite")
    context = {
        "group": group,
        "may_change": rights.may_in(request.user, group, "groups:change"),
        "memberships": group.memberships.select_related("user", "ending_asked_by"),
        "may_invite": invites,
        "may_let_go": rights.may_in(request.user, group, "groups:let_go"),
        "may_book": rights.BOOKS in rights.roles_in(request.user, group),
        "invitations": group.invitations.open().order_by("-created_at") if invites else [],
    }
    return render(request, "accounts/group.html", context)


@login_required
def change(request: HttpRequest, ref: str) -> HttpResponse:
    group = rights.group_for(request.user, ref, "groups:change")
    at, status = timezone.now(), 200
    kind_stays = why_kind_stays(group, at=at)
    with_kind = group.is_group and (not kind_stays or "kind" in request.POST)
    form = ChangeGroupForm(request.POST or None, instance=group, with_kind=with_kind)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_group(form.save(commit=False), fields=form.changed_data, by=signed_in(request), at=at)
        except KindStays as refusal:
            form.add_error("kind", str(refusal))
            status = 409
        else:
            messages.success(request, _("It is kept as you have written it."))
            return redirect(group)
    elif form.errors:
        status = 422
    group.refresh_from_db()  # what was typed and is wrong stands in the form only
    context = {"form": form, "group": group, "kind_stays": "" if with_kind else kind_stays}
    return render(request, "accounts/change_group.html", context, status=status)


@login_required
@ratelimit(key="user", rate="20/h", method="POST", block=True)
def invite(request: HttpRequest, ref: str) -> HttpResponse:
    group = rights.group_for(request.user, ref, "groups:invite")
    form = InvitationForm(request.POST or None, hirer=group)
    if request.method == "POST" and form.is_valid():
        actions.invite(group, **form.cleaned_data, by=signed_in(request), at=timezone.now())
        messages.success(
            request, _("An invitation is on its way to %(email)s.") % {"email": form.cleaned_data["email"]}
        )
        return redirect(group)
    return render(request, "accounts/invite.html", {"form": form, "group": group}, status=422 if form.errors else 200)


def accept(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind an invitation's link: a button, since a mail scanner follows links too."""
    invitation = actions.invitation_for(token)
    if invitation is None:
        raise Http404
    if not request.user.is_authenticated:
        return _sign_in_first(request, invitation)
    user, at = signed_in(request), timezone.now()
    if request.method == "POST":
        try:
            membership = actions.accept_invitation(invitation, by=user, at=at)
        except actions.InvitationGone:
            return _invitation(request, invitation, status=410)
        except actions.MeantForAnother:
            return _invitation(request, invitation, status=403)
        messages.success(request, _("You belong to %(group)s.") % {"group": membership.hirer.name})
        return redirect(membership.hirer)
    if rights.roles_in(user, invitation.hirer) or invitation.is_open(at):
        return _invitation(request, invitation)
    return _invitation(request, invitation, status=410)


def _sign_in_first(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Whoever holds the link has read the letter, and so may hear whose it is."""
    messages.info(
        request,
        _("%(inviter)s invites you to join %(group)s. Sign in, or sign up if you are new: you then come back to join.")
        % {"inviter": invitation.invited_by, "group": invitation.hirer.name},
    )
    return redirect_to_login(request.get_full_path())


def _invitation(request: HttpRequest, invitation: Invitation, status: int = 200) -> HttpResponse:
    joined = rights.roles_in(request.user, invitation.hirer)
    context = {
        "invitation": invitation,
        "joined": joined,
        "is_open": invitation.is_open(timezone.now()),
        "may_accept": actions.may_accept(invitation, signed_in(request)),
    }
    return render(request, "accounts/accept.html", context, status=status)


def _own_address(request: HttpRequest, address: str) -> str:
    """The address, if it is a page of this site; nothing for anybody else's."""
    own = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if own and address.startswith("/") else ""
