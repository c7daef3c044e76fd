"""The page of prices as the tests of it use it."""

from __future__ import annotations

from django.urls import reverse


def page(hall, name="prices", *args):
    return reverse(f"place:{name}", args=[hall.slug, *args])


def typed(manager, address, **fields):
    """What the form of a page says, but for these boxes."""
    form = manager.get(address).context["form"]
    sent = {name: form[name].value() for name in form.fields if not form.fields[name].disabled}
    return {**{name: "" if value is None else value for name, value in sent.items()}, **fields}
