"""What came with a form: all of it under one name, and the same once more with something else in its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict


def all_sent(form: forms.Form, name: str) -> list[str]:
    """Every value under that name, in their order; none where it was not sent."""
    return _many(form.data).getlist(name)


def as_typed(form: forms.Form) -> list[tuple[str, str]]:
    """All that was typed, name by name, to travel on hidden in the next page."""
    names = [form.add_prefix(name) for name in form.fields]
    return [(name, value) for name in names for value in all_sent(form, name)]


def show_with(form: forms.Form, instead: Mapping[str, str]) -> None:
    """Shown again, the form holds these in the place of what was sent under their names."""
    sent = _many(form.data).copy()
    for name, value in instead.items():
        sent[name] = value
    form.data = sent


def _many(data: Mapping[str, Any]) -> MultiValueDict[str, Any]:
    return data if isinstance(data, MultiValueDict) else MultiValueDict({name: [data[name]] for name in data})
