"""Nothing hidden can be had by subtraction, and what need not be hidden is not."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest

from bookings import reports
from bookings.reports import Edition, Figure, Report, Value
from bookings.reports.building import compose
from bookings.reports.disclosure import disclose, is_hidden
from bookings.reports.evidence import Evidence
from bookings.reports.gaps import gap
from bookings.reports.rows import Held, Named, Rows, SessionRow
from bookings.reports.values import Table, Unit
from tests.bookings.reports.example import AS_AT, FROM, UNTIL, Week, printed
from tests.bookings.reports.rows import a_session, a_span, local, some_rows
from venues.periods import Period

HIDDEN = "[c]"


@pytest.mark.django_db
def test_the_worked_example_through_disclosure_control() -> None:
    venue = Week().venue
    desk = reports.build(venue, FROM, UNTIL, as_at=AS_AT)
    public = reports.build(venue, FROM, UNTIL, as_at=AS_AT, edition=Edition.PUBLIC)

    assert printed(public, "E6.counted") == ["85"]
    assert printed(public, "E6.expected") == ["70"]
    assert printed(public, "E7.counted") == ["225.0 h"]
    assert printed(public, "E7.expected") == ["180.0 h"]
    assert printed(public, "A7") == ["£0.89"]
    for id in ("F1.households", "A4.category", "A4.waiver", "A2.category", "A2.waiver"):
        assert printed(public, id) == [HIDDEN]
    assert printed(public, "A3") == [HIDDEN, HIDDEN]
    for id in ("A1.without_free", "A1n.without_free"):
        assert printed(public, id) == [HIDDEN]
    for id in public.headlines:
        if id != "E6":
            assert public.figure(id).values == tuple(plain(value) for value in desk.figure(id).values)
    assert public.figure("C4").tables == ()
    assert desk.figure("C4").tables


def plain(value: Value) -> Value:
    """The same value as it stands outside: nobody is told over how many hirers it is."""
    return replace(value, persons=None, behind=replace(value.behind, hirers=None))


# What an attacker knows: which published numbers add up to which.


def equations(report: Report, free_are: Iterable[str]) -> Iterator[tuple[dict[tuple[str, str, str], int], Fraction]]:
    """Sums of published or hidden tops and bottoms that are known to be nought."""
    for figure in report.figures:
        for table in figure.tables:
            if table.adds_up:
                for side in ("top", "bottom"):
                    if side == "top" or _bottoms_add_up(figure):
                        yield _nought(report, {_key(row, side): 1 for row in table.rows}, {_key(figure.value, side): 1})
    by_reason = ("A2", "A2.discount", "A2.unexplained", "A2s")
    yield _nought(report, {(id, "%", "top"): 1 for id in by_reason}, {("A2", "%", "bottom"): 1})
    yield _nought(
        report,
        {("E12.hire", "£", "top"): 1, ("E12.compulsory", "£", "top"): 1, ("E12.vat", "£", "top"): 1},
        {("A1", "£/h", "top"): 1},
    )
    yield _nought(report, {("E12.hire", "£", "top"): 1}, {("A1n", "£/h", "top"): 1})
    yield _nought(
        report,
        {("A4", "%", "bottom"): 1, ("E12.vat", "£", "top"): 1},
        {(id, "£", "top"): 1 for id in ("A4", "A4.discount", "A4.unexplained")} | {("A1", "£/h", "top"): 1},
    )
    for id in ("A2s", "A2.discount", "A2.unexplained"):
        yield _nought(report, {("A2", "%", "bottom"): 1}, {(id, "%", "bottom"): 1})
    for id in ("A1", "A1n"):
        paid_for = (f"{id}.without_free", "£/h", "bottom")
        yield _nought(report, {("A3", "h", "top"): 1, paid_for: 1}, {(id, "£/h", "bottom"): 1})
        yield _nought(report, {("A3", "%", "bottom"): 1}, {(id, "£/h", "bottom"): 1})
    yield _nought(report, {("A3", "%", "top"): 1}, {("A3", "h", "top"): 1})
    for id in free_are:
        yield _nought(report, {("A3", "h", "top"): 1}, {(id, "%", "top"): 1})


def lines_of_the_free(rows: Rows) -> set[str]:
    """The lines of A2 that are over the very sessions that were free: whoever knows the hall may know that."""
    e = Evidence(rows)
    gaps = {session: gap(session) for session in e.compared}
    lines = {
        "A2.category": {session for session in gaps if gaps[session].category},
        "A2.waiver": {session for session in gaps if gaps[session].waiver},
        "A2.discount": {session for session in gaps if gaps[session].discount and not gaps[session].concession},
    }
    return {id for id, some in lines.items() if e.free and some == set(e.free)}


def _bottoms_add_up(figure: Figure) -> bool:
    return figure.value.unit is Unit.PER_HOUR


def _key(value: Value, side: str) -> tuple[str, str, str]:
    return (value.id, str(value.unit), side)


def _nought(
    report: Report, plus: dict[tuple[str, str, str], int], minus: dict[tuple[str, str, str], int]
) -> tuple[dict[tuple[str, str, str], int], Fraction]:
    """Plus less minus is nought: what is published goes to the right, what is hidden stays."""
    known = {
        (value.id, str(value.unit), side): getattr(value, side)
        for value in report.all_values()
        for side in ("top", "bottom")
    }
    unknown: dict[tuple[str, str, str], int] = {}
    right = Fraction(0)
    for keys, sign in ((plus, 1), (minus, -1)):
        for key in keys:
            number = known.get(key)
            if number is None:
                unknown[key] = unknown.get(key, 0) + sign
            else:
                right -= sign * number
    return unknown, right


def recovered(report: Report, free_are: Iterable[str] = ()) -> set[str]:
    """The ids of hidden values whose exact number follows, by elimination."""
    rows = [(dict(unknown), right) for unknown, right in equations(report, free_are) if unknown]
    columns = sorted({key for unknown, _right in rows for key in unknown})
    matrix = [[Fraction(unknown.get(key, 0)) for key in columns] for unknown, _right in rows]
    _reduce(matrix)
    hidden = {_key(value, "top") for value in report.all_values() if is_hidden(value)}
    alone = [[n for n, number in enumerate(row) if number] for row in matrix]
    return {id for id, unit, side in {columns[found[0]] for found in alone if len(found) == 1} & hidden}


def _reduce(matrix: list[list[Fraction]]) -> None:
    """Gauss and Jordan: afterwards a row with one entry is a number that is known."""
    pivot = 0
    for column in range(len(matrix[0]) if matrix else 0):
        found = next((row for row in range(pivot, len(matrix)) if matrix[row][column]), None)
        if found is None:
            continue
        matrix[pivot], matrix[found] = matrix[found], matrix[pivot]
        lead = matrix[pivot][column]
        matrix[pivot] = [number / lead for number in matrix[pivot]]
        for row in range(len(matrix)):
            if row != pivot and matrix[row][column]:
                times = matrix[row][column]
                matrix[row] = [a - times * b for a, b in zip(matrix[row], matrix[pivot], strict=True)]
        pivot += 1


SEEDS = range(60)


def a_hall(seed: int) -> Report:
    """A small hall with hirers, rooms, categories and reasons by chance."""
    chance = random.Random(seed)
    hirers = chance.randint(1, 9)
    return compose(some_rows(*(_a_chance_session(chance, n, hirers) for n in range(chance.randint(1, 25)))))


def a_hall_with_free_hours(seed: int) -> Rows:
    """The same, where some hours are free by a waiver and nothing is waived in part: the free are the waived."""
    chance = random.Random(seed)
    hirers = chance.randint(1, 9)
    free_for = set(range(1, 1 + chance.randint(1, 4)))
    sessions = []
    for n in range(chance.randint(1, 25)):
        session = replace(_a_chance_session(chance, n, hirers), waiver_gap=0)
        free = session.hirer in free_for and chance.random() < 0.5
        asked = session.standard or 0
        sessions.append(
            replace(session, hire=0, extras=0, category_gap=0, discount_gap=0, waiver_gap=asked) if free else session
        )
    return some_rows(*sessions)


def _a_chance_session(chance: random.Random, n: int, hirers: int) -> SessionRow:
    begins = local("2026-03-02 09:00") + timedelta(hours=4 * n)
    hours = chance.randint(1, 3)
    hirer = chance.randint(1, hirers)
    standard = 1200 * hours
    category = chance.choice(["standard", "community", "charity", "youth"])
    off = {"category": 0, "discount": 0, "waiver": 0}
    for reason in chance.sample(sorted(off), k=chance.choice([0, 0, 1, 2])):
        off[reason] = chance.randint(1, 5) * 20 * hours
    return a_session(
        key=n,
        booking=n,
        hirer=hirer,
        household=hirer % 3 == 0,
        period=Period(begins, begins + timedelta(hours=hours)),
        category=Named(category, category.title()),
        room=Named(*(chance.choice([("main", "Main"), ("side", "Side"), ("attic", "Attic")]))),
        held=chance.choice([Held.PLANNED] * 6 + [Held.LATE]),
        hire=standard - sum(off.values()) - chance.choice([0, 0, 0, 30]),
        extras=chance.choice([0, 100]),
        standard=standard + 100,
        category_gap=off["category"],
        discount_gap=off["discount"],
        waiver_gap=off["waiver"],
        cancellation=chance.choice([0, 600]),
        counted=chance.choice([None, 0, 2, 14]),
        expected=chance.choice([None, 3, 20]),
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_hidden_can_be_had_by_subtraction(seed: int) -> None:
    assert recovered(disclose(a_hall(seed))) == set()


@pytest.mark.parametrize("seed", SEEDS)
def test_free_hours_do_not_tell_what_was_waived(seed: int) -> None:
    rows = a_hall_with_free_hours(seed)
    assert recovered(disclose(compose(rows)), lines_of_the_free(rows)) == set()


def is_found(wanted: set[str], tries: Iterable[set[str]]) -> bool:
    """Whether all of it is; what is found already is looked for in no other hall."""
    return any(not (wanted := wanted - found) for found in tries)


@pytest.mark.parametrize("told_by", ["A3", "A1", "A1n"])
def test_the_attack_would_find_free_hours_in_any_figure_that_tells_them(told_by: str) -> None:
    halls = ((rows, _with_the_free_as_everyone(compose(rows), told_by)) for rows in map(a_hall_with_free_hours, SEEDS))
    assert is_found({"A2.waiver"}, (recovered(disclose(hall), lines_of_the_free(rows)) for rows, hall in halls))


def _with_the_free_as_everyone(report: Report, id: str) -> Report:
    """As if the free hours in one figure were over all hirers of the hall, and went with no other line."""
    hirers = report.figure("A1").value.behind.hirers

    def over_all(value: Value) -> Value:
        behind = replace(value.behind, hirers=hirers) if value.id in (id, f"{id}.without_free") else value.behind
        return replace(value, behind=behind, takes_along=frozenset())

    def changed(figure: Figure) -> Figure:
        tables = tuple(replace(table, rows=tuple(map(over_all, table.rows))) for table in figure.tables)
        return replace(figure, values=tuple(map(over_all, figure.values)), tables=tables)

    return replace(report, figures=tuple(map(changed, report.figures)))


def test_the_attack_would_find_what_is_only_hidden_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bookings.reports.disclosure._without_sums", lambda table, total, desk: table)
    tries = (recovered(disclose(hall)) for hall in map(a_hall, SEEDS))
    assert is_found({"A4", "A1"}, ({id.partition(".")[0] for id in found if "." in id} for found in tries))


def test_the_attack_would_find_free_hours_beside_a_line_that_went_with_another() -> None:
    halls = ((rows, _with_nothing_along(compose(rows))) for rows in map(a_hall_with_free_hours, SEEDS))
    assert is_found({"A2.category"}, (recovered(disclose(hall), lines_of_the_free(rows)) for rows, hall in halls))


def test_the_attack_would_find_what_follows_from_other_figures() -> None:
    halls = map(_with_nothing_along, map(a_hall, SEEDS))
    assert is_found({"A2.discount", "A4.discount", "E12.cancellation"}, (recovered(disclose(hall)) for hall in halls))


def _with_nothing_along(report: Report) -> Report:
    return replace(
        report,
        figures=tuple(
            replace(figure, tables=tuple(_alone(table) for table in figure.tables)) for figure in report.figures
        ),
    )


def _alone(table: Table) -> Table:
    rows = tuple(replace(row, takes_along=frozenset()) for row in table.rows)
    return replace(table, rows=rows, takes_along=frozenset())


@pytest.mark.parametrize("seed", range(15))
def test_what_is_hidden_is_gone_from_the_report_itself(seed: int) -> None:
    for value in disclose(a_hall(seed)).all_values():
        assert value.persons is None
        assert value.behind.hirers is None
        if is_hidden(value):
            assert (value.top, value.bottom, value.amount, value.behind.n) == (None, None, None, None)


def test_disclosing_twice_changes_nothing() -> None:
    once = disclose(a_hall(3))
    assert disclose(once) == once


def hall_of(hirers: int) -> Report:
    return disclose(
        compose(
            some_rows(
                *(
                    a_session(key=n, booking=n, hirer=n, hire=1000, standard=1200, category_gap=200)
                    for n in range(hirers)
                )
            )
        )
    )


@pytest.mark.parametrize(("hirers", "hidden"), [(1, True), (2, True), (3, False)])
def test_money_over_fewer_than_three_hirers_is_hidden(hirers: int, hidden: bool) -> None:
    report = hall_of(hirers)
    for id in ("A1", "A1n", "A2", "A3", "A4", "F5", "E12"):
        assert all(is_hidden(value) for value in report.figure(id).values) is hidden, id


def test_what_few_paid_for_equipment_alone_is_not_the_income_less_the_net_charge() -> None:
    in_rooms = [a_session(key=n, booking=n, hirer=n, hire=1000) for n in range(3)]
    lamps = a_session(key=9, booking=9, hirer=9, hire=700, cells=frozenset())
    report = disclose(compose(some_rows(*in_rooms, lamps)))
    assert not is_hidden(report.figure("A1n").value)
    assert [printed(report, id) for id in ("E12", "E12.hire")] == [[HIDDEN], [HIDDEN]]


@pytest.mark.parametrize(("people", "said"), [(0, "0"), (1, HIDDEN), (4, HIDDEN), (5, "5"), (8, "10")])
def test_one_to_four_people_are_hidden_and_nobody_is_shown(people: int, said: str) -> None:
    report = disclose(compose(some_rows(a_session(hire=0, counted=people))))
    assert printed(report, "E6.counted") == [said]
    if said == HIDDEN:
        assert printed(report, "E7.counted") == [HIDDEN]
        assert printed(report, "E6.counted_a_month") == [HIDDEN]


@pytest.mark.parametrize(("families", "said"), [(0, "0"), (4, HIDDEN), (5, "5")])
def test_families_are_counted_from_five(families: int, said: str) -> None:
    sessions = [a_session(key=n, hirer=n, household=True, hire=0) for n in range(families)]
    assert printed(disclose(compose(some_rows(*sessions))), "F1.households") == [said]


def test_how_many_groups_there_are_gives_nobody_away() -> None:
    report = disclose(compose(some_rows(a_session(hire=0))))
    assert printed(report, "F1") == ["1"]


def test_last_years_figures_pass_the_same_door() -> None:
    rows = some_rows(a_session(hire=1000, standard=1200))
    report = disclose(compose(rows, last_year=some_rows(a_session(hire=1000), span=a_span())))
    assert report.before is not None
    assert report.before.edition is Edition.PUBLIC
    assert is_hidden(report.before.figure("A1").value)
