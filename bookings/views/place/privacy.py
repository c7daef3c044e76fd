"""Who answers for the data of the operator's halls."""

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
from bookings.forms.privacy import ControllerForm
from bookings.privacy.notice import Host, missing
from bookings.views.place.onward import onward
from venues.actions.change_controller import change_controller


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def privacy(request: HttpRequest, slug: str) -> HttpResponse:
    place = Place.of(request.user, slug, "place:privacy")
    operator = place.venue.operator
    lacking = missing(operator)
    form = ControllerForm(
        request.POST if request.method == "POST" else None, instance=operator, public_email=place.venue.email
    )
    if not form.is_valid():
        context = {
            "place": place,
            "form": form,
            "missing": lacking,
            "host": Host.of_this_site(),
            "notice_url": reverse("privacy:notice", args=[operator.slug]),
        }
        return render(request, "place/privacy.html", context, status=422 if form.is_bound else 200)
    change_controller(form.save(commit=False), place.venue, fields=form.to_save, by=signed_in(request))
    messages.success(request, _("Saved. The privacy notice says so now."))
    return onward(request, place)
