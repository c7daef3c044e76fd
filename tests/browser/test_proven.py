"""What one process of the tests has proven, the others know."""

from __future__ import annotations

from tests.browser.proven import Proven


def test_two_that_share_a_file_know_of_each_other_s(tmp_path):
    one, other, alone = Proven(), Proven(), Proven()
    one.add(["before they share"])
    for its in (one, other):
        its.keep_in(tmp_path / "shared")
    one.add(["a link", "a list"])
    assert other.lacking(["a link", "a table", "a list"]) == ["a table"]
    other.add(["a table", "a link"])
    assert one.lacking(["a table", "a box", "before they share"]) == ["a box"]
    assert alone.lacking(["a link"]) == ["a link"]


def test_what_another_is_still_writing_is_read_when_it_stands_there(tmp_path):
    file, one = tmp_path / "shared", Proven()
    other = Proven()
    other.keep_in(file)
    other.add(["a link"])
    whole = file.read_bytes()
    file.write_bytes(whole[:7])
    one.keep_in(file)
    assert one.lacking(["a link"]) == ["a link"]
    file.write_bytes(whole)
    assert one.lacking(["a link"]) == []
