"""An issued report as a page of ours shows it: its first page open, and what follows folded, part by part."""

from __future__ import annotations

import re
from dataclasses import dataclass

AFTER_THE_FIRST_PAGE = re.compile(r'<section class="overleaf')
SECTION = re.compile(r"</?section[^>]*>")
HEADED = re.compile(r"\s*<h([23])(?P<about>[^>]*)>(?P<words>.*?)</h\1>", re.DOTALL)


@dataclass(frozen=True)
class Part:
    """What stands under one heading: `about` are its attributes, as the `id` that leads to it."""

    words: str
    about: str
    body: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Folded:
    """Each piece is of the document, unchanged."""

    heading: str
    first_page: str
    parts: tuple[Part, ...]


def folded(paper: str) -> Folded:
    """From the document as it was issued, which is a page of ours."""
    main = paper.partition("<main>")[2].partition("</main>")[0]
    heading, end, rest = main.partition("</h1>")
    overleaf = AFTER_THE_FIRST_PAGE.search(rest)
    if overleaf is None:
        return Folded(heading + end, rest, ())
    following = SECTION.sub("", rest[overleaf.start() :])
    return Folded(heading + end, rest[: overleaf.start()], _parts(following, 2)[1])


def _parts(html: str, level: int) -> tuple[str, tuple[Part, ...]]:
    """What comes before the first heading of this level, and a part for each."""
    before, *headed = re.split(rf"(?=<h{level}[ >])", html)
    found = []
    for piece in headed:
        heading = HEADED.match(piece)
        assert heading
        body, parts = _parts(piece[heading.end() :], level + 1) if level == 2 else (piece[heading.end() :], ())
        found.append(Part(heading["words"], heading["about"], body, parts))
    return before, tuple(found)
