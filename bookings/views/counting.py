"""One page of the desk for how the hall's report counts."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.rights import signed_in
from bookings import rights
from bookings.actions.set_counting import set_counting
from bookings.counting import USUAL
from bookings.desk.frame import Frame
from bookings.forms.counting import CountingForm
from bookings.models import HowWeCount
from bookings.views.answers import see_other


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def counting(request: HttpRequest, slug: str) -> HttpResponse:
    venue = rights.venue_for(request.user, slug, "desk:counting")
    row = HowWeCount.objects.select_related("updated_by").filter(venue=venue).first()
    posted = request.POST if request.method == "POST" else None
    form = CountingForm(posted, counting=row.counting if row else USUAL, nation=venue.nation)
    if form.is_valid():
        set_counting(venue, form.cleaned_data["counting"], by=signed_in(request), at=timezone.now())
        messages.success(request, _("Kept. Your report counts so from now on."))
        return see_other(request.path)
    context = {"frame": Frame.of(request.user, venue, "desk:counting"), "form": form, "row": row}
    return render(request, "bookings/desk_counting.html", context, status=422 if form.is_bound else 200)
