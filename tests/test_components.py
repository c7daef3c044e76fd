"""The pieces pages are made of say aloud what they show."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import django_tables2 as tables
import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from accounts.icons import ICONS


class Wish(forms.Form):
    people = forms.IntegerField(label="How many people?", help_text="A guess will do.", min_value=1)
    kind = forms.ChoiceField(
        label="Your group", choices=[("charity", "Charity"), ("club", "Club")], widget=forms.RadioSelect
    )
    notes = forms.CharField(label="Notes", required=False, widget=forms.TextInput(attrs={"placeholder": "Notes"}))
    agreed = forms.BooleanField(label="We agree")
    token = forms.CharField(widget=forms.HiddenInput)

    def clean(self) -> None:
        self.add_error(None, "The hall is shut that day.")


class Bookings(tables.Table):
    caption = "Your bookings"
    row_header = "title"
    title = tables.Column(verbose_name="Booking")
    hirer = tables.Column(verbose_name="Group", orderable=False)


def said(template: str, **context: Any) -> str:
    """What the template gives, on one line."""
    request = context.get("request")
    known = RequestContext(request, context) if request else Context(context)
    return re.sub(r"\s+", " ", Template(template).render(known)).strip()


def bookings(asked_for: str, rows: int = 25) -> str:
    """The table as the page at this address shows it."""
    request = RequestFactory().get(asked_for)
    table = Bookings([{"title": f"Choir {row:02}", "hirer": "<b>Ben</b>"} for row in range(rows)])
    tables.RequestConfig(request, paginate={"per_page": 10}).configure(table)
    return said(
        "{% load django_tables2 %}{% render_table table 'components/table.html' %}", table=table, request=request
    )


def test_a_field_is_described_by_its_hint_and_its_error() -> None:
    html = said("{{ form.people.as_field_group }}", form=Wish({"people": "0"}))
    box = re.search(r"<input[^>]*>", html)
    assert box
    assert 'aria-describedby="id_people_helptext id_people_error"' in box[0]
    assert 'aria-invalid="true"' in box[0]
    assert '<label for="id_people">How many people?</label>' in html
    assert html.index('id="id_people_helptext"') < html.index('id="id_people_error"') < html.index("<input")


def test_radios_stand_in_a_fieldset_that_is_named_and_each_has_its_label() -> None:
    html = said("{{ form }}", form=Wish())
    assert re.search(r"<fieldset[^>]*> <legend>Your group</legend>", html)
    assert '<label for="id_kind_0">Charity</label>' in html
    assert '<label for="id_kind_1">Club</label>' in html


def test_a_tick_box_comes_before_its_label_and_only_what_may_be_left_out_says_so() -> None:
    html = said("{{ form }}", form=Wish())
    assert html.index('id="id_agreed"') < html.index('<label for="id_agreed">')
    assert re.findall(r'for="(\w+)">[^<]*<span class="optional">', html) == ["id_notes"]
    assert "placeholder" not in html


def test_the_summary_leads_to_every_field_that_is_wrong() -> None:
    html = said('{% include "components/errors.html" %}', form=Wish({"people": "many"}))
    assert re.findall(r'href="#(\w+)"', html) == ["id_people", "id_kind_0", "id_agreed"]
    assert "The hall is shut that day." in html
    assert 'role="alert"' in html
    assert 'tabindex="-1"' in html
    assert said('{% include "components/errors.html" %}', form=Wish()) == ""


def test_other_words_for_a_field_take_the_place_of_its_own() -> None:
    html = said(
        '{% include "components/field.html" with field=form.people label="Heads" hint="Roughly" %}', form=Wish()
    )
    assert "How many people?" not in html
    assert "A guess will do." not in html
    assert '<label for="id_people">Heads</label>' in html


def test_a_table_has_a_caption_headings_and_names_for_its_rows() -> None:
    html = bookings("/?sort=-title")
    assert "<caption>Your bookings</caption>" in html
    assert re.findall(r'<th role="columnheader" scope="col"[^>]*?aria-sort="(\w+)"', html) == ["descending"]
    assert html.count('scope="col"') == 2
    assert html.count('scope="row"') == 10
    assert 'data-label="Group">&lt;b&gt;Ben' in html


def test_sorting_begins_again_at_the_first_page() -> None:
    link = re.search(r'<thead.*?href="([^"]*)"', bookings("/?page=3&kind=club"))
    assert link
    assert "page=" not in link[1]
    assert "kind=club" in link[1]


def test_the_pages_of_a_table_are_named_and_none_leads_nowhere() -> None:
    html = bookings("/?page=2", rows=300)
    assert 'aria-label="Pages of Your bookings"' in html
    assert re.findall(r'href="\?page=(\d+)"[^>]*aria-current="page"', html) == ["2"]
    assert 'href="#"' not in html
    assert "<nav" not in bookings("/", rows=5)


def test_a_plain_list_goes_from_page_to_page() -> None:
    page = Paginator(range(30), 10).page(2)
    request = RequestFactory().get("/?q=hall")
    html = said('{% include "components/pages.html" with name="Venues" %}', page=page, request=request)
    assert re.findall(r'href="([^"]*)"', html) == ["?q=hall&amp;page=1", "?q=hall&amp;page=3"]


@pytest.mark.parametrize(
    ("status", "word"), [("asked", "Asked"), ("booked", "Booked"), ("refused", "Refused"), ("cancelled", "Cancelled")]
)
def test_a_status_has_a_word_and_a_shape_of_its_own(status: str, word: str) -> None:
    html = said('{% include "components/status.html" %}', status=status)
    assert f"{word}</span>" in html
    assert ICONS[status] in html


def test_times_and_money_are_told_in_house_style() -> None:
    period = SimpleNamespace(start=datetime(2026, 7, 7, 18, tzinfo=UTC), end=datetime(2026, 7, 7, 20, tzinfo=UTC))
    london = {"period": period, "zone": "Europe/London"}
    assert said("{% load hearth %}{% when period zone %}", **london) == "Tuesday 7 July 2026, 7pm to 9pm"
    assert said("{% load hearth %}{% hours period zone %}", **london) == "7pm to 9pm"
    assert (
        said("{% load hearth %}{{ period.start|day:zone }}, {{ period.end|clock_time:zone }}", **london)
        == "Tuesday 7 July 2026, 9pm"
    )
    assert said("{% load money %}{{ 850|money:'GBP' }} {{ 2400|money }}") == "£8.50 £24.00"


@pytest.mark.urls("allauth.urls")
def test_the_frame_marks_where_one_is_and_leaves_out_what_is_not_there() -> None:
    pages = [("account_login", "Sign in"), ("mfa_index", "Keys"), ("nowhere", "Nowhere")]
    links = "{% load hearth %}{% for name, words in pages %}{% nav_link name words %}{% endfor %}"
    html = said(links, pages=pages, request=RequestFactory().get("/2fa/totp/activate/"))
    assert html == '<li><a href="/login/">Sign in</a></li><li><a href="/2fa/" aria-current="true">Keys</a></li>'


@pytest.mark.urls("allauth.urls")
@pytest.mark.parametrize("code", [400, 403, 404, 413, 429, 500])
def test_each_page_for_what_went_wrong_stands_without_a_request(code: int) -> None:
    html = render_to_string(f"{code}.html")
    assert html.count("<h1>") == 1
    assert '<html lang="en-gb">' in html
    assert '<a class="skip" href="#main">' in html
