"""What it costs to give dates up at this moment, said before the button."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bookings.cancelling import Due, charge_for, moved_free_until, terms_of
from bookings.crediting import what_is_given_back
from bookings.exceptions import CostChanged
from bookings.models import Booking, Session
from bookings.told_prices import free_until
from bookings.views.your_booking import still_to_come
from venues.money import Money


@dataclass(frozen=True)
class Loss:
    """Dates to be given up for which the same holds: what is still due of them, and why."""

    words: str
    words_without_money: str
    pence: int
    sessions: list[Session]


def losses(sessions: Iterable[Session], *, at: datetime) -> list[Loss]:
    """In the order of the dates, those that are alike together; a single one is told how far away it is."""
    alike: dict[tuple[str, int], list[Session]] = {}
    wanted = list(sessions)
    for session in wanted:
        pence = charge_for(session, at)
        alike.setdefault((_why(session, pence, at, alone=len(wanted) == 1), pence), []).append(session)
    return [
        Loss(words, _without_money(words, pence), pence * len(found), found) for (words, pence), found in alike.items()
    ]


@dataclass(frozen=True)
class Told:
    """What is said above the button that gives dates up, and the print of it that comes back with the button."""

    losses: list[Loss]
    due: Money
    print: str

    def pence_shown(self, said: str | None) -> int:
        """The sum that stood there; raises CostChanged where that is another one than would stand there now."""
        if said != self.print:
            raise CostChanged(self.due)
        return self.due.pence


def told(booking: Booking, sessions: Iterable[Session], *, at: datetime, sees_money: bool = True) -> Told:
    """Of those that can be given up; whoever may see no price gets a print that tells none."""
    lost = losses(still_to_come(booking, sessions, at=at), at=at)
    due = Money(sum(loss.pence for loss in lost), booking.venue.operator.currency)
    shown = str(due.pence)
    return Told(lost, due, shown if sees_money else salted_hmac("bookings.giving_up", shown).hexdigest())


def steps_of(session: Session, at: datetime) -> list[Due]:
    """What would be due if they waited; nothing to tell of a request, or where it stays the same."""
    if not session.booking.is_confirmed or not session.price or moved_free_until(session):
        return []
    steps = terms_of(session.booking).steps(session.price, session.starts_at, at=at)
    return steps if len(steps) > 1 else []


def _without_money(words: str, pence: int) -> str:
    """For those of a group who see no prices."""
    if not pence:
        return words
    return _("This late, the group still owes the price. Its organisers see how much.")


def _why(session: Session, pence: int, at: datetime, *, alone: bool) -> str:
    if session.booking.is_waiting:
        return _("The hall has not answered yet: no charge.")
    if session.price is not None and not session.price:
        return _("It costs nothing: no charge.")
    moved = moved_free_until(session)
    if moved is not None and at <= moved:
        return _("The hall gave it another room, so it is free of charge for now.")
    terms, due = terms_of(session.booking), Money(pence, session.venue.operator.currency)
    if terms.free_hours is None and alone:
        return _of_one(session, due, at)
    if terms.free_hours is None:
        return _by_the_scale(session, due)
    if not pence:
        return ngettext(
            "More than %(hours)d hour before: no charge.",
            "More than %(hours)d hours before: no charge.",
            terms.free_hours,
        ) % {"hours": terms.free_hours}
    return _("You are %(away)s away: the whole price, %(due)s, is still due.") % {
        "away": _away(session, at),
        "due": due,
    }


def _of_one(session: Session, due: Money, at: datetime) -> str:
    """The scale in short with the step that holds now, and what is credited."""
    terms, told = terms_of(session.booking), free_until(session)
    if told is not None and at <= told:
        return _("The hall has only just told you the price: no charge.")
    words = [terms.words_now(due, session.starts_at, at)]
    credit = what_is_given_back(session, at).credit
    if credit:
        words.append(_("The hall writes a credit of %(credit)s against your next hire.") % {"credit": credit})
    return " ".join(words)


def _by_the_scale(session: Session, due: Money) -> str:
    """Alike for all dates of which as much is due."""
    price = session.price
    assert price is not None, "what has no price has no charge"
    if not due:
        return _("In good time: no charge.")
    if due == price:
        return _("This late, the whole price of each, %(due)s, is still due.") % {"due": due}
    return _("Of the price of each, %(price)s, %(due)s is still due.") % {"price": price, "due": due}


def _away(session: Session, at: datetime) -> str:
    minutes = int((session.starts_at - at).total_seconds() // 60)
    if minutes < 60:
        return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    hours = minutes // 60
    return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
