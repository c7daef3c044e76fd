"""What a tagged PDF says of itself: its headings by page, its tags, and what a heading cell heads."""

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
