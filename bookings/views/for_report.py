"""One page of the desk for all that the hall types once for its report; each part is saved by its own button."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms.models import model_to_dict
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.rights import signed_in
from bookings import rights
from bookings.desk.changes_told import changes_to_choose
from bookings.desk.frame import Frame
from bookings.forms.for_report import MOST_WORDS, CostForm, DocumentsForm, HoursForm, WordsForm
from bookings.forms.shop_prices import ShopPricesForm
from bookings.views.answers import see_other
from venues.actions.keep_for_report import WORDS, choose_changes, keep_report_facts, keep_report_words
from venues.models import ReportFact, ReportWords, Venue

CHANGES = "changes"
What = ReportFact.What


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def for_report(request: HttpRequest, slug: str) -> HttpResponse:
    venue = rights.venue_for(request.user, slug, "desk:for_report")
    part, at, by = request.POST.get("part", ""), timezone.now(), signed_in(request)
    forms, changes = _forms(venue, request, part, on=at.astimezone(venue.tz).date()), changes_to_choose(venue)
    if request.method == "POST":
        if part == CHANGES:
            chosen = set(request.POST.getlist("chosen"))
            choose_changes(venue, [each for each in changes if each.source in chosen], by=by)
        elif part not in forms:
            raise Http404
        if part == CHANGES or forms[part].is_valid():
            if part != CHANGES:
                _keep(venue, part, forms[part], by, at)
            messages.success(request, _("Kept for your report."))
            return see_other(f"{request.path}#{part}")
    context = {
        "frame": Frame.of(request.user, venue, "desk:for_report"),
        "forms": forms,
        "changes": changes,
        "chosen": set(venue.changes_told.values_list("source", flat=True)),
        "most": MOST_WORDS,
    }
    return render(request, "bookings/desk_for_report.html", context, status=422 if request.method == "POST" else 200)


def _forms(venue: Venue, request: HttpRequest, part: str, *, on: date) -> dict[str, Any]:
    """One of them bound, where its button was pressed; two questions."""
    words = ReportWords.objects.filter(venue=venue).first()
    rows = list(venue.report_facts.order_by("-starts_on"))
    hours = {row.starts_on: row.amount or 0 for row in rows if row.what == What.VOLUNTEERS}
    made: dict[str, Callable[[Any], Any]] = {
        "words": lambda data: WordsForm(data, initial=model_to_dict(words, WORDS) if words else {}),
        "cost": lambda data: CostForm(
            data, costs=[row for row in rows if row.what == What.COST], currency=venue.operator.currency
        ),
        "hours": lambda data: HoursForm(data, today=on, typed=hours),
        "prices": lambda data: ShopPricesForm(
            data, today=on, typed={row.starts_on: row for row in rows if row.what == What.SHOP_PRICES}
        ),
        "documents": lambda data: DocumentsForm(data, today=on, rows=[row for row in rows if row.what in DOCUMENTS]),
    }
    return {name: make(request.POST if name == part else None) for name, make in made.items()}


def _keep(venue: Venue, part: str, form: Any, by: User, at: datetime) -> None:
    if part == "words":
        keep_report_words(venue, form.cleaned_data, by=by, at=at)
    else:
        keep_report_facts(venue, form.kept, form.gone, by=by, at=at)


DOCUMENTS = frozenset(ReportFact.DOCUMENTS)
