"""Fields that stand among others of which each may be left empty."""

from __future__ import annotations

from django import forms


def unmarked(field: forms.Field) -> forms.Field:
    """The same field, which is not marked as optional: none of those beside it is."""
    vars(field)["is_unmarked"] = True  # which `is_optional` of the templates reads
    return field
