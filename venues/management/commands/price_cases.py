"""Try a price list with hires whose price is known."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from venues.management.asking import content, offered
from venues.tariffs.cases import BadCases, Offered, Verdict, judged, probed, read_cases, read_scales, refunded
from venues.tariffs.words import fault_words
from venues.tariffs.words.cases import bad_cases_words, verdict_words


class Command(BaseCommand):
    help = (
        "Price every case of a cases file by the price lists of a venue file, to the penny, and say where they differ. "
        "With --scales, try refund scales too. Needs no database. Answers 0 only where all agree."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("venue_file", nargs="?", type=Path, help="the venue file, in TOML")
        parser.add_argument("cases", nargs="?", type=Path, help="the cases, in JSON")
        parser.add_argument("--scales", type=Path, metavar="FILE", help="refund scales with probes, in JSON")

    def handle(
        self, *args: Any, venue_file: Path | None, cases: Path | None, scales: Path | None, **options: Any
    ) -> None:
        if (cases is None) != (venue_file is None) or (cases is None and scales is None):
            raise CommandError(_("Name a venue file and a file of cases, or --scales and a file of scales."))
        try:
            verdicts = list(self._cases(venue_file, cases)) if venue_file and cases else []
            verdicts += self._scales(scales) if scales else []
        except BadCases as fault:
            raise CommandError(bad_cases_words(fault)) from fault
        agree = sum(verdict.agrees for verdict in verdicts)
        self.stdout.write(_("%(agree)d of %(all)d agree") % {"agree": agree, "all": len(verdicts)})
        if agree < len(verdicts):
            sys.exit(1)

    def _cases(self, venue_file: Path, file: Path) -> Iterator[Verdict]:
        """Each case and each refund; told as it is judged."""
        cases = read_cases(content(file))
        venue, offer = offered(venue_file, self.stderr, cases.country)
        currency = venue.operator.currency
        for case in cases.cases:
            yield self._told(judged(case, offer), currency, offer)
        for refund in cases.refunds:
            yield self._told(refunded(refund, offer, currency), currency, offer)

    def _scales(self, file: Path) -> Iterator[Verdict]:
        told = set()
        for probe in read_scales(content(file)):
            for fault in probe.faults:
                if fault not in told:
                    self.stderr.write(f"{fault.place}: {fault_words(fault)}")
                    told.add(fault)
            yield self._told(probed(probe))

    def _told(self, verdict: Verdict, currency: str = "", offer: Offered | None = None) -> Verdict:
        for line in verdict_words(verdict, currency, offer):
            self.stdout.write(line)
        return verdict
