"""What somebody reads on a page."""

from __future__ import annotations

from typing import Any

from django.utils.html import strip_tags


def words_of(answer: Any) -> str:
    """All of its words in a row, each apart from those of the next element."""
    return " ".join(strip_tags(answer.content.decode().replace("<", " <")).split())
