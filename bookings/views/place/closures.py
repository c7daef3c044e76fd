"""When a place is shut all the same: the list, a new closure with what it would hit, and lifting one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.rights import signed_in
from bookings.actions.close import (
    Closed,
    HitsChanged,
    NotChosen,
    RoomTwice,
    close,
    holds_it_hits,
    print_of_sessions,
    what_it_hits,
)
from bookings.actions.import_venue import ChangeRefused
from bookings.actions.lift_closure import lift_closure
from bookings.desk.closures import days_to_offer, hits_in_words, rooms_elsewhere, shut, untold
from bookings.desk.place import Place
from bookings.exceptions import NotPossible, RoomTaken, TooLate
from bookings.forms.place.closures import WHOLE, ClosureForm, choices_typed
from bookings.models import ClosingAct
from bookings.rooms_instead import rooms_instead
from bookings.views.answers import see_other
from bookings.views.place.carried import carried, wants_back
from venues import files

ROWS = 20
OFFERED = ("first", "cause", "note")  # what a day that the list offers fills in
page_and_act = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@login_required
def closures(request: HttpRequest, slug: str) -> HttpResponse:
    place = Place.of(request.user, slug, "place:closures")
    file, at, zone = files.from_database(place.venue), timezone.now(), place.venue.tz
    every = place.venue.closures.prefetch_related("cells")
    over = Paginator(every.filter(ends_at__lte=at).order_by("-starts_at", "-pk"), ROWS).get_page(
        request.GET.get("page")
    )
    may_close = place.may("place:closures_new")
    context = {
        "place": place,
        "to_come": shut(every.filter(ends_at__gt=at).order_by("starts_at", "pk"), file, zone),
        "over": shut(over.object_list, file, zone),
        "page": over,
        "may_close": may_close,
        "offered": days_to_offer(place.venue, at=at) if may_close else [],
        "fresh": set(ClosingAct.objects.open(at).filter(closure__venue=place.venue).values_list("closure", flat=True)),
    }
    return render(request, "place/closures.html", context)


@page_and_act
@login_required
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Say when; then see whom it would hit; then close."""
    place = Place.of(request.user, slug, "place:closures_new")
    file = files.from_database(place.venue)
    if request.method != "POST":
        offered = {name: request.GET[name] for name in OFFERED if name in request.GET}
        initial = {"parts": [WHOLE], **offered} if offered else None
        return _page(request, place, ClosureForm(file=file, initial=initial))

    form = ClosureForm(request.POST, file=file)
    if not form.is_valid():
        return _page(request, place, form, status=422)
    if wants_back(request.POST):
        return _page(request, place, form)
    if "agreed" not in request.POST:
        return _check(request, place, form)
    try:
        closed = close(
            place.venue,
            form.closure,
            by=signed_in(request),
            at=timezone.now(),
            shown=request.POST["agreed"],
            choices=choices_typed(request.POST),
        )
    except (HitsChanged, RoomTaken) as refusal:
        return _check(request, place, form, str(refusal), status=409)
    except (NotChosen, RoomTwice) as refusal:
        return _check(request, place, form, str(refusal), status=422)
    except ChangeRefused as refusal:
        for fault in refusal.faults:
            form.add_error(None, fault.words)
        return _page(request, place, form, status=422)
    except NotPossible as refusal:
        form.add_error("last" if form.cleaned_data["last"] else "first", str(refusal))
        return _page(request, place, form, status=422)
    messages.success(request, _closed_words(closed))
    return see_other(reverse("place:closures", args=[slug]))


@page_and_act
@login_required
def lift(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    place = Place.of(request.user, slug, "place:closures_lift")
    closure = place.venue.closures.prefetch_related("cells").filter(pk=pk).first()
    if closure is None:
        raise Http404
    at = timezone.now()
    context = {
        "place": place,
        "shut": shut([closure], files.from_database(place.venue), place.venue.tz)[0],
        "is_over": closure.ends_at <= at,
        "has_begun": closure.starts_at < at,
        "act": ClosingAct.objects.open(at).filter(closure=closure).first(),
    }
    puts_back = "put_back" in request.POST
    if request.method != "POST":
        return render(request, "place/closures_lift.html", context)
    try:
        lift_closure(closure, by=signed_in(request), at=at, put_back=puts_back)
    except TooLate as refusal:
        return render(request, "place/closures_lift.html", {**context, "refusal": refusal}, status=409)
    words = _("The closure is lifted. Dates that were cancelled for it do not come back.")
    if puts_back:
        words = _("It is as if it had not been closed: every date is where it was, and no letter goes.")
    messages.success(request, words)
    return see_other(reverse("place:closures", args=[slug]))


def _page(request: HttpRequest, place: Place, form: ClosureForm, *, status: int = 200) -> HttpResponse:
    return render(request, "place/closures_new.html", {"place": place, "form": form}, status=status)


def _check(
    request: HttpRequest, place: Place, form: ClosureForm, refusal: str = "", *, status: int = 200
) -> HttpResponse:
    """Each date with the rooms that could stand in, as they were chosen or as they are proposed."""
    venue, at = place.venue, timezone.now()
    try:
        hits = what_it_hits(venue, form.closure, at=at)
    except ValueError:  # between two times that the clocks leap over
        form.add_error("ends", _("These times do not exist on that day: the clocks go forward."))
        return _page(request, place, form, status=422)
    holds = holds_it_hits(venue, form.closure, at=at)
    choices = choices_typed(request.POST) if refusal else None
    dates = hits_in_words(rooms_instead(venue, hits, form.closure.cells, at=at, choices=choices))
    context: dict[str, Any] = {
        "place": place,
        "refusal": refusal,
        "dates": dates,
        "can_move": any(each.options for each in dates),
        "hits": hits,
        "holds": holds,
        "untold": untold(hits),
        "hirers": len({session.booking.hirer_id for session in hits}),
        "elsewhere": rooms_elsewhere(venue, hits),
        "period": form.closure.period(venue.tz),
        "agreed": print_of_sessions(hits, holds),
        "typed": carried(request.POST, but="date-"),
    }
    return render(request, "place/closures_check.html", context, status=status)


def _closed_words(closed: Closed) -> str:
    said = [_("It is closed.")]
    if closed.moved:
        words = ngettext("%(count)d date has another room.", "%(count)d dates have another room.", closed.moved)
        said.append(words % {"count": closed.moved})
    if closed.cancelled:
        words = ngettext(
            "%(count)d booked date is cancelled.", "%(count)d booked dates are cancelled.", closed.cancelled
        )
        said.append(words % {"count": closed.cancelled})
    if closed.refused:
        words = ngettext(
            "%(count)d date asked for is refused.", "%(count)d dates asked for are refused.", closed.refused
        )
        said.append(words % {"count": closed.refused})
    if closed.let_go:
        words = ngettext("%(count)d kept time is let go.", "%(count)d kept times are let go.", closed.let_go)
        said.append(words % {"count": closed.let_go})
    if closed.moved or closed.cancelled or closed.refused:
        said.append(_("Each group gets one letter, in five minutes: until then you can take all of it back."))
    return " ".join(said)
