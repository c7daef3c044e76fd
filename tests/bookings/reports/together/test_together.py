"""Several halls side by side: who sees them, in which edition, and what small halls tell only together."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Letter
from bookings.models import FiguresAsked, Session
from bookings.reports.cover import Cover
from bookings.reports.making import Line, amount, unsaid
from bookings.reports.together.presenting import middle
from bookings.reports.together.waiting import work_off
from bookings.reports.values import State, Unit
from tests.bookings.reports.together.side_by_side import CSV, ODS, PAGE, halls, values, who_sees
from tests.make import a_user, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def time_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy the machine is."""
    monkeypatch.setattr("bookings.reports.together.keeping.A_MOMENT", 60)


def moment(hour: int) -> datetime:
    return datetime(2026, 3, 3, hour, tzinfo=UTC)


def test_time_covered_without_other_time_and_together_with_it() -> None:
    day, taken = Cover([(moment(9), moment(17))]), Cover([(moment(8), moment(10)), (moment(12), moment(13))])
    assert list(day.without(taken)) == [(moment(10), moment(12)), (moment(13), moment(17))]
    assert list(taken.without(day)) == [(moment(8), moment(9))]
    assert list(Cover.union([day, taken])) == [(moment(8), moment(17))]
    assert list(day.without(day)) == []


def test_the_middle_of_halls_is_given_from_five_on() -> None:
    hours = [amount(Line("E1", ""), n, unit=Unit.HOURS) for n in (9, 1, 5, 7, 3)]
    assert middle(hours).amount == 5
    assert middle([*hours[:4], unsaid(Line("E1", ""), Unit.HOURS, State.NOT_RECORDED)]).state is State.FEW


def test_a_funder_of_several_halls_sees_them_by_name_and_small_ones_together() -> None:
    _user, client = who_sees(halls(8, 8, 8, 1), *["funder"] * 4)
    Session.objects.filter(venue__slug="hall-1").update(hire_pence=1000)  # nobody there pays the standard price
    page = client.get(PAGE)
    assert page.status_code == 200
    assert re.findall(r">(Hall \d)<", page.text)[-4:] == ["Hall 0", "Hall 1", "Hall 2", "Hall 3"]
    assert "4 halls by name" in page.text
    assert "here 4 halls, with 25 groups" in page.text
    assert "<strong>[c]</strong>" in page.text  # the three people that came to the last
    assert "£10.00 an hour" in page.text
    assert "last year not on record" in page.text
    assert "; 1 more hall gives another figure</summary>" in page.text
    assert "Such a hall gives in its place: Hours at the standard price." in page.text
    found = values(client.get(CSV).text)
    assert found["Hall 0", "A1", "£/h"] == "10.00"
    assert found["Hall 0", "E6.counted", "n"] == "25"  # 24, to the nearest five
    assert found["Hall 3", "E6.counted", "n"] == "[c]"
    assert found["small halls together", "F7", "ratio"] == "25.00"
    assert client.get(ODS)["Content-Type"] == "application/vnd.oasis.opendocument.spreadsheet"
    assert client.get(PAGE, {"span": "1999"}).status_code == 400
    assert client.get(PAGE, {"span": str(timezone.localdate().year - 1)}).status_code == 400  # years are for officers


def test_what_a_hall_does_not_record_is_no_nought() -> None:
    """One where nobody counts, and one with nothing on record yet."""
    venues = halls(5, 5, 0)
    Session.objects.filter(venue=venues[0]).update(counted=None)
    _user, client = who_sees(venues, *["funder"] * 3)
    found = values(client.get(CSV).text)
    assert [found[f"Hall {n}", "E6.counted", "n"] for n in range(3)] == ["[x]", "15", "[x]"]
    assert [found[f"Hall {n}", "F1", "n"] for n in range(3)] == ["5", "5", "[x]"]
    assert [found[f"Hall {n}", "E2", "%"] for n in range(3)][2] == "[x]"
    assert "not on record" in client.get(PAGE).text


def test_who_knows_one_of_them_truly_cannot_take_it_off_the_sum() -> None:
    venues = halls(7, 7, 7)
    _user, client = who_sees(venues, "treasurer", "funder", "funder")
    assert "Here they are 2, with 14 groups" in client.get(PAGE).text
    _both, knows_all = who_sees(venues, "trustee", "manager", "secretary")
    page = knows_all.get(PAGE, {"span": str(timezone.localdate().year - 1)})
    assert page.status_code == 200
    assert "here 3 halls, with 21 groups" in knows_all.get(PAGE).text


def test_a_hall_sees_itself_beside_the_middle_of_five_and_no_other_by_name() -> None:
    *venues, far = halls(3, 4, 5, 6, 7, 9)
    funder, _client = who_sees(venues, *["funder"] * 5)
    _ada, client = who_sees(venues[:1], "secretary")
    page = client.get("/desk/hall-0/report/beside/")
    assert "The middle of 5 halls" in page.text
    groups = next(figure for figure in page.context["figures"] if figure.name == "Groups reached")
    assert (groups.own, groups.middle, groups.halls) == ("3", "5", 5)
    assert not any(venue.name in page.text for venue in (*venues[1:], far))
    funder.posts.filter(venue=venues[-1]).delete()
    assert "with yours there would be 4" in client.get("/desk/hall-0/report/beside/").text


def test_one_hall_has_its_own_report_and_strangers_are_led_away() -> None:
    [hall] = halls(0)
    _user, client = who_sees([hall], "funder")
    assert client.get(PAGE)["Location"] == "/desk/hall-0/report/"
    for address in (PAGE, CSV, ODS):
        assert signed_in(a_user("Cleo")).get(address)["Location"] == "/home/"
        assert Client().get(address)["Location"].startswith("/account/login/")


def test_while_it_takes_long_it_says_how_far_it_is_and_writes_when_it_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    user, client = who_sees(halls(1, 1, 1), *["funder"] * 3)
    monkeypatch.setattr("bookings.reports.together.keeping.A_MOMENT", 2)
    monkeypatch.setattr("bookings.reports.together.keeping.monotonic", iter(range(0, 1000, 3)).__next__)
    page = client.get(PAGE)
    assert "The figures of 1 of 3 halls are worked out." in page.text
    assert client.get(CSV)["Location"].startswith(PAGE)
    code = next(iter(page.context["form"].spans))
    for _twice in range(2):
        assert client.post(f"{PAGE}?span={code}", {"span": code}).status_code == 302
    monkeypatch.undo()
    assert FiguresAsked.objects.get().user == user
    assert work_off(timezone.now()) == 1
    assert not FiguresAsked.objects.exists()
    letter = Letter.objects.get(to=user.email)
    assert f"{PAGE}?span={code}" in letter.body
    assert "3 halls by name" in client.get(PAGE).text
    assert work_off(timezone.now()) == 0
