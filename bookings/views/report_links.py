"""Links that the desk gives to funders: all of them, a new one, and one of them let last longer or ended."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Case, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_ratelimit.decorators import ratelimit

from accounts.rights import signed_in
from bookings import rights
from bookings.actions.link_report import end_report_link, give_report_link, prolong_report_link
from bookings.desk.frame import Frame
from bookings.exceptions import BookingError
from bookings.forms.report_link import ReportLinkForm, UntilForm
from bookings.models import IssuedReport, ReportLink
from bookings.reports.agreed import figures_to_agree
from bookings.views.answers import see_other
from venues.models import Venue

page_and_act = require_http_methods(["GET", "HEAD", "POST"])
ROWS, MOST_REPORTS = 30, 24
SHORTEST_KEY = 16
MOST_DIGITS = 9


@require_safe
@login_required
def links(request: HttpRequest, slug: str) -> HttpResponse:
    """Those that open, and those that were; the newest first."""
    venue = rights.venue_for(request.user, slug, "desk:report_links")
    page = Paginator(venue.report_links.prefetch_related("reports"), ROWS).get_page(request.GET.get("page"))
    today = timezone.localdate(timezone=venue.tz)
    context = {
        "frame": Frame.of(request.user, venue, "desk:report_links"),
        "page": page,
        "rows": [(link, link.opens_on(today)) for link in page],
        "may_give": rights.may(request.user, venue, "desk:report_link_new"),
    }
    return render(request, "bookings/desk_report_links.html", context)


@page_and_act
@login_required
@ratelimit(key="user", rate="60/h", method="POST", block=True)
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """To give a link is answered with the only page that ever shows it; the same button twice shows the same."""
    venue = rights.venue_for(request.user, slug, "desk:report_link_new")
    form, context = _form(request, venue), {"frame": Frame.of(request.user, venue, "desk:report_link_new")}
    status = 422 if form and form.errors else 200
    if form and form.is_valid():
        try:
            address = _given(request, venue, form)
        except BookingError as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            told = {**context, "address": address, "terms": form.terms}
            answer = render(request, "bookings/desk_report_link_given.html", told)
            answer["Cache-Control"] = "no-store"
            return answer
    key = request.POST.get("key", "") or secrets.token_urlsafe(SHORTEST_KEY)
    return render(request, "bookings/desk_report_link_new.html", {**context, "form": form, "key": key}, status=status)


@page_and_act
@login_required
def link(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    venue = rights.venue_for(request.user, slug, "desk:report_link")
    found = get_object_or_404(ReportLink.objects.select_related("venue", "made_by"), pk=pk, venue=venue)
    act, today = request.POST.get("act", ""), timezone.localdate(timezone=venue.tz)
    form = UntilForm(request.POST if act == "prolong" else None, today=today, initial={"until": found.until})
    refusal = ""
    if request.method == "POST":
        if act not in ("prolong", "end"):
            raise Http404
        try:
            done = _acted(request, found, act, form)
        except BookingError as refused:
            refusal = str(refused)
        else:
            if done:
                messages.success(request, done)
                return see_other(request.path)
    context = {
        "frame": Frame.of(request.user, venue, "desk:report_link"),
        "link": found,
        "opens": found.opens_on(today),
        "reports": list(found.reports.all()),
        "projects": list(found.projects.all()),
        "form": form,
        "refusal": refusal,
    }
    status = 409 if refusal else 422 if form.errors else 200
    return render(request, "bookings/desk_report_link.html", context, status=status)


def _form(request: HttpRequest, venue: Venue) -> ReportLinkForm | None:
    """None where nothing was issued yet that may leave the house; the report come from stands first, and is ticked."""
    come_from = Case(When(number=_come_from(request), then=Value(0)), default=Value(1))
    reports = list(IssuedReport.objects.for_outside().filter(venue=venue).order_by(come_from, "-number")[:MOST_REPORTS])
    if not reports:
        return None
    return ReportLinkForm(
        request.POST if request.method == "POST" else None,
        today=timezone.localdate(timezone=venue.tz),
        reports=reports,
        projects=list(venue.projects.all()),
        choices=figures_to_agree(reports),
    )


def _come_from(request: HttpRequest) -> int:
    """The number of the report from whose page somebody came; 0, which none has, for anything else."""
    number = request.GET.get("report", "")
    return int(number) if number.isascii() and number.isdecimal() and len(number) < MOST_DIGITS else 0


def _given(request: HttpRequest, venue: Venue, form: ReportLinkForm) -> str:
    key = request.POST.get("key", "")
    if len(key) < SHORTEST_KEY:
        key = secrets.token_urlsafe(SHORTEST_KEY)
    token = give_report_link(venue, form.terms, key=key, by=signed_in(request), at=timezone.now())
    return settings.PUBLIC_URL + reverse("for_funder", args=[token])


def _acted(request: HttpRequest, found: ReportLink, act: str, form: Any) -> str:
    """What was done, in words; nothing where the form has something wrong."""
    by = signed_in(request)
    if act == "end":
        end_report_link(found, by=by, at=timezone.now())
        return _("Ended. Whoever has the link finds nothing by it any more.")
    if not form.is_valid():
        return ""
    prolong_report_link(found, until=form.cleaned_data["until"], by=by)
    return _("It opens until then.")
