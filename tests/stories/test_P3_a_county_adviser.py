"""P3: a county adviser with many halls, here five: one page and one file, by name, and no order of merit."""

from __future__ import annotations

import csv
import io
import re
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from bookings.forms.report import full_quarters
from bookings.models import Session
from tests.bookings.reports.together.side_by_side import CSV, PAGE, halls, values, who_sees
from tests.make import LONDON, the_room
from venues.models import AccessClaim, Entrance, Venue

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def time_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy the machine is."""
    monkeypatch.setattr("bookings.reports.together.keeping.A_MOMENT", 60)


NAMES = ("Ash Hall", "Birch Hall", "Cedar Hall", "Dell Hall", "Elm Hall")


@pytest.fixture
def five() -> list[Venue]:
    """At Ash nobody counts who comes; at Dell nothing is on record yet; Cedar is step-free, the last is not."""
    found = halls(6, 5, 1, 0, 2, names=NAMES)
    Session.objects.filter(venue=found[0]).update(counted=None)
    cedar = found[2]
    front, room = Entrance.objects.create(venue=cedar, code="front", name="Front"), the_room(cedar, "main")
    for fact, value in {"arr_street": "yes", "wc_accessible": "yes", "wc_open": "unlocked"}.items():
        says(cedar, fact, value)
    says(cedar, "ent_step_free", "yes", entrance=front)
    for fact, value in {"mov_step_free": "yes", "mov_lift": "not_needed"}.items():
        says(cedar, fact, value, room=room)
    says(found[4], "wc_accessible", "no")
    return found


def says(venue: Venue, fact: str, value: str, **about: Any) -> None:
    """Checked before the last full quarter."""
    checked = {"state": "known", "evidence": "stated", "checked_on": timezone.localdate() - timedelta(days=190)}
    AccessClaim.objects.create(venue=venue, fact=fact, value=value, **checked, **about)


def by_command(*asked: str) -> str:
    told = io.StringIO()
    call_command("funder_report", *asked, stdout=told)
    return told.getvalue()


def test_one_page_and_one_file_of_the_same_definitions_by_name_and_without_a_ranking(five: list[Venue]) -> None:
    _adviser, client = who_sees(five, *["funder"] * 5)
    page = client.get(PAGE)
    paper = page.context["paper"]
    compared = [figure for question in paper.questions for figure in question.figures]
    assert len(compared) == 14
    assert all([row.hall for row in figure.rows] == list(NAMES) for figure in compared)  # whatever they have
    assert "no order of merit" in page.text
    file = client.get(CSV).text
    rows = list(csv.DictReader(io.StringIO(file)))
    assert list(dict.fromkeys(row["venue"] for row in rows)) == list(NAMES)  # too few groups for a pool

    first, until = full_quarters(timezone.localdate())[0]
    quarter = ["--from", str(first), "--to", str(until), "--format", "csv"]
    assert by_command("--venues", "hall-4,hall-0, hall-1,hall-2,hall-3", *quarter) == file
    for halls_named, days, refusal in (
        ("hall-0,hall-9", quarter, "no venue 'hall-9'"),
        ("hall-0", quarter, "two halls or more"),
        ("hall-0,hall-1", [*quarter[:3], str(until + timedelta(days=1)), *quarter[4:]], "a quarter that is over"),
        ("hall-0,hall-1", quarter[:4], "--format csv"),
    ):
        with pytest.raises(CommandError, match=refusal):
            by_command("--venues", halls_named, *days)

    own = client.get("/desk/hall-1/report/").context["paper"]
    meanings = {sheet.id: sheet.definition for question in own.headlines for sheet in question.sheets}
    assert all(figure.definition.startswith(meanings[figure.id]) for figure in compared)

    # What is not recorded is no nought, and stands among the others.
    told = values(file)
    assert [told[name, "E6.counted", "n"] for name in NAMES] == ["[x]", "15", "[c]", "[x]", "5"]
    assert [told[name, "F1", "n"] for name in NAMES] == ["6", "5", "1", "[x]", "2"]
    heads = next(figure for figure in compared if figure.id == "E6")
    assert "not recorded" in heads.rows[0].lines[0].shown
    assert "not on record" in heads.rows[3].lines[0].shown

    # One table of where and when no step-free room was free.
    evening = datetime.combine(first, time(18), LONDON)
    when = {part.when: dict(part.halls) for part in paper.week if part.halls}
    [(part, where)] = when.items()
    assert part.startswith(f"{evening:%A}")
    assert set(where) == {"Cedar Hall"}
    _before, _heading, table = page.text.partition("Where and when no room without a step was free")
    assert f"Cedar Hall {where['Cedar Hall']}" in table.partition("</table>")[0]
    assert set(paper.not_known) == {*NAMES} - {"Cedar Hall", NAMES[4]}
    [without] = re.findall(r"No space counted as wholly step-free[^:]*: (<a .*?)\. What is so in part", page.text)
    assert without == f'<a href="/venues/hall-4/#access">{NAMES[4]}</a>'


def test_a_hall_sees_itself_beside_the_median_and_no_other_by_name(five: list[Venue]) -> None:
    who_sees(five, *["funder"] * 5)
    _ada, client = who_sees(five[:1], "secretary")
    page = client.get("/desk/hall-0/report/beside/")
    groups = next(figure for figure in page.context["figures"] if figure.name == "Groups reached")
    assert (groups.own, groups.middle, groups.halls) == ("6", "", 4)  # one of the five has nothing on record
    assert not any(name in page.text for name in NAMES[1:])
    assert client.get(PAGE)["Location"] == "/desk/hall-0/report/"
