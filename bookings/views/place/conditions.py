"""The conditions of hire: what holds now, and publishing the next version."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.rights import signed_in
from bookings.desk.place import Place
from bookings.forms.place.conditions import ConditionsForm
from bookings.views.answers import see_other
from venues.actions.publish_conditions import PublishedMeanwhile, publish_conditions
from venues.models import Conditions


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def conditions(request: HttpRequest, slug: str) -> HttpResponse:
    place = Place.of(request.user, slug, "place:conditions")
    versions = list(Conditions.objects.at(place.venue).select_related("published_by"))
    for version in versions:
        version.venue = place.venue
    current = versions[0] if versions else None
    form = ConditionsForm(
        request.POST if request.method == "POST" else None,
        initial={"text": current.text if current else "", "seen": current.number if current else 0},
    )
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            made = publish_conditions(place.venue, **form.cleaned_data, by=signed_in(request), at=timezone.now())
        except PublishedMeanwhile:
            words = _("Somebody else published a version while you had the page open. Nothing was published.")
            form.add_error(None, words)
            typed = request.POST.copy()
            typed["seen"] = str(current.number if current else 0)  # the next try knows what it replaces
            form.data, status = typed, 409
        else:
            messages.success(request, _("Published: %(version)s.") % {"version": made.words})
            return see_other(reverse("place:conditions", args=[slug]))
    context = {"place": place, "form": form, "current": current, "versions": versions}
    return render(request, "place/conditions.html", context, status=status)
