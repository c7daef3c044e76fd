"""Whose lower prices are whose, as the desk sees it and the managers decide: the list, one of them, another one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.clock import date_words
from accounts.looks import keep_look
from accounts.rights import signed_in
from bookings import rights
from bookings.actions.ask_for_proof import ask_now, may_be_asked
from bookings.actions.judge_entitlement import accept_entitlement, end_entitlement, start_entitlement
from bookings.desk.entitlements import Claim, claims_at, ending_soon, who_decides, work_at
from bookings.desk.frame import Frame
from bookings.exceptions import NotPossible
from bookings.forms.entitlements import EndForm, EvidenceForm, StartForm
from bookings.models import Booking
from bookings.terms import terms_words
from bookings.twins import known_to
from bookings.views.answers import see_other
from bookings.views.desk import page_and_act
from bookings.views.papers import paper
from venues.models import Entitlement, Venue

ROWS = 20


@require_safe
@login_required
def entitlements(request: HttpRequest, slug: str) -> HttpResponse:
    """What is to be done first, then everybody's."""
    venue = rights.venue_for(request.user, slug, "desk:entitlements")
    today = timezone.localdate(timezone=venue.tz)
    page = Paginator(claims_at(venue, today), ROWS).get_page(request.GET.get("page"))
    context = {
        "frame": Frame.of(request.user, venue, "desk:entitlements"),
        "work": work_at(venue, today),
        "page": page,
        "claims": [Claim(row, today) for row in page],
        "ending": [(terms, terms_words(terms)) for terms in ending_soon(venue, today)],
    }
    return render(request, "bookings/desk_entitlements.html", context)


@page_and_act
@login_required
def entitlement(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What was shown, and a manager's buttons: ask for proof; yes, with what shows it; or no, with why."""
    page = "desk:entitle" if request.method == "POST" else "desk:entitlement"
    venue, claim = _claim(request, slug, pk, page)
    at, by = timezone.now(), signed_in(request)
    today, act = timezone.localdate(at, timezone=venue.tz), request.POST.get("action")
    yes = EvidenceForm(request.POST if act == "accept" else None, today=today, claim=claim)
    no = EndForm(request.POST if act == "end" else None)
    refusal = ""
    try:
        if act == "accept" and yes.is_valid():
            accept_entitlement(claim, **yes.cleaned_data, venue=venue, by=by, at=at)
            return _done(request, venue, claim, _("%(category)s is the price of %(hirer)s."))
        if act == "end" and no.is_valid():
            end_entitlement(claim, words=no.cleaned_data["why"], venue=venue, by=by, at=at)
            return _done(request, venue, claim, _("%(category)s is no longer the price of %(hirer)s."))
        if act == "ask":
            asked = ask_now(claim, venue=venue, by=by, at=at)
            words = _("%(hirer)s is asked by letter to show its proof by %(day)s.")
            messages.success(request, words % {"hirer": claim.hirer.name, "day": date_words(asked)})
            return see_other(reverse("desk:entitlement", args=[venue.slug, claim.pk]))
    except NotPossible as cannot:
        refusal = str(cannot)
    keep_look(by, claim.hirer, page="desk:entitlement", at_place=venue.slug, at=at)
    context = {
        "frame": Frame.of(request.user, venue, "desk:entitlements"),
        "deciders": who_decides(venue, today),
        "claim": claim,
        "told": Claim(claim, today),
        "accept": yes,
        "end": no,
        "form": no if act == "end" else yes,
        "refusal": refusal,
        "may_be_asked": may_be_asked(claim),
        "dates": _dates(claim),
    }
    status = 409 if refusal else 422 if yes.errors or no.errors else 200
    return render(request, "bookings/desk_entitlement.html", context, status=status)


@require_safe
@login_required
def picture(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    venue, claim = _claim(request, slug, pk, "desk:entitlement_picture")
    keep_look(signed_in(request), claim.hirer, page="desk:entitlement", at_place=venue.slug, at=timezone.now())
    return paper(claim)


@page_and_act
@login_required
def start(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """The hall says by itself that a price is a group's."""
    venue = rights.venue_for(request.user, slug, "desk:entitle")
    hirer = known_to(venue.operator).filter(ref=ref).first()
    if hirer is None:
        raise Http404
    at = timezone.now()
    held = Entitlement.objects.open().filter(hirer=hirer)
    categories = venue.operator.categories.filter(is_standard=False).exclude(pk__in=held.values("category"))
    typed = request.POST if request.method == "POST" else None
    form = StartForm(typed, today=timezone.localdate(at, timezone=venue.tz), categories=list(categories))
    status = 422 if form.errors else 200
    if form.is_valid():
        try:
            start_entitlement(hirer, **form.cleaned_data, venue=venue, by=signed_in(request), at=at)
        except NotPossible as cannot:
            form.add_error("category", str(cannot))
            status = 409
        else:
            facts = {"category": form.cleaned_data["category"].name, "hirer": hirer.name}
            messages.success(request, _("%(category)s is the price of %(hirer)s.") % facts)
            return see_other(reverse("desk:hirer", args=[slug, ref]))
    context = {"frame": Frame.of(request.user, venue, "desk:hirers"), "hirer": hirer, "form": form}
    return render(request, "bookings/desk_entitle.html", context, status=status)


def _claim(request: HttpRequest, slug: str, pk: int, page: str) -> tuple[Venue, Entitlement]:
    """One of this operator's; raises Http404 for any other."""
    venue = rights.venue_for(request.user, slug, page)
    rows = Entitlement.objects.select_related("hirer", "category", "accepted_by", "declared_by", "ended_by")
    claim = rows.filter(pk=pk, operator=venue.operator_id, hirer__merged_into=None).first()
    if claim is None:
        raise Http404
    return venue, claim


def _dates(claim: Entitlement) -> dict[str, Any]:
    """How often it was used: what the letter that asks for proof goes by."""
    here = Booking.objects.filter(hirer=claim.hirer, category=claim.category, status=Booking.Status.CONFIRMED)
    return {"bookings": here.count()}


def _done(request: HttpRequest, venue: Venue, claim: Entitlement, words: str) -> HttpResponse:
    facts = {"category": claim.category.name, "hirer": claim.hirer.name}
    messages.success(request, words % facts + " " + _("A letter tells them."))
    return see_other(reverse("desk:entitlements", args=[venue.slug]))
