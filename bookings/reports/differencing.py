"""Whether a report may leave the house beside all that did: nobody shall be found by subtracting one from another.

What left it are the reports that were issued, last year's beside each, and every full quarter that is over: signed-in
funders and halls side by side read its main figures at any time. A quarter leaves out what an issued report would make
tell of somebody; a report is refused, or issued without what it may not tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bookings.models import IssuedReport, PooledHall
from bookings.reports.another_setting import without_another_setting
from bookings.reports.building import change_around, of_people
from bookings.reports.disclosure import disclose
from bookings.reports.freezing import FrozenValue, frozen_figures, values_of, window_of
from bookings.reports.leaving_out import hidden, releases_of, told, what_to_leave_out, with_why, without
from bookings.reports.load import Read
from bookings.reports.main_figures import slim
from bookings.reports.matched import Window
from bookings.reports.packs import ASKED_FOR
from bookings.reports.quarters import quarters_between
from bookings.reports.releases import Reader, Release, beside, days_of, key_of, of_pool, tells_of_people
from bookings.reports.span import Span, midnight
from bookings.reports.stretches import Stretch, overlapping
from bookings.reports.values import Edition, Figure, Key, Report, State
from venues.models import Venue

NUMBERS = (State.OK.value, State.FEW.value)


@dataclass(frozen=True)
class Judged:
    """A report that somebody would issue; where it may not be, why, and what may be: without so many of its values.

    `beside` is the number of the last report that it was judged beside; `corrects` that of one about the same days of
    which `changed` numbers read otherwise now.
    """

    report: Report
    refusal: str = ""
    instead: Report | None = None
    left_out: tuple[str, ...] = ()
    beside: int = 0
    corrects: int = 0
    changed: int = 0


def judged(venue: Venue, whole: Report, edition: Edition, window: Window | None = None, *, at: datetime) -> Judged:
    """`whole` is the desk's report, which may always be issued as such; the venue comes with its operator, `window` is
    what the report was built with. `at`: now, when the quarters that are over can be read.
    """
    if edition is Edition.DESK:
        return Judged(whole)
    printed = Printed(venue, at)
    found = _judged(printed, whole, edition, window)
    corrects, changed = printed.corrected_by(found.instead or found.report, whole)
    if not changed:
        return found
    report = _as_correction(found.report, corrects, changed)
    instead = found.instead and _as_correction(found.instead, corrects, changed)
    return replace(found, report=report, instead=instead, corrects=corrects, changed=changed)


def _judged(printed: Printed, whole: Report, edition: Edition, window: Window | None) -> Judged:
    whole = without_another_setting(whole, printed.issued)
    report = disclose(whole, edition)
    printed.keep(whole, is_quarter=False)
    last = printed.last
    if window and any(issued.window and window_of(issued.window) != window for issued in printed.issued):
        words = _("Another change was set before and after in an issued report: the two could be subtracted.")
        return Judged(report, words, beside=last)
    around = window.days_over(whole.span.as_at, whole.span.zone) if window and edition is Edition.FUNDER else None
    old = printed.near([*_days(whole), *([around] if around else [])])
    days, left_out = what_to_leave_out(replace(whole, before=None), edition, old, around)
    found = without(whole, left_out)
    if found.before:  # which leaves out by itself what it may not tell
        for now in releases_of(whole, disclose(replace(found, before=None), edition), around):
            old.add(now)
        then = what_to_leave_out(found.before, edition, old)[1]
        found = replace(found, before=without(found.before, then))
    shown = disclose(found, edition)
    if not days:
        return Judged(with_why(shown, left_out), beside=last)
    gone = told(report, with_change=True) - told(shown, with_change=True)
    names = tuple(name for each, name in _names(report).items() if each in gone)
    return Judged(report, printed.words(_days(whole)), shown, names, last)


def judged_quarter(venue: Venue, whole: Report, shown: Report) -> Report:
    """What is shown of a full quarter that is over, without what issued reports would make tell of somebody.

    `whole` is the desk's report of it. One question, and no more where no issued report shares days with it.
    """
    printed = Printed(venue, whole.span.as_at)
    days = _days(whole)
    if not overlapping(days, printed.issued_days) - set(days):
        return shown
    printed.keep(whole, is_quarter=True)
    withheld = printed.quarters(days)[1]
    words = printed.beside_which(days)
    before = shown.before
    if whole.before and before and days_of(whole.before) in withheld:
        before = _withheld(before, whole.before, words)
    now = _withheld(shown, whole, words) if days_of(whole) in withheld else shown
    return replace(now, before=before)


def _as_correction(report: Report, number: int, changed: int) -> Report:
    """It says so itself, as revised statistics do."""
    words = ngettext(
        "report %(number)s of the same days, of which %(n)s number reads otherwise now",
        "report %(number)s of the same days, of which %(n)s numbers read otherwise now",
        changed,
    )
    return replace(
        report, settings=(*report.settings, (str(IssuedReport.CORRECTS), words % {"number": number, "n": changed}))
    )


def _days(whole: Report) -> list[Stretch]:
    return [days_of(whole), *([days_of(whole.before)] if whole.before else [])]


@dataclass(frozen=True)
class _Issued:
    """This year's or last year's part of an issued report, or what it tells of the days around a change."""

    number: int
    span: Span
    told: Mapping[Key, str]  # as it is shown
    is_this_year: bool
    window: Window | None = None

    @property
    def days(self) -> Stretch:
        if self.window and (around := self.window.days_over(self.span.as_at, self.span.zone)):
            return around
        return self.span.first, min(self.span.until, self.span.cut.astimezone(self.span.zone).date())


@dataclass(frozen=True)
class Printed:
    """What left the house of a venue by an instant."""

    venue: Venue
    at: datetime

    @cached_property
    def issued(self) -> list[IssuedReport]:
        every = self.venue.issued_reports.for_outside()
        return list(every.only("number", "first", "until", "as_at", "figures", "window").order_by("number"))

    @property
    def last(self) -> int:
        return max((each.number for each in self.issued), default=0)

    @cached_property
    def parts(self) -> list[_Issued]:
        return [part for issued in self.issued for part in _parts(issued, self.venue)]

    @cached_property
    def issued_days(self) -> set[Stretch]:
        return {part.days for part in self.parts}

    @cached_property
    def pooled(self) -> list[Stretch]:
        """The quarters of which this hall told something together with others."""
        return list(PooledHall.objects.filter(venue=self.venue).order_by("first").values_list("first", "until"))

    def corrected_by(self, report: Report, whole: Report) -> tuple[int, int]:
        """The last report that was issued of the same days, and how many of its numbers about people are others now.

        To say them anew tells by how much they changed, which may be one group's doing; that is for people to weigh.
        """
        same = [part for part in self.parts if part.is_this_year and part.days == days_of(report)]
        if not same:
            return 0, 0
        about_people = {key_of(value) for value in whole.all_values() if tells_of_people(value)}
        now = {value.key: value.shown for value in values_of(frozen_figures(report)) if value.is_told}
        was = {key: shown for key, shown in same[-1].told.items() if key in about_people and key in now}
        return same[-1].number, sum(now[key] != shown for key, shown in was.items())

    @cached_property
    def _desk(self) -> dict[tuple[Stretch, bool], Report]:
        """The desk's reports of days, as far as somebody asked; and of quarters, which count in every hall alike."""
        return {}

    def keep(self, whole: Report, *, is_quarter: bool) -> None:
        """So that its days are not counted again."""
        for year in (whole, whole.before):
            if year:
                self._desk[days_of(year), is_quarter] = year

    def near(self, days: Sequence[Stretch]) -> Reader:
        """What was issued of days that have to do with these, and the quarters as they are shown."""
        return self.quarters(days)[0]

    def quarters(self, days: Sequence[Stretch]) -> tuple[Reader, set[Stretch]]:
        """The same, and the quarters that are shown without what tells of people."""
        all_days = [*days, *self.issued_days]
        today = self.at.astimezone(self.venue.tz).date()
        over = quarters_between(min(all_days)[0], max(until for _first, until in all_days))
        standing = [each for each in over if each[1] <= today]
        near = overlapping(days, [*self.issued_days, *standing, *self.pooled])
        hall, others = (Read.of(self.venue, near, self.at, is_beside_others=each) for each in (False, True))
        found = Reader(self._release(part, hall) for part in self.parts if part.days in near)
        cut, withheld = bool(found.releases), set()
        for quarter in standing:
            if quarter in near:
                span = Span(*quarter, max(self.at, midnight(quarter[1], self.venue.tz)), self.venue.tz)
                whole = self._report(span, quarter, others)
                release = Release.of(whole, told(slim(disclose(replace(whole, before=None)))))
                if cut and beside([release], found, whole.counting.fewest_persons):
                    release = release.without(release.told)
                    withheld.add(quarter)
                found.add(release)
        for pooled in self.pooled:
            if pooled in near:
                found.add(of_pool(pooled, self.venue.tz))
        return found, withheld

    def _release(self, part: _Issued, read: Read) -> Release:
        if part.window:
            change = change_around(self.venue, part.window, part.span)
            return Release.around(part.days, change, part.told, self.venue.tz)
        return Release.of(self._report(part.span, part.days, read), part.told)

    def _report(self, span: Span, days: Stretch, read: Read) -> Report:
        known = days, read.ground.is_beside_others
        if known not in self._desk:
            self._desk[known] = of_people(read.part(span))
        return self._desk[known]

    def beside_which(self, days: Sequence[Stretch]) -> str:
        """The reports that were issued of days that have to do with these; empty where there are none."""
        near = overlapping(days, self.issued_days)
        numbers = sorted({part.number for part in self.parts if part.days in near})
        words = ngettext("report %(numbers)s", "reports %(numbers)s", len(numbers))
        return words % {"numbers": get_text_list([str(number) for number in numbers], _("and"))} if numbers else ""

    def words(self, days: Sequence[Stretch]) -> str:
        """Why not, and what else, with the reports that share days with it."""
        which = self.beside_which(days)
        if not which:
            return _(
                "Whoever reads this one and the quarters that funders read could subtract the one from the other and "
                "learn about single people or groups. Choose full quarters."
            )
        return _(
            "Whoever has %(which)s as well could subtract the one from the other and learn about single people or "
            "groups. Choose full quarters, or the same days as %(which)s."
        ) % {"which": which}


