"""The note and the quotes that go out with one report: as they are kept with it, and what another begins with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bookings.models import IssuedDocument, IssuedReport
from bookings.reports.typed import NOTHING_TOLD, Told
from venues.models import ReportWords, Venue

QUOTES = (1, 2)
LOOKED_BACK = 50  # reports
Words = dict[str, str]  # by the names of the fields of ReportWords
PARTS = (("note",), *((f"quote_{n}", f"said_by_{n}", f"allowed_by_{n}") for n in QUOTES))
FIELDS = tuple(name for part in PARTS for name in part)


def as_kept(told: Told) -> bytes:
    """Of a report that is issued."""
    words = {"note": told.note}
    for n, (quote, who) in enumerate(told.quotes, start=1):
        allowed_by = told.allowed_by[n - 1] if n <= len(told.allowed_by) else ""
        words |= {f"quote_{n}": quote, f"said_by_{n}": who, f"allowed_by_{n}": allowed_by}
    return json.dumps(words, ensure_ascii=False).encode()


def told_of(issued: IssuedReport) -> Told:
    """As `as_kept` kept them; nothing of a report that was issued before they were kept by themselves."""
    kept = issued.documents.filter(kind=IssuedDocument.Kind.WORDS).first()
    return with_words(NOTHING_TOLD, _read(kept)) if kept else NOTHING_TOLD


def with_words(told: Told, words: Mapping[str, Any]) -> Told:
    """With this note and these quotes; what was changed and built stays."""
    said = [words.get(f"quote_{n}") and (words[f"quote_{n}"], words[f"said_by_{n}"]) for n in QUOTES]
    allowed_by = [words.get(f"allowed_by_{n}", "") for n, quote in zip(QUOTES, said, strict=True) if quote]
    quotes = tuple(quote for quote in said if quote)
    return replace(told, note=words.get("note", ""), quotes=quotes, allowed_by=tuple(allowed_by))


def to_begin_with(venue: Venue, first: date, until: date) -> Words:
    """What went out with the last report of the very same days; else what stands on the hall's page of its report.

    Of that only what went out with no report of other days: last year's is not said again unasked.
    """
    documents = IssuedDocument.objects.filter(report__venue=venue, kind=IssuedDocument.Kind.WORDS)
    said = list(documents.select_related("report").order_by("-report__number")[:LOOKED_BACK])
    for each in said:
        if (each.report.first, each.report.until) == (first, until):
            return _read(each)
    typed = ReportWords.objects.filter(venue=venue).first()
    gone_out = {text for each in said for name, text in _read(each).items() if name in ("note", "quote_1", "quote_2")}
    new = [part for part in PARTS if typed and getattr(typed, part[0]) not in gone_out]
    return {name: getattr(typed, name) for part in new for name in part}


def _read(document: IssuedDocument) -> Words:
    words: Words = json.loads(bytes(document.content) or b"{}")
    return words
