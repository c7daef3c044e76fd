"""What was written to and fro, as either side reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from bookings.models import Message, Thread
from bookings.thread_letters import when_to_look
from bookings.undoing import UNDO_FOR


@dataclass(frozen=True)
class Said:
    """One message; `undo_until` where the desk may still take it back."""

    message: Message
    who: str
    undo_until: datetime | None = None

    @property
    def look(self) -> str:
        """What it says of a time to look round."""
        message = self.message
        when = when_to_look(message, message.thread.venue)
        words = {
            Message.Look.OFFERED: _("Look round on offer: %(when)s."),
            Message.Look.AGREED: _("Look round agreed: %(when)s."),
            Message.Look.OFF: _("Look round called off: %(when)s."),
        }
        return words[Message.Look(message.look)] % {"when": when} if message.look else ""


def for_the_desk(thread: Thread | None, *, at: datetime) -> list[Said]:
    """All of it, everybody by name; one question."""
    return [
        Said(
            message,
            str(message.by or _("The hall")) if message.from_desk else _who_asked(message),
            message.at + UNDO_FOR if message.from_desk and at < message.at + UNDO_FOR else None,
        )
        for message in _messages(thread)
    ]


def for_them(thread: Thread | None, *, at: datetime) -> list[Said]:
    """What the hall may still take back does not stand here yet; whoever answers there is “the hall” (story S8)."""
    return [
        Said(message, _("The hall") if message.from_desk else _who_asked(message))
        for message in _messages(thread)
        if is_out(message, at=at)
    ]


def is_out(message: Message, *, at: datetime) -> bool:
    return not message.from_desk or at >= message.at + UNDO_FOR


def _messages(thread: Thread | None) -> list[Message]:
    if thread is None:
        return []
    messages = list(thread.messages.select_related("by"))
    for message in messages:
        message.thread = thread
    return messages


def _who_asked(message: Message) -> str:
    """Of a group by person too."""
    thread = message.thread
    if not thread.booking or message.by is None:
        return thread.who
    return _("%(person)s, %(group)s") % {"person": message.by, "group": thread.who}
