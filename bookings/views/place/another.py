"""Another hall of the same operator."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.rights import signed_in
from bookings.desk.place import Place
from bookings.forms.place.another import AnotherForm
from bookings.views.answers import see_other
from venues.actions.start_venue import start_venue


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def another(request: HttpRequest, slug: str) -> HttpResponse:
    place = Place.of(request.user, slug, "place:another")
    form = AnotherForm(request.POST or None, operator=place.venue.operator)
    if request.method == "POST" and form.is_valid():
        venue = start_venue(place.venue.operator, form.cleaned_data["name"], by=signed_in(request))
        messages.success(request, _("%(name)s is begun, as a draft.") % {"name": venue.name})
        return see_other(reverse("place:home", args=[venue.slug]))
    return render(request, "place/another.html", {"place": place, "form": form}, status=422 if form.errors else 200)
