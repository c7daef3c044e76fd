"""What a hall has agreed with one hirer: written down, and ended, by its managers."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Hirer
from accounts.rights import signed_in
from bookings import rights
from bookings.actions.agree_terms import agree_terms, are_used, end_terms, take_terms_away
from bookings.desk.frame import Frame
from bookings.exceptions import NotPossible
from bookings.forms.special_terms import EndTermsForm, SpecialTermsForm
from bookings.terms import terms_words
from bookings.twins import known_to
from bookings.views.answers import see_other
from bookings.views.desk import page_and_act
from venues.models import Venue


@page_and_act
@login_required
def new(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    venue, hirer = _hirer(request, slug, ref, "desk:terms_new")
    at, status = timezone.now(), 200
    form = SpecialTermsForm(
        request.POST if request.method == "POST" else None,
        categories=list(venue.operator.categories.all()),
        rooms=list(venue.rooms.filter(retired_on=None)),
        today=timezone.localdate(at, timezone=venue.tz),
    )
    if form.is_valid():
        try:
            agree_terms(venue, hirer, **form.cleaned_data, by=signed_in(request), at=at)
        except NotPossible as cannot:
            form.add_error("since", str(cannot))
            status = 409
        else:
            messages.success(request, _("It is written down, and holds for what they ask for from now on."))
            return see_other(reverse("desk:hirer", args=[slug, ref]))
    elif form.errors:
        status = 422
    context = {"frame": Frame.of(request.user, venue, "desk:hirers"), "hirer": hirer, "form": form}
    return render(request, "bookings/desk_terms_new.html", context, status=status)


@page_and_act
@login_required
def end(request: HttpRequest, slug: str, ref: str, pk: int) -> HttpResponse:
    """A last day; or gone, where nothing was booked by them."""
    venue, hirer = _hirer(request, slug, ref, "desk:terms_end")
    terms = hirer.special_terms.select_related("category").filter(pk=pk, venue=venue).first()
    if terms is None:
        raise Http404
    today, refusal, takes_away = timezone.localdate(timezone=venue.tz), "", "take_away" in request.POST
    typed = request.POST if request.method == "POST" and not takes_away else None
    form = EndTermsForm(typed, today=today, since=terms.since)
    try:
        if takes_away:
            take_terms_away(terms, by=signed_in(request))
            messages.success(request, _("They are taken away."))
            return see_other(reverse("desk:hirer", args=[slug, ref]))
        if form.is_valid():
            end_terms(terms, **form.cleaned_data, by=signed_in(request))
            messages.success(request, _("They end on that day. What is booked by them stays as it was agreed."))
            return see_other(reverse("desk:hirer", args=[slug, ref]))
    except NotPossible as cannot:
        refusal = str(cannot)
    context = {
        "frame": Frame.of(request.user, venue, "desk:hirers"),
        "hirer": hirer,
        "terms": terms,
        "words": terms_words(terms),
        "is_used": are_used(terms),
        "form": form,
        "refusal": refusal,
    }
    status = 409 if refusal else 422 if form.errors else 200
    return render(request, "bookings/desk_terms_end.html", context, status=status)


def _hirer(request: HttpRequest, slug: str, ref: str, page: str) -> tuple[Venue, Hirer]:
    venue = rights.venue_for(request.user, slug, page)
    found = known_to(venue.operator).filter(ref=ref).first()
    if found is None:
        raise Http404
    return venue, found
