"""Rounds past the pages about people: who holds a post, who belongs to a group, who books at a place."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from playwright.sync_api import Page

from accounts.models import Membership
from tests.browser.hands import press
from tests.browser.rounds import Stops, stops_at
from tests.browser.town import Town, next_tuesday
from tests.make import a_booking, a_group, a_post, a_user
from venues.models import Post


@stops_at("posts:accept", who="dot")
def somebody_asked_to_a_post(page: Page, town: Town) -> Stops:
    another, hers = town.post_letter("nina@hearth.example"), town.post_letter(town.dot.email)
    page.goto(another)
    yield 200
    page.goto(hers)
    yield 200
    press(page, "Take up this post")
    page.goto(hers)
    yield 410


@stops_at(
    *("place:people", "place:people_invite", "place:people_take_back", "place:people_end", "place:people_ending"),
    *("place:people_until", "place:people_leave", "place:people_hand_over", "place:people_away"),
    who="dot",
)
def the_people_of_a_place(page: Page, town: Town) -> Stops:
    hall = town.hall.slug
    a_post(town.hall, Post.Kind.MANAGER, town.dot)
    max_, owen = a_post(town.hall, Post.Kind.MANAGER, a_user("Max")), town.hall.posts.get(user=town.owen)
    page.goto(reverse("place:people_leave", args=[hall]))
    yield 200
    page.goto(reverse("place:people_invite", args=[hall]))
    yield 200
    press(page, "Send the invitation")
    yield 422
    page.get_by_label("E-mail address of the person").fill("nina@hearth.example")
    page.get_by_label("Trustee").check()
    press(page, "Send the invitation")
    yield 200
    page.get_by_role("link", name="Take it back").click()
    yield 200
    page.goto(reverse("place:people_until", args=[hall, owen.pk]))
    yield 200
    page.goto(reverse("place:people_away", args=[hall]))
    page.get_by_label("Your last day away").fill("2020-01-01")
    press(page, "Save until when you are away")
    yield 422
    page.goto(reverse("place:people_hand_over", args=[hall]))
    yield 200
    press(page, "Send them the letter")
    yield 422
    page.goto(reverse("place:people_end", args=[hall, max_.pk]))
    yield 200
    press(page, "Ask that it end in 14 days")
    yield 200
    page.get_by_role("link", name="Keep it or end it").first.click()
    yield 200


@stops_at("desk:hirers", "desk:hirer", "desk:kind", "desk:merge", "desk:unmerge", who="ada")
def who_books_at_a_place(page: Page, town: Town) -> Stops:
    hall = town.hall.slug
    twin = a_group("Aldervale choir", organiser=town.dot)
    a_booking(town.room("front-half"), on=next_tuesday() + timedelta(days=3), by=town.dot, hirer=twin)
    page.goto(reverse("desk:hirers", args=[hall]))
    yield 200
    page.goto(f"{reverse('desk:hirers', args=[hall])}?q=nobody")
    yield 200
    page.goto(reverse("desk:hirer", args=[hall, town.choir.ref]))
    yield 200
    page.get_by_role("link", name="Change the kind of group").click()
    yield 200
    page.goto(reverse("desk:hirer", args=[hall, town.choir.ref]))
    page.get_by_role("link", name="Look at both").click()
    yield 200
    press(page, "Make one group of them")
    yield 200
    page.get_by_role("link", name="Undo this").click()
    yield 200


@stops_at("groups:member", "groups:ending", "groups:hand_over", "groups:let_go", "groups:group", who="ben")
def somebody_who_says_who_may_what(page: Page, town: Town) -> Stops:
    mel = Membership.objects.create(hirer=town.choir, user=a_user("Mel"), role=Membership.Role.MEMBER)
    eve = Membership.objects.create(hirer=town.choir, user=a_user("Eve"), role=Membership.Role.ORGANISER)
    page.goto(reverse("groups:member", args=[town.choir.ref, mel.pk]))
    yield 200
    page.goto(reverse("groups:member", args=[town.choir.ref, eve.pk]))
    yield 200
    page.goto(reverse("groups:hand_over", args=[town.choir.ref]))
    yield 200
    press(page, "Hand it over")
    yield 422
    page.goto(reverse("groups:let_go", args=[town.choir.ref, eve.pk]))
    yield 200
    press(page, "Ask that they go in 14 days")
    yield 200
    page.goto(reverse("groups:ending", args=[town.choir.ref, eve.pk]))
    yield 200
