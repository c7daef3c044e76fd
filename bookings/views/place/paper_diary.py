"""Going live from the paper diary: a file is sent, looked through, brought in, and can be taken out again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_ratelimit.decorators import ratelimit

from accounts.rights import signed_in
from bookings.actions.bring_in_diary import DiaryRefused, bring_in_diary
from bookings.actions.look_through_diary import look_through_diary, say_of_diary, throw_diary_away
from bookings.actions.take_diary_out import ChangedSince, changed_since, take_diary_out
from bookings.desk.place import Place
from bookings.diaries.said import Said
from bookings.diaries.sheets import Workbook
from bookings.exceptions import BookingError
from bookings.forms.place.paper_diary import DiaryFileForm, MeaningForm
from bookings.going_live import telling
from bookings.going_live.planned import DiaryPlan
from bookings.going_live.planning import plan_diary
from bookings.going_live.sums import told
from bookings.models import PaperDiary, PaperDiaryDraft
from bookings.views.answers import see_other

page_and_act = require_http_methods(["GET", "HEAD", "POST"])


@page_and_act
@login_required
@ratelimit(key="user", rate="60/h", method="POST", block=True)
def diary(request: HttpRequest, slug: str) -> HttpResponse:
    """What was brought in, and the form that sends a file."""
    place = Place.of(request.user, slug, "place:diary")
    posted = request.method == "POST"
    form = DiaryFileForm(request.POST if posted else None, request.FILES if posted else None)
    if form.is_valid():
        book, name = form.cleaned_data["file"], form.file_name
        draft = look_through_diary(place.venue, book, file_name=name, by=signed_in(request), at=timezone.now())
        return see_other(reverse("place:diary_check", args=[slug, draft.pk]))
    context = {
        "place": place,
        "form": form,
        "diaries": place.venue.paper_diaries.select_related("made_by", "undone_by"),
        "drafts": place.venue.paper_diary_drafts.filter(became=None).select_related("made_by"),
    }
    return render(request, "place/diary.html", context, status=422 if form.errors else 200)


@page_and_act
@login_required
def check(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What would come of it; its buttons keep answers, bring it in, or throw it away."""
    place = Place.of(request.user, slug, "place:diary_check")
    draft = _draft(place, pk)
    if draft.became_id is not None:
        return see_other(reverse("place:diary", args=[slug]))
    if "throw" in request.POST:
        throw_diary_away(draft)
        messages.success(request, _("The file is thrown away. Nothing was brought in."))
        return see_other(reverse("place:diary", args=[slug]))
    if "forget" in request.POST:
        say_of_diary(draft, Said())
        return see_other(reverse("place:diary_check", args=[slug, pk]))
    if "bring" in request.POST:
        return _bring(request, place, draft)
    plan, said = _plan(draft), Said.from_document(draft.said)
    form = MeaningForm(request.POST or None, reading=plan.reading, known=plan.known, said=said)
    if form.is_valid():
        say_of_diary(draft, form.answers)
        return see_other(reverse("place:diary_check", args=[slug, pk]))
    return _page(request, place, draft, plan, form=form, status=422 if form.errors else 200)


@page_and_act
@login_required
def out(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take out what one file brought; what was changed since is named first."""
    place = Place.of(request.user, slug, "place:diary_out")
    found = get_object_or_404(PaperDiary.objects.select_related("venue"), pk=pk, venue=place.venue)
    changed, status = changed_since(found), 200
    if request.method == "POST":
        try:
            take_diary_out(found, by=signed_in(request), at=timezone.now(), seen=request.POST.getlist("seen"))
        except ChangedSince as refusal:
            changed, status = list(refusal.changed), 409
        else:
            words = _("What “%(file)s” brought is taken out again.") % {"file": found.file_name}
            messages.success(request, words)
            return see_other(reverse("place:diary", args=[slug]))
    context = {
        "place": place,
        "diary": found,
        "changed": changed,
        "bookings": found.bookings.count(),
        "is_stale": status == 409,
    }
    return render(request, "place/diary_out.html", context, status=status)


def _bring(request: HttpRequest, place: Place, draft: PaperDiaryDraft) -> HttpResponse:
    by, at = signed_in(request), timezone.now()
    try:
        made = bring_in_diary(
            draft.venue,
            Workbook.from_document(draft.sheets),
            Said.from_document(draft.said),
            file_name=draft.file_name,
            by=by,
            at=at,
            shown=request.POST.get("shown", ""),
            draft=draft,
        )
    except DiaryRefused as refusal:
        return _page(request, place, draft, refusal.plan, refusal=refusal, status=409)
    except BookingError as refusal:  # somebody booked at this very moment
        return _page(request, place, draft, _plan(draft), refusal=refusal, status=409)
    messages.success(request, telling.brought_in(made) + " " + _("Nobody was written to."))
    return see_other(reverse("place:diary", args=[place.venue.slug]))


def _draft(place: Place, pk: int) -> PaperDiaryDraft:
    rows = PaperDiaryDraft.objects.select_related("venue__operator__own_hirer")
    return get_object_or_404(rows, pk=pk, venue=place.venue)


def _plan(draft: PaperDiaryDraft) -> DiaryPlan:
    book, said = Workbook.from_document(draft.sheets), Said.from_document(draft.said)
    return plan_diary(draft.venue, book, said, at=timezone.now())


def _page(
    request: HttpRequest,
    place: Place,
    draft: PaperDiaryDraft,
    plan: DiaryPlan,
    *,
    form: MeaningForm | None = None,
    refusal: BookingError | None = None,
    status: int,
) -> HttpResponse:
    said = Said.from_document(draft.said)
    context: dict[str, Any] = {
        "place": place,
        "draft": draft,
        "plan": plan,
        "form": form or MeaningForm(reading=plan.reading, known=plan.known, said=said),
        "again": DiaryFileForm(),
        "refusal": refusal,
        "summary": telling.summary(plan),
        "series": [told(agreement) for agreement in plan.series],
        "single": [told(agreement) for agreement in plan.single],
        "new_hirers": telling.new_hirers(plan),
    }
    return render(request, "place/diary_check.html", context, status=status)
