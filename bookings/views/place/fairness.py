"""Fair use as a manager sets it: caps on the busiest hours, and hours kept for new or youth groups."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.rights import signed_in
from bookings import actions
from bookings.actions.change_venue import mark
from bookings.desk.place import Place
from bookings.exceptions import BookingError
from bookings.fair_use.words import cap_told, kept_told, whom_words
from bookings.forms.place.fairness import CapForm, KeptForm
from bookings.views.answers import see_other
from bookings.views.place.rooms import in_words
from venues import files
from venues.fair_use import Cap, FairUse, KeptHours
from venues.files import VenueFile

CAP, KEPT = "cap", "kept"
page_and_act = require_http_methods(["GET", "HEAD", "POST"])
Rule = Cap | KeptHours


@require_safe
@login_required
def fair_use(request: HttpRequest, slug: str) -> HttpResponse:
    place = Place.of(request.user, slug, "place:fair")
    file = files.from_database(place.venue)
    rooms = {room.code: room.name for room in file.rooms}
    context = {
        "place": place,
        "caps": [cap_told(cap) for cap in file.fair_use.caps],
        "kept": [(kept_told(kept, whom_words(kept)), rooms.get(kept.room, "")) for kept in file.fair_use.kept],
    }
    return render(request, "place/fair.html", context)


@page_and_act
@login_required
def new(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    place = Place.of(request.user, slug, "place:fair_new")
    return _edit(request, place, kind, None)


@page_and_act
@login_required
def change(request: HttpRequest, slug: str, kind: str, number: int) -> HttpResponse:
    """The rule with this number, from one; it can be taken away here too."""
    place = Place.of(request.user, slug, "place:fair_change")
    return _edit(request, place, kind, number)


def _edit(request: HttpRequest, place: Place, kind: str, number: int | None) -> HttpResponse:
    file = files.from_database(place.venue)
    rules: tuple[Rule, ...] = _rules(file, kind)
    if number is not None and not 1 <= number <= len(rules):
        raise Http404
    now = rules[number - 1] if number else None
    taken_away = now is not None and "take_away" in request.POST
    form = _form(request, kind, file, None if taken_away else now)
    status = 200
    if request.method == "POST":
        status = 422
        if taken_away or form.is_valid():
            row = [] if taken_away else [form.row]
            at = len(rules) if number is None else number - 1
            refusal = _saved(request, place, _with(file, kind, (*rules[:at], *row, *rules[at + 1 :])))
            if not refusal:
                words = (
                    _("It is taken away.")
                    if taken_away
                    else _("It is saved, and holds for whatever is asked for from now on.")
                )
                messages.success(request, words)
                return see_other(reverse("place:fair", args=[place.venue.slug]))
            form.full_clean()
            form.add_error(None, refusal)
            form.data = _as_it_is_now(request, place)
            status = 409
    context = {"place": place, "form": form, "kind": kind, "number": number}
    return render(request, "place/fair_rule.html", context, status=status)


def _as_it_is_now(request: HttpRequest, place: Place) -> QueryDict:
    """What was typed stands; the next try starts from what is saved now."""
    typed = request.POST.copy()
    typed["seen"] = mark(files.from_database(place.venue), "fair_use")
    return typed


def _rules(file: VenueFile, kind: str) -> tuple[Rule, ...]:
    if kind not in (CAP, KEPT):
        raise Http404
    return file.fair_use.caps if kind == CAP else file.fair_use.kept


def _form(request: HttpRequest, kind: str, file: VenueFile, now: Rule | None) -> CapForm | KeptForm:
    typed, seen = request.POST if request.method == "POST" else None, mark(file, "fair_use")
    if kind == CAP:
        return CapForm(typed, file=file, now=now if isinstance(now, Cap) else None, seen=seen)
    return KeptForm(typed, file=file, now=now if isinstance(now, KeptHours) else None, seen=seen)


def _with(file: VenueFile, kind: str, rules: tuple[Rule, ...]) -> FairUse:
    if kind == CAP:
        return replace(file.fair_use, caps=tuple(rule for rule in rules if isinstance(rule, Cap)))
    return replace(file.fair_use, kept=tuple(rule for rule in rules if isinstance(rule, KeptHours)))


def _saved(request: HttpRequest, place: Place, rules: FairUse) -> str:
    """Why it could not be saved; empty where it was."""
    seen, at = request.POST.get("seen", ""), timezone.now()
    try:
        actions.change_venue(place.venue, part="fair", by=signed_in(request), at=at, seen=seen, fair_use=rules)
    except BookingError as refusal:
        return in_words(refusal)
    return ""
