"""One's own data: to read as a file, and to have deleted."""

from __future__ import annotations

from datetime import timedelta

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_ratelimit.decorators import ratelimit

from accounts.rights import signed_in
from bookings.actions.erase_person import CannotErase, erase_person, groups_alone, obstacles_of
from bookings.forms.privacy import FarewellForm
from bookings.privacy.export import data_of
from bookings.privacy.rules import RULES
from bookings.views.answers import see_other

LATELY = timedelta(minutes=15)


@require_safe
@login_required
def data(request: HttpRequest) -> HttpResponse:
    """What one can do about one's own data."""
    return render(request, "privacy/yours.html", {"rules": RULES, "notices_url": reverse("privacy")})


@require_safe
@login_required
@ratelimit(key="user", rate="10/h", method="GET")
def download(request: HttpRequest) -> HttpResponse:
    """Everything that is kept of whoever asks, in one file."""
    found = data_of(signed_in(request), at=timezone.now())
    response = JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="my-hearth-data.json"'
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@reauthentication_required
@ratelimit(key="user", rate="20/h", method="POST")
def erase(request: HttpRequest) -> HttpResponse:
    """What goes, what stays, and the button; nothing goes while somebody needs the person."""
    user, at = signed_in(request), timezone.now()
    if not user.has_usable_password() and (user.last_login is None or user.last_login < at - LATELY):
        return render(request, "privacy/erase_sign_in.html")
    form = FarewellForm(request.POST if request.method == "POST" else None)
    context = {
        "form": form,
        "obstacles": obstacles_of(user, at=at),
        "alone": groups_alone(user),
        "yours_url": reverse("own:data"),
    }
    if context["obstacles"] or not form.is_valid():
        refused = 409 if form.is_bound and context["obstacles"] else 400
        return render(request, "privacy/erase.html", context, status=refused if form.is_bound else 200)
    try:
        erase_person(user, at=at, asked=True)
    except CannotErase as refusal:
        return render(request, "privacy/erase.html", {**context, "obstacles": refusal.obstacles}, status=409)
    logout(request)
    messages.success(request, _("Your account is deleted. What you booked for groups stays theirs, without your name."))
    return see_other(reverse("find"))
