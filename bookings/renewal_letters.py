"""The letters about next year's hours: one for each hirer, and a reminder to whoever has not answered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts import outbox
from accounts.clock import day_words
from accounts.models import Letter
from bookings import rights
from bookings.models import Renewal, Slot
from bookings.series_words import series_words


def asked(renewal: Renewal, slots: Sequence[Slot], *, reminds: bool = False) -> None:
    """To one hirer: your hours for next year, and until when to say keep, change or give up."""
    venue, booking = renewal.venue, slots[0].booking
    words = {"venue": venue.name, "months": months_words(renewal), "day": day_words(renewal.answer_by)}
    subject = _("%(venue)s: your hours for %(months)s, keep them by %(day)s")
    if reminds:
        subject = _("%(venue)s waits for your answer: your hours for %(months)s, by %(day)s")
    context = {
        **words,
        "hirer": booking.hirer,
        "venue": venue,
        "reminds": reminds,
        "hours": [(slot, series_words(slot.pattern), settings.PUBLIC_URL + slot.get_absolute_url()) for slot in slots],
    }
    outbox.post(
        key_of(renewal, booking.hirer.ref, reminds=reminds),
        kind="next_year_reminder" if reminds else "next_year",
        place=venue.slug,
        hirer=booking.hirer,
        to=rights.letters_go_to(booking),
        reply_to=venue.email,
        subject=subject % words,
        body=re.sub(r"\n{3,}", "\n\n", render_to_string("letters/next_year.txt", context)).strip() + "\n",
    )


def take_back(renewal: Renewal) -> None:
    """Those that nobody has begun to send: there is nothing to answer any more."""
    _still_here(renewal).delete()


def keep_back(renewal: Renewal, *, until: datetime) -> None:
    """Those that have not gone wait until then."""
    _still_here(renewal).filter(send_after__lt=until).update(send_after=until)


def let_go(renewal: Renewal, *, at: datetime) -> None:
    """Those that were kept back go then."""
    _still_here(renewal).update(send_after=at)


def keys_of(renewal: Renewal) -> list[str]:
    """Of all its letters, gone or not."""
    return list(_about(renewal).values_list("key", flat=True))


def _still_here(renewal: Renewal) -> models.QuerySet[Letter]:
    return _about(renewal).filter(sent_at=None, tries=0)


def _about(renewal: Renewal) -> models.QuerySet[Letter]:
    return Letter.objects.filter(key__startswith=f"next-year-{renewal.pk}-")


def key_of(renewal: Renewal, hirer: str, *, reminds: bool = False) -> str:
    return f"next-year-{renewal.pk}-{hirer}{'-again' * reminds}"


def months_words(renewal: Renewal) -> str:
    """September 2027 to July 2028."""
    return _("%(first)s to %(last)s") % {"first": _month(renewal.starts_on), "last": _month(renewal.ends_on)}


def _month(day: date) -> str:
    return date_format(day, "F Y")
