"""What a hire would cost by the price list of a venue file, and why."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from venues.management.asking import offered
from venues.periods import exists
from venues.tariffs.cancelling import scale_for
from venues.tariffs.cases import CannotTell, Case, CaseWords, Offered, asked
from venues.tariffs.cases.reading import clock_time
from venues.tariffs.engine import quote
from venues.tariffs.quotes import FactMissing, Line, Quote, Refusal, Request
from venues.tariffs.tariff import Tariff
from venues.tariffs.words import Names, line_words
from venues.tariffs.words.cancelling import scale_words
from venues.tariffs.words.cases import names_of, quote_words, stopped_words

A_YEAR = timedelta(days=366)
LAST_YEAR = 9000


class Command(BaseCommand):
    help = (
        "Print what a hire costs by the price lists of a venue file, line by line. Rooms and all the rest may be given "
        "by code or by name. Needs no database. Answers 1, with the reason, where there is no price."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("venue_file", type=Path, help="the venue file, in TOML")
        parser.add_argument("--room", action="append", default=[], help="again for each further room")
        parser.add_argument("--category", required=True, help="who hires")
        parser.add_argument("--start", required=True, type=_moment, help="2026-03-07T14:00, on the clock of the place")
        parser.add_argument("--end", required=True, type=_moment)
        parser.add_argument("--occasion", help="what for")
        parser.add_argument("--product", help="the way of hiring, such as half a day")
        parser.add_argument("--people", type=int)
        parser.add_argument("--dates", type=int, default=1, help="how many dates the booking has, of which this is one")
        parser.add_argument("--extra", action="append", default=[], type=_extra, metavar="EXTRA[=NUMBER]")
        parser.add_argument("--fact", action="append", default=[], type=_fact, metavar="FACT=VALUE")
        parser.add_argument("--json", action="store_true", help="as data")

    def handle(self, *args: Any, venue_file: Path, **options: Any) -> None:
        if options["end"] - options["start"] > A_YEAR or options["end"].year > LAST_YEAR:
            raise CommandError(_("A hire lasts at most a year, and is no further away than the year %d.") % LAST_YEAR)
        if options["dates"] < 1:
            raise CommandError(_("A booking has at least one date."))
        _venue, offer = offered(venue_file, self.stderr)
        for moment in (options["start"], options["end"]):
            if not exists(moment, offer.zone):
                told = moment.isoformat(" ", "minutes")
                raise CommandError(_("%(time)s does not exist: the clocks go forward over it.") % {"time": told})
        offer = replace(offer, words=CaseWords())  # what holds in worked cases need not hold here
        tariff = None
        try:
            for tariff, request in asked(_case(options), offer):
                quoted = quote(tariff, replace(request, dates_booked=options["dates"]))
                self._print(quoted, request, tariff, offer, as_data=options["json"])
        except (Refusal, CannotTell) as refusal:
            self._refuse(refusal, stopped_words(refusal, tariff, offer), as_data=options["json"])

    def _refuse(self, refusal: Refusal | CannotTell, words: str, *, as_data: bool) -> None:
        asked = refusal.fact if isinstance(refusal, FactMissing) else None
        if as_data:
            data = {"refusal": type(refusal).__name__, "fact": asked, "words": words}
            self.stdout.write(json.dumps(data, ensure_ascii=False))
        else:
            option = "--people …" if asked == "people" else f"--fact {asked}=…"
            self.stderr.write(f"{words} ({option})" if asked else words)
        sys.exit(1)

    def _print(self, quoted: Quote, request: Request, tariff: Tariff, offer: Offered, *, as_data: bool) -> None:
        if as_data:
            self.stdout.write(json.dumps(_data(quoted, tariff, offer), ensure_ascii=False, indent=2))
            return
        names = names_of(tariff, offer)
        for words in quote_words(quoted, names):
            self.stdout.write(words)
        facts = {
            "total": quoted.total,
            "standard": quoted.standard,
            "product": names.product(quoted.product),
            "list": tariff.name,
        }
        if quoted.tax and quoted.net:
            self.stdout.write(
                _("Before %(name)s: %(net)s; %(name)s: %(tax)s")
                % {"name": names.tax_name, "net": quoted.net, "tax": quoted.tax}
            )
        self.stdout.write(_("Total: %(total)s (%(product)s, by the price list “%(list)s”)") % facts)
        if quoted.standard != quoted.total:
            self.stdout.write(_("The standard price is %(standard)s.") % facts)
        scale = scale_for(tariff, rooms=request.rooms, category=request.category, occasion=request.occasion)
        if scale:
            self.stdout.write(scale_words(scale, tariff.currency))


def _data(quoted: Quote, tariff: Tariff, offer: Offered) -> dict[str, Any]:
    """The quote as plain data; sums are whole pence."""
    names = names_of(tariff, offer)
    return {
        "tariff": tariff.name,
        "currency": tariff.currency,
        "category": quoted.category,
        "product": quoted.product,
        "lines": _lines(quoted.lines, names),
        "total": quoted.total.pence,
        "standard": quoted.standard.pence,
        "net": quoted.net.pence if quoted.net is not None else None,
        "tax": quoted.tax.pence if quoted.tax is not None else None,
        "bonds": [{"code": held.code, "amount": held.amount.pence} for held in quoted.bonds],
        "deposits": [{"code": held.code, "amount": held.amount.pence} for held in quoted.deposits],
        "off_bonds": _lines(quoted.off_bonds, names),
        "open_facts": [{"code": fact, "question": names.question(fact)} for fact in quoted.open_facts],
        "others": [{"product": other.product, "total": other.total.pence} for other in quoted.others],
    }


def _lines(lines: Sequence[Line], names: Names) -> list[dict[str, Any]]:
    return [{**line.as_row(), "words": line_words(line, names)} for line in lines]


def _case(options: dict[str, Any]) -> Case:
    """The hire in the words that were given."""
    facts = dict(options["fact"])
    if options["people"] is not None:
        facts["people"] = options["people"]
    if options["occasion"]:
        facts["occasion"] = options["occasion"]
    return Case(
        id="",
        category=options["category"],
        room="+".join(options["room"]),
        starts=options["start"],
        ends=options["end"],
        expected={},
        product=options["product"],
        extras=tuple(options["extra"]),
        facts=facts,
    )


def _moment(text: str) -> datetime:
    moment = clock_time(text)
    if moment is None:
        raise ArgumentTypeError(_("“%(text)s” is not a day and a time, such as 2026-03-07T14:00") % {"text": text})
    return moment


def _extra(text: str) -> dict[str, Any]:
    """An extra, and how many of it."""
    name, _equals, number = text.partition("=")
    if number and not number.isdecimal():
        raise ArgumentTypeError(_("“%(number)s” is not a whole number") % {"number": number})
    return {"name": name, "qty": int(number or 1)}


def _fact(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise ArgumentTypeError(_("write a fact as FACT=VALUE, such as takings=120.00"))
    return name, value
