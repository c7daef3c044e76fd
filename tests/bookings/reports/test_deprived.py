"""Hours by how deprived a group's area is: by the nation's own index, not applicable where it says nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from accounts.actions.import_areas import import_areas
from accounts.actions.import_index import import_index
from accounts.areas import Point
from accounts.areas.indices import Ranked, indices
from accounts.areas.tables import Placed
from bookings.reports.building import compose
from bookings.reports.disclosure import disclose
from bookings.reports.load import Ground, served
from bookings.reports.machine_copy import as_csv
from bookings.reports.printing import shown
from bookings.reports.rows import Catchment, ServedRow
from bookings.reports.span import Span
from bookings.reports.values import Report, State
from tests.bookings.reports.rows import a_session, some_rows
from tests.make import LONDON, a_booking, soon

AROUND = Catchment("English Index 2025", ((1, 1000), (3, 3000)))


def a_report(*fifths: int | None, around: Catchment | None = AROUND) -> Report:
    """Each group was there for two hours."""
    sessions = [a_session(key=number, hirer=number) for number in range(len(fifths))]
    rows = {number: ServedRow(fifth=fifth) for number, fifth in enumerate(fifths)}
    return compose(some_rows(*sessions, served=rows, catchment=around))


def told(report: Report, *ids: str) -> list[str]:
    found = {value.id: value for value in report.all_values()}
    return [shown(found[id], "GBP") for id in ids]


def test_hours_by_fifth_over_hours_whose_area_is_known_and_the_ratio_to_those_who_live_here():
    report = a_report(1, 1, 1, 3, 5, 5, None)
    assert told(report, "F2", "F2.1", "F2.2", "F2.3", "F2.5") == ["85.7%", "50.0%", "0.0%", "16.7%", "33.3%"]
    assert report.figure("F2").value.behind.missing == 1
    assert told(report, "F3", "F3.points", "F3.residents") == ["2.00", "25.0%", "25.0%"]
    assert report.figure("F2").tables[0].title == "By the English Index 2025"
    unsaid = a_report(1, 1, 1, 3, 5, around=Catchment("English Index 2025", ((1, 1000), (3, None))))
    assert told(unsaid, "F2.1", "F3", "F3.points", "F3.residents") == ["60.0%", *["not known"] * 3]
    assert told(a_report(1, 3), "F2.1", "F3") == ["2.0 h of 4.0 h (2 groups)", "2 groups, too few for a figure"]
    assert told(a_report(None), "F3", "F3.points") == ["not recorded of any of 1 group"] * 2


@pytest.mark.parametrize(
    ("around", "why"),
    [
        (None, "No index of deprivation is known here for this nation."),
        (replace(AROUND, areas=()), "Of no area within 3 miles is it known where it stands in the English Index 2025."),
        (
            replace(AROUND, areas=((2, 900),)),
            "By the English Index 2025, no area within 3 miles is in the most deprived fifth.",
        ),
    ],
)
def test_where_the_index_says_nothing_it_is_not_applicable_and_low_incomes_stand_instead(around, why):
    report = a_report(1, 2, 3, 4, 5, around=around)
    assert told(report, "F2", "F3") == ["not applicable here"] * 2
    assert report.figure("F2").flags == (f"{why} See the hours of low-income groups (F2l) instead.",)
    assert {row.split(",")[6] for row in as_csv(report).split("\r\n") if row.startswith(("F2,", "F3,"))} == {"[z]"}
    assert told(disclose(report), "F2", "F3") == ["not applicable here"] * 2


def test_a_small_hall_says_it_in_words_and_a_large_one_hides_few_groups_and_what_tells_the_same():
    small = disclose(a_report(1, 1, 1, 5))
    assert small.figure("F2").flags == (
        "Said by three groups or more: The most deprived fifth. Most groups have answered.",
    )
    assert told(small, "F2.1", "F3.points") == ["[c]", "[c]"]
    assert hidden(disclose(a_report(*[1] * 8, *[3] * 8))) >= {"F2.1", "F2.3", "F3", "F3.points"}  # under 20 groups
    large = disclose(a_report(*[1] * 6, *[3] * 6, *[5] * 9))
    assert not hidden(large)
    few = disclose(a_report(*[1] * 4, *[3] * 6, *[4] * 6, *[5] * 9))
    assert hidden(few) == {"F2.1", "F2.3", "F3", "F3.points"}  # with the next smallest, so that no sum gives it
    along = disclose(a_report(*[1] * 6, *[3] * 4, *[5] * 15))
    assert hidden(along) == {"F2.1", "F2.3", "F3", "F3.points"}


def hidden(report: Report) -> set[str]:
    return {
        value.id
        for value in report.all_values()
        if value.id.startswith(("F2.", "F3")) and value.state is State.CONFIDENTIAL
    }


@pytest.mark.django_db
def test_areas_are_told_by_the_newest_index_of_the_halls_own_nation_and_near_is_three_miles():
    booking = a_booking(on=soon(20), confirmed=True)
    venue, hirer = booking.venue, booking.hirer
    venue.latitude, venue.longitude = 52, -2
    near, far, abroad = "E01000001", "E01000009", "S01006506"
    import_areas(
        Placed(f"ZZ{n} 1ZZ", Point(north, -2), area)
        for n, (north, area) in enumerate([(52.04, near), (52.05, far), (52.0, abroad)])  # 2.8 and 3.5 miles
    )
    english, scottish = indices()["iod-2025"], indices()["simd-2020v2"]
    newer = replace(english, code="iod-2031", version="2031", published=date(2031, 1, 1))
    import_index(english, [Ranked(near, 1, 1, 1500), Ranked(far, 2, 1, 900)])
    import_index(newer, [Ranked(near, 1, 2, 1500)])
    import_index(scottish, [Ranked(abroad, 1, 5, None)])

    def of_a_hall(nation: str, area: str, year: int = 2027) -> Any:
        venue.nation = nation
        hirer.served.all().delete()
        hirer.served.create(said_on=date(2026, 3, 3), audience=["older"], area=area)
        span = Span(date(year, 1, 1), date(year + 1, 1, 1), datetime(year + 1, 1, 5, tzinfo=LONDON), LONDON)
        ground = Ground(venue, (span,))
        return served.read(ground.served, ground.near, ground.fifths, span)[hirer.pk].fifth, ground.catchment

    index = "English Index of Multiple Deprivation"
    assert of_a_hall("ENG", near) == (1, Catchment(f"{index} 2025", ((1, 1500),)))
    assert of_a_hall("ENG", near, 2031) == (2, Catchment(f"{index} 2031", ((2, 1500),)))
    assert of_a_hall("SCT", near) == (
        None,
        Catchment("Scottish Index of Multiple Deprivation 2020v2", ((5, None),)),
    )
    assert of_a_hall("WLS", near) == (None, None)
    assert of_a_hall("ENG", "ZZ1")[0] is None  # a town's postal district is no area of the index
