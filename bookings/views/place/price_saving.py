"""Save a table of prices that was typed in, be it published at once or kept as a draft."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bookings.actions.change_venue import ChangedMeanwhile
from bookings.actions.import_venue import ChangeRefused
from bookings.desk.place import Place
from bookings.desk.price_changes import Meanwhile
from bookings.desk.price_grid import holes
from bookings.exceptions import NotPossible
from bookings.forms.as_sent import show_with
from bookings.forms.place.prices import PriceListForm
from bookings.views.place.onward import onward
from bookings.views.place.price_typing import trial_in
from venues.tariffs import Tariff


def save_table(
    request: HttpRequest,
    place: Place,
    form: PriceListForm,
    template: str,
    more: dict[str, Any],
    *,
    keep: Callable[[Tariff], str],
    seen_now: Callable[[], str],
    asks_about_holes: bool = True,
    held: Tariff | None = None,
    status: int = 200,
) -> HttpResponse:
    """`keep` keeps the list and says where to go on; those who publish have seen which open hours it leaves out.

    `held` is what would be written over: where somebody else has saved it meanwhile, the page shows both.
    """
    context = {"place": place, "form": form, **trial_in(request, place.venue, form), **more}
    if not form.is_bound:
        return render(request, template, context, status=status)
    if "try" in request.POST:
        return render(request, template, context, status=200 if context["tried"] else 400)
    if not form.is_valid():
        return render(request, template, context, status=422)
    missing = holes(form.tariff, form.file) if asks_about_holes else []
    if missing and request.POST.get("agreed") != print_of_words(missing):
        return render(request, template, {**context, "holes": missing, "agreed": print_of_words(missing)}, status=409)
    try:
        on = keep(form.tariff)
    except ChangedMeanwhile as refusal:
        if held:
            context["meanwhile"] = Meanwhile.of(held, form.tariff, form.file)
        return _refused(request, form, template, context, [str(refusal)], seen_now(), status=409)
    except NotPossible as refusal:
        return _refused(request, form, template, context, [str(refusal)], seen_now(), status=409)
    except ChangeRefused as refusal:
        words = [fault.words for fault in refusal.faults]
        return _refused(request, form, template, context, words, seen_now(), status=422)
    return onward(request, place, on)


def print_of_words(words: Sequence[str]) -> str:
    """A short mark of what somebody was told, to know that they agreed to just this."""
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]


def _refused(
    request: HttpRequest,
    form: PriceListForm,
    template: str,
    context: dict[str, Any],
    words: Sequence[str],
    seen: str,
    *,
    status: int,
) -> HttpResponse:
    for sentence in dict.fromkeys(words):
        form.add_error(None, sentence)
    show_with(form, {"seen": seen})
    return render(request, template, context, status=status)
