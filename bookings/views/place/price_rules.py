"""The rules of a price list below its grid: all of them in sentences, and one to take away."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.rights import signed_in
from bookings.actions.change_venue import ChangedMeanwhile
from bookings.actions.import_venue import ChangeRefused
from bookings.desk.place import Place
from bookings.desk.price_grid import rules_of
from bookings.desk.price_rules import (
    Rule,
    document_of,
    rules_in,
    what_names_it,
    with_sentences,
    without_rule,
    words_of,
)
from bookings.desk.price_work import PriceWork
from bookings.desk.rule_kinds import KINDS, RuleKind
from bookings.exceptions import NotPossible
from bookings.forms.place.rules import knows
from bookings.forms.place.rules.choices import Choices
from bookings.views.answers import see_other
from venues.tariffs import Tariff, read
from venues.tariffs.grid import grid_rates
from venues.tariffs.words import Section

IN_THE_TABLE = ("times", "rates", "products", "counting")  # what the page of the grid shows


@require_safe
@login_required
def rules(request: HttpRequest, slug: str, first: str) -> HttpResponse:
    """Every rule of the list as a sentence; a list that is fixed is shown without a way to change it."""
    place = Place.of(request.user, slug, "place:prices_rules")
    return all_rules(request, PriceWork.of(place, first))


def all_rules(request: HttpRequest, work: PriceWork, *, status: int = 200) -> HttpResponse:
    document, choices = document_of(work.tariff), Choices.of(work.tariff, work.file)
    parts = []
    for kind in KINDS.values():
        found = rules_in(document, kind.table)
        told = [(rule, words_of(work.tariff, work.file, rule), knows(rule, document, choices)) for rule in found]
        parts.append((kind, told))
    sentences = {words for _kind, told in parts for _rule, words, _known in told}
    context = {"place": work.place, "work": work, "parts": parts, "elsewhere": _elsewhere(work, sentences)}
    return render(request, "place/rules.html", context, status=status)


def _elsewhere(work: PriceWork, told: set[str]) -> list[Section]:
    """What the list says beside its grid that is no rule of this page: other prices, ways of hiring."""
    sections = rules_of(work.tariff, work.file, frozenset(grid_rates(work.tariff)))
    left = [
        replace(section, sentences=tuple(words for words in section.sentences if words not in told))
        for section in sections
        if section.code in IN_THE_TABLE
    ]
    return [section for section in left if section.sentences]


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def take_away(request: HttpRequest, slug: str, first: str, kind: str, number: int) -> HttpResponse:
    """Ask first; and refuse where another rule names this one."""
    place = Place.of(request.user, slug, "place:prices_rule_away")
    work = PriceWork.of(place, first)
    rule = the_rule(work, the_kind(kind), number)
    if work.is_fixed:
        return fixed(request, work)
    context = {
        "place": place,
        "work": work,
        "sentence": words_of(work.tariff, work.file, rule),
        "named_by": what_names_it(work.tariff, work.file, rule),
    }
    if request.method != "POST" or context["named_by"]:
        return render(request, "place/rules_away.html", context, status=409 if request.method == "POST" else 200)
    left = read(without_rule(document_of(work.tariff), rule), work.tariff.currency)
    try:
        keep(request, work, left)
    except (ChangedMeanwhile, NotPossible) as refusal:
        return render(request, "place/rules_away.html", {**context, "refusal": [str(refusal)]}, status=409)
    except ChangeRefused as refusal:
        words = [with_sentences(fault.words, work.tariff, work.file) for fault in refusal.faults]
        return render(request, "place/rules_away.html", {**context, "refusal": words}, status=422)
    messages.success(request, _("Taken away: %(rule)s") % {"rule": context["sentence"]})
    return see_other(to_rules(work))


def keep(request: HttpRequest, work: PriceWork, tariff: Tariff) -> None:
    work.save(tariff, by=signed_in(request), at=timezone.now(), seen=request.POST.get("seen", ""))


def fixed(request: HttpRequest, work: PriceWork) -> HttpResponse:
    """A list that stays as it is shows its rules, whatever was asked of it."""
    if request.method == "POST":
        return all_rules(request, work, status=409)
    return see_other(to_rules(work))


def to_rules(work: PriceWork) -> str:
    return reverse("place:prices_rules", args=[work.place.venue.slug, work.key])


def the_kind(slug: str) -> RuleKind:
    if slug not in KINDS:
        raise Http404
    return KINDS[slug]


def the_rule(work: PriceWork, kind: RuleKind, number: int) -> Rule:
    found = next((rule for rule in rules_in(document_of(work.tariff), kind.table) if rule.number == number), None)
    if found is None:
        raise Http404
    return found
