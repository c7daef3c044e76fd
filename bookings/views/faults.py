"""Faults at the desk and for the caretaker: the list, one of them with what is to happen, its picture, the poster."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from accounts.rights import signed_in
from bookings import rights
from bookings.desk.frame import Frame
from bookings.desk.out_too_long import out_of_order
from bookings.documents import NoPdf, drawn
from bookings.forms.faults import MendedForm, NoFaultForm, PlanForm, SameForm
from bookings.square_code import square_code
from bookings.views.answers import see_other
from bookings.views.fault_acts import ACTS, Acting
from venues.actions.settle_fault import FaultSettled
from venues.models import Fault

ROWS = 30
CONFLICT = 409


@require_safe
@login_required
def faults(request: HttpRequest, slug: str) -> HttpResponse:
    """Open ones, the oldest first; then what became of others, the latest first."""
    venue = rights.venue_for(request.user, slug, "desk:faults")
    rows, today = venue.faults.without_pictures().select_related("room"), timezone.localdate(timezone=venue.tz)
    page = Paginator(rows.exclude(ended_at=None).order_by("-ended_at", "-pk"), ROWS).get_page(request.GET.get("page"))
    context = {
        "frame": Frame.of(request.user, venue, "desk:faults"),
        "open": list(rows.open()),
        "out": out_of_order(venue, on=today),
        "page": page,
        "today": today,
        "rooms": venue.rooms.filter(retired_on=None),
        "address": square_code(venue, "").shown,
    }
    return render(request, "bookings/desk_faults.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def fault(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What was told, and what the hall says of it; each button is its own form."""
    venue = rights.venue_for(request.user, slug, "desk:fault")
    rows = Fault.objects.without_pictures().select_related("venue", "room", "outage", "same_as__room", "ended_by")
    found = get_object_or_404(rows, pk=pk, venue=venue)
    found.venue = venue
    today, act = timezone.localdate(timezone=venue.tz), request.POST.get("act", "")
    others = list(venue.faults.open().without_pictures().exclude(pk=pk).select_related("room")) if found.is_open else []
    posted = request.method == "POST"
    if posted and act not in ACTS:
        raise Http404
    forms: dict[str, Any] = {
        "plan": PlanForm(request.POST if act == "plan" else None, fault=found),
        "mended": MendedForm(request.POST if act == "mended" else None, fault=found, today=today),
        "none": NoFaultForm(request.POST if act == "none" else None, auto_id="none_%s"),
        "same": SameForm(request.POST if act == "same" else None, others=others),
    }
    status, refusal = 200, ""
    if posted and (act not in forms or forms[act].is_valid()):
        try:
            done = ACTS[act](Acting(found, forms.get(act), signed_in(request), timezone.now()))
        except FaultSettled as settled:
            status, refusal = CONFLICT, str(settled)
        else:
            messages.success(request, done)
            return see_other(request.path if act in ("plan", "open") else reverse("desk:faults", args=[slug]))
    elif posted:
        status = 422
    context = {"frame": Frame.of(request.user, venue, "desk:fault"), "fault": found, "forms": forms, "others": others}
    context |= {"refusal": refusal, "today": today, "again": found.again.order_by("pk").defer("picture")}
    return render(request, "bookings/desk_fault.html", context, status=status)


@require_safe
@login_required
def picture(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """For those who see to it, and nobody else."""
    venue = rights.venue_for(request.user, slug, "desk:fault_picture")
    found = get_object_or_404(Fault, pk=pk, venue=venue)
    if found.picture is None:
        raise Http404
    headers = {
        "Cache-Control": "private, no-store",
        "Content-Disposition": 'inline; filename="fault.jpg"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(bytes(found.picture), content_type="image/jpeg", headers=headers)


@require_safe
@login_required
def poster(request: HttpRequest, slug: str) -> HttpResponse:
    """A sheet for the wall of a room, or of the whole place; where this machine cannot draw one, a page to print."""
    venue = rights.venue_for(request.user, slug, "desk:fault_poster")
    code = request.GET.get("room", "").replace("\0", "")
    room = get_object_or_404(venue.rooms.filter(retired_on=None), code=code) if code else None
    context: dict[str, Any] = {"venue": venue, "room": room, "code": square_code(venue, code)}
    try:
        document = drawn("documents/broken.html", "hearth/broken.css", context)
    except NoPdf:
        return render(request, "documents/broken.html", {**context, "language": get_language(), "to_print": True})
    answer = HttpResponse(document, content_type="application/pdf")
    name = f"{venue.slug}-{code or 'all'}-broken.pdf"
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer
