"""Pages to come."""

from django.http import Http404, HttpRequest, HttpResponse


def healthz(request: HttpRequest, **named: object) -> HttpResponse:
    raise Http404
