"""The calendar of a desk: from today, and the whole week one step before."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from tests.make import a_post, a_venue, signed_in, soon
from venues.models import Venue

pytestmark = pytest.mark.django_db


def read(browser: Client, venue: Venue, query: str = "") -> str:
    return " ".join(browser.get(f"/desk/{venue.slug}/calendar/{query}").content.decode().split())


def test_the_desk_reads_from_today_and_one_step_back_is_the_whole_week():
    hall = a_venue()
    today, caretaker = soon(0), signed_in(a_post(hall, "caretaker").user)
    page = read(caretaker, hall)
    heads = r'<th scope="col"[^>]*><a href="\?day=([-\d]+)'
    assert re.findall(heads, page) == [str(soon(days)) for days in range(7)]
    before = today - timedelta(days=1)
    monday_before = before - timedelta(days=before.weekday())
    assert f'href="?week={monday_before}" rel="prev"' in page
    whole = read(caretaker, hall, f"?week={monday_before}")
    assert re.findall(heads, whole) == [str(monday_before + timedelta(days=days)) for days in range(7)]
    assert '<a href="?">From today</a>' in whole


def test_the_desk_looks_back():
    hall = a_venue()
    page = read(signed_in(a_post(hall, "caretaker").user), hall, "?week=2020-01-06")
    assert "week=2019-12-30" in page
    assert "Past" in page
