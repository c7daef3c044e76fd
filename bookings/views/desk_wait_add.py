"""The desk puts somebody on the phone or at the door on the waiting list."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import Hirer
from accounts.rights import signed_in
from bookings import rights
from bookings.actions.wait_for_them import wait_for_them
from bookings.desk.clerk import Shown
from bookings.desk.frame import Frame
from bookings.exceptions import BookingError, NotPossible
from bookings.forms.clerk import NOBODY_YET, ClerkForm, KeyForm
from bookings.planning import plan
from bookings.views.answers import see_other
from bookings.views.clerk import clerk_form
from bookings.waiting_list import queues
from venues.periods import Period


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """What they would wait for is shown before the button; the same button twice is one place on the list."""
    venue, user, at = rights.venue_for(request.user, slug, "desk:wait_add"), signed_in(request), timezone.now()
    form, seen = clerk_form(request, venue, None, at), KeyForm(request.POST)
    if form.is_valid() and not _is_reached(form.hirer):
        form.add_error("contact", _("Type how they are reached: otherwise nobody can tell them that it is free."))
    if not form.is_valid():
        return _page(request, form, status=422 if form.is_bound else 200)
    try:
        found = Shown(plan(form.ask, at=at), [])
        if not seen.is_valid() or not found.plan.worth_waiting_for:
            return _page(request, form, found, status=200 if found.plan.worth_waiting_for else 409)
        key = f"{user.pk}-{seen.cleaned_data['submission_key']}"
        waits = wait_for_them(form.ask, by=user, at=at, submission_key=key)
    except BookingError as refusal:
        if isinstance(refusal, NotPossible):
            form.refuse(refusal)
        else:
            form.add_error(None, str(refusal))
        return _page(request, form, status=422 if isinstance(refusal, NotPossible) else 409)
    messages.success(request, _("%(hirer)s stands on the waiting list.") % {"hirer": waits[0].hirer.name})
    if len(waits) == 1:
        return see_other(reverse("desk:wait", args=[slug, waits[0].ref]))
    return see_other(reverse("desk:waiting", args=[slug]))


def _is_reached(hirer: Hirer) -> bool:
    """Whether there is any way to tell them."""
    own = hirer.contact_phone or hirer.contact_email or hirer.postal_address
    return bool(own) or (hirer.pk != NOBODY_YET and hirer.memberships.exists())


def _page(request: HttpRequest, form: ClerkForm, found: Shown | None = None, *, status: int = 200) -> HttpResponse:
    dates = found.plan.worth_waiting_for if found else []
    context = {
        "frame": Frame.of(request.user, form.venue, "desk:wait_add"),
        "form": form,
        "shown": found,
        "to_wait_for": _waited_for(form, [date.asked.period for date in dates if date.asked.period]),
        "submission_key": secrets.token_urlsafe(24),
    }
    return render(request, "bookings/desk_wait_add.html", context, status=status)


def _waited_for(form: ClerkForm, periods: list[Period]) -> list[tuple[Period, int]]:
    """Each stretch, and how many wait for it already."""
    return list(queues(form.ask.room, periods).items()) if periods else []
