"""A draft of a price list: how it stands, its name and first day, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.rights import signed_in
from bookings.actions.change_draft import keep_draft
from bookings.actions.change_venue import ChangedMeanwhile
from bookings.actions.import_venue import ChangeRefused
from bookings.actions.publish_draft import publish_draft
from bookings.actions.throw_draft_away import throw_draft_away
from bookings.desk.draft_checks import Checks, Unheard
from bookings.desk.place import Place
from bookings.desk.price_changes import Changes
from bookings.desk.price_grid import grid_of
from bookings.desk.price_work import PriceWork, before, key_of, name_for, next_first_day, published_words
from bookings.exceptions import BookingError, NotPossible
from bookings.forms.as_sent import show_with
from bookings.forms.place.drafts import DraftForm
from bookings.views.answers import see_other
from bookings.views.place.price_saving import print_of_words

SURE = "sure"
page_and_act = require_http_methods(["GET", "HEAD", "POST"])


@page_and_act
@login_required
def draft(request: HttpRequest, slug: str, first: str) -> HttpResponse:
    """One page of four buttons; a list that is published has the one that copies it, and its own page else."""
    place = Place.of(request.user, slug, "place:prices_draft")
    work = PriceWork.of(place, first)
    acts: dict[str, Callable[[HttpRequest, PriceWork, datetime], HttpResponse]] = {
        "copy": _copy,
        "publish": _publish,
        "throw_away": _throw_away,
    }
    named = next((name for name in acts if name in request.POST), "")
    if work.draft is None and named != "copy":
        return redirect("place:prices_change", slug, first)
    at = timezone.now()
    try:
        return acts[named](request, work, at) if named else _name_and_day(request, work, at)
    except BookingError as refusal:
        status = 409 if isinstance(refusal, ChangedMeanwhile) else 422
        return _page(request, PriceWork.of(place, first), at, refusal=_words(refusal), status=status)


def _copy(request: HttpRequest, work: PriceWork, at: datetime) -> HttpResponse:
    """A new draft that says the same, from the next day on which a list could begin."""
    begins = next_first_day(work.file, at.astimezone(work.place.venue.tz).date())
    tariff = replace(work.tariff, name=name_for(begins), valid_from=begins, valid_to=None)
    made = keep_draft(work.place.venue, tariff, by=signed_in(request), at=at)
    messages.success(request, _("This is the draft: a copy, for you to change."))
    return see_other(_address(work, key_of(made)))


def _publish(request: HttpRequest, work: PriceWork, at: datetime) -> HttpResponse:
    """Once whoever publishes has seen which open hours it leaves without a price, and who is not heard yet."""
    assert work.draft, "only a draft has this button"
    seen = request.POST.get("seen", "")
    if seen != work.seen and work.draft.is_open:
        raise ChangedMeanwhile
    checks = Checks.of(work, at=at)
    if work.draft.is_open and not checks.faults:
        question, sent = Unheard.of(work.draft, at=at).question, request.POST
        if question and sent.get("heard") != print_of_words([question]):
            return _page(request, work, at, question=question, status=409)
        if checks.holes and sent.get("agreed") != print_of_words(checks.holes):
            return _page(request, work, at, question=question, status=409)
    made = publish_draft(work.draft, by=signed_in(request), at=at, seen=seen)
    messages.success(request, published_words(made.name, made.valid_from))
    return see_other(reverse("place:prices", args=[work.place.venue.slug]))


def _throw_away(request: HttpRequest, work: PriceWork, at: datetime) -> HttpResponse:
    assert work.draft, "only a draft has this button"
    if request.POST["throw_away"] != SURE:
        return _page(request, work, at, asks=True, status=409)
    throw_draft_away(work.draft, by=signed_in(request), at=at)
    messages.success(request, _("The draft “%(name)s” is thrown away.") % {"name": work.draft.name})
    return see_other(reverse("place:prices", args=[work.place.venue.slug]))


def _name_and_day(request: HttpRequest, work: PriceWork, at: datetime) -> HttpResponse:
    if request.method != "POST":
        return _page(request, work, at)
    form = DraftForm(request.POST, work=work, today=timezone.localdate(at, work.place.venue.tz))
    if not form.is_valid():
        return _page(request, work, at, form=form, status=422)
    wanted = replace(work.tariff, name=form.cleaned_data["name"], valid_from=form.cleaned_data["first"])
    try:
        work.save(wanted, by=signed_in(request), at=at, seen=form.cleaned_data["seen"])
    except (ChangedMeanwhile, ChangeRefused, NotPossible) as refusal:
        form.add_error(None, _words(refusal))
        if isinstance(refusal, ChangedMeanwhile):
            work = PriceWork.of(work.place, work.key)
            show_with(form, {"seen": work.seen})
            return _page(request, work, at, form=form, meanwhile=True, status=409)
        return _page(request, work, at, form=form, status=422)
    messages.success(request, _("The draft “%(name)s” is saved.") % {"name": wanted.name})
    return see_other(_address(work, work.key))


def _page(
    request: HttpRequest,
    work: PriceWork,
    at: datetime,
    *,
    form: DraftForm | None = None,
    refusal: str = "",
    question: str = "",
    asks: bool = False,
    meanwhile: bool = False,
    status: int = 200,
) -> HttpResponse:
    if work.draft is None:
        raise Http404
    checks = Checks.of(work, at=at) if work.draft.is_open else Checks([], [])
    today = timezone.localdate(at, work.place.venue.tz)
    start = {"name": work.tariff.name, "first": work.tariff.valid_from, "seen": work.seen}
    context = {
        "place": work.place,
        "work": work,
        "grid": grid_of(work.tariff, work.file),
        "checks": checks,
        "changes": Changes.between(before(work), work.tariff, work.file),
        "is_shown": work.draft.is_proposed(today),
        "comments": work.draft.comments.count(),
        "unread": work.draft.comments.unread().count(),
        "agreed": print_of_words(checks.holes) if checks.holes else "",
        "question": question,
        "heard": print_of_words([question]) if question else "",
        "form": form or DraftForm(work=work, today=today, initial=start),
        "refusal": refusal,
        "asks": asks,
        "meanwhile": meanwhile,
    }
    return render(request, "place/prices_draft.html", context, status=status)


def _address(work: PriceWork, key: str) -> str:
    return reverse("place:prices_draft", args=[work.place.venue.slug, key])


def _words(refusal: BookingError) -> str:
    if isinstance(refusal, ChangeRefused):
        return " ".join(dict.fromkeys(fault.words for fault in refusal.faults))
    return str(refusal)
