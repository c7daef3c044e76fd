"""Several halls side by side: for a council, an adviser, or the officers of an operator with branches."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from bookings import rights
from bookings.actions.keep_figures import ask_for_figures
from bookings.desk.frame import Frame
from bookings.forms.report import TogetherForm
from bookings.reports.together.beside import FEWEST_HALLS, portfolio_of
from bookings.reports.together.beside import beside as in_the_middle
from bookings.reports.together.files import as_csv, as_ods
from bookings.reports.together.keeping import Found, halls_of
from bookings.reports.together.pooled import Pool
from bookings.reports.together.pools import pools_of
from bookings.reports.together.presenting import present
from bookings.spreadsheets.open_document import MIME as ODS
from venues.models import Venue

FEWEST = 2


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def together(request: HttpRequest) -> HttpResponse:
    """Whoever has one hall is led to its report.

    While some halls are not worked out yet it says how far it is; POST asks for a letter when it is done.
    """
    venues = rights.venues_reported_to(request.user)
    if len(venues) < FEWEST:
        return redirect("desk:report", venues[0].slug) if venues else redirect("home")
    form = _form(request, venues)
    context: dict[str, Any] = {"form": form, "venues": venues}
    if not form.is_valid():
        return render(request, "bookings/together.html", context, status=400)
    context["query"] = f"?span={form.cleaned_data['span']}"
    if request.method == "POST":
        assert isinstance(request.user, User)
        ask_for_figures(request.user, *form.days, code=form.cleaned_data["span"], at=timezone.now())
        messages.success(request, _("We write to you when it is done. You need not wait here."))
        return redirect(reverse("together") + context["query"])
    found = _found(venues, form)
    if found.missing:
        return render(request, "bookings/together.html", {**context, "found": found})
    pools = _pools(request, venues, found)
    return render(request, "bookings/together.html", {**context, "paper": present(found.halls, pools)})


@require_safe
@login_required
def beside(request: HttpRequest, slug: str) -> HttpResponse:
    """A hall beside the middle of those with which it shares an operator or a funder."""
    venue = rights.venue_for(request.user, slug, "desk:beside")
    form = TogetherForm(request.GET.dict(), today=timezone.localdate(), years=False)
    frame = Frame.of(request.user, venue, "desk:beside")
    context: dict[str, Any] = {"venue": venue, "frame": frame, "form": form, "fewest": FEWEST_HALLS}
    if not form.is_valid():
        return render(request, "bookings/beside.html", context, status=400)
    venues = portfolio_of(venue, timezone.localdate())
    context |= {"query": f"?span={form.cleaned_data['span']}", "halls": len(venues)}
    if len(venues) >= FEWEST_HALLS:
        found = _found(venues, form)
        context["missing"] = len(found.missing)
        if not found.missing:
            context["figures"] = in_the_middle(found.halls[venues.index(venue)], found.halls)
    return render(request, "bookings/beside.html", context)


@require_safe
@login_required
def csv(request: HttpRequest) -> HttpResponse:
    return _file(request, "together_csv")


@require_safe
@login_required
def ods(request: HttpRequest) -> HttpResponse:
    return _file(request, "together_ods")


def _file(request: HttpRequest, page: str) -> HttpResponse:
    """Whole, or the page that says how far it is."""
    venues = rights.venues_reported_to(request.user)
    form = _form(request, venues)
    if len(venues) < FEWEST or not form.is_valid():
        return together(request)
    found = _found(venues, form)
    if found.missing:
        return redirect(f"{reverse('together')}?span={form.cleaned_data['span']}")
    pools, days = _pools(request, venues, found), form.days
    if page == "together_csv":
        content, kind, ending = as_csv(found.halls, pools).encode(), "text/csv; charset=utf-8", "csv"
    else:
        content, kind, ending = as_ods(found.halls, pools), ODS, "ods"
    name = f"halls-{days[0]}-{days[1]}.{ending}"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _form(request: HttpRequest, venues: list[Venue]) -> TogetherForm:
    sent = request.POST.dict() if request.method == "POST" else request.GET.dict()
    years = rights.seen_truly(request.user) >= {venue.pk for venue in venues}
    return TogetherForm(sent, today=timezone.localdate(), years=years)


def _found(venues: list[Venue], form: TogetherForm) -> Found:
    first, until = form.days
    return halls_of(venues, first, until, as_at=timezone.now())


def _pools(request: HttpRequest, venues: list[Venue], found: Found) -> tuple[Pool, ...]:
    return pools_of(venues, found.halls, truly=rights.seen_truly(request.user))
