"""Pages to come."""

from django.http import Http404, HttpRequest, HttpResponse


def diary(request: HttpRequest, **named: object) -> HttpResponse:
    raise Http404


def count(request: HttpRequest, **named: object) -> HttpResponse:
    raise Http404
