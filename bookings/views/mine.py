"""Pages to come."""

from django.http import Http404, HttpRequest, HttpResponse


def mine(request: HttpRequest, **named: object) -> HttpResponse:
    raise Http404


def booking(request: HttpRequest, **named: object) -> HttpResponse:
    raise Http404


def calendar(request: HttpRequest, **named: object) -> HttpResponse:
    raise Http404


def cancel(request: HttpRequest, **named: object) -> HttpResponse:
    raise Http404


def cancel_date(request: HttpRequest, **named: object) -> HttpResponse:
    raise Http404
