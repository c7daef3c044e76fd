"""Which figures a report prints beside the headlines; the copy for machines always has every one."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Pack(StrEnum):
    """For whom the further figures are chosen."""

    MAIN = "main"
    GRANT = "grant"
    COUNCIL = "council"
    EXAMINER = "examiner"
    ACCESS = "access"
    EVERY = "every"


NAMES = {
    Pack.MAIN: _("The main figures"),
    Pack.GRANT: _("What a grant asks for as well"),
    Pack.COUNCIL: _("What a council asks for as well"),
    Pack.EXAMINER: _("What an examiner of accounts asks for as well"),
    Pack.ACCESS: _("All about access as well"),
    Pack.EVERY: _("Every figure there is"),
}

BESIDE = {"A1": "A1n", "C3": "C3w", "E2": "E2f"}  # never printed without each other

FURTHER: Mapping[Pack, str] = {
    Pack.MAIN: "",
    Pack.GRANT: "A2 A2s A3 A7 B5 B7 C9 N1 D1 E1 E3 E4 E5 E7 E8 E9 F5h E14",
    Pack.COUNCIL: "A2 A2s A3 A4 A5 A6 B8 C1 C2 C4 C7 C8 C9 C10 N1 E3 E8 E11 F2 F2l F3 F4 F5h F7",
    Pack.EXAMINER: "A1n A4 E11 E12 D7 D8",
    Pack.ACCESS: "B1 B3 B4 B5 B6 D3 D4",
}


ASKED_FOR = "E14"  # stands in a report only where somebody asked for it


def prints(pack: Pack, figure: str, headlines: tuple[str, ...]) -> bool:
    """Whether a report in that pack prints a figure; headlines never go, nor what stands beside one of them.

    What was never to be printed unasked, such as the change in one rate, is printed only with every figure.
    """
    if pack is Pack.EVERY or figure == ASKED_FOR or figure in headlines or figure in FURTHER[pack].split():
        return True
    return figure in {BESIDE[id] for id in headlines if id in BESIDE}
