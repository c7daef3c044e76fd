"""Pages to come."""

from django.http import Http404, HttpRequest, HttpResponse


def letters(request: HttpRequest, **named: object) -> HttpResponse:
    raise Http404


def letter(request: HttpRequest, **named: object) -> HttpResponse:
    raise Http404
