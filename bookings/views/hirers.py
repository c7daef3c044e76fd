"""Who books at a venue: the list, one of them, and two that are the same."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.kinds import KindStays
from accounts.likeness import numbers_differ
from accounts.looks import keep_look
from accounts.models import Hirer
from accounts.rights import signed_in
from bookings import actions, rights
from bookings.actions.change_kind import why_not as why_kind_stays
from bookings.actions.merge_groups import coming, why_not
from bookings.actions.undo_merge import cannot_undo, what_stays
from bookings.desk.entitlements import prices_of
from bookings.desk.frame import Frame
from bookings.desk.hirers import hirers_at, twins_of
from bookings.forms.hirers import KindForm, MergeForm, SearchForm
from bookings.models import Booking, Merge
from bookings.twins import known_to
from bookings.views.answers import see_other
from bookings.views.desk import page_and_act
from venues.models import Venue

ROWS = 20


@require_safe
@login_required
def hirers(request: HttpRequest, slug: str) -> HttpResponse:
    venue = rights.venue_for(request.user, slug, "desk:hirers")
    form = SearchForm(request.GET)
    found = hirers_at(venue, form.cleaned_data["q"] if form.is_valid() else "")
    frame = Frame.of(request.user, venue, "desk:hirers")
    context = {
        "frame": frame,
        "form": form,
        "page": Paginator(found, ROWS).get_page(request.GET.get("page")),
        "twins": twins_of(venue.operator)[:ROWS] if frame.may_decide else [],
    }
    return render(request, "bookings/desk_hirers.html", context, status=400 if form.errors else 200)


@require_safe
@login_required
def hirer(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Who they are and how to reach them; that somebody looked is written down."""
    venue, found = _hirer(request, slug, ref, "desk:hirer")
    at, frame = timezone.now(), Frame.of(request.user, venue, "desk:hirer")
    keep_look(signed_in(request), found, page="desk:hirer", at_place=venue.slug, at=at)
    bookings = Booking.objects.at(venue).filter(hirer=found).select_related("venue").order_by("-requested_at", "-pk")
    merges = found.merges_kept.filter(undone_at=None, venue__operator=venue.operator_id).select_related(
        "given_up", "by"
    )
    context = {
        "frame": frame,
        "hirer": found,
        "people": found.memberships.select_related("user").order_by("role", "pk"),
        "page": Paginator(bookings, ROWS).get_page(request.GET.get("page")),
        "merges": [merge for merge in merges if frame.may_decide],
        "twins": [twins for twins in twins_of(venue.operator) if found in (twins.one, twins.other)],
        **prices_of(found, venue, at.astimezone(venue.tz).date()),
    }
    return render(request, "bookings/desk_one_hirer.html", context)


@page_and_act
@login_required
def kind(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """What kind of group it is, and the button; agreed prices stay as they are."""
    venue, found = _hirer(request, slug, ref, "desk:kind")
    form = KindForm(request.POST if request.method == "POST" else None, initial={"kind": found.kind})
    refusal = why_kind_stays(found, venue.operator)
    if form.is_valid():
        try:
            kind, by = form.cleaned_data["kind"], signed_in(request)
            done = actions.change_kind(found, kind, venue=venue, by=by, at=timezone.now())
        except KindStays as stays:
            refusal = str(stays)
        else:
            facts = {"name": done.name, "kind": done.get_kind_display()}
            messages.success(request, _("%(name)s: %(kind)s.") % facts)
            return see_other(reverse("desk:hirer", args=[slug, ref]))
    context = {
        "frame": Frame.of(request.user, venue, "desk:hirers"),
        "hirer": found,
        "form": form,
        "refusal": refusal,
    }
    status = 409 if refusal and form.is_bound else 422 if form.errors else 200
    return render(request, "bookings/desk_kind.html", context, status=status)


@page_and_act
@login_required
def merge(request: HttpRequest, slug: str, ref: str, other: str) -> HttpResponse:
    """Both side by side, and what would move."""
    venue, one = _hirer(request, slug, ref, "desk:merge")
    _venue, second = _hirer(request, slug, other, "desk:merge")
    pair = (one, second) if one.bookings.count() >= second.bookings.count() else (second, one)
    if request.method == "POST" and "two" in request.POST:
        return _two(request, venue, pair)
    form = MergeForm(request.POST if request.method == "POST" else None, pair=pair, initial={"stays": pair[0].ref})
    refusal = why_not(*pair, operator=venue.operator)
    if form.is_valid():
        try:
            kept, given_up = form.kept_and_given_up
            done = actions.merge_groups(kept, given_up, venue=venue, by=signed_in(request), at=timezone.now())
        except actions.NotMerged as cannot:
            refusal = str(cannot)
        else:
            facts = {"kept": done.kept.name, "other": done.given_up.name}
            messages.success(request, _("%(other)s is one with %(kept)s now. You can undo it for 30 days.") % facts)
            return see_other(reverse("desk:hirer", args=[slug, done.kept.ref]))
    for each in pair:
        keep_look(signed_in(request), each, page="desk:merge", at_place=venue.slug, at=timezone.now())
    context = {
        "frame": Frame.of(request.user, venue, "desk:hirers"),
        "form": form,
        "refusal": refusal,
        "numbers_differ": numbers_differ(one.charity_number, second.charity_number),
        "sides": [(pair[0], coming(pair[1], pair[0])), (pair[1], coming(pair[0], pair[1]))],
    }
    status = 409 if refusal and form.is_bound else 422 if form.errors else 200
    return render(request, "bookings/desk_merge.html", context, status=status)


def _two(request: HttpRequest, venue: Venue, pair: tuple[Hirer, Hirer]) -> HttpResponse:
    actions.tell_apart(*pair, venue=venue, by=signed_in(request), at=timezone.now())
    facts = {"one": pair[0].name, "other": pair[1].name}
    messages.success(request, _("%(one)s and %(other)s are two groups. You will not be asked again.") % facts)
    return see_other(reverse("desk:hirers", args=[venue.slug]))


@page_and_act
@login_required
def unmerge(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What goes back, what cannot, and the button."""
    venue = rights.venue_for(request.user, slug, "desk:unmerge")
    found = get_object_or_404(
        Merge.objects.select_related("kept", "given_up", "venue"), pk=pk, venue__operator=venue.operator_id
    )
    at, refusal = timezone.now(), ""
    if request.method == "POST":
        try:
            actions.undo_merge(found, by=signed_in(request), at=at)
        except actions.NotMerged as cannot:
            refusal = str(cannot)
        else:
            facts = {"kept": found.kept.name, "other": found.given_up.name}
            messages.success(request, _("%(other)s and %(kept)s are two groups again.") % facts)
            return see_other(reverse("desk:hirers", args=[slug]))
    context = {
        "frame": Frame.of(request.user, venue, "desk:hirers"),
        "merge": found,
        "stays": what_stays(found),
        "refusal": refusal or cannot_undo(found, at=at),
    }
    return render(request, "bookings/desk_unmerge.html", context, status=409 if refusal else 200)


def _hirer(request: HttpRequest, slug: str, ref: str, page: str) -> tuple[Venue, Hirer]:
    """Somebody who books with the operator of this venue; raises Http404 for anybody else."""
    venue = rights.venue_for(request.user, slug, page)
    found = known_to(venue.operator).filter(ref=ref).first()
    if found is None:
        raise Http404
    return venue, found
