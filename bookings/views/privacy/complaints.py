"""The managers' list of complaints about data, oldest first; one complaint, to acknowledge and to answer."""

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
from bookings import rights
from bookings.desk.frame import Frame
from bookings.forms.privacy import AnswerForm
from bookings.privacy.complaints import Waiting
from bookings.views.answers import see_other
from venues.actions.answer_complaint import acknowledge_complaint, answer_complaint
from venues.models import Complaint

ROWS = 20


@require_safe
@login_required
def complaints(request: HttpRequest, slug: str) -> HttpResponse:
    venue = rights.venue_for(request.user, slug, "desk:complaints")
    now = timezone.now()
    made = Complaint.objects.filter(operator=venue.operator)
    closed = Paginator(made.exclude(answered_at=None).order_by("-answered_at", "-pk"), ROWS)
    context = {
        "frame": Frame.of(request.user, venue, "desk:complaints"),
        "waiting": [Waiting(complaint, now) for complaint in made.open()],
        "closed": closed.get_page(request.GET.get("page")),
    }
    return render(request, "privacy/complaints.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def complaint(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Two buttons: one says that it was read, the other answers it."""
    venue = rights.venue_for(request.user, slug, "desk:complaint")
    found = get_object_or_404(
        Complaint.objects.select_related("operator", "acknowledged_by", "answered_by"),
        operator=venue.operator,
        ref=ref,
    )
    if request.method == "POST" and "acknowledge" in request.POST:
        acknowledge_complaint(found, by=signed_in(request), at=timezone.now())
        messages.success(request, _("Acknowledged. A letter tells %(name)s.") % {"name": found.name})
        return see_other(request.path)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {
            "frame": Frame.of(request.user, venue, "desk:complaints"),
            "waiting": Waiting(found, timezone.now()),
            "form": form,
        }
        return render(request, "privacy/complaint.html", context, status=400 if form.is_bound else 200)
    answer_complaint(found, words=form.cleaned_data["words"], by=signed_in(request), at=timezone.now())
    messages.success(request, _("Answered. The letter goes to %(name)s.") % {"name": found.name})
    return see_other(reverse("desk:complaints", args=[slug]))
