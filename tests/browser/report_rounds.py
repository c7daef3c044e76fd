"""Rounds past the reports that were issued: the button, the list, one of them, and the same counted again."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from bookings.actions.issue_report import issue_report
from bookings.models import IssuedReport, Session
from bookings.reports import Edition, build
from bookings.reports.freezing import frozen
from tests.browser.hands import follow, press
from tests.browser.rounds import Stops, stops_at
from tests.browser.town import Town
from tests.make import soon
from tests.report_links import an_issued_report


@stops_at("desk:issue", "desk:issued", "desk:issued_report", "desk:issued_again", who="ada")
def who_issues_a_report(page: Page, town: Town) -> Stops:
    hall, number = town.hall.slug, IssuedReport.objects.count() + 1
    page.goto(reverse("desk:issued", args=[hall]))
    yield 200
    page.goto(f"{reverse('desk:issue', args=[hall])}?first={soon(-60 - number)}&last={soon(-1)}")
    yield 200
    press(page, "Issue this report")
    yield 200
    Session.objects.filter(booking=town.past).update(counted=number + 90)
    follow(page, "Count it again now")
    yield 200
    page.goto(reverse("desk:issued", args=[hall]))
    yield 200
    until = town.last_week.starts_at.date() + timedelta(days=1)
    whole = build(town.hall, until - timedelta(days=9), until, as_at=timezone.now(), edition=Edition.PUBLIC)
    issue_report(town.hall, frozen(whole), by=None, at=timezone.now())
    less = f"?first={whole.span.first}&last={until - timedelta(days=2)}&edition=public"
    page.goto(f"{reverse('desk:issue', args=[hall])}{less}")
    page.get_by_role("button", name="Issue it without these").wait_for()
    yield 200


@stops_at("venues:reports", "venues:report", "desk:issued_report", who="ada")
def a_report_for_everybody(page: Page, town: Town) -> Stops:
    issued = an_issued_report(town.hall, edition=Edition.PUBLIC)
    page.goto(reverse("venues:reports", args=[town.hall.slug]))
    yield 200
    page.goto(reverse("venues:report", args=[town.hall.slug, issued.number]))
    yield 200
    page.goto(reverse("desk:issued_report", args=[town.hall.slug, issued.number]))
    yield 200
    press(page, "Take it off the public page")
    yield 200
    IssuedReport.objects.shown_to_all().update(taken_back_at=timezone.now())
    page.goto(reverse("venues:reports", args=[town.hall.slug]))
    yield 200
