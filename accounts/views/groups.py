"""Pages to come."""

from django.http import Http404, HttpRequest, HttpResponse


def mine(request: HttpRequest, **named: object) -> HttpResponse:
    raise Http404


def new(request: HttpRequest, **named: object) -> HttpResponse:
    raise Http404


def group(request: HttpRequest, **named: object) -> HttpResponse:
    raise Http404


def invite(request: HttpRequest, **named: object) -> HttpResponse:
    raise Http404


def accept(request: HttpRequest, **named: object) -> HttpResponse:
    raise Http404

