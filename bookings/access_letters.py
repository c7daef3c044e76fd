"""What is written about a question of access. No subject and no address names a fact or a need."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import outbox
from accounts.clock import day_words
from accounts.models import User
from venues.access.vocabulary import FACTS
from venues.access.words import label
from venues.models import AccessQuestion, Room
from venues.quiet import letters_to_desk_after

TO_DESK = "access_question_asked"
PASSED = "access_question_passed"


def received(question: AccessQuestion) -> None:
    """To whoever asks: by when an answer comes. Anybody can type any address, so no word of theirs."""
    _to_them(question, "access_question_received", _("Your question about access at %(venue)s has arrived"))


def to_desk(question: AccessQuestion) -> None:
    """To the hall's own address: what is asked, never by whom."""
    venue = question.venue
    link = reverse("place:access_question", args=[venue.slug, question.pk])
    outbox.post(
        f"access-question-{question.pk}-to-desk",
        kind=TO_DESK,
        place=venue.slug,
        to=venue.email,
        subject=_("Somebody asks about access: answer by %(day)s") % {"day": day_words(question.due_on)},
        body=_body("access_question_asked", question, link=settings.PUBLIC_URL + link),
        after=letters_to_desk_after(venue, question.made_at),
    )


def answered(question: AccessQuestion, answers: Sequence[str], words: str = "") -> None:
    """To whoever asked: each fact with its answer."""
    subject = _("%(venue)s has answered your question about access")
    _to_them(question, "access_question_answered", subject, answers=answers, words=words)


def answered_in_part(question: AccessQuestion, answers: Sequence[str], words: str, *, at: datetime) -> None:
    """To whoever asked: what is known by now; the rest is the manager's to answer."""
    subject, kind = _("%(venue)s has answered a part of your question about access"), "access_question_in_part"
    _to_them(question, kind, subject, turn=f"-{at:%Y%m%d%H%M%S}", answers=answers, words=words)


def passed(question: AccessQuestion, manager: User, *, by: User, at: datetime) -> None:
    """To a manager, once a day: a colleague asks them to answer what is about safety; never by whom it was asked."""
    venue = question.venue
    link = reverse("place:access_question", args=[venue.slug, question.pk])
    outbox.post(
        f"access-question-{question.pk}-to-manager-{manager.pk}-{at:%Y%m%d}",
        kind=PASSED,
        place=venue.slug,
        to=manager.email,
        subject=_("A question about access is for you: answer by %(day)s") % {"day": day_words(question.due_on)},
        body=_body(PASSED, question, link=settings.PUBLIC_URL + link, by=by),
    )


def no_answer_yet(question: AccessQuestion, rooms: Sequence[Room]) -> None:
    """To whoever asked: the day is over, and which other rooms are known to have what they need."""
    told = [(room.name, room.venue.name, settings.PUBLIC_URL + room.guide_address) for room in rooms]
    _to_them(question, "access_question_late", _("No answer yet from %(venue)s about access"), rooms=told)


def labels_of(question: AccessQuestion) -> list[str]:
    """What the facts that are asked about are called."""
    return [label(FACTS[code]) for code in question.facts if code in FACTS]


def _to_them(question: AccessQuestion, kind: str, subject: str, *, turn: str = "", **facts: Any) -> None:
    """Once it has gone its text is forgotten, as of any letter that tells what somebody asked."""
    venue = question.venue
    outbox.post(
        f"access-question-{question.pk}-{kind}{turn}",
        kind=outbox.ENQUIRY,
        place=venue.slug,
        to=question.email,
        reply_to=venue.email,
        subject=subject % {"venue": venue.name},
        body=_body(kind, question, **facts),
    )


def _body(name: str, question: AccessQuestion, **facts: Any) -> str:
    context = {
        "question": question,
        "venue": question.venue,
        "room": question.room,
        "labels": labels_of(question),
        "guide": settings.PUBLIC_URL + question.room.guide_address,
        "notice": settings.PUBLIC_URL + reverse("privacy:notice", args=[question.venue.operator.slug]),
        **facts,
    }
    return re.sub(r"\n{3,}", "\n\n", render_to_string(f"letters/{name}.txt", context)).strip() + "\n"
