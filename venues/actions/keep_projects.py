"""Keep what shows a funder what was done: projects, their photos and receipts; and take any of it away again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.blotting import blot_rows
from accounts.models import User
from accounts.whole import whole
from venues.models import Evidence, Project, Venue
from venues.models.project import MOST_EVIDENCE

CHANGED = "changed what it shows its funders"


class TooMuchEvidence(Exception):
    """A project has as many photos and receipts as it may; the text is for the person."""

    def __init__(self) -> None:
        words = _("There are %(most)s photos and receipts already, the most of one project. Take one away first.")
        super().__init__(words % {"most": MOST_EVIDENCE})


@dataclass(frozen=True)
class Shown:
    """A photo with what it shows, or a receipt; `picture` is a JPEG that we made ourselves, money is in pence."""

    kind: str
    words: str
    picture: bytes | None = None
    on: date | None = None
    pence: int | None = None
    paid_to: str = ""


@whole
def begin_project(venue: Venue, name: str, *, by: User, at: datetime) -> Project:
    """The project of this name; the one that is there, where there is one."""
    Venue.objects.select_for_update(of=("self",), no_key=True).get(pk=venue.pk)  # pressed twice at once
    project, is_new = Project.objects.get_or_create(venue=venue, name=name, defaults={"made_at": at})
    if is_new:
        journal.record(by, CHANGED, venue, why=_("Began: %(name)s") % {"name": name})
    return project


@whole
def add_evidence(project: Project, shown: Shown, *, by: User, at: datetime) -> Evidence:
    """The same once more is there already, and stays one. Raises TooMuchEvidence."""
    project = Project.objects.select_for_update(of=("self",)).select_related("venue").get(pk=project.pk)
    told = {"kind": shown.kind, "words": shown.words, "on": shown.on, "pence": shown.pence, "paid_to": shown.paid_to}
    for again in project.evidence.filter(**told):
        if (bytes(again.picture) if again.picture is not None else None) == shown.picture:
            return again
    if project.evidence.count() >= MOST_EVIDENCE:
        raise TooMuchEvidence
    found = Evidence.objects.create(project=project, **told, picture=shown.picture, made_at=at, made_by=by)
    journal.record(by, CHANGED, project.venue, why=_("Added to %(name)s") % {"name": project.name})
    return found


@whole
def take_evidence_away(evidence: Evidence, *, by: User) -> None:
    """A photo or a receipt, for good; taken away twice, it went the first time."""
    project = evidence.project
    if Evidence.objects.filter(pk=evidence.pk).delete()[0]:
        journal.record(by, CHANGED, project.venue, why=_("Took away from %(name)s") % {"name": project.name})


@whole
def take_project_away(project: Project, *, by: User) -> None:
    """With all its photos and receipts, for good."""
    if Project.objects.filter(pk=project.pk).delete()[0]:
        journal.record(by, CHANGED, project.venue, why=_("Took away: %(name)s") % {"name": project.name})


def blot_projects(telling: list[str]) -> None:
    """Somebody who is erased is named in none of it."""
    blot_rows(Evidence.objects.defer("picture"), ("words", "paid_to"), telling)
