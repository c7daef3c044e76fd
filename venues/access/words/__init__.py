"""An access guide and how it meets a need, in words for people."""

from venues.access.words.answers import (
    EVIDENCE,
    READINGS,
    answer_words,
    claim_words,
    entry_words,
    equipment,
    group_words,
    label,
    line_words,
    measure_words,
    out_words,
    outage_words,
    question,
    reading_words,
    said_words,
    stage_words,
)
from venues.access.words.headlines import headline_words
from venues.access.words.needs import asked_words, checked_words, match_words, need_groups, need_label, told_words

__all__ = [
    "EVIDENCE",
    "READINGS",
    "answer_words",
    "asked_words",
    "checked_words",
    "claim_words",
    "entry_words",
    "equipment",
    "group_words",
    "headline_words",
    "label",
    "line_words",
    "match_words",
    "measure_words",
    "need_groups",
    "need_label",
    "out_words",
    "outage_words",
    "question",
    "reading_words",
    "said_words",
    "stage_words",
    "told_words",
]
