"""What a tagged PDF says of itself: its headings by page, its tags, what a heading cell heads; and its margins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf


def on_pages(document: pikepdf.Pdf) -> Iterator[tuple[str, int]]:
    """The headings above the figures, each with its page from 0 on."""
    pages: dict[Any, int] = {page.objgen: number for number, page in enumerate(document.pages)}
    with document.open_outline() as outline:
        [top] = outline.root
        for item in (top, *top.children):
            target: Any = item.destination or item.action.D
            yield str(item.title), pages[target[0].objgen]


def tags(element: Any) -> Iterator[Any]:
    below = element.get("/K", [])
    for child in below if isinstance(below, pikepdf.Array) else [below]:
        if isinstance(child, pikepdf.Dictionary):
            yield child
            yield from tags(child)


def scope_of(cell: Any) -> Any:
    owned = cell.A if isinstance(cell.A, pikepdf.Array) else [cell.A]
    return next(entry.Scope for entry in owned if "/Scope" in entry)


def texts(laid_out: Any) -> Iterator[tuple[str, bool]]:
    """Each line of text of a document that is laid out, with whether it lies within its page's margins."""
    for page in laid_out.pages:
        sheet = page._page_box
        left, right = sheet.content_box_x() - 0.5, sheet.content_box_x() + sheet.width + 0.5
        for box in sheet.descendants():
            if hasattr(box, "text"):
                yield box.text, left <= box.position_x and box.position_x + box.width <= right
