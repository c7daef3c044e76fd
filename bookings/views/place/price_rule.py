"""One rule of a price list: a new one, or one to change, in its boxes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bookings.actions.change_venue import ChangedMeanwhile
from bookings.actions.import_venue import ChangeRefused
from bookings.desk.place import Place
from bookings.desk.price_rules import Document, Rule, document_of, in_words, rules_in, with_sentences, words_of
from bookings.desk.price_work import PriceWork
from bookings.exceptions import NotPossible
from bookings.forms.place.rules import FORMS, knows
from bookings.forms.place.rules.choices import Choices
from bookings.forms.place.rules.form import NUMBER, RuleForm
from bookings.views.answers import see_other
from bookings.views.place.price_rules import fixed, keep, the_kind, the_rule, to_rules
from venues.tariffs import Tariff, TariffFaults, read

page_and_act = require_http_methods(["GET", "HEAD", "POST"])


@page_and_act
@login_required
def new(request: HttpRequest, slug: str, first: str, kind: str) -> HttpResponse:
    """One more rule of a kind."""
    place = Place.of(request.user, slug, "place:prices_rule_new")
    work, found = PriceWork.of(place, first), the_kind(kind)
    if work.is_fixed:
        return fixed(request, work)
    return _write(request, work, Rule(found.table), {"kind": found})


@page_and_act
@login_required
def change(request: HttpRequest, slug: str, first: str, kind: str, number: int) -> HttpResponse:
    """One rule in its boxes; of what these cannot show, the sentence alone."""
    place = Place.of(request.user, slug, "place:prices_rule")
    work, found = PriceWork.of(place, first), the_kind(kind)
    rule = the_rule(work, found, number)
    if work.is_fixed:
        return fixed(request, work)
    context = {"kind": found, "sentence": words_of(work.tariff, work.file, rule)}
    if knows(rule, document_of(work.tariff), Choices.of(work.tariff, work.file)):
        return _write(request, work, rule, context)
    status = 409 if request.method == "POST" else 200
    return render(request, "place/rules_file_only.html", {**context, "place": place, "work": work}, status=status)


def _write(request: HttpRequest, work: PriceWork, rule: Rule, more: dict[str, Any]) -> HttpResponse:
    """Show the boxes; read back to the person what they say; or save them."""
    form = _form(request, rule, document_of(work.tariff), Choices.of(work.tariff, work.file))
    context = {"place": work.place, "work": work, "form": form, "seen": work.seen, **more}
    if not form.is_bound:
        return render(request, "place/rules_form.html", context)
    tariff = _read(form, work)
    if tariff is None:
        return render(request, "place/rules_form.html", context, status=422)
    said = words_of(tariff, work.file, form.placed())
    if "look" in request.POST:
        return render(request, "place/rules_form.html", {**context, "said": said})
    try:
        keep(request, work, tariff)
    except ChangeRefused as refusal:
        faults = [(fault.place.removeprefix("tariffs[0]."), fault.words) for fault in refusal.faults]
        form.judge([(at, with_sentences(words, tariff, work.file)) for at, words in faults])
        return render(request, "place/rules_form.html", context, status=422)
    except (ChangedMeanwhile, NotPossible) as refusal:
        form.add_error(None, str(refusal))
        if isinstance(refusal, ChangedMeanwhile):
            context |= _saved_meanwhile(PriceWork.of(work.place, work.key), rule)
        return render(request, "place/rules_form.html", context, status=409)
    messages.success(request, _("Saved: %(rule)s") % {"rule": said})
    return see_other(request.path if "then" in request.POST and not rule.places else to_rules(work))


def _saved_meanwhile(work: PriceWork, rule: Rule) -> dict[str, Any]:
    """What the list says by now of rules of this kind, and the mark with which it may be changed all the same."""
    rules = rules_in(document_of(work.tariff), rule.table)
    return {"seen": work.seen, "meanwhile": True, "saved": [words_of(work.tariff, work.file, one) for one in rules]}


def _read(form: RuleForm, work: PriceWork) -> Tariff | None:
    """The list with the rule as it is typed; None with what is wrong noted in the form."""
    if not form.is_valid():
        return None
    try:
        return read(form.put(), work.tariff.currency)
    except TariffFaults as refusal:
        form.judge(in_words(refusal.faults))
        return None


def _form(request: HttpRequest, rule: Rule, document: Document, choices: Choices) -> RuleForm:
    """As it is kept, as it was typed, or as it was typed and with the boxes of one more price or step."""
    kind = FORMS[rule.table]
    if request.method != "POST":
        return kind(rule=rule, document=document, choices=choices)
    sent = request.POST.get(NUMBER, "")
    number = max(int(sent), 1) if sent.isascii() and sent.isdecimal() and len(sent) < 3 else None
    if "add" not in request.POST:
        return kind(request.POST, rule=rule, document=document, choices=choices, number=number)
    form = kind(rule=rule, document=document, choices=choices, number=(number or 0) + 1)
    form.fill(request.POST)
    return form
