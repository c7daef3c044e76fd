"""What visitors want to know of access and nobody has answered: an answer that fills the guide, and how soon."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.rights import signed_in
from bookings import actions
from bookings.access_letters import labels_of
from bookings.actions.answer_about_access import answer_about_access, guide_of, is_unknown
from bookings.actions.change_venue import print_of
from bookings.actions.pass_access_question import pass_access_question
from bookings.desk.access_questions import spot_of
from bookings.desk.place import Place
from bookings.desk.walking import people_by_post
from bookings.exceptions import BookingError
from bookings.forms.access_questions import PromiseForm
from bookings.forms.place.access_reply import ReplyForm
from bookings.views.answers import see_other
from venues.actions.promise_answers import promise_answers
from venues.models import AccessQuestion, Post

either = require_http_methods(["GET", "HEAD", "POST"])


@either
@login_required
def promise(request: HttpRequest, slug: str) -> HttpResponse:
    """How soon a hall answers."""
    place = Place.of(request.user, slug, "place:access_promise")
    posted = request.POST if request.method == "POST" else None
    form = PromiseForm(posted, initial={"answer_days": place.venue.answer_days})
    if form.is_valid():
        promise_answers(place.venue, days=form.cleaned_data["answer_days"], by=signed_in(request))
        messages.success(request, _("This is what whoever asks is promised from now on."))
        return see_other(reverse("place:access_work", args=[slug]))
    return render(
        request, "place/access_promise.html", {"place": place, "form": form}, status=422 if form.errors else 200
    )


@either
@login_required
def question(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One of them: the answer goes into the guide and to whoever asked, in one step."""
    place = Place.of(request.user, slug, "place:access_question")
    rows = AccessQuestion.objects.at(place.venue).select_related("room", "venue__operator")
    found = get_object_or_404(rows, pk=pk)
    today = _today(place)
    spot = spot_of(found, on=today)
    posted = request.POST if request.method == "POST" else None
    seen = {"seen": print_of(place.venue, "access")}
    form = ReplyForm(posted, initial=seen, spot=spot, posts=place.roles, today=today)
    status = 422 if form.is_bound else 200
    if "pass" in request.POST:
        return _pass(request, found)
    if found.settled_at is None and form.is_valid():
        try:
            answer_about_access(
                found,
                form.rows,
                door=spot.new_door if any(row.entrance for row in form.rows) else None,
                words=form.cleaned_data["reply"],
                seen=form.cleaned_data["seen"],
                by=signed_in(request),
                at=timezone.now(),
                in_part=bool(form.for_the_manager),
            )
        except BookingError as refusal:
            form.add_error(None, _in_words(refusal))
            status = 409
        else:
            messages.success(request, _in_short(form))
            return see_other(reverse("place:access_work", args=[slug]))
    context = {
        "place": place,
        "question": found,
        "labels": labels_of(found),
        "is_overdue": found.due_on < today,
        "is_known": found.settled_at is None and _is_known(found),
        "form": form,
        "for_the_manager": [asked.fact.label for asked in form.for_the_manager],
        "managers": people_by_post(place.venue, today).get(Post.Kind.MANAGER, []) if form.for_the_manager else [],
    }
    return render(request, "place/access_question.html", context, status=status)


def _is_known(found: AccessQuestion) -> bool:
    """Whether the guide was filled elsewhere since; whoever asked is told of that by itself."""
    guide = guide_of(found.room)
    return not any(is_unknown(guide, code) for code in found.facts)


def _in_short(form: ReplyForm) -> str:
    if form.for_the_manager:
        return _("Whoever asked is told. The rest waits for the manager.")
    return _("Saved in the guide, and whoever asked is told.")


def _pass(request: HttpRequest, found: AccessQuestion) -> HttpResponse:
    if pass_access_question(found, by=signed_in(request), at=timezone.now()):
        messages.success(
            request, _("A letter goes to the manager. The question stays in the list until it is answered.")
        )
    else:
        messages.error(request, _("Nothing was sent: it is answered already, or nobody is manager here now."))
    return see_other(reverse("place:access_question", args=[found.venue.slug, found.pk]))


def _in_words(refusal: BookingError) -> str:
    if isinstance(refusal, actions.ChangeRefused):
        return " ".join(fault.words for fault in refusal.faults)
    return str(refusal)


def _today(place: Place) -> date:
    return timezone.now().astimezone(place.venue.tz).date()
