"""Every row there is, to see whether something has changed."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.sessions.models import Session as BrowserSession
from django.db import models

from accounts.models import Look, Touched
from bookings.models import KeptFigures, PooledHall

KEPT_APART = {
    *(BrowserSession, apps.get_model("usersessions", "UserSession")),  # these tell of browsers, not of the hall
    Look,  # who looked at what is personal is written down: that is what it is for
    *(Touched, KeptFigures, PooledHall),  # what is worked out of other rows, by whoever looks first
}

Rows = dict[str, list[Any]]


def everything() -> Rows:
    """Every row of every table, but of those that only tell who came by."""
    return {
        model._meta.label: _rows(model)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and model not in KEPT_APART
    }


def changed_since(before: Rows) -> Rows:
    """The tables that are no longer what they were."""
    return {table: rows for table, rows in everything().items() if before[table] != rows}


def _rows(model: type[models.Model]) -> list[Any]:
    return list(model._base_manager.order_by("pk").values())
