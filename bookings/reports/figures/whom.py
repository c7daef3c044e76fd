"""Whom the groups serve, of which ages and from where, as they said themselves; never about persons."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from bookings.audiences import AGES, AUDIENCES, between_generations
from bookings.reports.evidence import Evidence, hire_hours
from bookings.reports.making import Line, share, unsaid
from bookings.reports.nouns import What
from bookings.reports.rows import ServedRow, SessionRow
from bookings.reports.set_by_the_hall import income_words
from bookings.reports.tally import hirers
from bookings.reports.values import Behind, Figure, State, Table, Unit, Value

TOLD_FROM = 3  # groups: what fewer said is told in no words
NEARLY_ALONE = Fraction(4, 5)
Says = Callable[[ServedRow], bool]


@dataclass(frozen=True)
class Answered:
    """The sessions of groups that answered a question, and how many groups there are in all."""

    e: Evidence
    sessions: list[SessionRow]

    @classmethod
    def of(cls, e: Evidence, answers: Says) -> Answered:
        rows = e.rows.served
        return cls(e, [each for each in e.used if each.group and each.hirer in rows and answers(rows[each.hirer])])

    @property
    def groups(self) -> set[int]:
        return _hirers(self.sessions)

    @property
    def behind(self) -> Behind:
        everybody = _hirers(each for each in self.e.used if each.group)
        return Behind(len(self.groups), What.GROUPS, len(everybody) - len(self.groups))

    def saying(self, says: Says) -> list[SessionRow]:
        return [each for each in self.sessions if says(self.e.rows.served[each.hirer])]

    def line(self, line: Line, says: Says, *, is_protected: bool = False) -> Value:
        """The hours of groups that say so. Few, or few others, give away; so do all or none of what is protected."""
        some = self.saying(says)
        groups = _hirers(some)
        others = self.groups - groups
        tells = (is_protected and not (groups and others)) or 0 < len(others) < TOLD_FROM
        value = share(line, hire_hours(some), hire_hours(self.sessions), self.behind, of=Unit.HOURS)
        return replace(value, persons=len(groups), gives_away=tells or _one_is_nearly_alone(some))

    def coverage(self, line: Line) -> Value:
        """How much of the hours of groups stands behind the lines."""
        groups = [each for each in self.e.used if each.group]
        return share(line, hire_hours(self.sessions), hire_hours(groups), self.behind, of=Unit.HOURS)


def figures(e: Evidence) -> list[Figure]:
    return [_served(e), _ages(e), _low_incomes(e), _small_groups(e), _from_here(e)]


def _hirers(sessions: Iterable[SessionRow]) -> set[int]:
    return {session.hirer for session in sessions}


def _one_is_nearly_alone(sessions: list[SessionRow]) -> bool:
    hours: dict[int, int] = {}
    for session in sessions:
        hours[session.hirer] = hours.get(session.hirer, 0) + session.minutes
    return bool(hours) and max(hours.values()) > NEARLY_ALONE * sum(hours.values())


def _served(e: Evidence) -> Figure:
    answered = Answered.of(e, lambda row: bool(row.audience))
    rows = tuple(
        answered.line(Line(f"B7.{each.code}", str(each.label)), _is_for(each.code), is_protected=each.is_protected)
        for each in AUDIENCES.values()
    )
    return Figure(
        "B7",
        _("Whom the groups serve"),
        _(
            "Hours of groups that say their activity is for these people, divided by the hours of groups that said "
            "whom they are for. A group may name several, so the lines do not add up to 100%. Asked once a year; not "
            "asked, or not answered, is not “none”. It tells what groups do, never who a person is."
        ),
        (answered.coverage(Line("B7", _("Hours of groups that said whom they are for"))),),
        (Table(_("For whom"), rows),),
        in_words=in_words(answered, [(str(each.label), _is_for(each.code)) for each in AUDIENCES.values()]),
    )


def _is_for(code: str) -> Says:
    return lambda row: code in row.audience


def _ages(e: Evidence) -> Figure:
    answered = Answered.of(e, lambda row: bool(row.ages))
    said: list[tuple[str, str, Says]] = [(band.code, str(band.label), _is_of(band.code)) for band in AGES.values()]
    said.append(("intergenerational", _("Meant to bring generations together"), _between))
    return Figure(
        "F6",
        _("Ages"),
        _(
            "Hours of groups that name an age, divided by the hours of groups that named any. Between generations: an "
            "age under 25 and one from 50 on, and meant to come together."
        ),
        (answered.coverage(Line("F6", _("Hours of groups that said of which ages"))),),
        (
            Table(
                _("Of which ages"),
                tuple(answered.line(Line(f"F6.{code}", label), says, is_protected=True) for code, label, says in said),
            ),
        ),
        in_words=in_words(answered, [(label, says) for _code, label, says in said]),
    )


def _is_of(code: str) -> Says:
    return lambda row: code in row.ages


def _between(row: ServedRow) -> bool:
    return between_generations(list(row.ages), mixes=row.mixes)


def _low_incomes(e: Evidence) -> Figure:
    answered = Answered.of(e, lambda row: bool(row.low_income))
    label = _("Groups mainly for people on low incomes")
    return Figure(
        "F2l",
        _("Hours of low-income groups"),
        _(
            "Hours of groups that say they are mainly for people on low incomes, divided by the hours of groups that "
            "answered."
        ),
        (answered.line(Line("F2l", label), lambda row: row.low_income == "yes"),),
        in_words=in_words(answered, [(label, lambda row: row.low_income == "yes")]),
    )


def _small_groups(e: Evidence) -> Figure:
    answered = Answered.of(e, lambda row: bool(row.small_income))
    label = _("Groups with %(income)s") % {"income": income_words(e.counting)}
    return Figure(
        "A12",
        _("Small groups reached"),
        _(
            "Hours of groups that say they have less than £10,000 a year, or than the sum that this hall set, divided "
            "by the hours of groups that answered. What a group said of another sum counts where it says enough."
        ),
        (answered.line(Line("A12", label), lambda row: row.small_income == "yes"),),
        in_words=in_words(answered, [(label, lambda row: row.small_income == "yes")]),
    )


def _from_here(e: Evidence) -> Figure:
    answered = Answered.of(e, lambda row: row.near is not None)
    near = _hirers(answered.saying(lambda row: bool(row.near)))
    line, behind = Line("B8", _("Groups from the area")), answered.behind
    return Figure(
        "B8",
        _("Groups from the area"),
        _(
            "Groups most of whose members live within 3 miles of the venue, or in its own postal district, divided by "
            "groups whose area is known: of any other area that they named the middle counts. Where this hall listed "
            "the areas around it, these count in the place of the 3 miles. Where the area is not known, it is said and "
            "left out."
        ),
        (
            _either_side(share(line, hirers(near), hirers(answered.groups), behind), near, answered)
            if answered.groups
            else unsaid(line, Unit.PERCENT, State.NOT_KNOWN, behind),
        ),
    )


def _either_side(value: Value, near: set[int], answered: Answered) -> Value:
    """By areas that the hall listed, which may be a single one, few groups give away: those from there, or the rest."""
    counting = answered.e.counting
    if not counting.areas:
        return value
    others = len(answered.groups) - len(near)
    return replace(value, persons=len(near), gives_away=0 < others < counting.fewest_persons)


def in_words(answered: Answered, said: list[tuple[str, Says]]) -> str:
    """What three groups or more say, by alphabet and without numbers: all that a small hall tells."""
    told = sorted(label for label, says in said if len(_hirers(answered.saying(says))) >= TOLD_FROM)
    if not answered.groups:
        return _("No group has answered this.")
    most = 2 * answered.behind.missing < len(answered.groups) + answered.behind.missing
    how_many = _("Most groups have answered.") if most else _("Not even half of the groups have answered.")
    if not told:
        return _("Too few groups say the same to tell of it.") + " " + how_many
    return _("Said by three groups or more: %(what)s.") % {"what": get_text_list(told, _("and"))} + " " + how_many
