"""Take back what the desk answered, while there is time."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.rights import signed_in
from bookings import rights
from bookings.desk.frame import Frame
from bookings.desk.undoable import Undoable
from bookings.exceptions import TooLate
from bookings.models import DeskAct
from bookings.undoing import cannot_undo, undo
from bookings.views.answers import see_other


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def take_back(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """To ask for the page shows the button only."""
    venue = rights.venue_for(request.user, slug, "desk:undo")
    act = DeskAct.objects.at(venue).filter(pk=pk).select_related("booking__hirer", "booking__venue").first()
    if act is None:
        raise Http404
    refusal, by = cannot_undo(act, at=timezone.now()), signed_in(request)
    if request.method == "POST":
        try:
            undo(act, by=by, at=timezone.now())
        except TooLate as found:
            refusal = str(found)
        else:
            words = _("Taken back: %(title)s is as it was before. No letter goes.")
            messages.success(request, words % {"title": act.booking.title})
            refusal = ""
        if not refusal or DeskAct.objects.filter(pk=pk, undone_by=by).exists():
            return see_other(reverse("desk:requests", args=[slug]) + f"#request-{act.booking.ref}")
    context = {"frame": Frame.of(request.user, venue, "desk:undo"), "done": Undoable(act), "refusal": refusal}
    return render(request, "bookings/desk_undo.html", context, status=409 if request.method == "POST" else 200)
