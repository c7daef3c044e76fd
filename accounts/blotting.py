"""Take somebody's name and addresses out of what was written about them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.admin.models import LogEntry
from django.db import models
from django.db.models import Q

from accounts.models import JournalEntry, Letter

BLOT = "…"


def blot_out(words: Iterable[str]) -> None:
    """In every letter still kept, in the journal and in that of site staff. Few hold them, and only those are read."""
    telling = telling_words(words)
    blot_rows(Letter.objects.all(), ("subject", "body", "reply_to", "calendar"), telling)
    blot_rows(JournalEntry.objects.all(), ("why",), telling)
    blot_rows(LogEntry.objects.all(), ("object_repr", "change_message"), telling)


def telling_words(words: Iterable[str]) -> list[str]:
    """Those that point to one person: an address, a number, a whole name. “Ben” alone would blot out every Ben."""
    kept = {word.strip() for word in words}
    return sorted((word for word in kept if "@" in word or len(word.split()) > 1 or _digits(word) >= 6), key=len)[::-1]


def blot_rows(rows: models.QuerySet[Any], fields: Sequence[str], words: Sequence[str]) -> None:
    """In these fields of these rows, whichever way the letters are written; longest words first."""
    if not words:
        return
    mentions = reduce(or_, (Q(**{f"{field}__icontains": word}) for field in fields for word in words))
    for row in rows.filter(mentions).order_by("pk").iterator(chunk_size=200):
        for field in fields:
            setattr(row, field, blotted(getattr(row, field), words))
        row.save(update_fields=list(fields))


def blotted(text: str, words: Sequence[str]) -> str:
    """The text without any of these words, longest first."""
    pattern = "|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words)
    return re.sub(pattern, BLOT, text, flags=re.IGNORECASE) if words else text


def _digits(word: str) -> int:
    return sum(sign.isdigit() for sign in word)
