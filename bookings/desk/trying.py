"""What a hire would cost by a list that is read, drawn up or only typed so far, told in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from bookings.desk.price_grid import names_in
from venues import tariffs
from venues.files import VenueFile
from venues.money import Money
from venues.tariffs import Quote, Refusal, Request, Tariff, TariffFaults
from venues.tariffs.words import Names, fault_words
from venues.tariffs.words.lines import line_words
from venues.tariffs.words.refusals import other_words, refusal_words


@dataclass(frozen=True)
class Tried:
    """The lines that add up to the price; or why there is none."""

    lines: tuple[tuple[str, Money], ...] = ()
    total: Money | None = None
    standard: Money | None = None  # where it is another
    way: str = ""
    others: tuple[str, ...] = ()
    held: tuple[tuple[str, Money], ...] = ()  # bonds, which come back
    due: tuple[tuple[str, Money], ...] = ()  # of the total, on booking
    later: tuple[str, ...] = ()  # questions whose answer is known afterwards
    refusal: str = ""
    dates: int = 1  # how many are booked together: the lines are those of the first


def tried(tariff: Tariff | None, request: Request, file: VenueFile) -> Tried:
    """The list need not be saved, nor sound; None is no list at all."""
    if tariff is None:
        return Tried(refusal=_("No price list holds on that day."))
    names = names_in(file, tariff)
    try:
        quote = tariffs.quote(tariffs.read(tariffs.write(tariff), tariff.currency), request)
    except TariffFaults as found:
        return Tried(refusal=" ".join(dict.fromkeys(fault_words(fault) for fault in found.faults)))
    except tariffs.FactMissing as refusal:
        question = refusal_words(refusal, names, request.zone)
        return Tried(refusal=_("The price depends on this: %(question)s") % {"question": question})
    except Refusal as refusal:
        return Tried(refusal=refusal_words(refusal, names, request.zone))
    return _told(quote, names, request.dates_booked)


def _told(quote: Quote, names: Names, dates: int) -> Tried:
    return Tried(
        lines=tuple((line_words(line, names), line.amount) for line in quote.lines),
        total=quote.total,
        standard=quote.standard if quote.standard != quote.total else None,
        way=names.product(quote.product) if quote.others else "",
        others=tuple(other_words(other, names) for other in quote.others),
        held=tuple((names.row("bond", bond.code), bond.amount) for bond in quote.bonds),
        due=tuple((names.row("deposit", row.code), row.amount) for row in quote.deposits),
        later=tuple(names.question(fact) for fact in quote.open_facts),
        dates=dates,
    )
