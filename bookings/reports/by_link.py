"""What a funder's link shows of one report: the agreed figures, photos and receipts, for its page and its PDF."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.conf import settings

from bookings.models import IssuedReport, ReportLink
from bookings.reports import agreed_files
from bookings.reports.agreed import Agreed, agreed
from venues.models import Evidence
from venues.models.project import EvidenceQuerySet


@dataclass(frozen=True)
class Shown:
    """One report by one link; the link comes with its venue and operator."""

    link: ReportLink
    paper: Agreed
    evidence: tuple[Evidence, ...]

    @classmethod
    def of(cls, link: ReportLink, report: IssuedReport, evidence: Iterable[Evidence]) -> Shown:
        report.venue = link.venue
        return cls(link, agreed(report, link.figures), tuple(evidence))

    @property
    def key(self) -> str:
        """Another one where anything that is shown is otherwise; what the figures read is frozen."""
        link, venue = self.link, self.link.venue
        terms = (link.funder, link.words, str(link.until), link.figures, venue.name, venue.operator.name)
        paid = [(each.pk, each.words, str(each.on), str(each.pounds), each.paid_to) for each in self.evidence]
        told = (settings.VERSION, terms, self.paper.told, paid, [each.project.name for each in self.evidence])
        return sha256(repr(told).encode()).hexdigest()

    def context(self, address: Callable[[Evidence], str]) -> dict[str, Any]:
        """What the page and the document show, each picture by its address."""
        found = [(each, address(each)) for each in self.evidence]
        return {
            "link": self.link,
            "paper": self.paper,
            "photos": [pair for pair in found if pair[0].is_photo],
            "receipts": [pair for pair in found if not pair[0].is_photo],
        }


def evidence_of(link: ReportLink) -> EvidenceQuerySet:
    """Photos and receipts of the projects that go with it."""
    found = Evidence.objects.filter(project__links=link).select_related("project__venue__operator")
    return found.order_by("project_id", "on", "pk")


def to_draw(link: ReportLink, report: IssuedReport) -> Shown:
    """With its pictures."""
    return Shown.of(link, report, evidence_of(link))


def as_pdf(shown: Shown) -> bytes:
    """Raises NoPdf where Pango is missing."""
    return agreed_files.as_pdf(shown.context(as_data))


def as_data(evidence: Evidence) -> str:
    """The picture within the document itself, which loads nothing; empty where there is none."""
    if evidence.picture is None:
        return ""
    return f"data:image/jpeg;base64,{base64.b64encode(bytes(evidence.picture)).decode()}"
