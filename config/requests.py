"""What every request passes through: an id for the log, a limit of size, and refusals in words."""

from __future__ import annotations

import ipaddress
import logging
import time
import uuid
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import connection
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import Resolver404, resolve
from django_ratelimit.exceptions import Ratelimited

from config.logs import current_id, route_of

log = logging.getLogger("hearth.requests")

GetResponse = Callable[[HttpRequest], HttpResponse]
# What a form that carries a file may have in all; what is wrong with the file itself, the form says.
LARGER_FORMS = {
    **dict.fromkeys(("place:pictures_add", "own:proof", "desk:project"), 30_000_000),
    "place:diary": 4_500_000,
}
LONGEST_WAIT = 100_000_000  # bytes of a file that is too large; past these we hang up
NOBODY_KNOWS = "0.0.0.0"  # an address that nobody has


class RequestId:
    """Give each request an id, told in the log, in the answer and on pages that say what went wrong.

    One line of the log for each: what kind of page, how it ended, how long it took. Files
    of the look and the watcher's questions leave none while they are well.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        current_id.set(uuid.uuid4().hex[:12])  # stands until the next request: Django logs a refusal after we answer
        began, asked = time.perf_counter(), QueryCount()
        with connection.execute_wrapper(asked):
            response = self.get_response(request)
        response["X-Request-ID"] = current_id.get()
        self._log(request, response, ms=round((time.perf_counter() - began) * 1000), queries=asked.count)
        return response

    def _log(self, request: HttpRequest, response: HttpResponse, *, ms: int, queries: int) -> None:
        status, route = response.status_code, route_of(request)
        told = {"method": method_of(request), "route": route, "status": status, "ms": ms, "queries": queries}
        quiet = status < 400 and (route == "/healthz" or request.path.startswith(settings.STATIC_URL))
        level = logging.ERROR if status >= 500 else logging.DEBUG if quiet else logging.INFO
        log.log(level, "%(method)s %(route)s %(status)s in %(ms)s ms", told, extra=told)


class QueryCount:
    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        self.count += 1
        return execute(sql, params, many, context)


def method_of(request: HttpRequest) -> str:
    """Only a method we take: anybody may send any word for one."""
    return request.method if request.method in WhatBrowsersSend.METHODS else "other"


def to_quote(request: HttpRequest) -> dict[str, str]:
    """For pages that say what went wrong: the id to name when asking for help."""
    return {"request_id": current_id.get()}


class Visitor:
    """Say whose address a request comes from, so that limits are the visitor's and not the web server's.

    Each proxy adds the address it was called from to X-Forwarded-For. With as many
    trusted as TRUSTED_PROXIES says, the one added by the outermost of them is the visitor's;
    what stands before it anybody could have written. A socket has no address at all.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        told = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        trusted = settings.TRUSTED_PROXIES
        seen = told[-trusted] if trusted and len(told) >= trusted else request.META.get("REMOTE_ADDR", "")
        request.META["REMOTE_ADDR"] = seen if is_an_address(seen) else NOBODY_KNOWS
        return self.get_response(request)


def is_an_address(words: str) -> bool:
    try:
        ipaddress.ip_address(words)
    except ValueError:
        return False
    return True


class WhatBrowsersSend:
    """Refuse what no browser sends for a page: other methods, and a nought byte in a path or a cookie.

    PostgreSQL keeps no such byte. What is typed, in a form or a query, is for the forms to refuse in a sentence.
    """

    METHODS = ("GET", "HEAD", "POST", "OPTIONS")

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in self.METHODS:
            return HttpResponseNotAllowed(self.METHODS)
        if any("\0" in words for words in (request.path, *request.COOKIES.values())):
            return HttpResponse(render_to_string("400.html", to_quote(request)), status=400)
        return self.get_response(request)


class NoBodyForHead:
    """Who asks for the head of a page gets no more; gunicorn would drop the rest, and warn of it each time."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "HEAD" and not response.streaming:
            response.content = b""  # its length stays told, as CommonMiddleware put it down
        return response


class SmallPages(GZipMiddleware):
    """Send text pressed together, a fifth of its size: many read it on a phone over a slow line.

    Pictures and PDF are small already. What a page keeps secret is not told by its size: its tokens differ each
    time, and Django adds a few random bytes.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kind = response.headers.get("Content-Type", "")
        if response.streaming or not kind.startswith(("text/", "application/json", "application/ld+json")):
            return response
        return super().process_response(request, response)


class SizeLimit:
    """Refuse a form that is larger than any of ours before reading it; the few that carry a file may be larger."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        declared = request.META.get("CONTENT_LENGTH") or "0"
        if declared.isdigit() and int(declared) <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return self.get_response(request)
        most = LARGER_FORMS.get(view_asked(request), 0)
        if declared.isdigit() and int(declared) <= most:
            return self.get_response(request)
        if most:
            let_finish(request, int(declared) if declared.isdigit() else 0)
        return render(request, "413.html", {"is_file": bool(most)}, status=413)


def view_asked(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""


def let_finish(request: HttpRequest, size: int) -> None:
    """Let a browser finish what it sends, and forget it: one that is cut short shows no page of ours."""
    left = size if size <= LONGEST_WAIT else 0
    while left > 0 and (piece := request.read(min(left, 1 << 16))):
        left -= len(piece)


class PrivatePages:
    """What somebody signed in sees is kept by nobody on the way, and looked up anew each time."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-cache"
        return response


class Refusals:
    """Turn the refusals that any view may raise into their pages; a form that others' views refuse is a refusal too."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Ratelimited):
            return render(request, "429.html", status=429)
        if isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
            return render(request, "413.html", status=413)
        return None

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        form = (response.context_data or {}).get("form")
        if response.status_code == 200 and request.method == "POST" and isinstance(form, BaseForm) and form.errors:
            response.status_code = 422
        return response
