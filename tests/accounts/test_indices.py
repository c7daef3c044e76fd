"""Indices of deprivation: each nation's own file, read by a mapping file, with a sentence for what is wrong in it."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.actions.import_areas import import_areas
from accounts.areas import Point
from accounts.areas.indices import Ranked, indices, ranked_in
from accounts.areas.tables import Placed, Unreadable, placed_in
from accounts.management.commands import import_areas as command
from accounts.models import DeprivationIndex, RankedArea

ENGLISH = replace(indices()["iod-2025"], areas=3)
SCOTTISH = replace(indices()["simd-2020v2"], areas=2)
RANK = "Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived)"
DECILE = '"Index of Multiple Deprivation (IMD) Decile\n(where 1 is most deprived 10% of LSOAs)"'
HEAD = f"LSOA code (2021),LSOA name (2021),{RANK},{DECILE},Total population: mid 2022\n"
ROWS = 'E01000001,A,3,10,"1,500"\nE01000002,B,1,1,1400\nE01000003,C,2,2,\n'


def test_a_file_is_read_by_its_own_names_and_in_fifths_from_the_most_deprived():
    assert list(ranked_in(StringIO(HEAD + ROWS), ENGLISH)) == [
        Ranked("E01000001", 3, 5, 1500),
        Ranked("E01000002", 1, 1, 1400),
        Ranked("E01000003", 2, 1, None),
    ]
    scottish = "DZ,DZname,SIMD2020v2_Rank,SIMD2020v2_Quintile\nS01006506,a,2,5\nS01006507,b,1,1\n,,,\n"
    assert list(ranked_in(StringIO(scottish), SCOTTISH)) == [
        Ranked("S01006506", 2, 5, None),
        Ranked("S01006507", 1, 1, None),
    ]


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("LSOA code (2011),x\n", "It has no column “LSOA code (2021)”, “Index of Multiple Deprivation (IMD) Rank"),
        (HEAD + "E01000001,A,1,1,5\n", "Areas in it: 1; in the English Index of Multiple Deprivation 2025: 3."),
        (HEAD + "S01006506,A,1,1,5\n", "Line 3: “S01006506” is no area of this index"),
        (HEAD + "E01000001,A,first,1,5\n", "Line 3: “first” is not a whole number."),
        (HEAD + "E01000001,A,1,11,5\n", "Line 3: “11” is not between 1 and 10."),
        (HEAD + "E01000001,A,1,1,5\n" * 2, "Line 4: E01000001 is there twice."),
    ],
)
def test_what_is_not_that_index_is_told_by_its_line_or_column(table, words):
    with pytest.raises(Unreadable) as refusal:
        list(ranked_in(StringIO(table), ENGLISH))
    assert str(refusal.value).startswith(words)


def test_the_health_services_fifths_are_not_taken_for_the_governments():
    table = "DataZone,SIMD2020V2Rank,SIMD2020V2CountryQuintile\nS01006506,1,1\n"
    with pytest.raises(Unreadable, match="no column “DZ”, “SIMD2020v2_Rank”, “SIMD2020v2_Quintile”"):
        list(ranked_in(StringIO(table), SCOTTISH))


def test_a_scottish_postcode_is_placed_in_the_zones_that_its_index_goes_by():
    table = "pcds,lat,long,lsoa11,lsoa21\nEH1 1AA,55.9,-3.2,S01008677,S01013500\nBS5 6XX,51,-2,E01000009,E01000001\n"
    assert [each.area for each in placed_in(StringIO(table))] == ["S01008677", "E01000001"]


@pytest.mark.django_db
def test_the_same_index_takes_its_own_place_other_versions_stay_and_postcodes_say_where_areas_lie(
    tmp_path, capsys, monkeypatch
):
    file, half = tmp_path / "File_7.csv", tmp_path / "half.csv"
    file.write_text(HEAD + ROWS, encoding="utf-8-sig")
    half.write_text(HEAD + "E01000001,A,1,1,5\n")
    known = {"iod-2025": ENGLISH, "iod-2031": replace(ENGLISH, code="iod-2031", version="2031")}
    monkeypatch.setattr(command, "indices", lambda: known)

    call_command("import_areas", str(file), "--index", "iod-2025", "--check")
    assert not DeprivationIndex.objects.exists()
    for code in ("iod-2025", "iod-2025", "iod-2031"):
        call_command("import_areas", str(file), "--index", code)
    assert capsys.readouterr().out.splitlines()[:2] == [
        "Only checked: 3 areas of the English Index of Multiple Deprivation 2025 could come in.",
        "3 areas of the English Index of Multiple Deprivation 2025 are known now: reports go by them.",
    ]
    with pytest.raises(CommandError, match=r"half.csv was not brought in. Areas in it: 1;"):
        call_command("import_areas", str(half), "--index", "iod-2025")
    assert sorted(RankedArea.objects.values_list("index", "code", "fifth")) == [
        (index, code, fifth)
        for index in ("iod-2025", "iod-2031")
        for code, fifth in (("E01000001", 5), ("E01000002", 1), ("E01000003", 1))
    ]
    import_areas([Placed(f"ZZ{n} 1ZZ", Point(50.0 + n, -2.0), "E01000002") for n in (1, 3)])
    places = RankedArea.objects.filter(index="iod-2031").order_by("code").values_list("latitude", "longitude")
    assert list(places) == [(None, None), (52.0, -2.0), (None, None)]
