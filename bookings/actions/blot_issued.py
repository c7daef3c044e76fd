"""Take a name out of the words of issued reports; what they count names nobody, and stays."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from django.utils.html import escape

from accounts.blotting import blotted, telling_words
from bookings.models import IssuedDocument

Kind = IssuedDocument.Kind
DRAWN = (Kind.PDF, Kind.ODS)


def blot_issued(words: Iterable[str], *, at: datetime) -> None:
    """In the note, the quotes and what was changed. The page says when; the PDF is drawn anew, the ODS is gone."""
    telling = telling_words(words)
    in_html = [escape(word) for word in telling]
    if not telling:
        return
    for said in IssuedDocument.objects.filter(kind=Kind.WORDS).order_by("pk").iterator(chunk_size=50):
        typed = json.loads(bytes(said.content) or b"{}")
        left = {name: blotted(each, telling) for name, each in typed.items()}
        if left != typed:
            _say(said, json.dumps(left, ensure_ascii=False).encode(), at=at)
    for kept in IssuedDocument.objects.filter(kind=Kind.TEXT).order_by("pk").iterator(chunk_size=50):
        text = bytes(kept.content).decode()
        if (without := blotted(text, telling)) != text:
            paper = IssuedDocument.objects.get(report=kept.report_id, kind=Kind.PAPER)
            _say(kept, without.encode(), at=at)
            _say(paper, blotted(bytes(paper.content).decode(), in_html).encode(), at=at)
            drawn = IssuedDocument.objects.filter(report=kept.report_id, kind__in=DRAWN)
            drawn.update(content=b"", blotted_at=at)


def _say(document: IssuedDocument, content: bytes, *, at: datetime) -> None:
    document.content, document.blotted_at = content, at
    document.save(update_fields=["content", "blotted_at"])
