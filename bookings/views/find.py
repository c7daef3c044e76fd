"""The front page: what is free, for whom, at what price, and how one gets in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from django_ratelimit.decorators import ratelimit

from accounts.models import Hirer
from bookings import finding, rights
from bookings.forms.find import ONCE, FindForm
from bookings.views.cards import page_of

KEPT = "needs"  # in the session: needs never stand in an address, and so in no log (decision 24)


@ratelimit(key="ip", rate="60/m", method="POST")
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _forget_needs(request) if "forget_needs" in request.POST else _keep_needs(request)
    if not FindForm.is_asked(request.GET):
        form = FindForm(initial={"needs": request.session.get(KEPT, [])})
        drafts = [venue for venue in rights.venues_with(request.user, "place:publish") if not venue.published]
        return render(request, "bookings/find.html", {"form": form, "drafts": drafts})
    form = FindForm(_with_needs(request))
    if not form.is_valid():
        return render(request, "bookings/find.html", {"form": form}, status=400)
    findings = finding.search(form.wish(), at=timezone.now())
    return render(request, "bookings/find_results.html", {"form": form, **page_of(findings, request.GET.get("page"))})


def _keep_needs(request: HttpRequest) -> HttpResponse:
    """Keep the needs for this visit, and go on to an address that tells the rest."""
    form = FindForm(request.POST)
    if not form.is_valid():
        return render(request, "bookings/find.html", {"form": form}, status=422)
    _forget(request)
    if form.cleaned_data["needs"]:
        request.session[KEPT] = form.cleaned_data["needs"]
    return _see_other(form.address())


def _forget_needs(request: HttpRequest) -> HttpResponse:
    _forget(request)
    return _see_other(request.GET.urlencode())


def _forget(request: HttpRequest) -> None:
    if KEPT in request.session:
        del request.session[KEPT]


def _see_other(query: str) -> HttpResponse:
    response = HttpResponseRedirect(f"{reverse('find')}?{query}")
    response.status_code = 303
    return response


def _with_needs(request: HttpRequest) -> QueryDict:
    asked = request.GET.copy()
    asked.setlist("needs", request.session.get(KEPT, []))
    asked.setlist("weekdays", [day for days in asked.getlist("weekdays") for day in days.split(",") if day])
    asked.setdefault("repeat", ONCE)
    asked.setdefault("kind", Hirer.Kind.INFORMAL)
    return asked
