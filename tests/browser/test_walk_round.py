"""The walk round with a phone where the line comes and goes: what was answered is kept there, and sent once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.hands import press
from tests.make import a_post, a_user, a_venue
from venues.models import AccessClaim, Venue


@pytest.fixture
def hall(transactional_db) -> Venue:
    return a_venue()


def question(hall: Venue, *of: str) -> str:
    return reverse("place:access_walk_ask", args=[hall.slug, *of])


def answer(page: Page, words: str) -> None:
    page.get_by_label(words, exact=True).check()
    press(page, "Keep it and go on")


@contextmanager
def without_a_line(page: Page) -> Iterator[None]:
    page.context.set_offline(True)
    try:
        yield
    finally:
        page.context.set_offline(False)


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def test_what_is_answered_without_a_line_is_kept_on_the_phone_and_sent_once_when_there_is_one(hall, page_at, axe):
    page = page_at(390, user=a_post(hall, "manager", a_user("Nell")).user)
    page.goto(question(hall, "arr_street"))
    answer(page, "Yes")
    heading(page, "Main entrance")
    with without_a_line(page):
        answer(page, "In part, or with help")
        expect(page.get_by_text("Say in a few words what is missing").last).to_be_visible()
        page.get_by_label("What people should know").fill("The caretaker puts out a ramp.")
        answer(page, "In part, or with help")
        heading(page, "Main")
        expect(page.get_by_text("Kept on this phone, not sent yet: 1.")).to_be_visible()
        assert page.url.endswith(question(hall, "mov_step_free", "main"))
        axe(page)
        answer(page, "Yes")
        answer(page, "No lift is needed")
        page.get_by_label("Centimetres").fill("82.5")
        press(page, "Keep it and go on")
        heading(page, "a toilet that a wheelchair user can use")
        answer(page, "No")  # so that its key is not asked for, here as on the server
        heading(page, "people who come by car")
        expect(page.get_by_text("Kept on this phone, not sent yet: 5.")).to_be_visible()
        assert AccessClaim.objects.count() == 1
        sent: list[str] = []
        page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    expect(page.get_by_text("There is a line again, and all is sent.")).to_be_visible()
    order = ["ent_step_free", "mov_step_free", "mov_lift", "mov_door_mm", "wc_accessible"]
    assert [next(fact for fact in order if fact in url) for url in sent] == order
    said = {claim.fact: claim for claim in AccessClaim.objects.filter(venue=hall)}
    assert list(AccessClaim.objects.order_by("pk").values_list("fact", flat=True)) == ["arr_street", *order]
    assert (said["ent_step_free"].note, said["mov_door_mm"].value) == ("The caretaker puts out a ramp.", "825")
    heading(page, "people who come by car")
    answer(page, "Neither a marked bay nor a place to be dropped off")
    heading(page, "listening system")
    assert AccessClaim.objects.count() == 7


def test_what_was_kept_is_sent_when_the_page_is_opened_again_by_the_same_person_and_by_no_other(hall, page_at):
    nell, max_ = (a_post(hall, "manager", a_user(name)).user for name in ("Nell", "Max"))
    page = page_at(390, user=nell)
    page.goto(question(hall, "wc_baby"))
    with without_a_line(page):
        answer(page, "Yes")
        heading(page, "Is there a plan")
        page.goto("about:blank")
    cookies = page.context.cookies()
    page.context.clear_cookies()
    other = page_at(390, user=max_)
    page.context.add_cookies(other.context.cookies())
    page.goto(reverse("place:access_walk", args=[hall.slug]))
    page.wait_for_load_state("networkidle")
    assert AccessClaim.objects.count() == 0
    page.context.add_cookies(cookies)
    with page.expect_response(lambda response: response.request.method == "POST"):
        page.goto(reverse("place:access_walk", args=[hall.slug]))
    expect(page.get_by_text("Twelve questions come first")).to_be_hidden()
    claim = AccessClaim.objects.get()
    assert (claim.fact, claim.made_by) == ("wc_baby", nell)
    assert claim.made_at.date() - claim.checked_on <= timedelta(days=1)

    page.goto(question(hall, "wc_accessible"))
    with without_a_line(page):
        answer(page, "Yes")
        page.goto("about:blank")
    page.goto(reverse("place:access_work", args=[hall.slug]))
    expect(page.get_by_text("There is a line again, and all is sent.")).to_be_visible()
    assert AccessClaim.objects.count() == 2


def test_without_script_it_is_plain_forms(hall, page_at):
    page = page_at(390, user=a_post(hall, "manager", a_user("Nell")).user, script=False)
    page.goto(reverse("place:access_walk", args=[hall.slug]))
    page.get_by_role("link", name="Begin").click()
    press(page, "Keep it and go on")
    expect(page.get_by_role("alert").first).to_contain_text("Choose an answer")
    answer(page, "I do not know")
    heading(page, "Main entrance")
    assert AccessClaim.objects.get().state == "unknown"
