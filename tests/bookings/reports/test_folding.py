"""What follows the first page of an issued report is folded, and nothing of it is lost."""

from __future__ import annotations

from bookings.reports.folding import folded

FIRST = '<p class="lead">A week</p><section class="asked"><h2>Is it affordable?</h2><h3>Price</h3></section>'
PAPER = f"""<html><body><main><h1>How it is used</h1>{FIRST}
<section class="overleaf together"><h2 id="week">Through the week</h2><table></table></section>
<section><h2 id="every">Each figure</h2><p>All of them.</p>
<h3>Is it affordable?</h3><h4>A1 Price</h4><p>One.</p><h3>Is it accessible?</h3><p>Two.</p></section>
</main></body></html>"""


def test_each_part_is_folded_under_its_heading_and_each_question_in_its_part() -> None:
    paper = folded(PAPER)
    assert (paper.heading.strip(), paper.first_page.strip()) == ("<h1>How it is used</h1>", FIRST)
    week, every = paper.parts
    assert (week.about, week.words, week.body.strip(), week.parts) == (
        ' id="week"',
        "Through the week",
        "<table></table>",
        (),
    )
    assert (every.words, every.body.strip()) == ("Each figure", "<p>All of them.</p>")
    assert [(part.words, part.body.strip()) for part in every.parts] == [
        ("Is it affordable?", "<h4>A1 Price</h4><p>One.</p>"),
        ("Is it accessible?", "<p>Two.</p>"),
    ]


def test_a_paper_of_one_page_is_shown_whole() -> None:
    assert folded("<main><h1>Used</h1><p>By all.</p></main>").first_page == "<p>By all.</p>"
