"""Ask for a room: a form, a page to check every date and price, and the asking."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from accounts.models import Hirer
from accounts.rights import signed_in
from bookings import policy, rights
from bookings.accepting import to_accept
from bookings.actions import request_booking
from bookings.actions.join_thread import join_thread
from bookings.actions.request_booking import confirms_at_once, missing_proof
from bookings.actions.state_needs import save_needs
from bookings.actions.wait_for import wait_for
from bookings.asking_together import who_else_asks
from bookings.availability.own import own_in_the_way
from bookings.exceptions import BookingError, ConditionsChanged, NotPossible
from bookings.forms.accepting import AcceptForm
from bookings.forms.book import BookForm
from bookings.forms.sentences import with_sentence
from bookings.forms.series_query import carried
from bookings.forms.shown import ShownForm
from bookings.models import Booking, RefusedDate, Session
from bookings.planning import plan
from bookings.plans import Plan
from bookings.price_words import names_at, which_prices_hold
from bookings.views.answers import see_other
from bookings.views.checking import NO_CHOICES, Check
from bookings.views.clashes import clashes_of
from bookings.views.for_all import FOR_ALL, WORDS, chosen_for_all, offered
from bookings.views.kept_needs import to_begin_with
from bookings.views.larger import larger_for
from bookings.views.needs_told import needs_told
from bookings.waiting_list import queues
from bookings.ways_out import Choices, ways_out
from venues.models import Room
from venues.periods import Period

UNFAIR = (RefusedDate.Reason.OVER_CAP, RefusedDate.Reason.KEPT)
WRONG, CHANGED = 422, 409  # cannot be as it is typed; is no longer as it was
FEW = 3  # rooms named as an example


def book(request: HttpRequest, room: Room) -> HttpResponse:
    """For a group of somebody who is signed in; see `bookings.views.guest` for everybody else."""
    groups = rights.groups_to_book_for(request.user)
    if not groups:
        return _make_a_group_first(request)
    at = timezone.now()
    if request.method != "POST":
        query = request.GET.dict()
        return show_form(request, BookForm(room=room, groups=groups, at=at, query=query, needs=to_begin_with(request)))

    typed = _typed(request, room, at)
    form = BookForm(typed, room=room, groups=groups, at=at)
    is_sound, action = form.is_valid(), typed.get("action")
    if action == "read":
        form.keep_errors_of("sentence")
        return show_form(request, form, status=WRONG if form.errors else 200)
    if not is_sound:
        return show_form(request, form, status=WRONG)
    if action == "change":
        return show_form(request, form)
    shown = ShownForm(typed)
    if action == "wait" and shown.is_valid():
        return _wait(request, form, shown.cleaned_data, at)
    if action in ("ask", "ask_all") and shown.is_valid() and "leave_out" not in request.POST:
        return _ask(request, form, shown.cleaned_data, at, all_or_none=action == "ask_all")
    return show_check(request, form, at)


def _ask(
    request: HttpRequest, form: BookForm, shown: dict[str, Any], at: datetime, *, all_or_none: bool
) -> HttpResponse:
    """What was chosen since the page was shown is priced and shown first."""
    user = signed_in(request)
    if shown["shown_ways"] != form.ask.ways_print:
        return show_check(request, form, at, chosen_anew=True)
    accept = AcceptForm(request.POST, conditions=to_accept(form.room.venue))
    if not accept.is_valid():
        return show_check(request, form, at, accept=accept)
    try:
        booking = request_booking(
            form.ask,
            by=user,
            at=at,
            shown_dates=shown["shown_dates"],
            shown_prices=shown["shown_prices"],
            submission_key=f"{user.pk}-{shown['submission_key']}",  # nobody's key finds another's booking
            all_or_none=all_or_none,
            accepts=accept.conditions,
        )
    except ConditionsChanged as refusal:
        return show_check(request, form, at, refusal=refusal)
    except BookingError as refusal:
        return show_check(request, form, at, refusal=refusal, accept=accept)
    join_thread(_began_as(request), booking, at=at)
    if form.cleaned_data.get("save_needs"):
        save_needs(user, form.stated, at=at)
    messages.success(request, what_was_done(booking))
    return see_other(booking)


def _began_as(request: HttpRequest) -> str:
    """The mark of the question that it began as, where it began as one."""
    return request.POST.get("began") or request.GET.get("began", "")


def _wait(request: HttpRequest, form: BookForm, shown: dict[str, Any], at: datetime) -> HttpResponse:
    """For all that others have, or for what was chosen of it; the same button twice is once."""
    user = signed_in(request)
    try:
        waits = wait_for(form.ask, by=user, at=at, submission_key=f"{user.pk}-{shown['submission_key']}")
    except BookingError as refusal:
        return show_check(request, form, at, refusal=refusal)
    messages.success(request, _("You wait for it. If it becomes free, we write to you."))
    return see_other(waits[0] if len(waits) == 1 else reverse("bookings:mine") + "#waiting")


def what_was_done(booking: Booking) -> str:
    if booking.is_confirmed:
        return _("Booked. We have written to you with the details.")
    return _("You have asked for the room, and we have written to you. The hall answers as soon as it can.")


def show_form(request: HttpRequest, form: BookForm, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {"form": form, "room": form.room, "venue": form.room.venue, "larger": larger_for(form), **more}
    context["began"], context["asked"] = _began_as(request), urlencode(carried(request.GET.dict()))
    context["beside"] = get_text_list([each.name for each in Room.objects.on_offer().beside(form.room)[:FEW]], _("or"))
    return render(request, "bookings/book.html", context, status=status)


def show_check(
    request: HttpRequest,
    form: BookForm,
    at: datetime,
    *,
    refusal: BookingError | None = None,
    chosen_anew: bool = False,
    accept: AcceptForm | None = None,
    cannot_be: Callable[[BookForm], HttpResponse] | None = None,
    **more: Any,
) -> HttpResponse:
    """Every date with its price or its reason, as things stand at this moment.

    Without the form (`cannot_be` answers instead of it) no other way is offered: there is nothing to choose.
    """
    loaded = refusal.seen.loaded if refusal and refusal.seen else form.loaded
    try:
        found = plan(form.ask, at=at, loaded=loaded)
    except NotPossible as never:
        form.refuse(never)
        return cannot_be(form) if cannot_be else show_form(request, form, status=WRONG)
    if unfair := _unfair(found):
        form.add_error("on", unfair)
        return cannot_be(form) if cannot_be else show_form(request, form, status=WRONG)
    if request.POST.get(FOR_ALL) in WORDS and not cannot_be:
        bare = plan(replace(form.ask, ways={}), at=at, loaded=found.loaded)
        clashes = clashes_of(bare, _ways_out(form, bare, at), {}, _queues(bare))
        form.ask = chosen_for_all(form, clashes, request.POST[FOR_ALL])
        found = plan(form.ask, at=at, loaded=found.loaded)
    ticked = frozenset(request.POST.getlist("leave_out"))
    late, lists = missing_proof(found, at=at), found.prices.rows(form.room.venue)
    check = Check(
        found,
        names_at(form.room.venue, lists, form.lists.categories(form.room.venue)),
        at=at,
        at_once=bool(found.kept) and found.is_priced and confirms_at_once(form.ask) and late is None,
        proof_is_there=form.claims.is_accepted(form.ask.hirer, form.ask.category),
        late=late,
        just_ticked=ticked,
        own=_own(request, found, at),
        choices=NO_CHOICES if cannot_be else _ways_out(form, found, at),
        queues=_queues(found),
        known_until=form.known_until,
        shown_days=_days_shown(request) if refusal else frozenset(),
        wants_a_choice=request.POST.get("action") == "choose",
    )
    kept = [date.period for date in found.kept if date.period]
    context = {
        "check": check,
        "needs": needs_told(form.room.venue, [form.room], form.stated, kept[0].start, at=at) if kept else None,
        "for_all": offered(check.clashes) if form.ask.pattern.repeats else [],
        "others_ask": who_else_asks(form.room, kept, at_once=check.at_once, at=at),
        "ask": form.ask,
        "room": form.room,
        "venue": form.room.venue,
        "address": rights.address_for(request.user, form.room.venue),
        "may_show_proof": bool(late or check.asks_for_proof) and rights.may_show_proof(request.user, form.ask.hirer),
        "typed": form.typed(),
        "began": _began_as(request),
        "which_prices_hold": which_prices_hold(
            form.room.venue, today=timezone.localdate(at), until=found.last_day, lists=lists
        ),
        "submission_key": secrets.token_urlsafe(24),  # this page's button is one booking, however often it is pressed
        "refusal": refusal,
        "chosen_anew": chosen_anew,
        "accept": accept or _to_accept(request, room=form.room),
        **more,
    }
    status = _status(check, refusal)
    if more.get("to_wait") and check.to_wait_for and refusal is None:
        status = 200  # that others have it was known when it was typed
    if accept is not None and accept.errors and status == 200:
        status = CHANGED if accept.is_old else WRONG
    return render(request, "bookings/book_check.html", context, status=status)


def _to_accept(request: HttpRequest, room: Room) -> AcceptForm:
    """Ticked where it was ticked already, and there is nothing new to read."""
    current = to_accept(room.venue)
    same = current is not None and request.POST.get("version") == str(current.number)
    return AcceptForm(conditions=current, was_ticked=same and "accepts" in request.POST)


def _unfair(found: Plan) -> str:
    """Why a single date is not theirs to have, which is told beside the date; of a series, each date tells it."""
    date = found.dates[0]
    return date.reason_words if not found.ask.pattern.repeats and date.reason in UNFAIR else ""


def _ways_out(form: BookForm, found: Plan, at: datetime) -> Choices:
    return ways_out(found, form.others if found.ask.ways or found.clashes else [], at=at)


def _queues(found: Plan) -> dict[Period, int]:
    """How many wait already for what others have; the same who asks."""
    periods = [date.asked.period for date in found.worth_waiting_for if date.asked.period]
    return queues(found.ask.room, periods)


def _own(request: HttpRequest, found: Plan, at: datetime) -> dict[Period, Session]:
    """Their own dates among those in the way; who else has the room is nobody's business."""
    taken = [date.asked.period for date in found.refused if date.reason == RefusedDate.Reason.TAKEN]
    is_known = taken and request.user.is_authenticated
    groups = rights.groups_whose_bookings_to_see(signed_in(request)) if is_known else set()
    return own_in_the_way(found.ask.room, [period for period in taken if period], hirers=groups, at=at)


