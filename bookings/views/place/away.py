"""Say until when one is away: somebody else then hears of requests at once."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.clock import date_words
from accounts.rights import signed_in
from bookings.desk.people import own_posts
from bookings.desk.place import Place
from bookings.forms.place.people import AwayForm
from bookings.views.answers import see_other
from bookings.views.place.people import either
from venues.actions.be_away import be_away


@either
@login_required
def away(request: HttpRequest, slug: str) -> HttpResponse:
    place, at, user = Place.of(request.user, slug, "place:people_away"), timezone.now(), signed_in(request)
    today = timezone.localdate(at, timezone=place.venue.tz)
    was = max((post.away_until for post in own_posts(place, user, at=at) if post.away_until), default=None)
    typed = request.POST if request.method == "POST" else None
    form = AwayForm(typed, today=today, initial={"until": was if was and was >= today else None})
    if not form.is_valid():
        context = {"place": place, "form": form}
        return render(request, "place/people_away.html", context, status=422 if form.is_bound else 200)
    until = form.cleaned_data["until"]
    be_away(place.venue, user, until=until, on=today)
    if until:
        words = _("You are away until %(day)s: the others who answer requests hear of each at once.")
        messages.success(request, words % {"day": date_words(until)})
    else:
        messages.success(request, _("You are back: requests come to the hall’s own address only."))
    return see_other(reverse("place:people", args=[slug]))
