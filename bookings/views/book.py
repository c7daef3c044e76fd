"""Pages to come."""

from django.http import Http404, HttpRequest, HttpResponse


def book(request: HttpRequest, **named: object) -> HttpResponse:
    raise Http404
