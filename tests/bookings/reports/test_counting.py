"""What a hall sets of how its report counts: on a page, beside the figures, in what was issued, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from accounts.models import DeprivationIndex, JournalEntry, RankedArea
from bookings import reports
from bookings.actions.issue_report import issue_report
from bookings.counting import LONDON, UK, USUAL, Counting, Hours, is_small
from bookings.models import HowWeCount, IssuedReport
from bookings.reports import Edition
from bookings.reports.another_setting import without_another_setting
from bookings.reports.building import compose
from bookings.reports.disclosure import disclose
from bookings.reports.freezing import frozen, frozen_figures
from bookings.reports.leaving_out import told, what_to_leave_out, with_why, without
from bookings.reports.main_figures import slim
from bookings.reports.otherwise import differences
from bookings.reports.releases import Reader, Release
from bookings.reports.rows import ServedRow
from bookings.reports.together.hall import hall_of
from bookings.reports.wages import Wage, in_force, of_region
from tests.bookings.reports.by_hand import comparing
from tests.bookings.reports.example import AS_AT, FROM, UNTIL, Week, printed
from tests.bookings.reports.rows import a_session, a_span, local, some_rows
from tests.make import a_post, a_user, signed_in
from tests.shared import shared
from venues.periods import Period

OTHERWISE = {
    "evening_since": "6pm", "evening_until": "midnight", "weekday_peak_since": "18:00", "weekday_peak_until": "22:00",
    "weekend_peak_since": "10am", "weekend_peak_until": "4pm", "pay": "1.5", "region": "london", "a_head": "£1",
    "small_income": "£25,000", "fewest_persons": "8", "areas": "e01000002, E01000001",
}  # fmt: skip
SET = Counting(
    evening=Hours(1080, 1440), weekday_peak=Hours(1080, 1320), weekend_peak=Hours(600, 960), pay_percent=150,
    a_head=100, region=LONDON, small_income=25_000, fewest_persons=8, areas=("E01000001", "E01000002"),
)  # fmt: skip


@shared
def week():
    week = Week()
    about = {"name": "Index", "version": "1", "published": date(2020, 1, 1), "source": "https://x.example"}
    index = DeprivationIndex.objects.create(code="one", nation=week.venue.nation, **about)
    RankedArea.objects.bulk_create(RankedArea(index=index, code=f"E0100000{n}", rank=n, fifth=1) for n in (1, 2))
    return week


@shared
def ada(week):
    return a_post(week.venue, "manager", a_user("Ada")).user


def page(week) -> str:
    return reverse("desk:counting", args=[week.venue.slug])


def text_of(answer) -> str:
    return " ".join(strip_tags(answer.content.decode()).split())


@pytest.mark.django_db
def test_what_is_set_counts_is_said_beside_its_figures_and_what_was_issued_tells_that_it_was_set(week, ada):
    desk, venue = signed_in(ada), week.venue
    before = reports.build(venue, FROM, UNTIL, as_at=AS_AT)
    issued = issue_report(venue, frozen(before), by=ada, at=timezone.now())
    assert desk.post(page(week), OTHERWISE).status_code == 303
    assert HowWeCount.objects.get().counting == SET
    assert JournalEntry.objects.get(verb="changed how the report counts").by == ada
    assert desk.post(page(week), OTHERWISE).status_code == 303  # the same again changes nothing
    assert JournalEntry.objects.filter(verb="changed how the report counts").count() == 1
    shown = desk.get(page(week)).content.decode()
    assert all(value in shown for value in ('value="00:00"', 'value="1.5"', 'value="25,000"', "E01000001, E01000002"))

    report = reports.build(venue, FROM, UNTIL, as_at=AS_AT)
    assert comparing.differences(venue, FROM, UNTIL, AS_AT) == []
    assert [printed(each, "F5") for each in (before, report)] == [["33.3%"], ["100.0%"]]
    assert report.figure("F5").value.label == "Hours that cost no more than 1.5 hours' pay"
    assert report.figure("F5").flags == (
        "Set by this hall. Affordable hour: 1.5 hours' pay; usually an hour's pay.",
        "Set by this hall. Real Living Wage of: London; usually the UK.",
    )
    assert report.figure("B8").flags == (
        "Set by this hall. Area of the hall: 2 areas that the hall named; usually within 3 miles.",
    )
    assert [printed(each, "E3") for each in (before, report)] == [["13.1%"], ["14.9%"]]  # 7 of 47 hours
    public = reports.build(venue, FROM, UNTIL, as_at=AS_AT, edition=Edition.PUBLIC)
    for each in (report, public):
        rests_on = dict(each.settings)
        assert rests_on["Weekday evening"] == "6pm to midnight, set by this hall; usually 5pm to 10pm"
        assert rests_on["Area of the hall"].startswith("E01000001, E01000002, set by this hall")
        assert rests_on["Fewest people shown outside"] == "8, set by this hall; usually 5"
        assert rests_on["Real Living Wage in force"].startswith("£13.15 an hour")
    assert "Fewest people shown outside" not in dict(before.settings)

    found = {difference.figure: difference.why for difference in differences(issued)}
    assert found["F5"] == (
        "“Real Living Wage in force” reads otherwise",
        "this hall set “Affordable hour” otherwise: it was an hour's pay and is 1.5 hours' pay",
        "this hall set “Real Living Wage of” otherwise: it was the UK and is London",
        "this hall set “Fewest people shown outside” otherwise: it was 5 and is 8",
    )
    assert any("“Peak” otherwise" in why for why in found["E3"])
    assert not any("“Peak” otherwise" in why for why in found["E2"])
    beside = hall_of(venue, FROM, UNTIL, as_at=AS_AT).report
    assert (printed(beside, "F5"), beside.counting) == (["33.3%"], replace(USUAL, fewest_persons=8))

    assert desk.post(page(week), {}).status_code == 303
    assert HowWeCount.objects.get().counting == USUAL
    assert reports.build(venue, FROM, UNTIL, as_at=AS_AT) == before


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("evening_until", "4pm", "It ends before it starts. Check both times."),
        ("weekend_peak_since", "half nine", "We could not read that time."),
        ("pay", "2.05", "Write a number from 0.5 to 2"),
        ("pay", "much", "Write it in figures: 1 or 1.5."),
        ("pay", "1.005", "Two figures after the point are enough"),
        ("region", "wales", "Choose the UK or London."),
        ("a_head", "0", "Write a sum from £0.10 to £20.00."),
        ("small_income", "900", "Write a sum from £1,000 to £1,000,000."),
        ("small_income", "1000.50", "Write whole pounds: 10,000."),
        ("fewest_persons", "4", "never fewer than 5"),
        ("fewest_persons", "11", "Write a whole number from 5 to 10"),
        ("areas", "E01000001 E01999999; nowhere", "No area is known here by: E01999999 and NOWHERE."),
        (
            "areas",
            " ".join(f"E0200{n:04}" for n in range(30)),
            "Of these 30 no area is known here. The first: ",
        ),
        ("areas", " ".join(f"E0200{n:04}" for n in range(201)), "These are 201 areas, and at most 200 fit."),
    ],
)
def test_what_cannot_be_is_said_beside_its_box_with_what_was_typed_and_nothing_is_kept(week, ada, name, typed, words):
    answer = signed_in(ada).post(page(week), {**OTHERWISE, name: typed})
    assert answer.status_code == 422
    assert words in " ".join(answer.context["form"].errors[name])
    assert name == "region" or typed in answer.content.decode()
    assert not HowWeCount.objects.exists()


@pytest.mark.django_db
def test_a_treasurer_sets_it_too_and_a_trustee_a_funder_and_a_stranger_do_not(week):
    posts = [signed_in(a_post(week.venue, kind, a_user(kind)).user) for kind in ("treasurer", "trustee", "funder")]
    assert [browser.get(page(week)).status_code for browser in posts] == [200, 404, 404]
    links = [page(week) in browser.get(reverse("desk:report", args=["vale"])).content.decode() for browser in posts[:2]]
    assert links == [True, False]


@pytest.mark.parametrize(("fewest", "told"), [(5, ["10", "5"]), (8, ["10", "[c]"]), (10, ["[c]", "[c]"])])
def test_a_hall_may_ask_for_more_people_before_it_tells_their_number(fewest: int, told: list[str]) -> None:
    """Nine were counted last year's week, seven this."""
    year = timedelta(days=364)
    sessions = [
        a_session(counted=9),
        a_session(period=Period(local("2025-03-03 18:00"), local("2025-03-03 20:00")), counted=7),
    ]
    counting = Counting(fewest_persons=fewest)
    now, then = (
        some_rows(session, span=a_span(date(2026, 3, 2) - back), counting=counting)
        for session, back in zip(sessions, (timedelta(), year), strict=True)
    )
    public = disclose(compose(now, then))
    assert public.before is not None
    assert [*printed(public, "E6.counted"), *printed(public.before, "E6.counted")] == told


