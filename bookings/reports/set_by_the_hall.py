"""What a hall set of how it counts, in words: among the report's parameters, and beside each figure counted by it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import time
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.clock import time_words
from accounts.models import LivingWage
from bookings.counting import A_DAY, HOUR, USUAL, Counting, Hours
from bookings.reports.printing import as_money, exact
from bookings.reports.values import Figure

EVERY = ""  # of which every figure's id begins


def hours_words(hours: Hours) -> str:
    """5pm to 10pm."""
    since, until = (time_words(time(*divmod(minute % A_DAY, HOUR))) for minute in (hours.since, hours.until))
    return _("%(start)s to %(end)s") % {"start": since, "end": until}


def peak_words(counting: Counting) -> str:
    return _("Monday to Friday %(weekdays)s, Saturday and Sunday %(weekends)s") % {
        "weekdays": hours_words(counting.weekday_peak),
        "weekends": hours_words(counting.weekend_peak),
    }


def pay_words(counting: Counting) -> str:
    """What an affordable hour costs at most."""
    if counting.hours_of_pay == 1:
        return _("an hour's pay")
    return _("%(number)s hours' pay") % {"number": exact(counting.hours_of_pay)}


def a_head_words(counting: Counting) -> str:
    return as_money(Fraction(counting.a_head, 100), "GBP")


def income_words(counting: Counting) -> str:
    return _("less than £%(pounds)s a year") % {"pounds": f"{counting.small_income:,}"}


def area_words(counting: Counting) -> str:
    """In short: a list of codes says nothing to whoever reads a figure."""
    if not counting.areas:
        return _("within 3 miles")
    number = len(counting.areas)
    return ngettext("%(n)s area that the hall named", "%(n)s areas that the hall named", number) % {"n": number}


def _areas_named(counting: Counting) -> str:
    return ", ".join(counting.areas) or area_words(counting)


def _region_words(counting: Counting) -> str:
    return str(LivingWage.Region(counting.region).label)


@dataclass(frozen=True)
class Setting:
    """`names` are fields of Counting; `figures` begin with the ids of those that are counted by it."""

    names: frozenset[str]
    title: str | Promise
    words: Callable[[Counting], str]
    figures: tuple[str, ...]
    always: bool = False  # it stands among the parameters as usual, too
    in_short: Callable[[Counting], str] | None = None

    def is_own(self, counting: Counting) -> bool:
        return bool(self.names & counting.otherwise)

    def parameter(self, counting: Counting) -> tuple[str, str]:
        words = self.words(counting)
        return str(self.title), self._own(words) if self.is_own(counting) else words

    def _own(self, words: str) -> str:
        return _("%(words)s, set by this hall; usually %(usual)s") % {"words": words, "usual": self.words(USUAL)}

    def told_in(self, parameter: str | None) -> str:
        """What a parameter of a report says of it alone; a report without one counted as usual."""
        return self.words(USUAL) if parameter is None else parameter.removesuffix(self._own(""))

    def flag(self, counting: Counting) -> str:
        words = self.in_short or self.words
        told = {"title": self.title, "words": words(counting), "usual": words(USUAL)}
        return _("Set by this hall. %(title)s: %(words)s; usually %(usual)s.") % told


def _setting(title: str | Promise, *names: str, words: Callable[[Counting], str], figures: tuple[str, ...]) -> Setting:
    return Setting(frozenset(names), title, words, figures)


PAY = _setting(gettext_lazy("Affordable hour"), "pay_percent", words=pay_words, figures=("F5",))
REGION = _setting(gettext_lazy("Real Living Wage of"), "region", words=_region_words, figures=("F5",))
A_HEAD = _setting(gettext_lazy("Affordable per head"), "a_head", words=a_head_words, figures=("F5h",))
EVENING = _setting(
    gettext_lazy("Weekday evening"), "evening", words=lambda c: hours_words(c.evening), figures=("C1", "C5", "E2")
)
PEAK = _setting(
    gettext_lazy("Peak"), "weekday_peak", "weekend_peak", words=peak_words, figures=("C2", "C9", "E3", "N1")
)
SMALL = _setting(gettext_lazy("Small group"), "small_income", words=income_words, figures=("A12",))
FEWEST = _setting(
    gettext_lazy("Fewest people shown outside"),
    "fewest_persons",
    words=lambda counting: str(counting.fewest_persons),
    figures=(EVERY,),
)
AREA = Setting(
    frozenset({"areas"}), gettext_lazy("Area of the hall"), _areas_named, ("B8", "F2", "F3"), in_short=area_words
)
SETTINGS = (PAY, REGION, *(replace(each, always=True) for each in (A_HEAD, EVENING, PEAK)), SMALL, FEWEST, AREA)


def parameters(counting: Counting) -> Iterator[tuple[str, str]]:
    """Some in any case, the others where the hall set them otherwise than is usual."""
    return (each.parameter(counting) for each in SETTINGS if each.always or each.is_own(counting))


def flagged(figure: Figure, counting: Counting) -> Figure:
    """What it is counted by is said beside it, where that is not as usual."""
    own = (each for each in SETTINGS if figure.id in each.figures and each.is_own(counting))
    return replace(figure, flags=(*figure.flags, *(each.flag(counting) for each in own)))
