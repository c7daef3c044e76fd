"""Every fact of the access guides by its code: where the features that programs read lead."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from venues.access.vocabulary import FACTS
from venues.access.words import label, question


@require_safe
def vocabulary(request: HttpRequest) -> HttpResponse:
    facts = [(fact.code, label(fact), question(fact)) for fact in FACTS.values()]
    return render(request, "bookings/access_vocabulary.html", {"facts": facts})
