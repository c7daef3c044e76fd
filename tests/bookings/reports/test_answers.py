"""Answers to paste into forms: from the figures of the report, in the words prescribed, and nothing guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bookings.reports import Report
from bookings.reports.answers import answered
from bookings.reports.building import compose
from bookings.reports.disclosure import disclose, hide
from bookings.reports.evidence import Evidence
from bookings.reports.formulas import FORMULAS
from bookings.reports.matched import Window, change
from bookings.reports.presenting import present
from bookings.reports.rows import BENCHMARKS, BenchmarkRow, Named, ServedRow
from bookings.reports.typed import Told
from bookings.reports.values import Figure
from tests.bookings.reports.rows import a_session, a_span, some_rows, stretch


def a_report() -> Report:
    """Three groups for children in a hall of one room, one counted; a concession of £8 that the hall bears."""
    sessions = [
        a_session(key=n, hirer=n, counted=counted, hire=1600, standard=2400, category_gap=800, purpose="children")
        for n, counted in ((1, 86), (2, None), (3, None))
    ]
    served = {n: ServedRow(audience=frozenset({"families"})) for n in (1, 2, 3)}
    priced = BenchmarkRow(BENCHMARKS[0], Named("community", "Community"), Named("main", "Main"), 1600, bond=5000)
    return compose(some_rows(*sessions, served=served, benchmarks=(priced,)))


def _without_a_number(figure: Figure) -> Figure:
    return replace(figure, values=tuple(map(hide, figure.values)), in_words="") if figure.id == "B7" else figure


def pasted(report: Report) -> dict[str, str]:
    return {answer.box: answer.words for form in answered(report) for answer in form.answers}


def test_each_box_has_its_sentence_with_coverage_and_the_words_prescribed() -> None:
    report = a_report()
    told = Told(quotes=(("A second home.", "a parent"),), changes=((date(2026, 3, 4), "A ramp."),), facilities="A ramp")
    words = pasted(replace(report, told=told))
    assert len(words) == 14
    assert (
        (words["People reached"])
        == "86 counted attendances, not different people. Sessions with a count: 1 of 3 used sessions."
    )
    assert words["People reached, where only different persons are accepted"] == "Not recorded."
    assert words["Who took part, and how many"].startswith("Groups that used the place: 3, of them")
    assert "Said by three groups or more: Children and families." in words["Who took part, and how many"]
    assert "“A second home.” (a parent)" in words["What difference it made"]
    assert "(4 or 5 of 5): not recorded" in words["What difference it made"]
    assert "A ramp (4 March 2026)." in words["How people were involved"]
    assert words["Facilities created or improved"] == "A ramp"
    assert "Hours given by volunteers: not recorded." in words["Events and activities"]
    assert (
        "Concessions given: £24.00, of the standard price: £24.00 of £72.00 (3 used sessions)"
        in words["How the benefit is passed on"]
    )
    assert (
        "borne by the hall itself: £24.00; by somebody else who was billed: none on record"
        in (words["How the benefit is passed on"])
    )
    assert "2 hours on a Wednesday evening, 12 people: Community £16.00." in words["What is charged"]
    used = words["How the property is used, and by whom"]
    assert "use whose purpose was commercial, whoever hired: none on record." in used
    assert "Hours hired by category of the price list: Standard 6.0 h." in used
    assert "/venues/hall/prices/" in words["What is charged"]
    assert "mainly for people on low incomes" in words["What it brings to the area"]


def test_what_is_not_on_record_says_so_and_the_edition_for_others_says_no_more_than_its_figures() -> None:
    nothing = pasted(compose(some_rows()))
    assert "not recorded" in nothing["Facilities created or improved"].lower()
    assert nothing["Increase in users or use"].startswith("Not worked out")
    assert "serve: not recorded." in nothing["Who took part, and how many"]
    public = pasted(disclose(a_report()))
    assert "85 counted attendances" in public["People reached"]
    small = disclose(replace(a_report(), figures=tuple(map(_without_a_number, a_report().figures))))
    assert "serve: not given, so that it points at nobody." in pasted(small)["Who took part, and how many"]
    few = replace(a_report(), figures=tuple(f for f in a_report().figures if f.id != "E4"))
    assert "Sessions that took place: none on record." in pasted(few)["Events and activities"]


def test_a_day_before_and_after_answers_whether_use_grew() -> None:
    counts = {("2026-03-09", 1): 10, ("2026-03-16", 2): 15}
    uses = [a_session(f"{day} 18:00", f"{day} 20:00", key=key, counted=n) for (day, key), n in counts.items()]
    evenings = tuple(stretch(f"{day} 17:00", f"{day} 22:00") for day, _key in counts)
    e = Evidence(some_rows(*uses, span=a_span(date(2026, 3, 9), 14), opening=evenings))
    report = compose(e.rows)
    around = change(e, Window(date(2026, 3, 16), 1))
    words = pasted(replace(report, figures=(*report.figures, around)))["Increase in users or use"]
    assert words.startswith("In 1 weeks before the change and as many after it")
    begun = change(e, Window(e.rows.span.last, 1))
    waits = pasted(replace(report, figures=(*report.figures, begun)))["Increase in users or use"]
    assert waits.startswith("No week after the change is over yet")
    assert "counted 10 before (sessions with a count: 1 of 1 used session) and 15 after" in words


def test_every_figure_says_how_it_is_made_and_what_was_not_recorded() -> None:
    report = a_report()
    assert {figure.id for figure in report.figures} <= FORMULAS.keys()
    sheets = {sheet.id: sheet for question in present(report).headlines for sheet in question.sheets}
    assert sheets["A1"].formula == "everything that hirers paid, VAT in ÷ hours hired"
    assert (sheets["A1"].missing, sheets["D5"].missing) == ("none", "nothing of it was recorded")
    assert sheets["E6"].missing == "2 of 3 used sessions"