def _status(check: Check, refusal: BookingError | None) -> int:
    if refusal is not None:
        return WRONG if isinstance(refusal, NotPossible) else CHANGED
    if check.plan.kept:
        return 200
    return CHANGED if check.is_taken and not check.chose_nothing else WRONG


def _typed(request: HttpRequest, room: Room, at: datetime) -> QueryDict:
    """The form as posted, its sentence read, and the dates ticked on the check page among those to leave out."""
    venue = room.venue
    typed = with_sentence(
        request.POST, today=at.astimezone(venue.tz).date(), knows_terms=venue.term_calendar_id is not None
    )
    if "leave_out" in typed:
        typed["skip"] = "\n".join([typed.get("skip", ""), *typed.getlist("leave_out")]).strip()
    return typed


def _days_shown(request: HttpRequest) -> frozenset[str]:
    """The dates that could be had when the page was shown, as it carried them."""
    return frozenset(request.POST.get("shown_days", "").split()[: policy.MOST_DATES])


def _make_a_group_first(request: HttpRequest) -> HttpResponse:
    """And then straight back, with everything kept."""
    group = Hirer.objects.of(signed_in(request)).standing().first()
    if group:
        words = _("In %(group)s you do not book. Ask one of its organisers, or make a group of your own.")
        messages.info(request, words % {"group": group.name})
    else:
        messages.info(request, _("A room is booked for a group, or for your family."))
    query = {"next": request.get_full_path(), "kind": request.GET.get("kind", "")}
    return redirect(f"{reverse('groups:new')}?{urlencode(query)}")


def room_on_offer(slug: str, code: str) -> Room:
    """Raises Http404 for a room that nobody can book."""
    rooms = Room.objects.on_offer().select_related("venue__operator", "venue__term_calendar")
    rooms = rooms.prefetch_related("cells", "layouts")
    room = rooms.filter(venue__slug=slug, code=code).first()
    if room is None:
        raise Http404
    return room
