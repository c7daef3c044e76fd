"""Where postcodes lie: how they are written, how far they are from each other, and the table that a site brings in."""

from __future__ import annotations

from io import StringIO
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command

from accounts.areas import Point, full_postcode, is_district, middle, miles_between
from accounts.areas.tables import Placed, Unreadable, placed_in
from accounts.models import Postcode

LONDON, BRISTOL = Point(51.5074, -0.1278), Point(51.4545, -2.5879)
TABLE = """pcd7,PCDS,doterm,LAT,long,lsoa21cd
BS5 6XX,BS5 6XX,,51.46,-2.56,E01014500
BS5 0AA,BS5 0AA,202003,51.47,-2.55,E01014501
BS556AA,BS55 6AA,,51.50,-2.50,E01014502
GY1 1AA,GY1 1AA,,99.999999,0.000000,L99999999
"""


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("bs56xx", "BS5 6XX"),
        (" BS5  6xx ", "BS5 6XX"),
        ("ec1a1bb", "EC1A 1BB"),
        ("M1 1AE", "M1 1AE"),
        ("BS5", None),
        ("Bristol", None),
        ("BS5 66X", None),
        ("", None),
    ],
)
def test_a_postcode_is_known_however_it_is_written(written, known):
    assert full_postcode(written) == known


def test_the_first_half_of_a_postcode_is_a_district():
    assert [place for place in ("BS5", "ec1a", "M1", "Bath", "B", "BS5 6XX") if is_district(place)] == [
        "BS5",
        "ec1a",
        "M1",
    ]


def test_miles_are_those_over_the_ground():
    assert miles_between(LONDON, BRISTOL) == pytest.approx(106.0, abs=0.5)
    assert miles_between(BRISTOL, LONDON) == miles_between(LONDON, BRISTOL)
    assert miles_between(LONDON, LONDON) == 0
    assert miles_between(Point(0, 179.9), Point(0, -179.9)) == pytest.approx(13.8, abs=0.1)  # over the date line
    assert middle([LONDON, BRISTOL]).north == pytest.approx(51.48095)


def test_a_table_is_read_whatever_its_release_calls_the_columns():
    """Those no longer in use, and those that nobody can place, are left out."""
    assert list(placed_in(StringIO(TABLE))) == [
        Placed("BS5 6XX", Point(51.46, -2.56), "E01014500"),
        Placed("BS55 6AA", Point(51.5, -2.5), "E01014502"),
    ]


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("", "It has no column pcds, lat, long."),
        ("pcd7,lsoa21cd\nBS56XX,E01014500\n", "It has no column lat, long."),
        ("pcds,lat,long\nBS5 6XX,51,-2\nhere,51,-2\n", "Line 3: “here” is not a postcode."),
        ("pcds,lat,long\nBS5 6XX,north,-2\n", "Line 2: “north, -2” are not degrees of latitude and longitude."),
        ("pcds,lat,long\nBS5 6XX,51,-200\n", "Line 2: “51, -200” lies nowhere on the earth."),
        ("pcds,lat,long\nBS5 6XX,nan,-2\n", "Line 2: “nan, -2” lies nowhere on the earth."),
    ],
)
def test_what_is_no_table_of_postcodes_is_told_by_its_line(table, words):
    with pytest.raises(Unreadable) as refusal:
        list(placed_in(StringIO(table)))
    assert str(refusal.value).startswith(words)


@pytest.mark.django_db
def test_a_site_brings_its_table_in_whole_and_a_new_one_takes_its_place(tmp_path, capsys):
    old, new, broken = tmp_path / "old.csv", tmp_path / "new.zip", tmp_path / "broken.csv"
    old.write_text("pcds,lat,long\nAB1 1AA,57.1,-2.1\nBS5 6XX,50,-2\n", encoding="utf-8-sig")
    with ZipFile(new, "w") as packed:
        packed.writestr("Documents/read me.csv", "a,b\n")
        packed.writestr("Data/directory.csv", TABLE)
    broken.write_text("pcds,lat,long\nAB1 1AA,57.1,-2.1\nhere,1,1\n")

    call_command("import_areas", str(old))
    call_command("import_areas", str(new), "--check")
    assert capsys.readouterr().out.splitlines() == [
        "2 postcodes are known now: people can look for a room near any of them.",
        "Only checked: 2 postcodes could come in.",
    ]
    assert set(Postcode.objects.values_list("code", flat=True)) == {"AB1 1AA", "BS5 6XX"}
    call_command("import_areas", str(new))
    assert set(Postcode.objects.values_list("code", "latitude", "district", "area")) == {
        ("BS5 6XX", 51.46, "BS5", "E01014500"),
        ("BS55 6AA", 51.5, "BS55", "E01014502"),
    }
    with pytest.raises(CommandError, match=r"broken.csv was not brought in. Line 3: “here” is not a postcode."):
        call_command("import_areas", str(broken))
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        call_command("import_areas", str(tmp_path / "nothing.csv"))
    new.write_text("no zip")
    with pytest.raises(CommandError, match=r"It ends in .zip and is no zip file."):
        call_command("import_areas", str(new))
    assert Postcode.objects.count() == 2
