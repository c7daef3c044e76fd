"""What is known of getting in and around: the core facts of the building, each way in and each room."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.rights import signed_in
from bookings import actions
from bookings.actions.change_venue import mark, print_of
from bookings.desk.access_work import access_work
from bookings.desk.answering import Spot, after, alike, facts_answered, spots_of, the_way_in
from bookings.desk.place import Place
from bookings.exceptions import BookingError
from bookings.forms.place.access import AnswersForm, EntranceForm
from bookings.views.answers import see_other
from bookings.views.place.onward import onward
from venues import files
from venues.access.vocabulary import FACTS
from venues.access.words import equipment
from venues.files.contents import AccessRow, EntranceRow

either = require_http_methods(["GET", "HEAD", "POST"])


@either
@login_required
def access(request: HttpRequest, slug: str) -> HttpResponse:
    """Every place with what is known of it; here a way in can be added."""
    place = Place.of(request.user, slug, "place:access")
    form = EntranceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _add_entrance(request, place, form.cleaned_data["name"])
        except BookingError as refusal:
            form.add_error("name", in_words(refusal))
        else:
            messages.success(request, _("%(name)s was added.") % {"name": form.cleaned_data["name"]})
            return see_other(reverse("place:access", args=[slug]))
    spots = spots_of(place.venue, on=_today(place))
    context = {
        "place": place,
        "spots": spots,
        "first": next((spot for spot in spots if not spot.is_done), None),
        "facts_answered": facts_answered(spots),
        "doors": place.venue.entrances.all(),
        "outages": [(equipment(FACTS[outage.fact]), outage) for outage in place.venue.outages.since(_today(place))],
        "work": access_work(place, on=_today(place)),
        "form": form,
    }
    return render(request, "place/access.html", context, status=422 if form.errors else 200)


@either
@login_required
def building(request: HttpRequest, slug: str) -> HttpResponse:
    return _answers(request, slug, "building", "")


@either
@login_required
def entrance(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    return _answers(request, slug, "entrance", code)


@either
@login_required
def room(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    return _answers(request, slug, "room", code)


def _answers(request: HttpRequest, slug: str, kind: str, code: str) -> HttpResponse:
    place = Place.of(request.user, slug, f"place:access_{kind}")
    today = _today(place)
    spots = spots_of(place.venue, on=today)
    spot = next((spot for spot in spots if (spot.kind, spot.code) == (kind, code)), None)
    if spot is None and kind == "entrance":
        spot = the_way_in(place.venue, code, on=today)
    if spot is None:
        raise Http404
    core, stage = spot, request.GET.get("stage", "")
    if stage:
        spot = core.at(stage)
    if spot is None:
        raise Http404
    others = [] if stage else alike(spots, spot)
    like = next((other for other in others if other.code == request.GET.get("same_as")), None)
    seen = {} if request.POST else {"seen": print_of(place.venue, "access")}  # what is typed brings its own
    form = AnswersForm(request.POST or None, initial=seen, spot=spot, posts=place.roles, today=today, like=like)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _save(request, place, spot, form)
            except BookingError as refusal:
                form.add_error(None, in_words(refusal))
                status = 409
            else:
                return _go_on(request, place, spot, form)
    context = {
        "place": place,
        "spot": spot,
        "spots": spots,
        "facts_answered": facts_answered(spots),
        "alike": others,
        "like": like,
        "form": form,
        "next": None if stage else after(spots, spot),
        "core": core,
        "here": next((each for each in core.stages if each.code == stage), None),
    }
    return render(request, "place/access_answers.html", context, status=status)


def _save(request: HttpRequest, place: Place, spot: Spot, form: AnswersForm) -> None:
    """What is new; and the way in that it speaks of, where that is the first."""
    if not form.rows:
        return
    said, file = {_about(row): row for row in form.rows}, files.from_database(place.venue)
    kept = [row for row in file.access if _about(row) not in said]
    door = spot.new_door if any(row.entrance for row in form.rows) else None
    actions.change_venue(
        place.venue,
        part="access",
        by=signed_in(request),
        at=timezone.now(),
        seen=form.cleaned_data["seen"],
        access=(*kept, *form.rows),
        **({"entrances": (*file.entrances, door)} if door else {}),
    )


def _go_on(request: HttpRequest, place: Place, spot: Spot, form: AnswersForm) -> HttpResponse:
    """To the next place with something to answer, or to the list of them all."""
    count = len(form.rows)
    words = ngettext("%(count)d answer was saved for %(spot)s.", "%(count)d answers were saved for %(spot)s.", count)
    messages.success(
        request,
        words % {"count": count, "spot": spot.name} if count else _("Nothing had changed, so nothing was saved."),
    )
    following = after(spots_of(place.venue, on=_today(place)), spot) if "then" in request.POST else None
    if following:
        return see_other(following.address)
    if spot.stage:
        return see_other(replace(spot, stage="").address + "#stages")
    return onward(request, place, reverse("place:access", args=[place.venue.slug]))


def _add_entrance(request: HttpRequest, place: Place, name: str) -> None:
    file = files.from_database(place.venue)
    seen, doors = mark(file, "entrances"), file.entrances
    taken = {door.code for door in doors}
    code = base = slugify(name)[:50] or "entrance"
    number = 2
    while code in taken:
        code, number = f"{base}-{number}", number + 1
    actions.change_venue(
        place.venue,
        part="access",
        by=signed_in(request),
        at=timezone.now(),
        seen=seen,
        entrances=(*doors, EntranceRow(code, name)),
    )


@either
@login_required
def entrance_name(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Call a way in by another name."""
    place = Place.of(request.user, slug, "place:access_name")
    file = files.from_database(place.venue)
    seen, doors = mark(file, "entrances"), file.entrances
    door = next((door for door in doors if door.code == code), None)
    if door is None:
        raise Http404
    form = EntranceForm(request.POST or None, initial={"name": door.name})
    if request.method == "POST" and form.is_valid():
        renamed = tuple(replace(row, **form.cleaned_data) if row.code == code else row for row in doors)
        try:
            actions.change_venue(
                place.venue, part="access", by=signed_in(request), at=timezone.now(), seen=seen, entrances=renamed
            )
        except BookingError as refusal:
            form.add_error("name", in_words(refusal))
        else:
            messages.success(request, _("It is called %(name)s now.") % form.cleaned_data)
            return see_other(reverse("place:access", args=[slug]))
    context = {"place": place, "form": form, "door": door}
    return render(request, "place/access_name.html", context, status=422 if form.errors else 200)


def _about(row: AccessRow) -> tuple[str, str, str]:
    return row.fact, row.entrance, row.room


def in_words(refusal: BookingError) -> str:
    """Why nothing was saved."""
    if isinstance(refusal, actions.ChangeRefused):
        return " ".join(fault.words for fault in refusal.faults)
    return str(refusal)


def _today(place: Place) -> date:
    return timezone.now().astimezone(place.venue.tz).date()
