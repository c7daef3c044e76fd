"""What people looked for at a hall and did not find: the page of its desk, and the answer to a wish."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.rights import signed_in
from bookings import rights
from bookings.actions.answer_wish import answer_wish, put_wish_aside, take_answer_back
from bookings.desk.frame import Frame
from bookings.desk.looked_for import looked_for
from bookings.desk.walking import people_by_post
from bookings.exceptions import NotPossible
from bookings.forms.wishes import AnswerForm
from bookings.left_wishes import answers_of, is_near, wishes_near
from bookings.models import LeftWish
from bookings.views.answers import see_other
from venues.access.needs import NEEDS
from venues.access.words import need_label
from venues.models import Post, Venue
from venues.points import points_of


@require_safe
@login_required
def page(request: HttpRequest, slug: str) -> HttpResponse:
    today = timezone.localdate()
    venue = rights.venue_for(request.user, slug, "desk:looked_for")
    frame = Frame.of(request.user, venue, "desk:looked_for")
    context = {
        "frame": frame,
        "managers": [] if frame.answers_wishes else people_by_post(venue, today).get(Post.Kind.MANAGER, []),
        "months": looked_for(venue, on=today),
        "wishes": wishes_near(venue, on=today),
        "answers": answers_of(venue),
    }
    return render(request, "bookings/desk_looked_for.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def wish(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Answer it for everybody to read, or put it aside; an answer can be taken back."""
    venue = rights.venue_for(request.user, slug, "desk:wish")
    found, by, back = _wish_near(venue, ref), signed_in(request), reverse("desk:looked_for", args=[slug])
    answer = found.answers.filter(venue=venue).select_related("venue").first()
    if request.method == "POST" and "aside" in request.POST:
        put_wish_aside(found, venue, by=by)
        messages.success(request, _("It no longer stands on your list."))
        return see_other(back)
    if request.method == "POST" and "take_back" in request.POST:
        if answer:
            take_answer_back(answer, by=by)
        messages.success(request, _("Your answer is no longer shown."))
        return see_other(request.path)
    rooms = list(venue.rooms.filter(retired_on=None))
    form = AnswerForm(request.POST if request.method == "POST" else None, rooms=rooms)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            said = form.cleaned_data
            answer_wish(
                found,
                venue,
                words=said["words"],
                room=form.chosen_room,
                shows_words=said["shows_words"],
                by=by,
                at=timezone.now(),
            )
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, _("Everybody can read your answer."))
            return see_other(back)
    needs = [need_label(NEEDS[code]) for code in found.needs if code in NEEDS]
    frame = Frame.of(request.user, venue, "desk:wish")
    context = {"frame": frame, "wish": found, "needs": needs, "form": form, "answer": answer}
    return render(request, "bookings/desk_wish.html", context, status=status)


def _wish_near(venue: Venue, ref: str) -> LeftWish:
    """One within reach of this hall; raises Http404 for any other."""
    found = LeftWish.objects.standing().filter(ref=ref).select_related("venue").first()
    if found is None or (found.venue_id and found.venue_id != venue.pk):
        raise Http404
    if not is_near(found, points_of([venue]).get(venue.pk)):
        raise Http404
    return found
