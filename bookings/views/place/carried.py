"""What somebody typed, carried on past a page that asks whether they mean it."""

from __future__ import annotations

from django.http import QueryDict

ANEW = {"csrfmiddlewaretoken", "agreed", "back"}


def carried(typed: QueryDict, *, but: str = "") -> list[tuple[str, str]]:
    """Each field as it was sent, for hidden fields; what the page writes anew is left out, and what begins so."""
    kept = [name for name in typed if name not in ANEW and not (but and name.startswith(but))]
    return [(name, value) for name in kept for value in typed.getlist(name)]


def wants_back(typed: QueryDict) -> bool:
    """They would rather change what they typed."""
    return "back" in typed
