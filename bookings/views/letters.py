"""The letters of the demo, to be read where they would otherwise have been sent. No such page elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from accounts.kept_letters import KeptLetter, kept_letters
from accounts.mailing import file_name
from accounts.models import Letter

MOST = 50
WAITING = "waiting-"

View = Callable[..., HttpResponse]


def only_in_the_demo(view: View) -> View:
    @wraps(view)
    def page(request: HttpRequest, **named: str) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, **named)

    return page


@require_safe
@only_in_the_demo
def letters(request: HttpRequest) -> HttpResponse:
    """Those that wait to go, and those that went, newest first."""
    context = {
        "kept": kept_letters(settings.LETTERS_FOLDER, at_most=MOST),
        "now": timezone.now(),
        "waiting": [_waiting(letter) for letter in Letter.objects.filter(sent_at=None)[:MOST]],
    }
    return render(request, "letters/list.html", context)


@require_safe
@only_in_the_demo
def letter(request: HttpRequest, name: str) -> HttpResponse:
    """One letter; the name is looked for among those there are, and never becomes a path."""
    known = _waiting_letters(name) if name.startswith(WAITING) else kept_letters(settings.LETTERS_FOLDER, at_most=MOST)
    found = next((letter for letter in known if letter.name == name), None)
    if found is None:
        raise Http404
    context = {"letter": found, "body": with_links(found.body, _own_addresses(request))}
    return render(request, "letters/letter.html", context)


def with_links(text: str, own: list[str]) -> SafeString:
    """The text, escaped, in which only the addresses of this site can be clicked."""
    address = re.compile("|".join(rf"{re.escape(site)}/[^\s<>\"']*" for site in own))
    parts, last = [], 0
    for found in address.finditer(text):
        link = found[0].rstrip(".,;:)")
        parts += [conditional_escape(text[last : found.start()]), format_html('<a href="{}">{}</a>', link, link)]
        last = found.start() + len(link)
    parts.append(conditional_escape(text[last:]))
    return format_html_join("", "{}", ((part,) for part in parts))


def _own_addresses(request: HttpRequest) -> list[str]:
    return [settings.PUBLIC_URL, f"{request.scheme}://{request.get_host()}"]


def _waiting_letters(name: str) -> list[KeptLetter]:
    key = name.removeprefix(WAITING)
    if not key.isdecimal() or len(key) > 15:
        return []
    return [_waiting(letter) for letter in Letter.objects.filter(sent_at=None, pk=int(key))]


def _waiting(letter: Letter) -> KeptLetter:
    beside = (file_name(letter),) if letter.calendar else ()
    return KeptLetter(f"{WAITING}{letter.pk}", letter.to, letter.subject, letter.send_after, letter.body, beside)
