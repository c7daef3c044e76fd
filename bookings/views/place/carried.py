"""What somebody typed, carried on past a page that asks whether they mean it."""

from __future__ import annotations

from django.http import QueryDict

ANEW = {"csrfmiddlewaretoken", "agreed", "back"}


def carried(typed: QueryDict) -> list[tuple[str, str]]:
    """Each field as it was sent, for hidden fields; what the page writes anew is left out."""
    return [(name, value) for name, values in typed.lists() if name not in ANEW for value in values]


def wants_back(typed: QueryDict) -> bool:
    """They would rather change what they typed."""
    return "back" in typed
