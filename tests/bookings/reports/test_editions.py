"""Three editions through one door: the desk's, the funder's, and the public one, which is the funder's with less."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from bookings.reports import Edition, Report
from bookings.reports.building import compose
from bookings.reports.disclosure import disclose, is_hidden
from bookings.reports.evidence import Evidence
from bookings.reports.figures.unmet import why_not
from bookings.reports.freezing import frozen
from bookings.reports.rows import Outcome, RequestRow
from bookings.reports.values import Value
from tests.bookings.reports.example import printed
from tests.bookings.reports.rows import a_request, a_session, a_span, local, some_rows
from tests.bookings.reports.test_disclosure import a_hall, recovered

REASONS = ("access", "price", "slot_taken", "policy")
MARCH = a_span(days=31)


def turned_away(counts: tuple[int, ...], like: Report) -> Report:
    """So many requests declined for each of the reasons, each for two hours; of the report, this figure alone."""
    rows = some_rows(span=MARCH, requests=tuple(_declined(counts)))
    return replace(like, figures=(why_not(Evidence(rows)),))


def _declined(counts: tuple[int, ...]) -> list[RequestRow]:
    reasons = [reason for reason, count in zip(REASONS, counts, strict=True) for _ in range(count)]
    when = {"answered_at": local("2026-03-04 10:00"), "moment": local("2026-03-04 10:00")}
    return [
        a_request("2026-03-03 10:00", key=n, hirer=n, outcome=Outcome.DECLINED, reason=reason, **when)
        for n, reason in enumerate(reasons)
    ]


def reasons_of(report: Report) -> dict[str, list[Value]]:
    found: dict[str, list[Value]] = {}
    for table in report.figure("C4").tables:
        for row in table.rows:
            found.setdefault(row.id.removeprefix("C4."), []).append(row)
    return found


def test_who_was_turned_away_for_access_is_not_told_of_one_to_four_and_cannot_be_had_from_the_others() -> None:
    like = compose(some_rows(span=MARCH))
    for counts in product((0, 1, 2, 4, 5), *[(0, 1, 2, 6)] * 3):
        funder = disclose(turned_away(counts, like), Edition.FUNDER)
        few, rows = 0 < counts[0] < 5, reasons_of(funder)
        hidden = {reason for reason, pair in rows.items() if any(map(is_hidden, pair))}
        assert all(is_hidden(value) for reason in hidden for value in rows[reason]), counts
        assert funder.figure("C4").value.top == sum(counts)
        assert all(funder.figure("C4").flags), "no note without words"
        if not few:
            assert (hidden, len(rows)) == (set(), sum(map(bool, counts))), counts
        elif rows:
            others = [count for reason, count in zip(REASONS[1:], counts[1:], strict=True) if reason in hidden]
            assert "access" in hidden, counts
            assert "slot_taken" not in hidden, counts  # its number stands beside C5, too
            assert counts[0] + sum(others) > 1 + len(others), counts
        else:
            assert "access" not in str(funder.figure("C4").tables), counts


def test_the_lines_stand_by_name_since_their_order_by_size_would_tell() -> None:
    funder = disclose(turned_away((2, 6, 9, 3), compose(some_rows(span=MARCH))), Edition.FUNDER)
    labels = [row.label for row in funder.figure("C4").tables[0].rows]
    assert labels == sorted(labels)


@pytest.mark.parametrize(("access", "said"), [(0, "0"), (1, "[c]"), (4, "[c]"), (5, "5")])
def test_b6_is_told_to_the_funder_from_five_on_and_to_nobody_else(access: int, said: str) -> None:
    desk = compose(some_rows(span=a_span(MARCH.first.replace(day=1), 31), requests=tuple(_declined((access, 9, 9, 9)))))
    assert printed(desk, "B6") == [str(access)]
    assert printed(disclose(desk, Edition.FUNDER), "B6") == [said]
    assert "B6" not in {figure.id for figure in disclose(desk).figures}


def test_b6_goes_where_the_lines_of_c4_less_it_would_tell_of_few() -> None:
    asked = [*_declined((5, 9, 9, 9)), a_request(
        "2026-04-01 09:00", key=99, hirer=99, outcome=Outcome.DECLINED, reason="access",
        answered_at=local("2026-04-02 09:00"), moment=local("2026-04-02 09:00"),
    )]  # fmt: skip
    desk = compose(some_rows(span=a_span(MARCH.first.replace(day=1), 40), requests=tuple(asked)))
    assert printed(desk, "B6") == ["5"]
    assert printed(disclose(desk, Edition.FUNDER), "B6") == ["[c]"]


@pytest.mark.parametrize("seed", range(12))
def test_the_public_edition_is_the_funders_with_less(seed: int) -> None:
    desk = a_hall(seed)
    funder, public = disclose(desk, Edition.FUNDER), disclose(desk)
    assert recovered(funder) == set()
    assert disclose(funder, Edition.FUNDER) == funder
    assert (funder.edition, public.edition) == (Edition.FUNDER, Edition.PUBLIC)
    ids = [{figure.id for figure in report.figures} for report in (desk, funder, public)]
    assert (ids[0] - ids[1], ids[1] - ids[2]) == ({"D2", "E10"}, {"B6", "D7"})
    assert [funder.figure(figure.id) for figure in public.figures if figure.id != "C4"] == [
        figure for figure in public.figures if figure.id != "C4"
    ]


def test_last_years_figures_are_of_the_same_edition() -> None:
    report = disclose(compose(some_rows(a_session()), last_year=some_rows()), Edition.FUNDER)
    assert report.before is not None
    assert report.before.edition is Edition.FUNDER


def test_who_pays_is_named_on_the_desks_live_report_and_in_nothing_that_is_kept_or_leaves_it() -> None:
    paid = {"hire": 0, "standard": 1200, "category_gap": 1200, "payer": 1200, "payer_name": "Wrenfinch Fund"}
    sessions = (a_session(**paid), a_session(key=2, hirer=2, **{**paid, "payer_name": "wrenfinch fund"}))
    desk = compose(some_rows(*sessions), last_year=some_rows(*sessions))
    assert [printed(desk, f"{id}.payer_wrenfinch_fund") for id in ("A3", "A4", "E12")] == [
        ["4.0 h"],
        ["£24.00"],
        ["£24.00"],
    ]
    for other in (disclose(desk), disclose(desk, Edition.FUNDER), desk.unnamed()):
        assert "renfinch" not in f"{other}"
    kept = frozen(desk)
    assert "renfinch" not in f"{kept.figures}"
    assert not any(b"renfinch" in document for document in kept.documents.values())
