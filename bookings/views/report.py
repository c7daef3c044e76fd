"""Pages to come."""

from django.http import Http404, HttpRequest, HttpResponse


def report(request: HttpRequest, **named: object) -> HttpResponse:
    raise Http404


def pdf(request: HttpRequest, **named: object) -> HttpResponse:
    raise Http404


def csv(request: HttpRequest, **named: object) -> HttpResponse:
    raise Http404
