"""Why a hire costs what it does, in the words of its venue."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from accounts.clock import date_words
from bookings.asking import Answers, Said
from bookings.models import Booking, Session, SessionExtra
from bookings.told_prices import TOLD, lacks_a_price
from venues.models import Category, Room, Tariff, Venue
from venues.money import Money
from venues.tariffs import Line, Quote, read
from venues.tariffs.words import Names, short_line_words
from venues.tariffs.words.asking import open_words
from venues.tariffs.words.numbers import number_words
from venues.tariffs.words.times import length_words


def names_at(
    venue: Venue, lists: Iterable[Tariff] | None = None, categories: Iterable[Category] | None = None
) -> Names:
    """What a venue calls whatever its price lists name, earlier lists among them; all of them, where they are known.

    All the `categories` of its operator need not be asked for either, where they are known.
    """
    if lists is None:
        lists = Tariff.objects.filter(venue=venue).order_by("valid_from").only("document")
    if categories is None:
        categories = Category.objects.filter(operator=venue.operator_id).only("code", "name")
    return Names.written(
        [each.document for each in lists],
        rooms=dict(Room.objects.filter(venue=venue).order_by().values_list("code", "name")),
        categories={each.code: each.name for each in categories},
    )


def which_prices_hold(
    venue: Venue, *, today: date, until: date | None = None, lists: Iterable[Tariff] | None = None
) -> str:
    """Where other prices begin until then: which of them somebody pays who books now; else nothing.

    One question, and none where all `lists` of the venue are known.
    """
    if lists is None:
        lists = Tariff.objects.filter(venue=venue, valid_from__gt=today).only("valid_from")
    begin = [each.valid_from for each in lists if today < each.valid_from <= (until or each.valid_from)]
    if not begin:
        return ""
    if venue.prices_of == Venue.PricesOf.BOOKING:
        words = _("The day you book counts: what you book before %(day)s keeps the prices before then, whenever it is.")
    else:
        words = _("The day of the hire counts: dates from %(day)s on cost the new prices, whenever you book them.")
    return words % {"day": date_words(min(begin))}


def why(quote: Quote, names: Names) -> list[str]:
    """Each line of a price in words; which room and which date stand beside it."""
    return [short_line_words(line, names) for line in quote.lines]


def why_stored(session: Session, names: Names) -> list[str]:
    """The same from the lines that were kept with the session: today's price list does not matter."""
    zone = session.venue.tz
    lines = [Line.from_row(row, zone) for row in session.price_lines]
    return [_by_the_hall(line) or short_line_words(line, names) for line in lines]


def _by_the_hall(line: Line) -> str:
    """What a person said, and no list; nothing for any other line."""
    words = {
        TOLD: _("told by the hall: %(sum)s"),
        Session.BY_HAND: _("agreed by the hall: %(sum)s this once"),
    }
    return words[line.kind] % {"sum": line.amount} if line.kind in words else ""


def extra_words(name: str, quantity: int, minutes: int | None) -> str:
    """2 × Projector; Caretaker (1 hour)."""
    words = f"{quantity} × {name}" if quantity > 1 else name
    return f"{words} ({length_words(minutes)})" if minutes else words


def extras_words(extras: Iterable[SessionExtra]) -> list[str]:
    """What a date has beside its room."""
    return [extra_words(extra.name, extra.quantity, extra.minutes) for extra in extras]


def answers_words(answers: Answers, names: Names, currency: str) -> list[tuple[str, str]]:
    """Each question that was answered, with its answer; extras stand apart."""
    said = []
    if answers.occasion:
        said.append((_("What is the hire for?"), names.occasion(answers.occasion)))
    if answers.product:
        said.append((_("How it is hired"), names.product(answers.product)))
    said += [(names.question(fact), _said(fact, answers.facts[fact], names, currency)) for fact in answers.facts]
    for words, minutes in ((_("To set up"), answers.before), (_("To clear away"), answers.after)):
        if minutes:
            said.append((words, length_words(minutes)))
    return said


def _said(fact: str, answer: Said, names: Names, currency: str) -> str:
    if isinstance(answer, bool):
        return _("Yes") if answer else _("No")
    return str(Money(int(answer), currency)) if fact in names.money else number_words(answer)


def added_later(booking: Booking, sessions: Iterable[Session], names: Names) -> list[str]:
    """What is priced when it is known, by the list that the first date was priced by that asks for it."""
    lists: dict[str, int] = {}
    for session in sessions:
        key = session.tariff_id or booking.tariff_id
        lists |= {fact: key for fact in session.open_facts or () if key and fact not in lists}
    if not lists:
        return []
    found = Tariff.objects.filter(pk__in=set(lists.values())).values_list("pk", "document")
    read_lists = {key: read(document, booking.venue.operator.currency) for key, document in found}
    return [open_words(read_lists[key], fact, names) for fact, key in lists.items()]


def price_words(session: Session) -> str:
    """What a date costs, or what is still due of one that is not to be."""
    if session.price is None and lacks_a_price(session.booking, [session]):
        return _("the hall will tell you")
    if session.price is None:
        return _("not recorded")
    if session.shown_as in ("asked", "booked"):
        return str(session.price)
    due = _("nothing")
    if session.cancellation_pence:
        due = _("%(sum)s still due") % {"sum": Money(session.cancellation_pence, session.price.currency)}
    return "; ".join([due, *given_up_words(session)])


def given_up_words(session: Session) -> list[str]:
    """What was credited of a date when it was given up, and what has come off the charge since, and why."""
    currency, words = session.venue.operator.currency, []
    if session.credit_pence:
        words.append(_("%(sum)s credited for another hire") % {"sum": Money(session.credit_pence, currency)})
    if session.taken_off_pence:
        facts = {"sum": Money(session.taken_off_pence, currency), "why": Session.TakenOff(session.taken_off_for).label}
        words.append(_("%(sum)s taken off: %(why)s") % facts)
    return words
