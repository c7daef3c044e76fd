"""Text from people: breaks of any kind understood, what cannot be shown refused."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from accounts.plain_text import Line, Lines


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Soup \t and\r\nbread ", "Soup and bread"),
        ("pasted\x0bfrom a word processor", "pasted from a word processor"),
        ("<b>Käse</b> & “é” 🎉", "<b>Käse</b> & “é” 🎉"),
    ],
)
def test_a_line_is_one_line(typed, kept):
    assert Line().clean(typed) == kept


def test_lines_keep_their_breaks():
    assert Lines().clean("one\r\ntwo\x0bthree\u2028four") == "one\ntwo\nthree\nfour"


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x7f", "\x9f", "\ud83c"])
def test_what_cannot_be_shown_is_refused(sign):
    with pytest.raises(ValidationError, match="cannot be shown"):
        Lines().clean(f"a{sign}b")


@pytest.mark.parametrize("sign", [chr(n) for n in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))])
@pytest.mark.parametrize("field", [Line, Lines])
def test_what_turns_the_letters_round_is_refused(field, sign):
    with pytest.raises(ValidationError, match="cannot be shown"):
        field().clean(f"Room {sign}gnp.exe")


@pytest.mark.parametrize("text", ["شبكة الدعم", "קפה וחברים", "می‌خواهم", "👩‍👧 group"])
def test_scripts_that_run_from_right_to_left_are_welcome(text):
    assert Line().clean(text) == text


@given(st.text())
def test_whatever_comes_through_can_be_written_down(text):
    try:
        kept = Line(required=False).clean(text)
    except ValidationError:
        return
    kept.encode("utf-8")
    assert len(kept.splitlines()) <= 1


@pytest.mark.parametrize("nothing", ["\u200b", " \u200b\u2060 ", "\ufeff\u3164", "\u2800\n\u00ad"])
def test_text_of_which_nothing_can_be_seen_is_no_text(nothing):
    for field in (Line(), Lines()):
        with pytest.raises(ValidationError, match="Fill this in"):
            field.clean(nothing)
    assert Line(required=False).clean(nothing) == ""
    assert Line().clean("a\u200bb") == "a\u200bb"
