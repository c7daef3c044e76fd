"""What visitors found different from what the pages say: each, to be looked at again; and what was answered."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.rights import signed_in
from bookings import actions
from bookings.actions.answer_report import answer_report
from bookings.actions.change_venue import print_of
from bookings.desk.place import Place
from bookings.desk.reported import Reported, open_reports, spot_of
from bookings.exceptions import BookingError
from bookings.forms.place.reports import LookedAgainForm
from bookings.views.answers import see_other
from venues.access.vocabulary import FACTS
from venues.access.words import label
from venues.models import AccessReport

SETTLED_SHOWN = 10


@require_safe
@login_required
def reports(request: HttpRequest, slug: str) -> HttpResponse:
    """What was answered, the latest first."""
    place = Place.of(request.user, slug, "place:access_reports")
    settled = place.venue.access_reports.filter(fact__in=list(FACTS)).exclude(settled_at=None)
    latest = settled.select_related("venue", "claim", "answer", "entrance", "room").order_by("-settled_at", "-pk")
    today = timezone.localdate(timezone=place.venue.tz)
    told = [Reported(report, today) for report in latest[:SETTLED_SHOWN]]
    return render(request, "place/access_reports.html", {"place": place, "settled": told})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def report(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What the page says, what the visitor wrote; and the question once more, for whoever has looked."""
    place = Place.of(request.user, slug, "place:access_report")
    rows = AccessReport.objects.select_related("venue__operator", "claim", "answer", "entrance", "room")
    found = get_object_or_404(rows, pk=pk, venue=place.venue, fact__in=list(FACTS))
    today = timezone.localdate(timezone=place.venue.tz)
    context = {"place": place, "told": Reported(found, today), "report": found}
    if found.settled_at is not None:
        return render(request, "place/access_report.html", context, status=409 if request.method == "POST" else 200)
    form = LookedAgainForm(
        request.POST if request.method == "POST" else None,
        initial={"seen": print_of(place.venue, "access")},
        spot=spot_of(found, on=today),
        posts=place.roles,
        today=today,
        since=found.made_on,
    )
    status = 422 if form.is_bound else 200
    if form.is_valid() and form.row is not None:
        seen, by = form.cleaned_data["seen"], signed_in(request)
        try:
            answer_report(found, row=form.row, seen=seen, by=by, at=timezone.now())
        except BookingError as refusal:
            form.add_error(None, _in_words(refusal))
            status = 409
        else:
            messages.success(request, _settled_words(found))
            return see_other(reverse("place:access_work", args=[slug]))
    others = open_reports(place.venue).filter(fact=found.fact, entrance=found.entrance, room=found.room)
    more = {"form": form, "others": others.exclude(pk=found.pk)}
    return render(request, "place/access_report.html", {**context, **more}, status=status)


def _settled_words(found: AccessReport) -> str:
    told = {"fact": label(FACTS[found.fact])}
    if found.email:
        return _("%(fact)s: saved with its day. A letter tells whoever had found it different.") % told
    return _("%(fact)s: saved with its day.") % told


def _in_words(refusal: BookingError) -> str:
    if isinstance(refusal, actions.ChangeRefused):
        return " ".join(fault.words for fault in refusal.faults)
    return str(refusal)
