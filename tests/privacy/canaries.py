"""Words that stand nowhere but in one person's data, so that wherever they turn up we know whence."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

from django.utils import timezone

from accounts.models import Hirer, Invitation
from bookings.models import Booking, DidItWork, LeftWish, Message, StatedNeed, Thread
from bookings.undoing import UNDO_FOR
from config.logs import JsonLines, NoAddresses, Plain, WithId
from tests.cast import World
from venues.models import AccessQuestion, AccessReport, Fault, PriceComment, WayIn

TOKEN = "canarytokenofaninvitation"  # in addresses, as the link of the letter has it
CODES = [TOKEN]
PERSONAL = {
    "name": "Quillon Wrenfinch",
    "e-mail": "quillon.wrenfinch@canary.example",
    "household": "Wrenfinch of Larkspur Lane",
    "contact": "larkspur@canary.example",
    "phone": "01632 960987",
    "title": "Zeppelin for Ottoline",
    "message": "Ottoline faints in crowds",
    "invited": "nuthatch@canary.example",
    "comment": "hoopoe@canary.example",
    "way in": "nightjar 4711 under the third stone",
    "asker": "Peregrine Dabchick",
    "asker’s e-mail": "dabchick@canary.example",
    "question": "Peregrine cannot climb stairs",
    "teller": "dunlin@canary.example",
    "found": "Peregrine fell on the ramp",
    "access asker": "bittern@canary.example",
    "access words": "Bittern walks with two sticks",
    "wisher": "whimbrel@canary.example",
    "wish": "Whimbrel wants a warm room",
    "needed": "Ottoline needs the seat by the door",
    "hall’s answer": "Wigeon keeps that seat free",
    "whether it worked": "Ottoline sat in the draught",
    "who told a fault": "sanderling@canary.example",
    "fault": "Sanderling burnt her hand",
    "desk’s word": "Ottoline may use the side door",
}


def seed(world: World) -> None:
    """The world's booking is a household's now, and confidential; who asked, and for what, are canaries."""
    booking = world.booking
    ben = booking.made_by
    ben.name, ben.email = PERSONAL["name"], PERSONAL["e-mail"]
    ben.save()
    Hirer.objects.filter(pk=booking.hirer_id).update(
        name=PERSONAL["household"],
        kind=Hirer.Kind.HOUSEHOLD,
        contact_email=PERSONAL["contact"],
        contact_phone=PERSONAL["phone"],
    )
    Booking.objects.filter(pk=booking.pk).update(
        title=PERSONAL["title"], message=PERSONAL["message"], confidential=True, listed=True
    )
    booking.refresh_from_db()
    PriceComment.objects.update(name="Hoopoe", email=PERSONAL["comment"], text=f"Ask {PERSONAL['comment']}")
    AccessReport.objects.update(email=PERSONAL["teller"], words=PERSONAL["found"])
    Fault.objects.update(email=PERSONAL["who told a fault"], words=PERSONAL["fault"])
    WayIn.objects.create(venue=world.venue, words=PERSONAL["way in"], valid_from=timezone.localdate())
    AccessQuestion.objects.update(email=PERSONAL["access asker"], words=PERSONAL["access words"])
    LeftWish.objects.update(email=PERSONAL["wisher"], words=PERSONAL["wish"])
    _seed_threads(booking)
    needed = {"words": PERSONAL["needed"], "answer": "arranged", "told": PERSONAL["hall’s answer"]}
    StatedNeed.objects.filter(booking=booking, need="").update(**needed)
    said = {"outcome": "in_part", "words": PERSONAL["whether it worked"]}
    DidItWork.objects.create(booking=booking, session=booking.sessions.get(), asked_at=booking.made_at, **said)
    Invitation.objects.filter(hirer=booking.hirer).update(
        email=PERSONAL["invited"], token_hash=hashlib.sha256(TOKEN.encode()).hexdigest()
    )


def _seed_threads(booking: Booking) -> None:
    """What was asked before a booking, and what the desk and the household wrote about theirs."""
    Thread.objects.filter(booking=None).update(name=PERSONAL["asker"], email=PERSONAL["asker’s e-mail"])
    Message.objects.filter(thread__booking=None, from_desk=False).update(text=PERSONAL["question"])
    long_ago = booking.made_at - UNDO_FOR
    thread = Thread.objects.create(venue=booking.venue, kind=Thread.Kind.BOOKING, booking=booking, opened_at=long_ago)
    Message.objects.create(thread=thread, from_desk=True, text=PERSONAL["desk’s word"], at=long_ago)


def found_in(text: str, *more: str) -> list[str]:
    """Which of them stand there, however the letters are written."""
    heard = text.lower()
    return [word for word in (*PERSONAL.values(), *CODES, *more) if word.lower() in heard]


@contextmanager
def the_log() -> Iterator[StringIO]:
    """Everything that would be logged in production, in both of its forms, each request among it."""
    heard = StringIO()
    handlers = []
    for formatter in (JsonLines(), Plain()):
        handler = logging.StreamHandler(heard)
        handler.setFormatter(formatter)
        handler.addFilter(WithId())
        handler.addFilter(NoAddresses())
        handlers.append(handler)
    root, ours = logging.getLogger(), logging.getLogger("hearth.requests")
    levels = root.level, ours.level
    for handler in handlers:
        root.addHandler(handler)
    root.setLevel(logging.INFO)
    ours.setLevel(logging.INFO)
    try:
        yield heard
    finally:
        root.setLevel(levels[0])
        ours.setLevel(levels[1])
        for handler in handlers:
            root.removeHandler(handler)
