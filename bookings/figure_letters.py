"""The letter that tells that figures somebody waits for are made."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import outbox
from accounts.clock import day_words
from bookings.models import FiguresAsked

FIGURES = "figures"


def figures_made(asked: FiguresAsked) -> None:
    """To whoever asked; the link leads to the page with these days."""
    context = {
        "person": asked.user.name,
        "first": day_words(asked.first),
        "last": day_words(asked.until - timedelta(days=1)),
        "link": f"{settings.PUBLIC_URL}{reverse('together')}?span={asked.code}",
    }
    outbox.post(
        f"figures-{asked.pk}",
        kind=FIGURES,
        to=asked.user.email,
        subject=_("The figures of your halls are ready"),
        body=render_to_string("letters/figures_made.txt", context).strip() + "\n",
    )
