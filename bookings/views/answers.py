"""How a page answers when something was done."""

from __future__ import annotations

from django.db.models import Model
from django.http import HttpResponseRedirect
from django.shortcuts import resolve_url


def see_other(to: Model | str) -> HttpResponseRedirect:
    """On to a page that is safe to load again."""
    return HttpResponseRedirect(resolve_url(to), status=303)
