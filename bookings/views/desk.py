"""Pages to come."""

from django.http import Http404, HttpRequest, HttpResponse


def requests(request: HttpRequest, **named: object) -> HttpResponse:
    raise Http404


def booking(request: HttpRequest, **named: object) -> HttpResponse:
    raise Http404


def confirm(request: HttpRequest, **named: object) -> HttpResponse:
    raise Http404


def decline(request: HttpRequest, **named: object) -> HttpResponse:
    raise Http404


def standing(request: HttpRequest, **named: object) -> HttpResponse:
    raise Http404
