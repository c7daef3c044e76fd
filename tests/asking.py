"""Questions to a hall as people ask and a desk answers them in the tests of story S11."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bookings.models import Thread
from bookings.undoing import UNDO_FOR
from tests.make import soon
from tests.reading import words_of
from venues.models import Venue

SAM = {"name": "Sam Field", "email": "sam@hearth.example", "text": "Is there a stage?"}


def ask(hall: Venue, browser: Client | None = None, status: int = 303, **more):
    answer = (browser or Client()).post(reverse("venues:ask", args=[hall.slug]), {**SAM, **more})
    assert answer.status_code == status, words_of(answer)
    return answer


def a_question(hall: Venue, **more) -> Thread:
    ask(hall, **more)
    return Thread.objects.latest("pk")


def on_the(day, start: int = 19, end: int = 21) -> dict[str, str]:
    return {"room": "main", "on": day.isoformat(), "starts": f"{start:02}:00", "ends": f"{end:02}:00"}


def at_the_desk(thread: Thread, page: str = "desk:thread") -> str:
    return reverse(page, args=[thread.venue.slug, thread.pk])


def a_moment_ago() -> datetime:
    """So that what the desk wrote can no longer be taken back."""
    return timezone.now() - UNDO_FOR - timedelta(seconds=1)


def offered(desk: Client, thread: Thread, how: str = "offer", day=None, time: str = "18:00"):
    typed = {"look-room": "main", "look-on": (day or soon(3)).isoformat(), "look-time": time, how: "yes"}
    return desk.post(at_the_desk(thread, "desk:answer"), typed)
