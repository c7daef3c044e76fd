"""Make an issued report, a link to it and what goes with it, for the tests that look at them."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import Any

from django.utils import timezone
from PIL import Image

from accounts.models import User
from bookings.actions.issue_report import ToIssue, issue_report
from bookings.actions.link_report import Terms, give_report_link
from bookings.models import IssuedReport, ReportLink
from bookings.reports import Edition, Pack, build
from bookings.reports.freezing import NOTHING_FROZEN, frozen
from tests.make import soon
from venues.actions.keep_projects import Shown, add_evidence, begin_project
from venues.models import Evidence, Project, Venue

A_KEY = "a-key-of-a-page-long-enough"
PAPER = b"<main><h1>How it is used</h1><p>By all.</p></main>"


def an_issued_report(
    venue: Venue,
    first: date | None = None,
    until: date | None = None,
    *,
    edition: Edition = Edition.FUNDER,
    pack: Pack = Pack.MAIN,
    at: datetime | None = None,
) -> IssuedReport:
    """Of the last month, for a funder, unless it is said otherwise."""
    at = at or timezone.now()
    report = build(venue, first or soon(-30), until or soon(), as_at=at, edition=edition, pack=pack)
    return issue_report(venue, frozen(report), by=None, at=at)


def a_plain_report(venue: Venue, by: User | None, *, edition: str = "desk", **others: Any) -> IssuedReport:
    """Of last month, without any figure, unless others are given."""
    plain = {"paper": PAPER, "csv": b"figure_id"}
    days = {"first": soon(-30), "until": soon(-1), "as_at": timezone.now(), "edition": edition, "pack": "main"}
    kept = {"window": None, "figures": NOTHING_FROZEN, "parameters": [], "rules": "1", "documents": plain, **others}
    return issue_report(venue, ToIssue(**{**days, **kept}), by=by, at=timezone.now())


def a_report_link(venue: Venue, *reports: IssuedReport, by: User | None = None, key: str = A_KEY, **told: Any) -> str:
    """The token of a link to these, until a month from now."""
    terms = {"funder": "Vale Council", "figures": ("A1", "A1n", "E6"), "until": soon(30), **told}
    return give_report_link(venue, Terms(reports=reports, **terms), key=key, by=by, at=timezone.now())


def a_photo(*, side: int = 400, exif: bool = False) -> bytes:
    """A JPEG; with `exif` it tells who took it."""
    held, told = BytesIO(), Image.Exif()
    if exif:
        told[0x013B] = "Quillon Wrenfinch"  # the artist
    Image.new("RGB", (side, side), "grey").save(held, "JPEG", exif=told)
    return held.getvalue()


def a_project(venue: Venue, by: User, *shown: Shown, name: str = "Toilets and a ramp") -> Project:
    """With a photo and a typed receipt, unless others are given."""
    at, project = timezone.now(), begin_project(venue, name, by=by, at=timezone.now())
    usual = (
        Shown(Evidence.Kind.PHOTO, "The new ramp", a_photo()),
        Shown(Evidence.Kind.RECEIPT, "Concrete", None, date(2026, 3, 3), 412_000, "Vale Builders"),
    )
    for each in shown or usual:
        add_evidence(project, each, by=by, at=at)
    return project


def shown_outside(venue: Venue, by: User) -> None:
    """A report for everybody; and a link to an issued one, opened today, with a photo and a receipt."""
    a_plain_report(venue, by, edition="public")
    a_report_link(venue, an_issued_report(venue), projects=[a_project(venue, by)])
    ReportLink.objects.update(opened_on=timezone.localdate(timezone=venue.tz))
