"""The handover of a place: one page, one download, and the notes for whoever comes next."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_ratelimit.decorators import ratelimit

from accounts.looks import keep_looks
from accounts.rights import signed_in
from bookings.desk.handing_over.facts import handover as found_at
from bookings.desk.handing_over.packing import pack
from bookings.desk.handing_over.tables import hirers_of
from bookings.desk.place import Place
from bookings.forms.place.notes import NoteForm
from bookings.views.answers import see_other
from venues.actions.keep_notes import NoteChanged, change_note, throw_note_away, write_note

either = require_http_methods(["GET", "HEAD", "POST"])


@either
@login_required
@ratelimit(key="user", rate="20/h", method="POST", block=True)
def handover(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The page; its button downloads all of it, and everybody whose contact is in it can see that it was taken out."""
    place, at = Place.of(request.user, slug, "place:handover"), timezone.now()
    found = found_at(place.venue, at=at)
    if request.method != "POST":
        return render(request, "place/handover.html", {"place": place, "found": found})
    hirers = hirers_of(place.venue).values_list("pk", flat=True)
    keep_looks(signed_in(request), hirers, page="place:handover", at_place=slug, at=at)
    answer = FileResponse(pack(found), as_attachment=True, filename=f"{slug}-{found.today.isoformat()}.zip")
    answer["Cache-Control"] = "no-store"
    return answer


@either
@login_required
def note_new(request: HttpRequest, slug: str) -> HttpResponse:
    place = Place.of(request.user, slug, "place:handover_note_new")
    form = NoteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        write_note(place.venue, **form.cleaned_data, by=signed_in(request), at=timezone.now())
        messages.success(request, _("The note is kept."))
        return see_other(reverse("place:handover", args=[slug]))
    return render(request, "place/handover_note.html", {"place": place, "form": form}, status=_status(form))


@either
@login_required
def note(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change it, or throw it away."""
    place, by = Place.of(request.user, slug, "place:handover_note"), signed_in(request)
    found = get_object_or_404(place.venue.notes.select_related("by"), pk=pk)
    seen, throws = request.POST.get("seen", ""), "throw_away" in request.POST
    typed = request.POST if request.method == "POST" and not throws else None
    form = NoteForm(typed, initial={"title": found.title, "text": found.text})
    context = {"place": place, "form": form, "note": found, "seen": found.at.isoformat()}
    try:
        if throws:
            throw_note_away(found, seen=seen, by=by)
            messages.success(request, _("The note is thrown away."))
            return see_other(reverse("place:handover", args=[slug]))
        if form.is_valid():
            change_note(found, **form.cleaned_data, seen=seen, by=by, at=timezone.now())
            messages.success(request, _("The note is kept."))
            return see_other(reverse("place:handover", args=[slug]))
    except NoteChanged as refusal:
        return render(request, "place/handover_note.html", {**context, "refusal": refusal}, status=409)
    return render(request, "place/handover_note.html", context, status=_status(form))


def _status(form: NoteForm) -> int:
    return 422 if form.errors else 200
