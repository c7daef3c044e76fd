"""A group's own page of the prices that are its own: what is kept of them, and where it shows its proof."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_ratelimit.decorators import ratelimit

from accounts.models import Hirer
from accounts.rights import roles_in, signed_in, standing_for
from bookings import rights
from bookings.actions.show_proof import show_proof
from bookings.exceptions import NotPossible
from bookings.forms.entitlements import ShowForm
from bookings.terms import terms_words
from bookings.views.answers import see_other
from bookings.views.desk import page_and_act
from bookings.views.papers import paper
from venues.models import Entitlement, SpecialTerms


@require_safe
@login_required
def entitlements(request: HttpRequest, ref: str) -> HttpResponse:
    """Every price that it declared or was given, and what halls have agreed with it."""
    group = _group(request, ref, "own:entitlements")
    rows = Entitlement.objects.filter(hirer=group).without_pictures().select_related("operator", "category")
    agreed = SpecialTerms.objects.filter(hirer=group).select_related("venue", "category").order_by("-since", "-pk")
    context = {
        "group": group,
        "claims": rows.order_by("ended_at", "operator__name", "pk"),
        "agreed": [(terms, terms_words(terms)) for terms in agreed],
        "today": timezone.localdate(),
    }
    return render(request, "bookings/own_entitlements.html", context)


@page_and_act
@login_required
@ratelimit(key="user", rate="30/h", method="POST", block=True)
def proof(request: HttpRequest, ref: str, pk: int) -> HttpResponse:
    """What is asked, what was shown, and a form to show it."""
    group, claim = _claim(request, ref, pk, "own:proof")
    posted = request.method == "POST"
    form = ShowForm(request.POST if posted else None, request.FILES if posted else None, hirer=group)
    refusal = ""
    if form.is_valid():
        typed = {"evidence": form.cleaned_data["evidence"], "words": form.shown_words, "picture": form.picture}
        try:
            show_proof(claim, **typed, by=signed_in(request), at=timezone.now())
        except NotPossible as cannot:
            refusal = str(cannot)
        else:
            messages.success(request, _("Thank you. The hall looks at it, and writes to you."))
            return see_other(reverse("own:entitlements", args=[group.ref]))
    context = {"group": group, "claim": claim, "form": form, "refusal": refusal, "venues": _venues(claim)}
    status = 409 if refusal else 422 if form.errors else 200
    return render(request, "bookings/own_proof.html", context, status=status)


@require_safe
@login_required
def picture(request: HttpRequest, ref: str, pk: int) -> HttpResponse:
    _of, claim = _claim(request, ref, pk, "own:proof_picture")
    return paper(claim)


def _group(request: HttpRequest, ref: str, page: str) -> Hirer:
    """A group that this person organises, or the one that it was made one with; raises Http404 for any other."""
    group = standing_for(Hirer.objects.filter(ref=ref).first())
    if group is None or not rights.allows(roles_in(request.user, group), page):
        raise Http404
    return group


def _claim(request: HttpRequest, ref: str, pk: int, page: str) -> tuple[Hirer, Entitlement]:
    group = _group(request, ref, page)
    rows = Entitlement.objects.select_related("hirer", "category", "operator")
    claim = rows.filter(pk=pk, hirer=group).first()
    if claim is None:
        raise Http404
    return group, claim


def _venues(claim: Entitlement) -> str:
    return ", ".join(claim.operator.venues.filter(published=True).order_by("name").values_list("name", flat=True))
