"""The list of needs as it is offered everywhere: the common ones in sight, the rest folded until it counts."""

from __future__ import annotations

import re

import pytest
from django.template.loader import render_to_string

from bookings.forms.stated import StatedForm
from venues.access.needs import NEEDS

PART = re.compile(
    r'(?:<details class="more-needs"(?P<open> open)?>\s*<summary>(?P<summary>.*?)</summary>)?\s*'
    r"<fieldset[^>]*>\s*<legend[^>]*>(?P<legend>[^<]+)</legend>(?P<boxes>.*?)</fieldset>",
    re.DOTALL,
)


def parts(form: StatedForm) -> list[re.Match[str]]:
    return list(PART.finditer(render_to_string("bookings/needs_fields.html", {"form": form})))


def opened(form: StatedForm) -> dict[str, str]:
    """What stands open of what is folded, as its line says it."""
    return {each["legend"]: re.sub(r"<[^>]+>", "", each["summary"]) for each in parts(form) if each["open"]}


def test_every_need_stands_once_in_a_group_that_has_a_name_and_the_common_ones_before_all_others():
    first, *rest = parts(StatedForm())
    assert (first["legend"], first["summary"]) == ("Needed most often", None)
    assert all(each["summary"] == each["legend"] for each in rest)
    assert len({each["legend"] for each in rest}) == len(rest) == 7
    values = [re.findall(r'name="needs" value="(\w+)"', each["boxes"]) for each in (first, *rest)]
    assert set(values[0]) == {code for code, need in NEEDS.items() if need.is_common}
    assert 5 <= len(values[0]) <= 9
    assert sorted(code for codes in values for code in codes) == sorted(NEEDS)


@pytest.mark.parametrize(
    ("typed", "open_now"),
    [
        ({}, {}),
        ({"needs": ["step_free"]}, {}),
        ({"needs": ["bsl", "captions"]}, {"Hearing and speaking": "Hearing and speaking (2 ticked)"}),
        ({"needs": ["several_wheelchairs"]}, {"Moving around": "Moving around (1 ticked)"}),
        ({"wheelchairs": "many"}, {"Moving around": "Moving around"}),
    ],
)
def test_what_is_ticked_or_wrong_is_never_folded_away(typed, open_now):
    assert opened(StatedForm(typed)) == open_now
    if "wheelchairs" not in typed:
        assert opened(StatedForm(initial=typed)) == open_now