def _parts(issued: IssuedReport, venue: Venue) -> Iterator[_Issued]:
    """What stands around a change is about other days."""
    span = Span(issued.first, issued.until, issued.as_at, venue.tz)
    for part, of in (("values", span), ("before", span.a_year_earlier())):
        told = _numbers(value for value in values_of(issued.figures, part) if value.figure != ASKED_FOR)
        if told and of.done:
            yield _Issued(issued.number, of, told, part == "values")
    change = _numbers(value for value in values_of(issued.figures) if value.figure == ASKED_FOR)
    if change and (window := window_of(issued.window)) and window.days_over(issued.as_at, venue.tz):
        yield _Issued(issued.number, span, change, is_this_year=False, window=window)


def _numbers(values: Iterable[FrozenValue]) -> dict[Key, str]:
    return {value.key: value.shown for value in values if value.is_told and value.state in NUMBERS}


def _names(report: Report) -> dict[Key, str]:
    """Each value as people find it: its figure, and its line."""
    return {
        key_of(value): f"{figure.name}: {value.label}" for figure in report.figures for value in figure.all_values()
    }


def _withheld(shown: Report, desk: Report, which: str) -> Report:
    """Without what tells of people, and why."""
    keys = frozenset(key_of(value) for value in desk.all_values() if tells_of_people(value))
    words = _("Not given: whoever has %(which)s as well could subtract it and learn about single people or groups.")

    def less(figure: Figure) -> Figure:
        left = hidden(figure, keys)
        return figure if left == figure else replace(left, flags=(*figure.flags, words % {"which": which}))

    return replace(shown, figures=tuple(map(less, shown.figures)))
