"""The access guide as pages tell it: each core fact, its answer for each room, and what to ask the venue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from django.utils.translation import gettext as _

from venues.access.claims import Answer
from venues.access.guide import Guide
from venues.access.values import Reading
from venues.access.vocabulary import CORE
from venues.access.words import answer_words, label
from venues.models import Room, Venue

ICONS = {Reading.YES: "tick", Reading.PARTLY: "info", Reading.NOT_KNOWN: "question"}


@dataclass(frozen=True)
class AccessLine:
    """One fact and what is known of it here; `rooms` where it differs from room to room."""

    icon: str
    label: str
    words: str
    rooms: str = ""


@dataclass(frozen=True)
class AccessFact:
    label: str
    lines: tuple[AccessLine, ...]


def access_line(answer: Answer, *, on: date, rooms: str = "") -> AccessLine:
    return AccessLine(ICONS.get(answer.reads, "warning"), label(answer.fact), answer_words(answer, on=on), rooms)


def access_facts(rooms: Sequence[Room], guides: dict[int, Guide], *, on: date) -> list[AccessFact]:
    """The twelve core facts; rooms with the same answer are told together."""
    return [_fact(code.code, label(code), rooms, guides, on) for code in CORE]


def ask_for_unknown(venue: Venue, about: str, guides: Sequence[Guide]) -> str:
    """A letter that asks for whatever is not known of any of these rooms; none where all is known."""
    unknown = [label(fact) for fact in CORE if any(not guide[fact.code].is_known for guide in guides)]
    return ask_address(venue, about, unknown) if unknown else ""


def ask_address(venue: Venue, about: str, questions: Sequence[str]) -> str:
    """A letter to the venue, begun: what is not known, one on each line."""
    body = _("Hello,\n\nPlease could you tell us about %(about)s:\n\n%(questions)s\n\nThank you.") % {
        "about": about,
        "questions": "\n".join(f"- {question}" for question in questions),
    }
    subject = _("A question about %(about)s") % {"about": about}
    return f"mailto:{quote(venue.email, safe='@')}?subject={quote(subject)}&body={quote(body)}"


def _fact(code: str, words: str, rooms: Sequence[Room], guides: dict[int, Guide], on: date) -> AccessFact:
    told: dict[AccessLine, list[str]] = {}
    for room in rooms:
        told.setdefault(access_line(guides[room.pk][code], on=on), []).append(room.name)
    together = len(told) == 1
    return AccessFact(
        words,
        tuple(
            AccessLine(line.icon, line.label, line.words, "" if together else ", ".join(names))
            for line, names in told.items()
        ),
    )
