"""The letters of a venue that somebody has to see to: those that could not be sent, and those to print."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from accounts import outbox
from accounts.models import Letter
from accounts.models.letter import LetterQuerySet
from bookings.models import Booking
from venues.models import Venue

AWAY = (
    "ConnectionRefusedError",
    "SMTPServerDisconnected",
    "SMTPConnectError",
    "SMTPAuthenticationError",
    "TimeoutError",
)


@dataclass(frozen=True)
class Waiting:
    """How many of each there are."""

    not_sent: int
    to_print: int

    def __bool__(self) -> bool:
        return bool(self.not_sent or self.to_print)


def waiting_at(venue: Venue, *, at: datetime) -> Waiting:
    """In one question."""
    unsent = Letter.objects.of_place(venue.slug)
    paper = Q(to="", hirer__isnull=False, send_after__lte=at)
    stuck = Q(tries__gte=Letter.TRIES_BEFORE_TOLD) & ~Q(to="")
    return Waiting(**unsent.aggregate(not_sent=Count("pk", filter=stuck), to_print=Count("pk", filter=paper)))


@dataclass(frozen=True)
class WaitingLetter:
    """One of them, as the desk may know it."""

    letter: Letter
    booking: Booking | None
    venue: Venue

    @property
    def to(self) -> str:
        """Never somebody's own address: a hirer's stands on the page of the booking, where the looking is noted."""
        if self.letter.hirer:
            return self.letter.hirer.name
        return self.venue.name if self.is_to_the_hall else _("Somebody who holds a post here, or is asked to")

    @property
    def is_to_the_hall(self) -> bool:
        return self.letter.to == self.venue.email

    @property
    def about(self) -> str:
        """What stands above it; of letters about posts no more than that they are."""
        return self.letter.subject if self.letter.hirer or self.is_to_the_hall else _("About a post")

    @property
    def can_be_read(self) -> bool:
        """A hirer's, where the desk has something to do with it: what went by e-mail is between them and the hall."""
        went_by_itself = self.letter.sent_at is not None and self.letter.went == Letter.Went.MAILED
        return self.letter.hirer is not None and not went_by_itself

    @property
    def why(self) -> str:
        return why_words(self.letter.last_error)

    @property
    def is_given_up(self) -> bool:
        return self.letter.tries >= Letter.MOST_TRIES


def not_sent(venue: Venue) -> list[WaitingLetter]:
    """Oldest first; two questions."""
    return _with_bookings(venue, Letter.objects.of_place(venue.slug).stuck().order_by("written_at", "pk"))


def to_print(venue: Venue, *, at: datetime) -> list[WaitingLetter]:
    return _with_bookings(venue, Letter.objects.of_place(venue.slug).to_print(at).order_by("written_at", "pk"))


def one_letter(venue: Venue, pk: int) -> WaitingLetter | None:
    """A letter of this venue, gone or not."""
    found = _with_bookings(venue, Letter.objects.filter(place=venue.slug, pk=pk))
    return found[0] if found else None


def settle(venue: Venue, keys: Iterable[int], *, how: Letter.Went, at: datetime) -> int:
    """Of these letters of the venue those that still wait need not go any more; how many."""
    return outbox.settle(Letter.objects.of_place(venue.slug).filter(pk__in=list(keys)), how=how, at=at)


def why_words(fault: str) -> str:
    """Why a letter could not be sent, for somebody who knows nothing of mail servers."""
    name, _space, answer = fault.partition(" ")
    if name == "SMTPRecipientsRefused" and answer.startswith("5"):
        return _("Their mail server says that there is no such address. Look whether it is typed right.")
    if answer.startswith("4"):
        return _("The mail server asks us each time to come back later.")
    if name in AWAY:
        return _("Our own mail server could not be reached. Whoever looks after this site can mend it.")
    if name.startswith(("Unicode", "Value")):
        return _("There is something in the address that no e-mail can be sent to. Look whether it is typed right.")
    return _("The mail server does not take it.")


def _with_bookings(venue: Venue, letters: LetterQuerySet) -> list[WaitingLetter]:
    found = list(letters.select_related("hirer"))
    refs = [letter.about for letter in found if letter.about]
    bookings = {booking.ref: booking for booking in Booking.objects.at(venue).filter(ref__in=refs)} if refs else {}
    return [WaitingLetter(letter, bookings.get(letter.about), venue) for letter in found]
