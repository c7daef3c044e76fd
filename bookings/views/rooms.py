"""Pages to come."""

from django.http import Http404, HttpRequest, HttpResponse


def venues(request: HttpRequest, **named: object) -> HttpResponse:
    raise Http404


def venue(request: HttpRequest, **named: object) -> HttpResponse:
    raise Http404


def room(request: HttpRequest, **named: object) -> HttpResponse:
    raise Http404
