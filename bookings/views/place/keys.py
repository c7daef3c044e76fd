"""The key register of a place: who has which key, giving one, and its coming back or being lost."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.rights import signed_in
from bookings.desk.place import Place
from bookings.forms.place.keys import GiveKeyForm, KeyEndForm
from bookings.views.answers import see_other
from venues.actions.keep_keys import KeyNotThere, give_key, lose_key, strike_key, take_key_back

ROWS = 50
either = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@login_required
def keys(request: HttpRequest, slug: str) -> HttpResponse:
    place = Place.of(request.user, slug, "place:keys")
    every = place.venue.keys.all()
    back = Paginator(every.back().order_by("-returned_on", "-pk"), ROWS).get_page(request.GET.get("page"))
    context = {
        "place": place,
        "out": list(every.out()),
        "lost": list(every.lost()),
        "back": back.object_list,
        "page": back,
        "may_change": place.may("place:keys_give"),
        "currency": place.venue.operator.currency,
    }
    return render(request, "place/keys.html", context)


@either
@login_required
def give(request: HttpRequest, slug: str) -> HttpResponse:
    place = Place.of(request.user, slug, "place:keys_give")
    today = timezone.localdate(timezone=place.venue.tz)
    form, status = GiveKeyForm(request.POST if request.method == "POST" else None, today=today), 200
    if form.is_valid():
        typed = form.cleaned_data
        try:
            key = give_key(
                place.venue,
                number=typed["number"],
                holder=typed["holder"],
                deposit_pence=typed["deposit"],
                given_on=typed["given_on"],
                by=signed_in(request),
            )
        except KeyNotThere as refusal:
            form.add_error("number", str(refusal))
            status = 409
        else:
            facts = {"number": key.number, "holder": key.holder}
            messages.success(request, _("Key %(number)s is with %(holder)s now.") % facts)
            return see_other(reverse("place:keys", args=[slug]))
    elif form.errors:
        status = 422
    return render(request, "place/keys_give.html", {"place": place, "form": form}, status=status)


@either
@login_required
def key(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """It came back, it is lost, or it was never given."""
    place = Place.of(request.user, slug, "place:keys_key")
    found = get_object_or_404(place.venue.keys.not_back(), pk=pk)
    today = timezone.localdate(timezone=place.venue.tz)
    what, by = request.POST.get("what", ""), signed_in(request)
    typed = request.POST if what in ("back", "lost") else None
    form, status = KeyEndForm(typed, given_on=found.given_on, today=today), 200
    context = {"place": place, "key": found, "form": form, "currency": place.venue.operator.currency}
    try:
        if what == "strike":
            strike_key(found, by=by)
            messages.success(request, _("Key %(number)s is off the register.") % {"number": found.number})
            return see_other(reverse("place:keys", args=[slug]))
        if form.is_valid():
            act = take_key_back if what == "back" else lose_key
            act(found, on=form.cleaned_data["on"], by=by)
            words = _("Key %(number)s is back.") if what == "back" else _("Key %(number)s is written down as lost.")
            messages.success(request, words % {"number": found.number})
            return see_other(reverse("place:keys", args=[slug]))
    except KeyNotThere as refusal:
        return render(request, "place/keys_key.html", {**context, "refusal": refusal}, status=409)
    if form.errors or (request.method == "POST" and typed is None):
        status = 422
    return render(request, "place/keys_key.html", context, status=status)
