"""The front page: what is free, for whom, at what price, and how one gets in."""

from __future__ import annotations

from functools import cache, partial

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_ratelimit.decorators import ratelimit

from accounts.models import Hirer
from bookings import finding, rights
from bookings.actions.count_sought import count_sought
from bookings.forms.find import DISTANCES, SEVERAL, FindForm
from bookings.forms.needs import NEEDED, known_needs
from bookings.forms.sentences import ONCE
from bookings.views.cards import page_of
from bookings.views.kept_needs import KEPT, held, of_this_visit
from bookings.views.looked import count_if_nothing
from bookings.views.near import advice_lines, near_lines
from venues.access.needs import NEEDS

FORGET = "forget_needs"


@ratelimit(key="ip", rate="60/m", method="POST")
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _forget_needs(request) if FORGET in request.POST else _keep_needs(request)
    if not FindForm.is_asked(request.GET):
        form = FindForm(initial=of_this_visit(request))
        drafts = [venue for venue in rights.venues_with(request.user, "place:publish") if not venue.published]
        return render(request, "bookings/find.html", {"form": form, "drafts": drafts})
    form = FindForm(with_needs(request))
    if not form.is_valid():
        return render(request, "bookings/find.html", {"form": form}, status=400)
    at = timezone.now()
    findings = finding.search(form.wish(), at=at)
    ground = finding.ground_about(findings, DISTANCES)
    chosen = findings.wish.venue
    if not chosen or ground is not findings.ground:
        form.offer({room.venue for room in ground.rooms} | ({chosen} if chosen else set()))
    near = near_lines(finding.near_misses(findings, ground, DISTANCES, at=at), request.GET)
    advice = [] if near else advice_lines(findings, request.GET)
    context = {"form": form, "near": near, "advice": advice, **page_of(findings, request.GET.get("page"))}
    return render(request, "bookings/find_results.html", context)


def without_cookies(request: HttpRequest) -> HttpResponse:
    """A search that was sent by a browser that keeps no cookies, or not those of the page before.

    It needs none and changes nothing, so it goes on; only what is needed of access has nowhere to be kept.
    """
    form = FindForm(request.POST)
    if form.is_valid() and not form.cleaned_data["needs"]:
        return _see_other(form.address())
    if form.is_valid():
        words = _(
            "Your browser keeps no cookies from us, and needs are kept in no other way. Untick them, or allow cookies."
        )
        form.add_error("needs", words)
    return render(request, "bookings/find.html", {"form": form}, status=422)


def _keep_needs(request: HttpRequest) -> HttpResponse:
    """Keep the needs for this visit, and go on to an address that tells the rest."""
    form = FindForm(request.POST)
    if not form.is_valid():
        return render(request, "bookings/find.html", {"form": form}, status=422)
    before, wish = held(request), form.wish()
    ground = cache(partial(finding.Ground.load, wish, with_distant=False))  # once, and only where it is wanted
    _forget(request)
    if form.cleaned_data["needs"]:
        request.session[KEPT] = {"needs": form.cleaned_data["needs"], **form.said}
        if request.session[KEPT] != before:  # once a visit, however many dates are tried
            count_sought(finding.not_known(wish, ground()), on=timezone.localdate())
    count_if_nothing(request, form, ground)
    return _see_other(form.address())


def _forget_needs(request: HttpRequest) -> HttpResponse:
    """The one that is named, or all of them."""
    left = [code for code in known_needs(held(request)).get("needs", []) if code != request.POST[FORGET]]
    if not left or request.POST[FORGET] not in NEEDS:
        _forget(request)
    else:
        request.session[KEPT] = {**held(request), "needs": left}
    return _see_other(request.GET.urlencode())


def _forget(request: HttpRequest) -> None:
    if KEPT in request.session:
        del request.session[KEPT]


def _see_other(query: str) -> HttpResponse:
    response = HttpResponseRedirect(f"{reverse('find')}?{query}")
    response.status_code = 303
    return response


def with_needs(request: HttpRequest) -> QueryDict:
    """What an address asks for, with the needs that the visit keeps, as the form would send it."""
    asked = request.GET.copy()
    kept = known_needs(held(request))
    for name in NEEDED:
        asked.setlist(name, kept.get(name, []))
    for name in SEVERAL:
        asked.setlist(name, [each for some in asked.getlist(name) for each in some.split(",") if each])
    asked.setdefault("repeat", ONCE)
    asked.setdefault("kind", Hirer.Kind.INFORMAL)
    return asked
