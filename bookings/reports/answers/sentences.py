"""How a sentence is made: words with a place for each figure, or what else the report tells in words."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from accounts.clock import date_words
from bookings.reports.packs import ASKED_FOR
from bookings.reports.printing import in_unit, shown
from bookings.reports.set_by_the_hall import pay_words
from bookings.reports.values import Report, State, Value

Sentence = Callable[[Report], str]
HELD = "_held"  # what is given back, of a usual hire


def says(words: str | Promise, **places: str | Sentence) -> Sentence:
    """Words with places, `%(so)s`, each for a value by its key: its id and unit. None on record is said there too.

    A place may also be for what the hall set of how it counts, in words.
    """

    def sentence(report: Report) -> str:
        values = {value.key: value for value in report.all_values()}
        return str(words) % {
            place: _said(values.get(key), report) if isinstance(key, str) else key(report)
            for place, key in places.items()
        }

    return sentence


def where(figure: str, words: Sentence, otherwise: Sentence) -> Sentence:
    """The one where the report has the figure and it applies here, else the other."""

    def sentence(report: Report) -> str:
        found = next((each for each in report.figures if each.id == figure), None)
        applies = found is not None and found.value.state is not State.NOT_APPLICABLE
        return (words if applies else otherwise)(report)

    return sentence


def before_and_after(words: Sentence) -> Sentence:
    """Where there is no week to compare yet, why."""

    def sentence(report: Report) -> str:
        figure = report.figure(ASKED_FOR)
        return words(report) if figure.value.top else " ".join(figure.flags)

    return sentence


def by_category(report: Report) -> str:
    """The hours behind what was really paid: who hires at which band of the price list."""
    rows = [row for table in report.figure("A1").tables for row in table.rows if row.category]
    hours = [f"{row.category} {_hours(row, report)}" for row in rows]
    if not hours:
        return _("Hours hired by category of the price list: %(words)s") % {"words": _not_recorded()}
    return _("Hours hired by category of the price list: %(hours)s.") % {"hours": "; ".join(hours)}


def _hours(rate: Value, report: Report) -> str:
    return in_unit(rate.bottom, rate.of, report.currency) if rate.bottom is not None else _said(rate, report)


def only(words: str | Promise) -> Sentence:
    return lambda _report: str(words)


def affordable_pay(report: Report) -> str:
    return pay_words(report.counting)


def around(report: Report) -> str:
    return _("in the areas around it") if report.counting.areas else _("within 3 miles")


def _said(value: Value | None, report: Report) -> str:
    if value is None:
        return _("none on record")
    if value.state is State.CONFIDENTIAL:
        return _withheld()
    return shown(value, report.currency)


def whom_they_serve(report: Report) -> str:
    """What three groups or more say of whom they are for: in words, never in numbers."""
    figure = next((each for each in report.figures if each.id == "B7"), None)
    if figure and figure.value.state is State.CONFIDENTIAL:
        return _("Whom the groups serve: %(words)s") % {"words": _withheld() + "."}
    words = (figure.in_words or next((table.note for table in figure.tables), "")) if figure else ""
    answered = figure is not None and (figure.value.top or figure.value.state is State.IN_WORDS)
    if not (answered and words):
        return _("Whom the groups serve: %(words)s") % {"words": _not_recorded()}
    return _("Whom the groups serve, as they say themselves. %(words)s") % {"words": words}


def what_one_said(report: Report) -> str:
    if not report.told.quotes:
        return _("In the words of somebody who came: %(words)s") % {"words": _not_recorded()}
    words, who = report.told.quotes[0]
    return _("“%(words)s” (%(who)s)") % {"words": words, "who": who}


def what_was_changed(report: Report) -> str:
    if not report.told.changes:
        return _("What we changed because somebody asked or told us: %(words)s") % {"words": _not_recorded()}
    each = "; ".join(f"{words.rstrip('.')} ({date_words(on)})" for on, words in report.told.changes)
    return _("What we changed because somebody asked or told us: %(changes)s.") % {"changes": each}


def why_not(report: Report) -> str:
    """The reasons where this edition has them."""
    figure = report.figure("C4")
    lines = [f"{row.label} {_said(row, report)}" for table in figure.tables[:1] for row in table.rows]
    total = _said(figure.value, report)
    if not lines:
        return _("Requests that we could not meet: %(total)s.") % {"total": total}
    return _("Requests that we could not meet: %(total)s, by reason: %(reasons)s.") % {
        "total": total,
        "reasons": "; ".join(lines),
    }


def facilities(report: Report) -> str:
    return report.told.facilities or _not_recorded().capitalize()


def usual_hires(report: Report) -> str:
    """What each category pays for each of them."""
    tables = report.figure("A5").tables
    if not tables:
        return _("What usual hires cost, all in: %(words)s") % {"words": _not_recorded()}
    hires = []
    for table in tables:
        prices = [f"{row.category} {_said(row, report)}" for row in table.rows if not row.id.endswith(HELD)]
        hires.append(f"{table.title}: {get_text_list(prices, _('and'))}")
    return _("What usual hires cost, all in: %(hires)s.") % {"hires": "; ".join(hires)}


def price_list(report: Report) -> str:
    address = settings.PUBLIC_URL + reverse("venues:prices", args=[report.slug])
    return _("The price list is public: %(address)s") % {"address": address}


def _withheld() -> str:
    return _("not given, so that it points at nobody")


def _not_recorded() -> str:
    return _("not recorded.")
