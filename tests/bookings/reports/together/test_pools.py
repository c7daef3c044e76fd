"""What small halls tell together, whoever reads of whichever of them, can never be told of one by subtraction."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import DeprivationIndex, RankedArea
from bookings.forms.report import full_quarters
from bookings.models import PooledHall
from bookings.reports import Edition
from bookings.reports.disclosure import disclose
from bookings.reports.freezing import NOTHING_FROZEN
from bookings.reports.leaving_out import told, what_to_leave_out
from bookings.reports.quarters import quarter_of
from bookings.reports.releases import POOLED, Reader, days_of, of_pool
from bookings.reports.rows import ServedRow
from bookings.reports.together.pools import Pooled, is_quarter, to_make, to_tell
from tests.bookings.reports.test_whom import a_report
from tests.bookings.reports.together.side_by_side import CSV, PAGE, halls, values, who_sees
from tests.report_links import a_plain_report
from venues.models import Venue

A_WEEK = timedelta(days=7)
HALLS = st.frozensets(st.integers(1, 10), min_size=1)
GROUPS = {hall: range(7 * hall, 7 * hall + 7) for hall in range(1, 11)}  # of three halls 21


@given(st.lists(st.tuples(HALLS, HALLS, st.booleans()), min_size=2, max_size=9))
@settings(max_examples=40, deadline=None)
def test_no_two_sums_overlap_whoever_reads_and_in_whichever_order(readers: list[tuple[Pooled, Pooled, bool]]) -> None:
    """Each knows some halls truly, or none; each looks again at the end, when all the others have."""
    kept: dict[int, Pooled] = {}
    told: set[Pooled] = set()
    for sees, knows, knows_any in (*readers, *readers):
        known = knows & sees if knows_any and knows < sees else frozenset()
        for new in to_make([sees], GROUPS, kept, known):
            kept.update(dict.fromkeys(new, new))
        shown = to_tell(sees, kept, known)
        assert all(pool <= sees and not pool & known for pool in shown)
        assert shown or len(sees - known - kept.keys()) < 3
        told |= shown
    assert not any(one & other for one, other in combinations(told, 2))
    assert all(len(pool) >= 3 for pool in told)


def test_only_a_quarter_has_such_sums() -> None:
    assert is_quarter(date(2026, 10, 1), date(2027, 1, 1))
    assert not is_quarter(date(2026, 1, 1), date(2027, 1, 1))
    assert not is_quarter(date(2026, 2, 1), date(2026, 5, 1))


@pytest.mark.django_db
def test_a_hall_more_or_less_among_those_somebody_sees_gives_none_of_them_away(monkeypatch) -> None:
    """And a pool has every cut that a small hall does not print: of one nation by its own index."""
    monkeypatch.setattr("bookings.reports.together.keeping.A_MOMENT", 60)  # however busy the machine is
    index = DeprivationIndex.objects.create(
        code="iod", nation="ENG", name="English Index", version="2025", published=date(2025, 10, 1)
    )
    for fifth in (1, 5):
        RankedArea.objects.create(
            index=index, code=f"E0100000{fifth}", rank=fifth, fifth=fifth, residents=1500, latitude=52, longitude=-1
        )
    four = halls(7, 7, 7, 7)
    adviser, client = who_sees(four, *["funder"] * 4)
    assert "here 4 halls, with 28 groups" in client.get(PAGE).text
    together = {key[1:]: value for key, value in values(client.get(CSV).text).items() if key[0].startswith("small")}
    shares = {figure: value for (figure, unit), value in together.items() if unit == "%"}
    groups = 100 * 12 / 28  # three of the seven in each hall
    assert [shares[id] for id in ("B7.older", "F2.1", "F2.5", "F2l", "F6.80_on", "A12")] == [
        f"{share:.1f}" for share in (groups, 100 - groups, groups, groups, groups, 100 - groups)
    ]
    assert (together["F3", "ratio"], together["F7", "ratio"]) == ("1.14", "28.00")
    assert shares["C9.five_largest"]
    _less, one_less = who_sees(four[:3], *["funder"] * 3)
    adviser.posts.filter(venue=four[3]).delete()
    for reader in (one_less, client):
        assert "Here they are 3, with 21 groups" in reader.get(PAGE).text
        assert "small halls together" not in reader.get(CSV).text
    Venue.objects.filter(pk=four[0].pk).update(nation="WLS")
    PooledHall.objects.all().delete()
    assert "Here they are 3, with 21 groups" in one_less.get(PAGE).text  # two nations are no one pool
    Venue.objects.filter(pk=four[0].pk).update(nation="ENG")
    a_number = {"figure": "A12", "label": "", "shown": "", "id": "A12", "unit": "%", "room": "", "category": ""}
    figures = {**NOTHING_FROZEN, "values": [{**a_number, "numerator": "3", "state": "ok"}]}
    first, until = full_quarters(timezone.localdate())[0]
    a_plain_report(four[0], None, edition="funder", figures=figures, first=first + A_WEEK, until=until + A_WEEK)
    assert "Here they are 2, with 14 groups" in one_less.get(PAGE).text  # who tells it alone is in no sum of others


def test_what_a_hall_told_together_with_others_it_does_not_tell_alone() -> None:
    """Of a year enough groups come; its quarters less the others' years would be one hall's."""
    desk = a_report(*[ServedRow(small_income="yes")] * 9, *[ServedRow(small_income="no")] * 12)
    days = days_of(desk)
    assert "A12" in {id for id, *_about in told(disclose(desk, Edition.FUNDER))}
    told_together = Reader([of_pool(quarter_of(days[0]), desk.span.zone)])
    _days, left_out = what_to_leave_out(desk, Edition.FUNDER, told_together)
    assert "A12" in {id for id, *_about in left_out}
    assert {id.partition(".")[0] for id, *_about in left_out} <= POOLED
    assert what_to_leave_out(desk, Edition.FUNDER, Reader())[1] == frozenset()
