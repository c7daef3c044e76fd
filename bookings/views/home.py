"""Pages to come."""

from django.http import Http404, HttpRequest, HttpResponse


def home(request: HttpRequest, **named: object) -> HttpResponse:
    raise Http404


def accessibility(request: HttpRequest, **named: object) -> HttpResponse:
    raise Http404
