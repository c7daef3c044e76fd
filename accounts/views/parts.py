"""What each may do in a group; organisers who are to go; handing a group over."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import actions, rights
from accounts.forms import HandOverForm, PartForm
from accounts.models import Membership
from accounts.rights import signed_in
from accounts.views.gone import membership_in, told_who_is_gone


@login_required
@told_who_is_gone
def member(request: HttpRequest, ref: str, pk: int) -> HttpResponse:
    """A member's part; an organiser's is theirs to hand over."""
    group = rights.group_for(request.user, ref, "groups:member")
    membership = membership_in(group, pk, request)
    if membership.is_organiser and request.POST.get("role") != Membership.Role.ORGANISER:
        return render(request, "accounts/organiser.html", {"group": group, "membership": membership})
    status, held = 200, {name: getattr(membership, name) for name in PartForm.base_fields}
    form = PartForm(request.POST if request.method == "POST" else None, initial=held)
    if form.is_valid():
        try:
            actions.change_member(membership, **form.cleaned_data, by=signed_in(request))
        except actions.NotForYou as refusal:  # somebody has made them an organiser meanwhile
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, _("What %(name)s may do is kept.") % {"name": membership.user})
            return redirect(group)
    elif form.errors:
        status = 422
    context = {"group": group, "membership": membership, "form": form}
    return render(request, "accounts/member.html", context, status=status)


@login_required
@told_who_is_gone
def ending(request: HttpRequest, ref: str, pk: int) -> HttpResponse:
    """An organiser whom another lets go: keep them, or agree."""
    group = rights.group_for(request.user, ref, "groups:ending")
    membership, by = membership_in(group, pk, request), signed_in(request)
    if request.method != "POST":
        return _ending_page(request, membership)
    facts = {"name": membership.user, "group": group.name}
    if request.POST.get("answer") != "let-go":
        actions.keep_organiser(membership, by=by)
        messages.success(request, _("%(name)s stays an organiser.") % facts)
        return redirect(group)
    try:
        actions.agree_to_let_go(membership, by=by, at=timezone.now())
    except actions.NotForYou as refusal:
        return _ending_page(request, membership, refusal)
    messages.success(request, _("%(name)s no longer belongs to %(group)s.") % facts)
    return redirect(group)


@login_required
@told_who_is_gone
def hand_over(request: HttpRequest, ref: str) -> HttpResponse:
    """Somebody of the group organises it in one's place."""
    group = rights.group_for(request.user, ref, "groups:hand_over")
    people = group.memberships.select_related("user", "hirer")
    own, others = get_object_or_404(people, user=signed_in(request)), list(people.exclude(user=signed_in(request)))
    form = HandOverForm(request.POST if request.method == "POST" else None, others=others)
    if form.is_valid():
        stays = form.cleaned_data["then"] == "stay"
        try:
            actions.hand_over(own, form.chosen, stays=stays)
        except actions.NotForYou as refusal:
            form.add_error(None, str(refusal))
        else:
            facts = {"name": form.chosen.user, "group": group.name}
            messages.success(request, _("%(name)s now organises %(group)s.") % facts)
            return redirect(group) if stays else redirect("groups:list")
    context = {"group": group, "form": form, "others": others}
    return render(request, "accounts/hand_over.html", context, status=422 if form.errors else 200)


def _ending_page(request: HttpRequest, membership: Membership, refusal: Exception | None = None) -> HttpResponse:
    context = {
        "group": membership.hirer,
        "membership": membership,
        "may_agree": actions.may_agree(membership, signed_in(request), at=timezone.now()),
        "refusal": refusal,
    }
    return render(request, "accounts/ending.html", context, status=409 if refusal else 200)
