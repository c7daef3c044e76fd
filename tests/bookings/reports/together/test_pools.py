"""What small halls tell together, whoever reads of whichever of them, can never be told of one by subtraction."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import DeprivationIndex, RankedArea
from bookings.models import PooledHall
from bookings.reports.together.pools import Pooled, is_quarter, to_make, to_tell
from tests.bookings.reports.together.side_by_side import CSV, PAGE, halls, values, who_sees
from venues.models import Venue

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
def test_a_hall_more_or_less_among_those_somebody_sees_gives_none_of_them_away() -> None:
    """And a pool has every cut that a small hall does not print: of one nation by its own index."""
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