@pytest.mark.parametrize(
    ("figure", "setting", "one", "other", "given"),
    [
        ("A12", "small_income", 10_000, 25_000, "28.6%"),
        ("F5", "pay_percent", 100, 70, "100.0%"),
        ("F5", "region", UK, LONDON, "100.0%"),
        ("F5h", "a_head", 200, 150, "100.0%"),
    ],
)
def test_no_figure_of_groups_is_told_by_two_settings_of_the_same_days(figure, setting, one, other, given):
    """One less the other would be those between the two."""
    sessions = [a_session(key=number, hirer=number, hire=2000, extras=0, vat=0, counted=10) for number in range(21)]
    served = {number: ServedRow(small_income="yes" if number < 6 else "no") for number in range(21)}
    first, then = (
        compose(some_rows(*sessions, served=served, counting=Counting(**{setting: value}))) for value in (one, other)
    )
    days = {"first": first.span.first, "until": first.span.until, "parameters": [list(each) for each in first.settings]}
    issued = IssuedReport(number=3, **days, figures=frozen_figures(disclose(first)))
    assert printed(disclose(without_another_setting(first, [issued])), figure) == [given]
    beside = disclose(without_another_setting(then, [issued]))
    assert printed(disclose(then), figure) != ["[c]"]
    assert printed(beside, figure) == ["[c]"]
    assert "report 3 tells it by another setting" in beside.figure(figure).flags[-1]
    assert printed(beside, "A1") == printed(disclose(then), "A1")
    issued.first, issued.until = (day + timedelta(days=30) for day in (issued.first, issued.until))
    assert without_another_setting(then, [issued]) == then


