"""Reports as they were issued: the figures, what they were asked with, and each document, byte for byte."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.touched import Touches
from venues.models import Venue
from venues.models.unchanging import GoesWith, NeverChanges, NeverReplaced

FROZEN = (
    *("venue", "number", "first", "until", "as_at", "edition", "pack", "window", "figures", "parameters"),
    *("rules", "software", "issued_at", "key"),
)


class IssuedReportQuerySet(models.QuerySet["IssuedReport"]):
    def for_outside(self) -> Self:
        """Those that were made to leave the house."""
        return self.exclude(edition=IssuedReport.DESK)

    def shown_to_all(self) -> Self:
        """Those for everybody that the hall has not taken off its public page."""
        return self.filter(edition=IssuedReport.PUBLIC, taken_back_at=None)

    def of_days_with(self, first: date, until: date) -> Self:
        """Those that share a day with the days from one to, not including, another."""
        return self.filter(first__lt=until, until__gt=first)

    def of_days_told(self, first: date, until: date) -> Self:
        """The same, or with the days of the year before, which stand beside."""
        a_year = timedelta(days=366)
        return self.of_days_with(first, until) | self.of_days_with(first + a_year - timedelta(days=1), until + a_year)

    def to_draw(self, since: datetime) -> Self:
        """Those whose PDF is not there yet, or went with a name; of which somebody has tried since then."""
        drawn = IssuedDocument.objects.filter(report=models.OuterRef("pk"), kind=IssuedDocument.Kind.PDF)
        went = drawn.filter(content=b"", blotted_at__gt=since)
        return self.filter(~models.Exists(drawn) & models.Q(issued_at__gt=since) | models.Exists(went))

    def counting_again(self, issued: IssuedReport) -> Self:
        """Those that count its days for the same people once more, newest first; none of one about a change."""
        if issued.window:
            return self.none()
        same = self.filter(venue=issued.venue_id, first=issued.first, until=issued.until, edition=issued.edition)
        return same.filter(window__isnull=True, number__gt=issued.number).order_by("-number")

    def with_later_shown(self) -> Self:
        """Each with `later`: the number of the newest for everybody that counts the same days again, or None."""
        same = {field: models.OuterRef(field) for field in ("venue", "first", "until")}
        others = IssuedReport.objects.shown_to_all().filter(**same, window__isnull=True)
        newer = others.filter(number__gt=models.OuterRef("number")).order_by("-number").values("number")[:1]
        return self.annotate(later=models.Case(models.When(window__isnull=True, then=models.Subquery(newer))))

    def with_files_known(self) -> Self:
        """Each with `has_pdf` and `has_ods`."""
        there = IssuedDocument.objects.filter(report=models.OuterRef("pk")).exclude(content=b"")
        pdf, ods = (there.filter(kind=kind) for kind in (IssuedDocument.Kind.PDF, IssuedDocument.Kind.ODS))
        return self.annotate(has_pdf=models.Exists(pdf), has_ods=models.Exists(ods))


class IssuedReport(models.Model):
    """One report of a venue, frozen; `figures` is what `bookings.reports.freezing` writes, `key` that of its form.

    The database refuses to change it, but for who issued it, who may leave, and whether the public page shows it; and
    to delete it before its venue.
    """

    CORRECTS = _("Corrects")  # the name of the parameter that says which report of the same days it corrects
    DESK, PUBLIC = "desk", "public"  # the editions that stay in the house and on its public page, of reports.Edition

    venue = models.ForeignKey(Venue, models.DO_NOTHING, related_name="issued_reports")
    number = models.PositiveIntegerField()  # within the venue, from 1
    first = models.DateField()
    until = models.DateField()  # not included
    as_at = models.DateTimeField()
    edition = models.CharField(max_length=10)
    pack = models.CharField(max_length=10)
    window = models.JSONField(null=True, blank=True)  # before and after which day, where it was asked for
    figures = models.JSONField()
    parameters = models.JSONField()  # pairs of name and words, as they are printed
    rules = models.CharField(max_length=20)  # the version of the definitions
    software = models.CharField(max_length=40)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    taken_back_at = models.DateTimeField(null=True, blank=True, editable=False)  # off the public page

    objects = IssuedReportQuerySet.as_manager()

    class Meta:
        ordering = ["venue_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["venue", "number"], name="each_issued_report_has_a_number_of_its_own"),
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("first")), name="an_issued_report_ends_after_it_begins"
            ),
            NeverChanges(name="an_issued_report_never_changes", fields=FROZEN),
            NeverReplaced(name="an_issued_report_is_never_replaced"),
            GoesWith(name="an_issued_report_goes_with_its_venue", owner="venue"),
            Touches(what="venue", key="venue", name="an_issued_report_touches_its_venue"),
        ]

    def __str__(self) -> str:
        return f"report {self.number} of {self.venue_id}: {self.first} to {self.last}"

    @property
    def last(self) -> date:
        """The last of its days."""
        return self.until - timedelta(days=1)

    @property
    def corrects(self) -> str:
        """Which report of the same days it corrects, in the words that it was issued with; empty where it does none."""
        return next((words for name, words in self.parameters if name == self.CORRECTS), "")

    @property
    def is_shown_to_all(self) -> bool:
        return self.edition == self.PUBLIC and self.taken_back_at is None

    @property
    def is_for_outside(self) -> bool:
        return self.edition != self.DESK


class IssuedDocument(models.Model):
    """One document of an issued report; only an erasure takes a name out of it, and says when."""

    class Kind(models.TextChoices):
        PAPER = "paper", _("The document")  # as HTML, from which the PDF is drawn
        PDF = "pdf", _("As a document (PDF)")
        CSV = "csv", _("For a spreadsheet (CSV)")
        ODS = "ods", _("As a spreadsheet (ODS)")
        TEXT = "text", _("In plain text")
        WORDS = "words", _("The note and the quotes")  # by themselves, for a link: see bookings.reports.own_words

    report = models.ForeignKey(IssuedReport, models.DO_NOTHING, related_name="documents")
    kind = models.CharField(max_length=5, choices=Kind)
    content = models.BinaryField()
    made_at = models.DateTimeField()
    blotted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["report_id", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["report", "kind"], name="an_issued_report_has_each_document_once"),
            NeverChanges(
                name="an_issued_document_never_changes",
                fields=("report", "kind", "content", "made_at"),
                unless="blotted_at",
            ),
            NeverReplaced(name="an_issued_document_is_never_replaced"),
            GoesWith(name="an_issued_document_goes_with_its_report", owner="report"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of report {self.report_id}"
