"""Rounds through the pages of privacy: notices and complaints, one's own data, who looked, what was deleted."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from accounts.models import Disposal, Hirer
from tests.browser.hands import press
from tests.browser.rounds import Stops, stops_at
from tests.browser.town import Town
from tests.make import PASSWORD, a_group, a_post, a_user
from venues.actions.complain import complain


@stops_at("privacy", "privacy:notice", "privacy:complain")
def a_careful_visitor(page: Page, town: Town) -> Stops:
    operator = town.hall.operator
    page.goto(reverse("privacy"))
    yield 200
    page.get_by_role("link", name=f"Privacy notice of {operator.name}").click()
    yield 200
    page.get_by_role("link", name="Complain about how data were used").click()
    yield 200
    press(page, "Send the complaint")
    yield 400
    page.get_by_label("Your name").fill("Ida Wren")
    page.get_by_label("Your e-mail address").fill("ida@hearth.example")
    page.get_by_label("What is wrong?").fill("You wrote to me after I had asked you not to.")
    press(page, "Send the complaint")
    yield 200


@stops_at("own:data", "own:erase", "own:looks", "account_reauthenticate", who="ben")
def ones_own_data(page: Page, town: Town) -> Stops:
    page.goto(reverse("own:data"))
    yield 200
    page.goto(reverse("own:looks", args=[town.choir.ref]))
    yield 200
    page.goto(reverse("own:erase"))
    yield 200
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Continue")
    yield 200


@stops_at("own:erase", "own:data", who="dot")
def ones_own_data_without_a_password(page: Page, town: Town) -> Stops:
    page.goto(reverse("own:erase"))
    yield 200
    press(page, "Delete my account")
    yield 400
    page.goto(reverse("own:data"))
    type(town.dot).objects.filter(pk=town.dot.pk).update(last_login=timezone.now() - timedelta(hours=1))
    page.goto(reverse("own:erase"))
    yield 200
    page.goto(reverse("own:data"))
    yield 200


@stops_at(
    *("place:privacy", "place:privacy_looks", "place:privacy_gone"),
    *("desk:complaints", "desk:complaint", "desk:erase"),
    who="ada",
)
def answering_for_data(page: Page, town: Town) -> Stops:
    hall = town.hall.slug
    a_post(town.hall, "manager", town.ada)
    page.goto(reverse("place:privacy", args=[hall]))
    yield 200
    page.get_by_label("E-mail for questions of privacy").fill("clerk@")
    press(page, "Save who answers")
    yield 422
    for looked_at in (True, False):
        page.goto(reverse("place:privacy_looks", args=[hall]))
        yield 200
        if looked_at:
            page.goto(reverse("desk:booking", args=[hall, town.asked.ref]))
            page.goto(reverse("place:privacy_gone", args=[hall]))
            yield 200
            Disposal.objects.create(kind="letters", older_than=timezone.now() - timedelta(days=90), rows=12)
    page.goto(reverse("place:privacy_gone", args=[hall]))
    yield 200
    page.goto(reverse("desk:complaints", args=[hall]))
    yield 200
    late = timezone.now() - timedelta(days=40)
    words = "My telephone number stands on the notice board."
    made = complain(town.hall.operator, name="Ida Wren", email="ida@hearth.example", words=words, at=late)
    page.goto(reverse("desk:complaints", args=[hall]))
    yield 200
    page.goto(reverse("desk:complaint", args=[hall, made.ref]))
    yield 200
    press(page, "Send the answer")
    yield 400
    press(page, "Acknowledge it by letter")
    yield 200
    page.get_by_label("Your answer").fill("We are sorry. It has been taken down.")
    press(page, "Send the answer")
    yield 200
    page.goto(reverse("desk:complaint", args=[hall, made.ref]))
    yield 200
    page.goto(reverse("desk:erase", args=[hall, town.choir.ref]))
    yield 200
    family = a_group("The Wrens", organiser=a_user("Ida"), kind=Hirer.Kind.HOUSEHOLD)
    type(town.past).objects.filter(pk=town.past.pk).update(hirer=family)
    page.goto(reverse("desk:erase", args=[hall, family.ref]))
    yield 200
