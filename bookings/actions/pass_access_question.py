"""Pass a question about access to the manager: part of it is about safety."""

from __future__ import annotations

from datetime import datetime

from accounts import journal
from accounts.models import User
from bookings import access_letters
from bookings.locks import all_or_nothing
from venues.letters import managers_of
from venues.models import AccessQuestion


@all_or_nothing
def pass_access_question(question: AccessQuestion, *, by: User, at: datetime) -> int:
    """A letter to each manager, once a day; how many there are. None where there is none, or it is answered."""
    rows = AccessQuestion.objects.select_for_update(of=("self",), no_key=True)
    question = rows.select_related("venue__operator", "room__venue").get(pk=question.pk)
    managers = [] if question.settled_at else managers_of(question.venue)
    for manager in managers:
        access_letters.passed(question, manager, by=by, at=at)
    if managers:
        journal.record(by, "passed a question to the manager", question.venue)
    return len(managers)