def test_affordable_hours_by_a_pay_of_its_own_go_first_beside_the_quarter_that_funders_read():
    """One group between the two pays: it alone is left out, and the report may be issued."""
    sessions = [
        a_session(key=number, hirer=number % 6, hire=2400 if number == 5 else 1000, extras=0, vat=0)
        for number in range(20)
    ]
    usual, own = (compose(some_rows(*sessions, counting=Counting(pay_percent=each))) for each in (100, 80))
    quarter = Release.of(usual, told(slim(disclose(usual))))
    telling, left_out = what_to_leave_out(own, Edition.PUBLIC, Reader([quarter]))
    assert (telling, {key[0] for key in left_out}) == (set(), {"F5"})
    assert what_to_leave_out(usual, Edition.PUBLIC, Reader([quarter])) == (set(), frozenset())
    shown = with_why(disclose(without(own, left_out)), left_out)
    assert printed(shown, "F5") == ["[c]"]
    assert "usual hour's pay" in shown.figure("F5").flags[-1]
    assert printed(shown, "A1") == printed(disclose(own), "A1")


@pytest.mark.parametrize(
    ("answer", "asked", "limit", "says"),
    [
        ("yes", 10_000, 10_000, "yes"), ("no", 10_000, 10_000, "no"), ("", 10_000, 10_000, ""),
        ("yes", 10_000, 25_000, "yes"), ("no", 10_000, 25_000, ""),
        ("yes", 25_000, 10_000, ""), ("no", 25_000, 10_000, "no"), ("", 25_000, 10_000, ""),
    ],
)  # fmt: skip
def test_what_a_group_said_of_one_sum_says_of_another(answer, asked, limit, says):
    assert is_small(answer, asked, limit) == says


def test_london_has_rates_of_its_own_to_which_staff_add():
    newer = Wage(date(2027, 5, 1), Fraction("15.50"), "Somebody")
    days = (date(2024, 5, 1), date(2025, 10, 6), date(2026, 6, 1), date(2027, 6, 1))
    assert [in_force(day, of_region(LONDON, [newer])) for day in days] == [
        Decimal("11.95"), Decimal("13.85"), Decimal("14.80"), Decimal("15.50"),
    ]  # fmt: skip
    assert [in_force(day, of_region(UK, [])) for day in days] == [
        Decimal("10.90"), Decimal("12.60"), Decimal("13.45"), Decimal("13.45"),
    ]  # fmt: skip
