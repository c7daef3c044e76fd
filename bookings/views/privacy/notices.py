"""What is kept of whom, by whom and for how long; and how to complain about it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_ratelimit.decorators import ratelimit

from accounts.models import User
from bookings import rights
from bookings.forms.privacy import ComplaintForm
from bookings.privacy.complaints import whom_it_reaches
from bookings.privacy.notice import Host, notice_of
from bookings.privacy.rules import RULES
from bookings.views.answers import see_other
from venues.actions.complain import complain as take_in
from venues.models import Complaint, Operator, Venue


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Who answers for whose data on this site."""
    operators = Operator.objects.filter(venues__in=Venue.objects.public()).distinct().prefetch_related("venues")
    context = {"operators": operators, "host": Host.of_this_site()}
    return render(request, "privacy/list.html", context)


@require_safe
def notice(request: HttpRequest, slug: str) -> HttpResponse:
    operator = rights.operator_to_see(request.user, slug)
    context = {
        "notice": notice_of(operator),
        "host": Host.of_this_site(),
        "rules": RULES,
        "complain_within": Complaint.ACKNOWLEDGE_WITHIN.days,
        "find_url": reverse("find"),
        "yours_url": reverse("own:data"),
        "complain_url": reverse("privacy:complain", args=[operator.slug]),
    }
    return render(request, "privacy/notice.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@ratelimit(key="ip", rate="5/h", method="POST")
@ratelimit(key=lambda group, request: request.path, rate="60/d", method="POST")
def complain(request: HttpRequest, slug: str) -> HttpResponse:
    """A complaint about how data were used; a letter says that it has arrived."""
    operator = rights.operator_to_see(request.user, slug)
    form = ComplaintForm(request.POST if request.method == "POST" else None, initial=_of(request))
    if not form.is_valid():
        context = {
            "form": form,
            "notice": notice_of(operator),
            "whom": whom_it_reaches(operator),
            "days": Complaint.ACKNOWLEDGE_WITHIN.days,
        }
        return render(request, "privacy/complain.html", context, status=400 if form.is_bound else 200)
    complaint = take_in(operator, **form.cleaned_data, at=timezone.now())
    messages.success(
        request,
        _("Your complaint is kept; its number is %(ref)s. A letter to %(email)s says so too. %(whom)s")
        % {"ref": complaint.ref, "email": complaint.email, "whom": whom_it_reaches(operator)},
    )
    return see_other(reverse("privacy:notice", args=[operator.slug]))


def _of(request: HttpRequest) -> dict[str, str]:
    """Whoever is signed in need not type what we know."""
    user = request.user
    return {"name": user.name, "email": user.email} if isinstance(user, User) else {}
