"""A price answers as one types; without script the button does the same; on a phone every price is in view."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.make import a_post
from venues.models import Post


def test_whoever_tries_a_price_sees_it_change_as_they_type(page_at, town):
    page = page_at(390)
    page.goto(reverse("venues:prices", args=[town.hall.slug]))
    told = page.get_by_role("status")
    page.get_by_label("To", exact=True).fill("13:00")
    expect(told).to_contain_text("£")
    before = told.inner_text()
    page.get_by_label("To", exact=True).fill("14:00")
    expect(told).not_to_have_text(before)


def test_the_table_of_prices_is_tried_as_it_is_typed(page_at, town):
    a_post(town.hall, Post.Kind.MANAGER, town.ada)
    page = page_at(1280, user=town.ada)
    page.goto(reverse("place:prices_new", args=[town.hall.slug]))
    page.get_by_text("Try a price with what is typed above").click()
    told = page.locator("#tried")
    page.get_by_label("How many people").fill("12")
    expect(told).to_contain_text("£")
    before = told.inner_text()
    for box in page.get_by_role("table").get_by_role("textbox").all():
        if box.input_value() and not box.get_attribute("name").startswith("least"):
            box.fill("77.00")
            box.blur()
    expect(told).to_contain_text("77.00")
    assert told.inner_text() != before


def test_without_script_the_button_shows_it(page_at, town):
    page = page_at(390, script=False)
    page.goto(reverse("venues:prices", args=[town.hall.slug]))
    page.get_by_role("button", name="Show the price", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("£")


@pytest.mark.parametrize("width", [390, 1280])
def test_every_price_is_in_view_with_the_kind_of_price_it_is(page_at, town, width):
    page = page_at(width)
    page.goto(reverse("venues:prices", args=[town.hall.slug]))
    cells = page.locator("table.prices td")
    assert cells.count() > 1
    for cell in cells.all():
        box = cell.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        told = cell.evaluate("cell => getComputedStyle(cell, '::before').content")
        assert told == (f'"{cell.get_attribute("data-label")}"' if width == 390 else "none")
