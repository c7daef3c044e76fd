"""Reports for everybody: on the hall's public page once issued, until one is taken back; and nothing else."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bookings.actions.draw_issued import keep_drawn
from tests.make import a_post, a_venue, signed_in
from tests.report_links import a_plain_report

pytestmark = pytest.mark.django_db


def test_what_is_issued_for_everybody_is_found_until_it_is_taken_back_and_nothing_else_is():
    hall = a_venue(slug="vale")
    treasurer, trustee = (signed_in(a_post(hall, kind).user) for kind in ("treasurer", "trustee"))
    visitor, public, desk = Client(), "/venues/vale/how-it-is-used/", "/desk/vale/reports/"
    assert public not in visitor.get("/venues/vale/").text
    assert "No report yet" in visitor.get(public).text
    by = None
    reports = [a_plain_report(hall, by, edition=edition) for edition in ("public", "funder", "desk", "public")]
    keep_drawn(reports[0], b"%PDF of 1", at=reports[0].issued_at)
    assert f'href="{public}"' in visitor.get("/venues/vale/").text
    listed = visitor.get(public).text
    assert listed.index(f"{public}4/") < listed.index(f"{public}1/")
    assert (f"{public}1.pdf" in listed, f"{public}4.pdf" in listed) == (True, False)
    assert listed.count("counted again in number 4") == 1
    assert "By all." in visitor.get(f"{public}1/").text
    assert [visitor.get(f"{public}{number}/").text.count("counts the same days again") for number in (1, 4)] == [1, 0]
    treasurer.post(f"{desk}4/", {"act": "end"})
    assert "counts the same days again" not in visitor.get(f"{public}1/").text
    assert "counted again" not in visitor.get(public).text
    treasurer.post(f"{desk}4/", {"act": "show"})
    assert visitor.get(f"{public}1.pdf").content == b"%PDF of 1"
    assert visitor.get(f"{public}4.csv").content == b"figure_id"
    beyond = ("2/", "2.csv", "3/", "3.csv", "4.pdf", "4.paper", "4.words", "5/", f"{2**40}/")
    assert {visitor.get(f"{public}{each}").status_code for each in beyond} == {404}

    assert trustee.post(f"{desk}1/", {"act": "end"}).status_code == 404
    assert "Take it off the public page" not in trustee.get(f"{desk}1/").text
    assert {treasurer.post(f"{desk}{each}/", {"act": "end"}).status_code for each in (2, 3, 5)} == {404}
    assert treasurer.post(f"{desk}1/", {"act": "other"}).status_code == 404
    assert treasurer.post(f"{desk}1/", {"act": "end"}).status_code == 303
    assert {visitor.get(f"{public}1{each}").status_code for each in ("/", ".pdf", ".csv")} == {404}
    assert f"{public}1/" not in visitor.get(public).text
    assert "Taken off your public page" in treasurer.get(f"{desk}1/").text
    treasurer.post(f"{desk}1/", {"act": "show"})
    assert visitor.get(f"{public}1/").status_code == 200
    hall.published = False
    hall.save()
    assert {visitor.get(f"{public}{each}").status_code for each in ("", "1/", "1.csv")} == {404}


def test_twenty_reports_ask_as_many_questions_as_two():
    hall, by = a_venue(slug="vale"), None

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            Client().get("/venues/vale/how-it-is-used/")
        return len(asked)

    for _each in range(2):
        a_plain_report(hall, by, edition="public")
    two = questions()
    for _each in range(18):
        a_plain_report(hall, by, edition="public")
    assert questions() == two
