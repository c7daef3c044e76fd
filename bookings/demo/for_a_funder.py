"""The council of the demo has a link: to the last quarter's report, with photos and receipts of a ramp."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from bookings.actions.issue_report import issue_report
from bookings.actions.link_report import Terms, give_report_link, report_link_at, token_of
from bookings.demo.drawing.gallery import GALLERY
from bookings.forms.report import full_quarters
from bookings.models import IssuedReport
from bookings.reports import Edition, Pack, build
from bookings.reports.agreed import figures_to_agree, with_those_beside
from bookings.reports.disclosure import disclose
from bookings.reports.freezing import frozen
from venues.actions.keep_projects import Shown, add_evidence, begin_project
from venues.models import Evidence, Post, Project, Venue
from venues.papers import paper_of

HALL, KEY = "great-tolverton-village-hall", "the council's link of the demo"
RECEIPTS = (("Concrete and a handrail for the ramp", 96, 4_120_00), ("Door closer, fitted", 81, 386_40))


def show_a_funder(venues: Mapping[str, Venue], *, pictures: bool, now: datetime) -> None:
    hall = Venue.objects.select_related("operator").get(pk=venues[HALL].pk)  # as those before left it
    by = hall.posts.filter(kind=Post.Kind.SECRETARY).select_related("user").earliest("pk").user
    issued, ramp = _issued(hall, by, now), _ramp(hall, by, pictures, now)
    usual = [choice.id for _question, some in figures_to_agree([issued]) for choice in some if choice.is_usual]
    terms = Terms(
        funder="Tolverton District Council",
        reports=[issued],
        figures=with_those_beside(usual),
        until=now.date() + timedelta(days=365),
        words="With our thanks for the ramp. Ring Margaret with any question.",
        projects=[ramp],
    )
    give_report_link(hall, terms, key=KEY, by=by, at=now)


def link_of_the_demo() -> str:
    """Where it leads, while it opens; empty otherwise."""
    hall = Venue.objects.filter(slug=HALL).first()
    token = token_of(hall, KEY) if hall else ""
    opens = bool(token) and report_link_at(token, timezone.now()) is not None
    return settings.PUBLIC_URL + reverse("for_funder", args=[token]) if opens else ""


def _issued(hall: Venue, by: User, now: datetime) -> IssuedReport:
    """For everybody, and of the same days for the funder."""
    first, until = full_quarters(now.date())[0]
    whole = build(hall, first, until, as_at=now)
    for edition, pack in ((Edition.PUBLIC, Pack.MAIN), (Edition.FUNDER, Pack.COUNCIL)):
        report = replace(disclose(whole, edition), pack=pack)
        issued = issue_report(hall, frozen(report), by=by, at=now)
    return issued


def _ramp(hall: Venue, by: User, pictures: bool, now: datetime) -> Project:
    """What was typed stands there in any case; drawings take their time."""
    ramp = begin_project(hall, "A ramp to the side door", by=by, at=now)
    for words, days_ago, pence in RECEIPTS:
        on = now.date() - timedelta(days=days_ago)
        add_evidence(ramp, Shown(Evidence.Kind.RECEIPT, words, None, on, pence, "Tolverton Builders"), by=by, at=now)
    of_the_door = (drawing for drawing in GALLERY if drawing.venue == HALL and "side door" in drawing.alt)
    for drawing in of_the_door if pictures else ():
        add_evidence(ramp, Shown(Evidence.Kind.PHOTO, drawing.alt, paper_of(drawing.draw())), by=by, at=now)
    return ramp
