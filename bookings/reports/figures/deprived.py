"""Whether the place reaches groups from the most deprived areas, by the index of its own nation."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from django.utils.translation import gettext as _

from bookings.counting import Counting
from bookings.reports.evidence import Evidence
from bookings.reports.figures.whom import Answered, Says, in_words
from bookings.reports.making import FEW, Line, share, unsaid
from bookings.reports.rows import Catchment
from bookings.reports.tally import Tally, said
from bookings.reports.values import Behind, Figure, State, Table, Unit, Value

MOST_DEPRIVED = 1
OF_THE_RATIO = frozenset({f"F3 {Unit.RATIO}", f"F3.points {Unit.PERCENT}"})  # each tells what the first line does


def figures(e: Evidence) -> list[Figure]:
    around = e.rows.catchment
    answered = Answered.of(e, lambda row: row.fifth is not None)
    if around is None or not around.has(MOST_DEPRIVED):
        why = _why_not(around, named=bool(e.counting.areas))
        return [
            Figure(id, name, says, (unsaid(Line(id, name), unit, State.NOT_APPLICABLE),), flags=(why,))
            for id, name, says, unit in (
                ("F2", _hours_by_fifth(), _of_hours(), Unit.PERCENT),
                ("F3", _reach(), _of_reach(), Unit.RATIO),
            )
        ]
    words = in_words(answered, [(label, _in_fifth(fifth)) for fifth, label in _fifths().items()])
    lines = tuple(answered.line(Line(f"F2.{fifth}", label), _in_fifth(fifth)) for fifth, label in _fifths().items())
    first = replace(lines[0], takes_along=OF_THE_RATIO)
    return [_by_fifth(answered, (first, *lines[1:]), around, words), _ratio(first, around, words, e.counting)]


def _fifths() -> dict[int, str]:
    return {
        1: _("The most deprived fifth"),
        2: _("The second fifth"),
        3: _("The third fifth"),
        4: _("The fourth fifth"),
        5: _("The least deprived fifth"),
    }


def _in_fifth(fifth: int) -> Says:
    return lambda row: row.fifth == fifth


def _why_not(around: Catchment | None, *, named: bool) -> str:
    """`named`: whether the hall listed the areas around it."""
    instead = _("See the hours of low-income groups (F2l) instead.")
    if around is None:
        return _("No index of deprivation is known here for this nation.") + " " + instead
    where = _("that this hall listed") if named else _("within 3 miles")
    if not around.areas:
        words = _("Of no area %(where)s is it known where it stands in the %(index)s.")
    else:
        words = _("By the %(index)s, no area %(where)s is in the most deprived fifth.")
    return words % {"index": around.index, "where": where} + " " + instead


def _hours_by_fifth() -> str:
    return _("Hours by how deprived the group's area is")


def _of_hours() -> str:
    return _(
        "Hours of groups whose area (where most members live, as they said) is in that fifth of the areas of this "
        "nation, divided by the hours of groups whose area is known. An area of another nation, and a place larger "
        "than the index goes by, count as not known. Where no area within 3 miles, or of those that this hall listed, "
        "is in the most deprived fifth it is not applicable."
    )


def _reach() -> str:
    return _("Reach into the most deprived areas")


def _of_reach() -> str:
    return _(
        "The share of hours of groups from areas in the most deprived fifth, divided by the share of residents within "
        "3 miles who live in such areas; 1 means as many as live here. An area counts as within 3 miles where its "
        "middle does. Where this hall listed the areas around it, these count instead."
    )


def _by_fifth(answered: Answered, lines: tuple[Value, ...], around: Catchment, words: str) -> Figure:
    coverage = answered.coverage(Line("F2", _("Hours of groups whose area is known")))
    table = Table(_by(around), lines, adds_up=True)
    return Figure("F2", _hours_by_fifth(), _of_hours(), (coverage,), (table,), in_words=words)


def _by(around: Catchment) -> str:
    return _("By the %(index)s") % {"index": around.index}


def _ratio(first: Value, around: Catchment, words: str, counting: Counting) -> Figure:
    """Hidden where the first line is: it says the same."""
    lines = {"ratio": Line("F3", _("Hours against residents")), "points": Line("F3.points", _("Gap in points"))}
    here, theirs = around.residents(MOST_DEPRIVED), first.amount
    behind = Behind(first.behind.n, first.behind.what, first.behind.missing)
    if first.state is not State.OK or theirs is None or here is None:
        state = State.NOT_KNOWN if here is None else State.FEW if 0 < (behind.n or 0) < FEW else State.NOTHING
        ratio = unsaid(lines["ratio"], Unit.RATIO, state, behind)
        points = unsaid(lines["points"], Unit.PERCENT, state, behind)
    else:
        live_here = _("Of the residents")
        part = Fraction(*here) * 100
        reached, share_of_all = said((first.label, theirs)), said((live_here, part))
        apart = said((first.label, theirs), (live_here, -part))
        ratio = _as_hidden_as(first, Value("F3", lines["ratio"].label, Unit.RATIO, reached, share_of_all, behind))
        points = _as_hidden_as(first, Value("F3.points", lines["points"].label, Unit.PERCENT, apart, None, behind))
    whose = _("Residents of those areas") if counting.areas else _("Residents within 3 miles")
    line = Line("F3.residents", _("%(residents)s who live in the most deprived fifth") % {"residents": whose})
    residents = share(line, *_rows(here), Behind()) if here else unsaid(line, Unit.PERCENT, State.NOT_KNOWN)
    return Figure("F3", _reach(), _of_reach(), (ratio,), (Table(_by(around), (points, residents)),), in_words=words)


def _rows(residents: tuple[int, int]) -> tuple[Tally, Tally]:
    there, everybody = residents
    return said((_("Residents of areas in the most deprived fifth"), there)), said((_("All residents"), everybody))


def _as_hidden_as(first: Value, value: Value) -> Value:
    return replace(value, persons=first.persons, gives_away=first.gives_away)
