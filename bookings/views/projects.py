"""What a hall shows a funder of a project: its photos and receipts, added and taken away at the desk."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_ratelimit.decorators import ratelimit

from accounts.models import User
from accounts.rights import signed_in
from bookings import rights
from bookings.desk.frame import Frame
from bookings.forms.projects import PhotoForm, ProjectForm, ReceiptForm
from bookings.views.answers import see_other
from venues.actions.keep_projects import (
    TooMuchEvidence,
    add_evidence,
    begin_project,
    take_evidence_away,
    take_project_away,
)
from venues.models import Evidence, Project
from venues.models.project import MOST_EVIDENCE

page_and_act = require_http_methods(["GET", "HEAD", "POST"])
LONGEST_KEY = 16  # figures; Python reads no number of thousands of them


@page_and_act
@login_required
@ratelimit(key="user", rate="60/h", method="POST", block=True)
def projects(request: HttpRequest, slug: str) -> HttpResponse:
    venue = rights.venue_for(request.user, slug, "desk:projects")
    form = ProjectForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        project = begin_project(venue, form.cleaned_data["name"], by=signed_in(request), at=timezone.now())
        return see_other(reverse("desk:project", args=[slug, project.pk]))
    frame = Frame.of(request.user, venue, "desk:projects")
    context = {"frame": frame, "projects": venue.projects.all(), "form": form}
    return render(request, "bookings/desk_projects.html", context, status=422 if form.errors else 200)


@page_and_act
@login_required
@ratelimit(key="user", rate="120/h", method="POST", block=True)
def project(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What there is, and a form for each kind; every button is its own form."""
    venue = rights.venue_for(request.user, slug, "desk:project")
    found = get_object_or_404(Project, pk=pk, venue=venue)
    found.venue = venue
    act = request.POST.get("act", "")
    sent = {"data": request.POST, "files": request.FILES}
    currency = venue.operator.currency
    kinds: dict[str, Any] = {"photo": PhotoForm, "receipt": partial(ReceiptForm, currency=currency)}
    forms = {name: kind(**(sent if act == name else {}), auto_id=f"{name}_%s") for name, kind in kinds.items()}
    if request.method == "POST":
        answer = _done(request, found, act, forms)
        if answer:
            return answer
    evidence = list(found.evidence.without_pictures())
    context = {
        "frame": Frame.of(request.user, venue, "desk:project"),
        "project": found,
        "photos": [each for each in evidence if each.is_photo],
        "receipts": [each for each in evidence if not each.is_photo],
        "forms": forms,
        "is_full": len(evidence) >= MOST_EVIDENCE,
        "most": MOST_EVIDENCE,
    }
    return render(request, "bookings/desk_project.html", context, status=422 if request.method == "POST" else 200)


@require_safe
@login_required
def picture(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    venue = rights.venue_for(request.user, slug, "desk:evidence_picture")
    return picture_of(get_object_or_404(Evidence, pk=pk, project__venue=venue))


def picture_of(evidence: Evidence) -> HttpResponse:
    """For those who may see it, and kept by no machine on the way; raises Http404 where there is none."""
    if evidence.picture is None:
        raise Http404
    headers = {
        "Cache-Control": "private, no-store",
        "Content-Disposition": f'inline; filename="{evidence.kind}.jpg"',
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",
    }
    return HttpResponse(bytes(evidence.picture), content_type="image/jpeg", headers=headers)


def _done(request: HttpRequest, project: Project, act: str, forms: dict[str, Any]) -> HttpResponse | None:
    """None where a form has something wrong; raises Http404 for a button that there is not."""
    by, here = signed_in(request), request.path
    if act in forms:
        return _added(request, project, forms[act], by)
    if act == "take_project_away":
        take_project_away(project, by=by)
        messages.success(request, _("“%(name)s” is taken away, with all that it held.") % {"name": project.name})
        return see_other(reverse("desk:projects", args=[project.venue.slug]))
    number = act.removeprefix("away-")
    if act == number or not number.isdecimal() or len(number) > LONGEST_KEY:
        raise Http404
    for evidence in project.evidence.select_related("project__venue").defer("picture").filter(pk=number):
        take_evidence_away(evidence, by=by)
    messages.success(request, _("Taken away."))
    return see_other(here)


def _added(request: HttpRequest, project: Project, form: Any, by: User) -> HttpResponse | None:
    if not form.is_valid():
        return None
    try:
        add_evidence(project, form.shown, by=by, at=timezone.now())
    except TooMuchEvidence as refusal:
        form.add_error("file", str(refusal))
        return None
    messages.success(request, _("Kept. Only those to whom you give a link with it see it."))
    return see_other(request.path)
