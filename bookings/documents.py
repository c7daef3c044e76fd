"""Pages drawn as tagged PDF documents, where this machine can draw any."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import pikepdf
from django.contrib.staticfiles import finders
from django.core.cache import cache, caches
from django.template.loader import render_to_string
from django.utils.translation import get_language

LOOK = "hearth/document.css"  # of all our documents
NO_PDF, A_DAY = "no-pdf", 24 * 60 * 60
MOST_TO_KEEP = 8 * 1024 * 1024  # bytes of one document


Waiting = TypeVar("Waiting")


class NoPdf(Exception):
    """This machine lacks the libraries that draw text; the page can be printed instead."""


def is_known_to_draw_none() -> bool:
    """Whether somebody tried in the last day and this machine could not."""
    return bool(cache.get(NO_PDF))


def drawn(template: str, look: str, context: Mapping[str, Any]) -> bytes:
    """The template with its style sheet, both ours. Raises NoPdf where Pango is missing."""
    return drawn_from(render_to_string(template, {**context, "language": get_language()}), look)


def drawn_once(template: str, look: str, context: Mapping[str, Any]) -> bytes:
    """As `drawn`; whoever asks for the very same page within the hour gets the same document, drawn once."""
    html = render_to_string(template, {**context, "language": get_language()})
    key = sha256(html.encode()).hexdigest()
    document = caches["drawn"].get(key)
    if not isinstance(document, bytes):
        document = drawn_from(html, look)
        if len(document) <= MOST_TO_KEEP:
            caches["drawn"].set(key, document)
    return document


def drawn_from(html: str, look: str) -> bytes:
    """A page of ours with its style sheet: the same page gives the same bytes. Raises NoPdf where Pango is missing."""
    try:
        import weasyprint  # it looks for Pango as it is imported
    except OSError as missing:
        cache.set(NO_PDF, True, timeout=A_DAY)
        raise NoPdf(str(missing)) from missing
    if is_known_to_draw_none():  # what was missing has been installed
        cache.delete(NO_PDF)
    from_within = weasyprint.urls.URLFetcher(allowed_protocols={"data"})  # nothing is loaded from anywhere
    document = weasyprint.HTML(string=html, url_fetcher=from_within).write_pdf(
        pdf_variant="pdf/ua-1", stylesheets=[weasyprint.CSS(string=_styles(look))]
    )
    return _with_scopes(document)


def drawn_of_all(waiting: Iterable[Waiting], draw: Callable[[Waiting], bool]) -> int:
    """How many `draw` said it drew. One that fails holds up no other: all that was raised is raised at the end.

    As an ExceptionGroup, so that a fault behind the first one is in the log as well.
    """
    number, failures = 0, list[Exception]()
    for each in waiting:
        try:
            number += draw(each)
        except Exception as failure:
            failures.append(failure)
    if failures:
        raise ExceptionGroup("could not be drawn", failures)
    return number


def _styles(look: str) -> str:
    found = finders.find(look)
    if not isinstance(found, str):
        raise FileNotFoundError(look)
    return Path(found).read_text(encoding="utf-8")


def _with_scopes(document: bytes) -> bytes:
    """Say of every heading cell what it heads: the library leaves that out, and PDF/UA asks for it."""
    result = io.BytesIO()
    with pikepdf.open(io.BytesIO(document)) as opened:
        _scope_cells(opened.Root.StructTreeRoot, in_head=False)
        opened.save(result, deterministic_id=True)
    return result.getvalue()


def _scope_cells(element: Any, *, in_head: bool) -> None:
    kind = str(element.get("/S", ""))
    if kind == "/TH":
        scope = pikepdf.Name.Column if in_head else pikepdf.Name.Row
        element.A = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=scope)
    for child in _children(element):
        _scope_cells(child, in_head=in_head or kind == "/THead")


def _children(element: Any) -> list[Any]:
    """The elements below one in the tree of tags; numbers are only marks on a page."""
    below = element.get("/K", [])
    found = list(below) if isinstance(below, pikepdf.Array) else [below]
    return [child for child in found if isinstance(child, pikepdf.Dictionary)]
