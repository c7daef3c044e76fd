"""The pages for what went wrong, each saying what to do next."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_NO_CSRF_COOKIE
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme

from bookings.views.find import FORGET, without_cookies
from config.requests import to_quote


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def forbidden_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its token: most often a page left open too long, or a browser without cookies."""
    asked = request.resolver_match
    if asked and asked.view_name == "find" and FORGET not in request.POST:
        return without_cookies(request)
    context = {"stale_form": True, "no_cookies": reason == REASON_NO_CSRF_COOKIE, "page": _page_of(request)}
    return render(request, "403.html", context, status=403)


def _page_of(request: HttpRequest) -> str:
    """The address, on this site, of the page that had the form; nothing where the browser does not say."""
    said = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(said, {request.get_host()}, require_https=request.is_secure()):
        return ""
    found = urlsplit(said)
    return found._replace(scheme="", netloc="", fragment="").geturl()


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Nothing is asked of the database: it may be what went wrong."""
    return HttpResponse(render_to_string("500.html", to_quote(request)), status=500)
