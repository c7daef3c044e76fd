"""A group says once a year whom it serves: from its own page, or by the link of its monthly letter."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django_ratelimit.decorators import ratelimit

from accounts.models import Hirer, User
from accounts.rights import signed_in
from bookings import rights
from bookings.actions.say_whom import Served, say_whom
from bookings.counting import USUAL
from bookings.forms.whom import WhomForm
from bookings.how_many import hirer_of
from bookings.models import Booking
from bookings.views.answers import see_other
from bookings.views.how_many import month_at_link, page_and_act


@page_and_act
@login_required
@never_cache
def of_group(request: HttpRequest, ref: str) -> HttpResponse:
    """One's own group: its organisers answer for it."""
    group = rights.group_to_say_whom(request.user, ref)
    return _page(request, group, group.get_absolute_url(), by=signed_in(request))


@page_and_act
@never_cache
@ratelimit(key="ip", rate="60/h", method="POST")
def by_letter(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever has the letter; what was said before, and the charity number, stay the group's own."""
    asked = month_at_link(token)
    back = reverse("bookings:month", args=[token])
    answer = _page(request, hirer_of(asked), back, by=None)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _page(request: HttpRequest, group: Hirer, back: str, *, by: User | None) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    last = group.served.last() if by else None
    form = WhomForm(posted, hirer=group, last=last, with_number=by is not None, income=_income_asked(group))
    today = timezone.localdate()
    if posted is not None and "skip" in posted:
        say_whom(group, Served(skipped=True), charity_number=None, by=by, on=today)
        messages.success(request, _("That is an answer too. We ask again in a year."))
        return see_other(back)
    if form.is_valid():
        said = form.served if form.served != Served() else Served(skipped=True)
        say_whom(group, said, charity_number=form.cleaned_data.get("charity_number"), by=by, on=today)
        messages.success(request, _("Thank you. It counts in the figures, and names nobody."))
        return see_other(back)
    context: dict[str, Any] = {"group": group, "form": form, "last": last, "back": back, "by_letter": by is None}
    return render(request, "bookings/whom.html", context, status=422 if form.is_bound else 200)


def _income_asked(group: Hirer) -> int:
    """Under which the hall that the group booked last calls it small."""
    booked = Booking.objects.filter(hirer=group).order_by("-made_at", "-pk")
    return booked.values_list("venue__how_we_count__small_income", flat=True).first() or USUAL.small_income
