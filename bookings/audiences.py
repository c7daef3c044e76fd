"""Whom a group's activity is for, and of what age: the lists that groups choose from and reports print."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Audience:
    """`is_protected`: a characteristic of the Equality Act 2010, about which nobody is told by “all” or “none”."""

    code: str
    label: Promise
    is_protected: bool = False


@dataclass(frozen=True)
class AgeBand:
    """From one age up to and with another, in years."""

    code: str
    label: Promise
    first: int
    last: int


EVERYBODY = "everybody"
AUDIENCES: dict[str, Audience] = {
    each.code: each
    for each in (
        Audience(EVERYBODY, _("Everybody, nobody in particular")),
        Audience("families", _("Children and families")),
        Audience("young", _("Young people")),
        Audience("older", _("Older people"), is_protected=True),
        Audience("disabled", _("Disabled people"), is_protected=True),
        Audience("mental_health", _("People who live with a mental health condition"), is_protected=True),
        Audience("dementia", _("People who live with dementia"), is_protected=True),
        Audience("carers", _("Carers")),
        Audience("isolated", _("People who are often alone")),
        Audience("women", _("Women and girls"), is_protected=True),
        Audience("men", _("Men and boys"), is_protected=True),
        Audience("lgbt", _("LGBT+ people"), is_protected=True),
        Audience("ethnic", _("People of an ethnic minority"), is_protected=True),
        Audience("refugees", _("Refugees and people seeking asylum"), is_protected=True),
        Audience("faith", _("People of one faith"), is_protected=True),
        Audience("learners", _("People who learn something")),
        Audience("work", _("People who look for work")),
        Audience("newcomers", _("People who are new here")),
    )
}
AGES: dict[str, AgeBand] = {
    each.code: each
    for each in (
        AgeBand("under_5", _("Under 5"), 0, 4),
        AgeBand("5_to_11", _("5 to 11"), 5, 11),
        AgeBand("12_to_17", _("12 to 17"), 12, 17),
        AgeBand("18_to_24", _("18 to 24"), 18, 24),
        AgeBand("25_to_49", _("25 to 49"), 25, 49),
        AgeBand("50_to_64", _("50 to 64"), 50, 64),
        AgeBand("65_to_79", _("65 to 79"), 65, 79),
        AgeBand("80_on", _("80 and over"), 80, 130),
    )
}
YOUNGER, OLDER = 25, 50  # between generations: a band below the one, one from the other on, and meant to mix


def between_generations(ages: list[str], *, mixes: bool) -> bool:
    bands = [AGES[code] for code in ages if code in AGES]
    return mixes and any(band.last < YOUNGER for band in bands) and any(band.first >= OLDER for band in bands)


def label_of(code: str) -> str:
    """Of an audience; of a code that is no longer in the list itself."""
    return str(AUDIENCES[code].label) if code in AUDIENCES else code
