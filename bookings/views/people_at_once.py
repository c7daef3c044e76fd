"""The most people in the whole place at once, by day: for the hall's own eyes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from django_tables2 import RequestConfig

from accounts.rights import signed_in
from bookings import rights
from bookings.desk.frame import Frame
from bookings.forms.people_at_once import AtOnceForm
from bookings.reports.people_at_once import AtOnce, people_at_once
from bookings.tables import DaysAtOnce
from bookings.views.answers import see_other
from venues.actions.keep_for_report import Fact, keep_report_facts
from venues.models import ReportFact, Venue

PER_PAGE, BUSIEST = 20, 5
OWN_PEOPLE = ReportFact.What.OWN_PEOPLE


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """The fullest days; the button keeps how many of the hall's own are there as well."""
    venue = rights.venue_for(request.user, slug, "desk:people_at_once")
    may_keep, today = rights.may(request.user, venue, "desk:for_report"), timezone.localdate(timezone=venue.tz)
    kept = _own(venue).first()
    usual = kept.amount or 0 if kept else 0
    form = AtOnceForm(request.POST or request.GET, today=today, own=usual)
    context: dict[str, Any] = {"frame": Frame.of(request.user, venue, "desk:report"), "venue": venue, "form": form}
    if request.method == "POST" and not may_keep:
        raise Http404
    if not form.is_valid():
        return render(request, "bookings/people_at_once.html", context, status=400)
    asked = form.cleaned_data
    if request.method == "POST":
        _keep(request, venue, asked["staff"], today)
        return see_other(request.path)
    found = people_at_once(venue, asked["first"], asked["last"] + timedelta(days=1), staff=asked["staff"])
    context |= {
        "found": found,
        "to_keep": may_keep and asked["staff"] != usual,
        "leafs": {"sort", "page"} & request.GET.keys(),
    }
    return render(request, "bookings/people_at_once.html", {**context, **_tables(request, venue, found)})


def _tables(request: HttpRequest, venue: Venue, found: AtOnce) -> dict[str, DaysAtOnce]:
    """The fullest days, and where there are more of them, all."""
    busiest = DaysAtOnce(found.days[:BUSIEST], venue.tz, orderable=False)
    busiest.caption = gettext_lazy("The fullest days")
    if len(found.days) <= BUSIEST:
        return {"busiest": busiest}
    table = DaysAtOnce(found.days, venue.tz)
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    return {"busiest": busiest, "table": table}


def _own(venue: Venue) -> QuerySet[ReportFact]:
    return venue.report_facts.filter(what=OWN_PEOPLE).order_by("-starts_on")


def _keep(request: HttpRequest, venue: Venue, people: int, today: date) -> None:
    """In the place of what was kept before."""
    before = [(OWN_PEOPLE, day) for day in _own(venue).values_list("starts_on", flat=True)]
    keep_report_facts(venue, [Fact(OWN_PEOPLE, today, None, people)], before, by=signed_in(request), at=timezone.now())
    messages.success(request, _("Kept: %(people)s of your own are counted in.") % {"people": people})
