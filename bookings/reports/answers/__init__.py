"""Answers to paste into the forms that funders send: each box with sentences made from the figures of one report."""

from __future__ import annotations

from dataclasses import dataclass

from bookings.reports.answers.forms import FORMS, Box
from bookings.reports.values import Report


@dataclass(frozen=True)
class Answer:
    """What a box of a form asks, and the words to paste into it."""

    box: str
    words: str

    @property
    def rows(self) -> int:
        """How many lines of some eighty letters the words take."""
        return -(-len(self.words) // 80) + 1


@dataclass(frozen=True)
class FormAnswered:
    name: str
    answers: tuple[Answer, ...]


def answered(report: Report) -> tuple[FormAnswered, ...]:
    """Of whatever edition the report is: it says no more than its figures do, and what is not on record."""
    return tuple(FormAnswered(str(name), tuple(_answer(box, report) for box in boxes)) for name, boxes in FORMS)


def _answer(box: Box, report: Report) -> Answer:
    return Answer(str(box.name), " ".join(filter(None, (sentence(report) for sentence in box.sentences))))
