"""One page of the desk for all that the hall types once for its report; and one save."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms.models import model_to_dict
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.rights import signed_in
from bookings import rights
from bookings.desk.changes_told import changes_to_choose
from bookings.desk.frame import Frame
from bookings.forms.for_report import MOST_WORDS, CostForm, DocumentsForm, HoursForm, WordsForm
from bookings.forms.shop_prices import ShopPricesForm
from bookings.views.answers import see_other
from venues.actions.keep_for_report import WORDS, Change, Kept, keep_for_report
from venues.models import ReportFact, ReportWords, Venue

CHANGES, WORDS_PART = "changes", "words"
What = ReportFact.What


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def for_report(request: HttpRequest, slug: str) -> HttpResponse:
    """Every button keeps all parts of the page, and where one of them cannot be kept, none is and all stay as typed."""
    venue = rights.venue_for(request.user, slug, "desk:for_report")
    parts, at = set(request.POST.getlist("part")), timezone.now()
    forms, changes = _forms(venue, request, parts, on=at.astimezone(venue.tz).date()), changes_to_choose(venue)
    chosen = set(request.POST.getlist("chosen")) if CHANGES in parts else None
    told = set(venue.changes_told.values_list("source", flat=True))
    if request.method == "POST":
        if not parts or parts - {CHANGES, *forms}:
            raise Http404
        changed = {name: form for name, form in forms.items() if form.has_changed()}
        if all(form.is_valid() for form in changed.values()):
            kept = _kept(
                changed,
                None
                if chosen is None or chosen == set(request.POST.getlist("chosen-before"))
                else _of(changes, chosen),
            )
            keep_for_report(venue, kept, by=signed_in(request), at=at)
            messages.success(request, _("Kept for your report."))
            return see_other(f"{request.path}#{_place(request, parts)}")
    context = {
        "frame": Frame.of(request.user, venue, "desk:for_report"),
        "forms": forms,
        "changes": changes,
        "chosen": told if chosen is None else chosen,
        "chosen_before": request.POST.getlist("chosen-before") if chosen is not None else sorted(told),
        "most": MOST_WORDS,
    }
    return render(request, "bookings/desk_for_report.html", context, status=422 if request.method == "POST" else 200)


def _kept(changed: Mapping[str, Any], changes: list[Change] | None) -> Kept:
    facts = [form for name, form in changed.items() if name != WORDS_PART]
    words = changed.get(WORDS_PART)
    return Kept(
        words.cleaned_data if words else None,
        [fact for form in facts for fact in form.kept],
        [each for form in facts for each in form.gone],
        changes,
    )


def _of(changes: list[Change], chosen: set[str]) -> list[Change]:
    return [each for each in changes if each.source in chosen]


def _place(request: HttpRequest, parts: set[str]) -> str:
    """The part of the page whose button was pressed."""
    place = request.POST.get("place", "")
    return place if place in parts else min(parts)


def _forms(venue: Venue, request: HttpRequest, parts: Collection[str], *, on: date) -> dict[str, Any]:
    """Those of the parts that were sent are bound; two questions."""
    words = ReportWords.objects.filter(venue=venue).first()
    rows = list(venue.report_facts.order_by("-starts_on"))
    hours = {row.starts_on: row.amount or 0 for row in rows if row.what == What.VOLUNTEERS}
    made: dict[str, Callable[[Any], Any]] = {
        WORDS_PART: lambda data: WordsForm(data, initial=model_to_dict(words, WORDS) if words else {}),
        "cost": lambda data: CostForm(
            data, costs=[row for row in rows if row.what == What.COST], currency=venue.operator.currency
        ),
        "hours": lambda data: HoursForm(data, today=on, typed=hours),
        "prices": lambda data: ShopPricesForm(
            data, today=on, typed={row.starts_on: row for row in rows if row.what == What.SHOP_PRICES}
        ),
        "documents": lambda data: DocumentsForm(data, today=on, rows=[row for row in rows if row.what in DOCUMENTS]),
    }
    forms = {name: make(request.POST if name in parts else None) for name, make in made.items()}
    for form in forms.values():
        for field in form.fields.values():
            field.show_hidden_initial = True  # so that what somebody else kept meanwhile is not put back
    return forms


DOCUMENTS = frozenset(ReportFact.DOCUMENTS)
